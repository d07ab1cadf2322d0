"""The temporary Neo4j server answers, reads no file of the machine, and leaves no files."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import neo4j
import pytest

from graph.stores.neo4j import local_server
from tests.engines import ROOT, free_port

PARENT = """
from graph.stores.neo4j import local_server
server = local_server.start()
print(server.process_id, server.url, server.home, flush=True)
input()
"""


def is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process_id}/stat")
    # A zombie process has ended, although no parent has read its exit code.
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def is_free(port: int) -> bool:
    """Wait, because another program can use the port for a moment."""
    try:
        return local_server._free_port(port) == port
    except local_server.ServerError:
        return False


def wait_until(condition: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + 200  # only protects against a hang
    while not condition() and time.monotonic() < give_up:
        time.sleep(0.05)
    return condition()


def test_it_answers(neo4j_url: str) -> None:
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


@pytest.mark.skipif("NEO4J_URI" in os.environ, reason="another's server has its own settings")
def test_it_reads_no_file_of_the_machine(neo4j_url: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n")
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        query = f"LOAD CSV FROM '{secret.as_uri()}' AS row RETURN row"
        with pytest.raises(neo4j.exceptions.ClientError, match="ExternalResourceFailed"):
            driver.execute_query(query)


def test_closing_frees_the_port_and_leaves_nothing(neo4j_url: str) -> None:
    port = free_port()
    with local_server.start(port=port) as server:
        assert server.url == f"bolt://127.0.0.1:{port}"
        assert is_running(server.process_id)
        with pytest.raises(local_server.ServerError, match=f"Port {port} .*can't be used"):
            local_server.start(port=port)
    assert not is_running(server.process_id)
    assert not server.home.exists()
    assert wait_until(lambda: is_free(port))
    server.close()  # closing twice has no effect


def test_a_killed_parent_leaves_no_server(neo4j_url: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout
        process_id, url, home = parent.stdout.readline().split()
        assert is_running(int(process_id))
        parent.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not is_running(int(process_id)))
    assert not Path(home).exists()
    assert wait_until(lambda: is_free(int(url.rpartition(":")[2])))


def test_a_server_that_is_too_slow_is_stopped(neo4j_url: str) -> None:
    with pytest.raises(local_server.ServerError, match=r"didn't answer for 0\.01 s"):
        local_server.start(timeout=0.01)


def test_a_server_that_dies_gives_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, neo4j_url: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "citylinks" / "neo4j-0.0.0").mkdir(parents=True)
    with pytest.raises(local_server.ServerError, match=r"stopped while starting.*\n.*not found"):
        local_server.start(version="0.0.0")


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "jpype" else name)
    with pytest.raises(local_server.ServerError, match=r"not installed: jpype\. Run `make test`"):
        local_server.start()


def test_a_network_fault_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    attempts = []

    def fetch(version: str, folder: Path) -> None:
        attempts.append(sorted(path.name for path in folder.glob("*")))
        if len(attempts) == 1:
            folder.mkdir()
            with zipfile.ZipFile(folder / "whole.jar", "w") as jar:
                jar.writestr("a", "b")
            (folder / "cut.jar").write_bytes(b"PK")
            (folder / "cut.pom").write_bytes(b"<project>")
            raise ConnectionResetError("the other side hung up")

    monkeypatch.setattr(local_server, "_fetch", fetch)
    folder = local_server.download("1.2.3")
    assert attempts == [[], ["whole.jar"]]
    assert [path.name for path in folder.iterdir()] == ["whole.jar"]
    assert "Downloading Neo4j 1.2.3" in capsys.readouterr().err
    assert local_server.download("1.2.3") == folder
    assert len(attempts) == 2


def test_a_version_that_cannot_be_brought_leaves_no_half_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(version: str, folder: Path) -> None:
        raise RuntimeError("no such artifact")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(local_server, "_fetch", fetch)
    with pytest.raises(local_server.ServerError, match="two attempts: no such artifact"):
        local_server.download("9.9.9")
    assert list((tmp_path / "citylinks").iterdir()) == []
