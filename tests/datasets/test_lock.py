"""Several processes change one folder at the same time, and no change is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from datasets.library import DatasetLibrary
from datasets.live import LiveLibrary
from datasets.lock import ChangeLock
from graph.model.data_folder import SHIPPED_DATA
from graph.model.datasets import Decision, LoadOptions
from graph.model.errors import DataError, StoreError
from graph.model.records import Load, Records
from graph.model.settings import Settings
from graph.stores.embedded.store import EmbeddedStore

ROOT = Path(__file__).parent.parent.parent
PROCESSES, TIMES = 3, 6
# Waits until all processes have started, then loads, decides, undoes and decides again without a pause.
HAMMER = """
import sys, time
from pathlib import Path
from graph.model.datasets import Decision, LoadOptions
from datasets.library import DatasetLibrary

home, data, files, who = (*map(Path, sys.argv[1:4]), sys.argv[4])
library = DatasetLibrary(home, data)
previews = [library.preview(files / f"list-{who}-{turn}.csv", LoadOptions()) for turn in "abcdef"[:int(sys.argv[5])]]
(files / f"ready-{who}").touch()
while not (files / "go").exists():
    time.sleep(0.001)
for turn, preview in enumerate(previews):
    library.commit([preview])
    for name, decision in (("", "same"), ("x", "not the same")):
        library.decide(Decision(f"local:city:{who}{turn}{name}", "geonames:2644688", decision, "a", "2026-11-24", "b"))
    library.withdraw(f"local:city:{who}{turn}x", "geonames:2644688")
"""
HOLD = """
import sys, time
from pathlib import Path
from datasets.journal import Journal

with Journal(Path(sys.argv[1])).lock:
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("sources.csv", "places.csv", "bodies.csv", "claims.csv"):
        shutil.copy(SHIPPED_DATA / name, folder)
    (folder / "same_as.csv").write_text("a,b,decision,by,on,why\n", encoding="utf-8")
    return folder


