"""A graph that `citylinks export` wrote is loaded again by `citylinks load`, and gives the same rows when exported."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from pathlib import Path

import neo4j
import pytest

from cli import main
from graph.model.data_folder import SHIPPED_DATA

FILES = ("nodes.csv", "claims.csv", "sources.csv")
EXPORTED = Path(__file__).parent / "fixtures" / "exported"


class Terminal:
    """The commands of one user, and what they printed."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.exports = 0
        monkeypatch.setenv("CITYLINKS_HOME", str(folder / "home"))

    def run(self, *arguments: object, code: int = 0) -> str:
        """Run a command that exits with this code, and return what it printed."""
        assert main([str(argument) for argument in arguments]) == code
        printed = self._capsys.readouterr()
        return printed.out + printed.err

    def export(self) -> Path:
        """Export the whole graph into a folder of its own."""
        self.exports += 1
        folder = self.folder / f"exported{self.exports}"
        self.run("export", "--out", folder)
        return folder


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path, monkeypatch, capsys)


@pytest.fixture
def empty_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder without any evidence, in use."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("sources.csv", "places.csv", "bodies.csv", "claims.csv"):
        header = (SHIPPED_DATA / name).read_text(encoding="utf-8").splitlines()[0]
        (folder / name).write_text(header + "\n", encoding="utf-8")
    monkeypatch.setenv("CITYLINKS_DATA", str(folder))
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text(encoding="utf-8") for name in (*FILES, "ATTRIBUTION.txt")}


def changed(folder: Path, name: str, row: int, **cells: str) -> Path:
    """A copy of the exported folder with other cells in one row of a file."""
    copy = folder / "changed"
    shutil.copytree(EXPORTED, copy)
    rows = list(csv.DictReader(io.StringIO((copy / name).read_text(encoding="utf-8"))))
    rows[row] |= cells
    with (copy / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return copy


def test_beside_the_evidence_nothing_changes_that_is_there_already(terminal: Terminal) -> None:
    first = terminal.export()
    told = terminal.run("load", first)
    assert "Graph exported by Citylinks (exported-graph)" in told and "0 rejected" in told
    assert contents(terminal.export()) == contents(first)


@pytest.mark.usefixtures("empty_data")
def test_with_an_empty_data_folder_it_is_the_whole_graph(terminal: Terminal) -> None:
    told = terminal.run("load", EXPORTED, "--preview")
    assert "20 rows read = 20 accepted + 0 rejected" in told and "9 new" in told and "8 new" in told
    assert terminal.run("load", "--list") == ""
    terminal.run("load", EXPORTED)
    assert "exported-graph-exported: exported, 9 " in terminal.run("load", "--list")
    assert contents(terminal.export()) == contents(EXPORTED)
    assert "already" in terminal.run("load", EXPORTED)
    terminal.run("load", "--undo")
    assert (terminal.export() / "nodes.csv").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.usefixtures("empty_data")
def test_the_shipped_graph_is_loaded_whole(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.delenv("CITYLINKS_DATA")
        shipped = terminal.export()
    terminal.run("load", shipped)
    assert contents(terminal.export()) == contents(shipped)


@pytest.mark.usefixtures("empty_data")
def test_a_zip_file_is_loaded_as_its_folder(terminal: Terminal) -> None:
    packed = terminal.folder / "exported.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in (*FILES, "ATTRIBUTION.txt"):
            archive.write(EXPORTED / name, f"exported/{name}")
    terminal.run("load", packed)
    assert contents(terminal.export()) == contents(EXPORTED)


@pytest.mark.usefixtures("empty_data")
def test_on_neo4j_it_gives_the_same_rows(terminal: Terminal, neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Other tests share the server.
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("CITYLINKS_STORE", neo4j_url)
    terminal.run("load", EXPORTED)
    assert contents(terminal.export()) == contents(EXPORTED)
    terminal.run("load", "--undo")
    assert (terminal.export() / "claims.csv").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.usefixtures("empty_data")
@pytest.mark.parametrize(
    ("name", "cells", "reason"),
    [
        ("claims.csv", {"object_id": "local:city:nowhere"}, "object_id: no such node in nodes.csv"),
        ("claims.csv", {"source": "d9"}, "source: no such source in sources.csv"),
        ("claims.csv", {"type": "KNOWS"}, "type: not a known type"),
        ("claims.csv", {"start": "long ago"}, "start: not a date"),
        ("claims.csv", {"counts": "many"}, "counts: not in the form of an export"),
        ("claims.csv", {"note": "Write to a.b@example.org"}, "note: an e-mail address or telephone number"),
        ("nodes.csv", {"label": "Citty"}, "label: not a label"),
        ("nodes.csv", {"latitude": "95", "longitude": "1"}, "latitude: outside the globe"),
        ("nodes.csv", {"properties": '{"a": 1}'}, "properties: not in the form of an export"),
        ("sources.csv", {"kind": "rumour"}, "kind: not a kind of source"),
    ],
)
def test_a_row_that_was_changed_and_does_not_fit_is_rejected(
    terminal: Terminal, name: str, cells: dict[str, str], reason: str
) -> None:
    told = terminal.run("load", changed(terminal.folder, name, 0, **cells), "--anyway", code=1)
    assert reason in told


@pytest.mark.parametrize("files", [(), ("nodes.csv", "claims.csv")])
def test_another_folder_is_refused_with_what_it_lacks(terminal: Terminal, files: tuple[str, ...]) -> None:
    folder = terminal.folder / "other"
    folder.mkdir()
    for name in files:
        shutil.copy(EXPORTED / name, folder)
    told = terminal.run("load", folder, code=2)
    assert "not a graph exported by Citylinks" in told and "sources.csv" in told


def test_one_file_of_an_exported_folder_is_refused_with_what_to_load(terminal: Terminal) -> None:
    assert "Load the folder that holds them" in terminal.run("load", EXPORTED / "nodes.csv", code=2)
