"""Loads stay in the graph until they are undone, the shipped data stays unchanged, and no load is half done."""

from __future__ import annotations

import csv
import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from datasets.library import DatasetLibrary
from datasets.live import LiveLibrary, open_graph
from datasets.run_loader import garbage_collection_paused
from graph.model.data_folder import SHIPPED_DATA
from graph.model.datasets import Decision, LoadOptions
from graph.model.errors import DataError, StoreError
from graph.model.records import Load, Records
from graph.model.settings import Settings
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated

ROOT = Path(__file__).parent.parent.parent
HEADER = "network,member,role,since,source\n"
LEEDS = "geonames:2644688"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the evidence, so that decisions can be saved."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("sources.csv", "places.csv", "bodies.csv", "claims.csv"):
        shutil.copy(SHIPPED_DATA / name, folder)
    (folder / "same_as.csv").write_text("a,b,decision,by,on,why\n", encoding="utf-8")
    return folder


def written(folder: Path, rows: str, name: str = "members_2024.csv") -> Path:
    path = folder / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def load(library: DatasetLibrary, *paths: Path) -> None:
    library.commit([library.preview(path, LoadOptions()) for path in paths])


def members(library: DatasetLibrary) -> set[str]:
    return {claim.subject for claim in library.records().claims if claim.object == "local:network:sister-rivers"}


