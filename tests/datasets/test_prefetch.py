"""Files read in parallel give the same result as one after the other. A process that fails costs only time."""

from __future__ import annotations

import sys
from multiprocessing import active_children
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import main
from datasets import prefetch
from datasets.library import DatasetLibrary
from graph.model.data_folder import SHIPPED_DATA
from graph.model.datasets import LoadOptions
from graph.model.errors import DataError

HEADER = "network,member,role,since,source\n"
LEEDS, BRNO = "geonames:2644688", "geonames:3078610"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three lists, one with a rejected row, and a file of no known type."""
    rows = {
        "rivers_2024.csv": f"Sister Rivers,{LEEDS},member,1999,p1\n",
        "hills_2024.csv": f"Sister Hills,{LEEDS},member,1999,p1\nSister Hills,,member,1999,p2\n",
        "lakes_2024.csv": f"Sister Lakes,{BRNO},chair,2001,p1\n",
    }
    made = []
    for name, text in rows.items():
        made.append(tmp_path / name)
        made[-1].write_text(HEADER + text, encoding="utf-8")
    made.append(tmp_path / "odd.csv")
    made[-1].write_text("colour,taste\nred,sweet\n", encoding="utf-8")
    return made


@pytest.fixture
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that there are two processors, and that every file is large enough for a process."""
    monkeypatch.setattr(prefetch, "_processors", lambda: 2)
    monkeypatch.setattr(prefetch, "BYTES_WORTH_A_PROCESS", 1)
    # A test of a page leaves the page as the main module, and a spawned process would run it.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.mark.usefixtures("two_processes")
def test_what_is_read_ahead_is_previewed_and_loaded_as_what_is_read_in_turn(tmp_path: Path, files: list[Path]) -> None:
    known, in_turn, together = (
        files[:3],
        DatasetLibrary(tmp_path / "one", SHIPPED_DATA),
        DatasetLibrary(tmp_path / "two", SHIPPED_DATA),
    )
    prefetch.prefetch_files(together, files, LoadOptions())
    assert len(together.prefetched) == len(known)
    previews = [[library.preview(path, LoadOptions()) for path in known] for library in (in_turn, together)]
    assert previews[0] == previews[1]
    assert not together.prefetched
    for library, made in zip((in_turn, together), previews, strict=True):
        library.commit(made)
    assert in_turn.records() == together.records()


@pytest.mark.usefixtures("two_processes")
def test_what_was_changed_since_or_is_wished_otherwise_is_read_again(tmp_path: Path, files: list[Path]) -> None:
    library = DatasetLibrary(tmp_path / "home", SHIPPED_DATA)
    prefetch.prefetch_files(library, files[:2], LoadOptions())
    with files[0].open("a", encoding="utf-8") as file:
        file.write(f"Sister Rivers,{BRNO},member,2003,p2\n")
    assert library.preview(files[0], LoadOptions()).dataset.read == 2
    with pytest.raises(DataError, match="1 left out"):
        library.preview(files[1], LoadOptions(countries=frozenset(["iso:CZ"])))


@pytest.mark.usefixtures("two_processes")
def test_one_file_under_two_names_is_loaded_once(tmp_path: Path, files: list[Path]) -> None:
    library = DatasetLibrary(tmp_path / "home", SHIPPED_DATA)
    (tmp_path / "elsewhere").mkdir()
    twin = files[0].rename(tmp_path / "elsewhere" / files[0].name)
    files[0].write_bytes(twin.read_bytes())
    prefetch.prefetch_files(library, [files[0], twin], LoadOptions())
    library.commit([library.preview(files[0], LoadOptions())])
    assert library.preview(twin, LoadOptions()).is_loaded


@pytest.mark.usefixtures("two_processes")
def test_what_is_refused_says_so_when_it_is_previewed(tmp_path: Path, files: list[Path]) -> None:
    library = DatasetLibrary(tmp_path / "home", SHIPPED_DATA)
    prefetch.prefetch_files(library, files, LoadOptions())
    with pytest.raises(DataError, match="can't be detected from its columns"):
        library.preview(files[-1], LoadOptions())


@pytest.mark.usefixtures("two_processes")
def test_what_a_process_that_is_killed_had_to_read_is_read_all_the_same(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = DatasetLibrary.prefetch

    def killing(*given: Any, **more: Any) -> Any:
        for child in active_children():
            child.kill()
        return read(*given, **more)

    monkeypatch.setattr(DatasetLibrary, "prefetch", killing)
    library = DatasetLibrary(tmp_path / "home", SHIPPED_DATA)
    prefetch.prefetch_files(library, files[:3], LoadOptions())
    assert [library.preview(path, LoadOptions()).dataset.read for path in files[:3]] == [1, 2, 1]


def test_small_files_take_no_second_process(tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefetch, "_processors", lambda: 8)
    library = DatasetLibrary(tmp_path / "home", SHIPPED_DATA)
    prefetch.prefetch_files(library, files, LoadOptions())
    assert not library.prefetched


@pytest.mark.usefixtures("two_processes")
def test_the_terminal_loads_several_files_and_writes_each_rejected_row(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for options in ([], ["--rejects", str(tmp_path / "rejected.csv")]):
        monkeypatch.setenv("CITYLINKS_HOME", str(tmp_path / f"home{len(options)}"))
        assert main(["load", *map(str, files[:3]), *options]) == 1
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "2 rows read = 1 accepted + 1 rejected" in said[0]
    assert len((tmp_path / "rejected.csv").read_text(encoding="utf-8").splitlines()) == 2


@given(st.lists(st.integers(0, 100), max_size=12), st.integers(1, 6))
def test_no_more_processes_than_are_worth_their_while(sizes: list[int], processors: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prefetch, "BYTES_WORTH_A_PROCESS", 50)
        processes = prefetch.processes_for(sizes, processors)
    assert 1 <= processes <= max(1, min(processors, len(sizes), prefetch.MAX_PROCESSES))
    if processes > 1:
        assert sum(sizes) - max(sizes) >= 50 * (processes - 1)
