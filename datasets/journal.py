"""The user's data folder: which datasets are loaded, load by load, so that each load can be undone.

    loads.json            the loads, oldest first, each with the digests of the datasets that were loaded then
    datasets/<digest>/    what was kept of one file: records as Arrow files, dataset.json
    prepared/<digest>/    the same of a file that was previewed and is not loaded; goes with a preview a day later
    graph/<fingerprint>/  all of it joined, before decisions, to open quickly; made again whenever it does not fit

A load is one write of `loads.json`: whoever reads sees the loads before it, or all of it. Whoever changes it holds
`Journal.lock` from reading to writing, so that of two who load at the same time neither is lost.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from datasets.lock import ChangeLock
from graph.model.datasets import Dataset
from graph.model.errors import DataError

# So many loads can be undone.
KEPT = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One load: its number from 1, the day, what was done, and the digests loaded since, in load order."""

    number: int
    on: str
    what: str
    datasets: tuple[str, ...]


class Journal:
    """The loads of one data folder. The folder is made with the first load."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.path = home / "loads.json"
        self.lock = ChangeLock(home / "changing.lock", lambda error: not_writable(home, error))

    def entries(self) -> tuple[Entry, ...]:
        """All loads that are kept, oldest first. Raises DataError for a damaged file."""
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
            return tuple(Entry(e["number"], e["on"], e["what"], tuple(map(str, e["datasets"]))) for e in held)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DataError(
                f"The list of loads can't be read ({type(error).__name__})", value=self.path.name,
                expected="as Citylinks wrote it", fix="Restore it from a backup, or remove it and load the files again",
            ) from error  # fmt: skip

    def digests(self) -> tuple[str, ...]:
        """The digests of what is loaded now."""
        entries = self.entries()
        return entries[-1].datasets if entries else ()

    def datasets(self) -> tuple[Dataset, ...]:
        """What is loaded now."""
        return tuple(self.dataset(digest) for digest in self.digests())

    def folder(self, digest: str) -> Path:
        """Where one dataset is kept."""
        return self.home / "datasets" / digest

    def dataset(self, digest: str) -> Dataset:
        """What is known of one dataset. Raises DataError when it is gone or damaged."""
        try:
            return Dataset(**json.loads((self.folder(digest) / "dataset.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise DataError(
                "A loaded dataset is missing or damaged", value=digest, expected="it in the folder of loaded data",
                fix="Take the last load back with `citylinks load --undo`, and load the file again",
            ) from error  # fmt: skip

    def append(self, on: str, what: str, digests: Sequence[str], *, continue_load: int = 0) -> int:
        """Make a new load, or more of the one with the number `going_on` while that is the newest; gives its number."""
        with self.lock:
            entries = self.entries()
            number = entries[-1].number + 1 if entries else 1
            if continue_load and entries and entries[-1].number == continue_load:
                *earlier, last = entries
                entries, number, what = tuple(earlier), last.number, f"{last.what}; {what[:1].lower()}{what[1:]}"
            self._write((*entries, Entry(number, on, what, tuple(digests)))[-KEPT:])
            return number

    def undo(self) -> Entry:
        """Take the newest load away, and say which it was. Raises DataError when there is none."""
        with self.lock:
            entries = self.entries()
            if not entries:
                raise DataError("There is no load to undo", expected="a load of a file", fix="Load a file first")
            self._write(entries[:-1])
            return entries[-1]

    def put_back(self, entries: Sequence[Entry]) -> None:
        """Make these the loads again, where they are not."""
        with self.lock:
            if self.entries() != tuple(entries):
                self._write(entries)

    def tidy(self) -> None:
        """Remove what was kept of files that no load has any more; until then a load can be put back."""
        with self.lock:
            used = {digest for entry in self.entries() for digest in entry.datasets}
            for folder in (self.home / "datasets").glob("*"):
                if folder.name not in used:
                    shutil.rmtree(folder, ignore_errors=True)

    def _write(self, entries: Sequence[Entry]) -> None:
        """Write as one step: a reader sees the old loads or the new, never half of them."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(f".{os.getpid()}.new")
            said = [asdict(entry) for entry in entries]
            beside.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(self.path)
        except OSError as error:
            raise not_writable(self.home, error) from error


def not_writable(home: Path, error: OSError) -> DataError:
    """What to do where the folder of loaded data can't be written to."""
    return DataError(
        f"The folder of loaded data can't be written to ({error.strerror})", value=home.name,
        expected="a folder of yours", fix="Set CITYLINKS_HOME to a folder that you may write to",
    )  # fmt: skip