def test_two_files_of_one_list_are_not_loaded_together(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    older = written(tmp_path, f"Sister Rivers,{LEEDS},member,1999,p1\n", "members_2023.csv")
    newer = written(tmp_path, f"Sister Rivers,{LEEDS},chair,1999,p1\n", "members_2024.csv")
    with pytest.raises(DataError, match=r"same list.*members_2023"):
        library.commit([library.preview(path, LoadOptions()) for path in (older, newer)])
    assert library.datasets() == ()


def test_without_loaded_data_the_graph_is_the_evidence_alone_and_no_folder_is_made(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    assert library.records() == read_curated(data)
    assert not (tmp_path / "home").exists()


def test_a_preview_adds_up_and_changes_nothing(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    path = written(
        tmp_path, f"Sister Rivers,{LEEDS},member,1999,p1\nSister Rivers,,member,,p2\nSister Rivers,x,king,,p3\n"
    )
    rejected: list[object] = []
    preview = library.preview(path, LoadOptions(), rejected=rejected.append)
    assert (preview.dataset.read, preview.dataset.accepted, preview.dataset.rejected) == (3, 1, 2)
    assert len(rejected) == len(preview.rejections) == 2
    assert preview.dataset.as_of == "2024"
    assert preview.guard  # two of three rows
    assert library.datasets() == () and members(library) == set()


@pytest.mark.parametrize("is_on", [True, False])
def test_garbage_is_collected_after_a_preview_as_it_was_before(tmp_path: Path, data: Path, is_on: bool) -> None:
    seen: list[bool] = []
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        with pytest.raises(DataError):
            DatasetLibrary(tmp_path, data).preview(tmp_path / "missing.csv", LoadOptions())
        assert gc.isenabled() == is_on
        with garbage_collection_paused(), garbage_collection_paused():
            seen.append(gc.isenabled())
        assert (gc.isenabled(), seen) == (is_on, [False])
    finally:
        (gc.enable if was_on else gc.disable)()


def test_loading_the_same_file_twice_changes_nothing(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    path = written(tmp_path, f"Sister Rivers,{LEEDS},member,1999,p1\n")
    load(library, path)
    before = library.records()
    assert library.preview(path, LoadOptions()).is_loaded
    load(library, path)
    assert library.records() == before
    assert len(library.journal.entries()) == 1


def test_places_loaded_once_more_change_nothing_whatever_places_came_after_them(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    wide, narrow = tmp_path / "admin1.txt", tmp_path / "admin2.txt"
    wide.write_text("GB.ENG\tEngland\tEngland\t6269131\n", encoding="utf-8")
    narrow.write_text("GB.ENG.H3\tLeeds\tLeeds\t3333164\n", encoding="utf-8")
    load(library, wide)
    load(library, narrow)
    assert library.preview(wide, LoadOptions()).is_loaded
    assert library.preview(narrow, LoadOptions()).is_loaded
    library.remove(library.preview(wide, LoadOptions()).dataset.id)
    assert not library.preview(narrow, LoadOptions()).is_loaded


def test_a_newer_file_takes_the_place_of_the_older_and_undo_brings_it_back(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    load(library, written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\nSister Rivers,geonames:2641673,member,,p1\n"))
    newer = written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\n", "members_2025.csv")
    preview = library.preview(newer, LoadOptions())
    assert preview.previous and preview.previous.as_of == "2024"
    assert preview.claims.known and preview.claims.retired and not preview.claims.new
    library.commit([preview])
    assert members(library) == {LEEDS}
    assert [d.as_of for d in library.datasets()] == ["2025"]
    assert "members_2025.csv" in library.undo()
    assert members(library) == {LEEDS, "geonames:2641673"}
    library.undo()
    assert library.records() == read_curated(data)
    with pytest.raises(DataError, match="no load to undo"):
        library.undo()


def test_several_files_previewed_together_are_loaded_and_taken_back_together(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    load(
        library,
        written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\n", "one.csv"),
        written(tmp_path, "Sister Rivers,geonames:2641673,member,,p1\n", "two.csv"),
    )
    assert members(library) == {LEEDS, "geonames:2641673"}
    library.remove(library.datasets()[0].id)
    assert len(members(library)) == 1
    library.undo()
    assert len(members(library)) == 2
    library.undo()
    assert members(library) == set()


def test_a_decision_outlives_the_dataset_it_speaks_of_and_can_be_withdrawn(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    path = written(tmp_path, "Sister Rivers,Lyon,member,,p1\n")
    load(library, path)
    (own,) = members(library)
    library.decide(Decision(own, LEEDS, "same", "a test", "2026-11-25", "for this test alone"))
    assert members(library) == {LEEDS}
    library.undo()
    assert len(library.decisions()) == 1
    load(library, path)
    assert members(library) == {LEEDS}
    library.withdraw(own, LEEDS)
    assert members(library) == {own}


def test_what_was_joined_before_is_not_trusted_when_it_was_changed(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    load(library, written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\n"))
    before = library.records()
    for path in (tmp_path / "home" / "graph").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    assert library.records() == before


def test_a_damaged_dataset_is_said_to_be_damaged_and_can_be_loaded_again(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    load(library, written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\n"))
    for path in (tmp_path / "home" / "datasets").rglob("*.arrow"):
        path.write_bytes(b"nothing")
    with pytest.raises(DataError, match="damaged"):
        library.records()
    (dataset,) = library.datasets()
    library.remove(dataset.id)
    load(library, tmp_path / "members_2024.csv")
    assert members(library) == {LEEDS}


def test_a_live_desk_puts_every_change_into_the_graph(tmp_path: Path, data: Path) -> None:
    explorer, live = open_graph(Settings(data_folder=data, home=tmp_path / "home"))
    shipped = len(explorer.store.claims())
    live.commit([live.preview(written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\n"), LoadOptions())])
    answer = explorer.ask("who is a member of Sister Rivers")
    assert "Leeds" in answer.sentence
    assert any("Members of a network" in name for name in answer.searched)
    live.undo()
    assert len(explorer.store.claims()) == shipped


def test_what_is_taken_back_leaves_nothing_of_its_file_behind(tmp_path: Path, data: Path) -> None:
    _, live = open_graph(Settings(data_folder=data, home=tmp_path / "home"))
    live.commit([live.preview(written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\n"), LoadOptions())])
    assert list((tmp_path / "home" / "datasets").iterdir())
    live.undo()
    assert list((tmp_path / "home" / "datasets").iterdir()) == []


class Refusing(EmbeddedStore):
    """A store that fails once a test says so."""

    is_gone = False

    def load(self, records: Records) -> Load:
        if self.is_gone:
            raise StoreError("The store is gone")
        return super().load(records)


def test_what_the_store_refuses_is_not_written_down_either(tmp_path: Path, data: Path) -> None:
    store = Refusing()
    live = LiveLibrary(Settings(data_folder=data, home=tmp_path / "home"), store)
    path = written(tmp_path, "Sister Rivers,Lyon,member,,p1\n")
    live.commit([live.preview(path, LoadOptions())])
    (own,) = members(live)
    live.decide(Decision(own, LEEDS, "same", "a test", "2026-11-24", "for this test alone"))
    before, loads, decisions = live.records(), live.journal.entries(), live.decisions()
    newer = live.preview(written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\n", "members_2025.csv"), LoadOptions())
    store.is_gone = True
    for act in (
        lambda: live.commit([newer]),
        live.undo,
        lambda: live.remove(live.datasets()[0].id),
        lambda: live.decide(Decision(own, LEEDS, "not the same", "a test", "2026-11-25", "for this test alone")),
        lambda: live.withdraw(own, LEEDS),
    ):
        with pytest.raises(StoreError, match="gone"):
            act()
        assert (live.journal.entries(), live.decisions()) == (loads, decisions)
    assert live.records() == before
    live.commit([live.preview(path, LoadOptions())])  # loaded already: the store need not be asked
    assert (live.journal.entries(), live.decisions()) == (loads, decisions)


class Counting(EmbeddedStore):
    def __init__(self) -> None:
        super().__init__()
        self.loads = 0

    def load(self, records: Records) -> Load:
        self.loads += 1
        return super().load(records)


def test_each_decision_makes_the_graph_that_a_new_start_makes(tmp_path: Path, data: Path) -> None:
    settings, store = Settings(data_folder=data, home=tmp_path / "home"), Counting()
    live = LiveLibrary(settings, store)
    names = [*(f"Town {n}" for n in range(60, 66)), "GB-CHC-9000001", LEEDS]
    path = written(tmp_path, "".join(f"Sister Rivers,{name},member,,p1\n" for name in names))
    live.commit([live.preview(path, LoadOptions())])
    towns = sorted(node.id for node in live.store.nodes() if node.name.startswith("Town 6"))
    acts = [
        (towns[0], LEEDS, "same"), (towns[1], towns[2], "same"), (towns[3], LEEDS, "not the same"),
        (towns[2], towns[4], "same"), ("GB-CHC-9000001", towns[5], "same"), (towns[0], LEEDS, ""),
        (towns[3], LEEDS, "same"), (towns[3], towns[5], "same"), (towns[1], towns[2], ""), (towns[3], LEEDS, ""),
    ]  # fmt: skip
    for a, b, decision in acts:
        if decision:
            live.decide(Decision(a, b, decision, "a test", "2026-11-24", "for this test alone"))
        else:
            live.withdraw(a, b)
        anew = DatasetLibrary(settings.home, data).records()
        assert list(live.store.nodes()) == list(anew.nodes)
        assert sorted(live.store.claims(), key=repr) == sorted(anew.claims, key=repr)
        assert live.records() == anew


def test_what_changes_nothing_in_the_graph_does_not_fill_the_store_again(tmp_path: Path, data: Path) -> None:
    store = Counting()
    live = LiveLibrary(Settings(data_folder=data, home=tmp_path / "home"), store)
    path = written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\nSister Rivers,Lyon,member,,p1\n")
    live.commit([live.preview(path, LoadOptions())])
    (own,) = (one for one in members(live) if one != LEEDS)
    before = store.loads
    live.decide(Decision(own, LEEDS, "not the same", "a test", "2026-11-24", "for this test alone"))
    live.withdraw(own, LEEDS)
    assert store.loads == before
    live.decide(Decision(own, LEEDS, "same", "a test", "2026-11-24", "for this test alone"))
    assert store.loads == before + 1 and members(live) == {LEEDS}


def test_what_another_process_loads_while_the_graph_is_made_is_followed(tmp_path: Path, data: Path) -> None:
    settings = Settings(data_folder=data, home=tmp_path / "home")
    other = DatasetLibrary(settings.home, data)
    first, second = (
        other.preview(written(tmp_path, f"Sister Rivers,{one},member,,p1\n", name), LoadOptions())
        for one, name in ((LEEDS, "one.csv"), ("geonames:2641673", "two.csv"))
    )
    other.commit([first])

    class Slow(LiveLibrary):
        def records(self) -> Records:
            made = super().records()
            if len(other.journal.entries()) == 1:
                other.commit([second])
                os.utime(other.journal.path, ns=(0, 0))  # however coarse the clock of the disk is
            return made

    live = Slow(settings, EmbeddedStore())
    live.sync_store()
    live.sync_if_changed()
    assert members(live) == {c.subject for c in live.store.claims() if c.object == "local:network:sister-rivers"}
    assert len(members(live)) == 2


def test_a_graph_that_can_t_be_kept_is_made_all_the_same(tmp_path: Path, data: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", data)
    load(library, written(tmp_path, f"Sister Rivers,{LEEDS},member,,p1\n"))
    (tmp_path / "home" / "graph").write_bytes(b"a file where the folder is to be")
    assert members(library) == {LEEDS}


def citylinks(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "CITYLINKS_HOME": str(home)},
    )  # fmt: skip


def test_the_terminal_exits_with_0_loaded_1_rejected_2_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    good = "".join(f"Sister Rivers,{one},member,,p1\n" for one in (LEEDS, "geonames:2641673", "a", "b", "c", "d"))
    done = citylinks(home, "load", str(written(tmp_path, good)))
    assert (done.returncode, done.stderr) == (0, "")
    assert "6 rows read = 6 accepted + 0 rejected" in done.stdout
    worse = written(tmp_path, good + "Sister Rivers,z,=cmd(),,p9\n", "worse.csv")
    rejects = tmp_path / "rejects.csv"
    done = citylinks(home, "load", str(worse), "--rejects", str(rejects))
    assert done.returncode == 1
    with rejects.open(encoding="utf-8", newline="") as stream:
        [rejected] = csv.DictReader(stream)
    assert (rejected["line"], rejected["field"], rejected["value"]) == ("8", "role", "'=cmd()")
    page = tmp_path / "page.csv"
    page.write_text("<!doctype html><html>", encoding="utf-8")
    done = citylinks(home, "load", str(page))
    assert done.returncode == 2
    assert "web page" in done.stderr and "Traceback" not in done.stderr
    assert "network-members" in citylinks(home, "load", "--list").stdout
    assert "Undone: Loaded" in citylinks(home, "load", "--undo").stdout