def python(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", *map(str, arguments)], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@contextmanager
def holder(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock, until it is killed."""
    with python(HOLD, home) as process:
        try:
            assert process.stdout and process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def listed(folder: Path, name: str, *members: str) -> Path:
    path = folder / name
    rows = "".join(f"Sister Rivers,{one},member,,p1\n" for one in members)
    path.write_text("network,member,role,since,source\n" + rows, encoding="utf-8")
    return path


def test_every_load_and_every_decision_of_processes_that_change_at_once_is_there(tmp_path: Path, data: Path) -> None:
    home, letters = tmp_path / "home", "abcdef"
    for who in letters[:PROCESSES]:
        for turn in letters[:TIMES]:
            listed(tmp_path, f"list-{who}-{turn}.csv", f"Town {who}{turn}")
    running = [python(HAMMER, home, data, tmp_path, who, TIMES) for who in letters[:PROCESSES]]
    while len(list(tmp_path.glob("ready-*"))) < PROCESSES and all(one.poll() is None for one in running):
        threading.Event().wait(0.01)
    (tmp_path / "go").touch()
    for one in running:
        assert one.communicate(timeout=300) == ("", "")
        assert one.returncode == 0
    library = DatasetLibrary(home, data)
    assert len(library.datasets()) == PROCESSES * TIMES
    assert [entry.number for entry in library.journal.entries()] == list(range(1, PROCESSES * TIMES + 1))
    assert {d.a for d in library.decisions()} == {
        f"local:city:{w}{t}" for w in letters[:PROCESSES] for t in range(TIMES)
    }
    members = {claim.subject for claim in library.records().claims if claim.object == "local:network:sister-rivers"}
    assert len(members) == PROCESSES * TIMES


def test_two_terminals_that_load_several_files_at_once_lose_none_and_mix_none(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "CITYLINKS_HOME": str(tmp_path / "home")}
    running = []
    for who in "ab":
        files = [listed(tmp_path, f"list-{who}-{turn}.csv", f"Town {who}{turn}") for turn in "xyz"]
        command = [sys.executable, str(ROOT / "cli.py"), "load", *map(str, files)]
        running.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    for one in running:
        one.communicate(timeout=300)
        assert one.returncode == 0
    library = DatasetLibrary(tmp_path / "home", SHIPPED_DATA)
    assert len(library.datasets()) == 6
    for entry in library.journal.entries():
        assert not ("list-a" in entry.what and "list-b" in entry.what)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_a_process_that_is_killed_while_it_changes_does_not_lock_others_out(tmp_path: Path, data: Path) -> None:
    home = tmp_path / "home"
    with holder(home) as process:
        process.send_signal(signal.SIGKILL)
    live = LiveLibrary(Settings(data_folder=data, home=home), EmbeddedStore())
    live.commit([live.preview(listed(tmp_path, "list.csv", "geonames:2644688"), LoadOptions())])
    assert len(live.datasets()) == 1


def test_who_waits_too_long_is_told_who_is_at_work_and_what_to_do(tmp_path: Path, data: Path) -> None:
    live = LiveLibrary(Settings(data_folder=data, home=tmp_path / "home"), EmbeddedStore())
    live.journal.lock.wait = 0.1
    path = listed(tmp_path, "list.csv", "geonames:2644688")
    with holder(tmp_path / "home") as process:
        preview = live.preview(path, LoadOptions())  # reading needs no lock
        with pytest.raises(DataError, match="Another Citylinks is loading or deciding") as raised:
            live.commit([preview])
    error = raised.value
    assert error.value == f"process {process.pid}" and "seconds" in error.expected and "try again" in error.fix
    assert live.datasets() == ()
    live.commit([preview])
    assert len(live.datasets()) == 1


def test_one_thread_may_take_the_lock_again_and_another_waits(tmp_path: Path) -> None:
    lock = ChangeLock(tmp_path / "x.lock", DataError)  # type: ignore[arg-type]  # never called
    order: list[str] = []

    def other() -> None:
        with lock:
            order.append("other")

    waiting = threading.Thread(target=other)
    with lock:
        with lock:
            waiting.start()
        order.append("first")
    waiting.join()
    assert order == ["first", "other"]


def test_a_folder_that_can_t_be_locked_is_said_to_be_not_writable(tmp_path: Path, data: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder is to be", encoding="utf-8")
    library = DatasetLibrary(tmp_path / "home", data)
    with pytest.raises(DataError, match="can't be written to"):
        library.remove("any")


def test_a_load_on_top_of_which_another_was_made_stays_when_the_store_refuses_it(tmp_path: Path, data: Path) -> None:
    class Refusing(EmbeddedStore):
        def load(self, records: Records) -> Load:
            raise StoreError("The server is gone", fix="Start it again")

    settings = Settings(data_folder=data, home=tmp_path / "home")
    live, other = LiveLibrary(settings, Refusing()), DatasetLibrary(settings.home, data)
    one, two = (listed(tmp_path, f"list-{name}.csv", f"Town {name}") for name in "ab")
    number = live.add_pending([live.preview(one, LoadOptions())])
    other.commit([other.preview(two, LoadOptions())])
    with pytest.raises(StoreError):
        live.commit_pending(number)
    assert {dataset.file for dataset in other.datasets()} == {"list-a.csv", "list-b.csv"}
    last = other.last_load()[0]
    with pytest.raises(StoreError):
        live.commit_pending(last)
    assert {dataset.file for dataset in other.datasets()} == {"list-a.csv"}


def test_what_one_process_decides_is_not_put_back_by_another_whose_load_is_refused(tmp_path: Path, data: Path) -> None:
    decision = Decision("local:city:a", "geonames:2644688", "same", "a test", "2026-11-24", "a test")
    settings = Settings(data_folder=data, home=tmp_path / "home")

    class Deciding(EmbeddedStore):
        def load(self, records: Records) -> Load:
            DatasetLibrary(tmp_path / "another home", data).decide(decision)
            raise StoreError("The server is gone", fix="Start it again")

    live = LiveLibrary(settings, Deciding())
    with pytest.raises(StoreError):
        live.commit([live.preview(listed(tmp_path, "list.csv", "geonames:2644688"), LoadOptions())])
    assert live.decisions() == (decision,) and live.datasets() == ()
