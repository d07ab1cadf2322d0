"""The user's data folder: which datasets are loaded, load by load, so that each load can be undone.

    loads.json            the loads, oldest first, each with the digests of the datasets that were loaded then
    datasets/<digest>/    one loaded file: its records as Arrow files, and dataset.json
    prepared/<digest>/    the same for a previewed file that is not loaded; deleted by a preview a day later
    graph/<fingerprint>/  cache of the merged graph before decisions; written again when the fingerprint changes

A load is one write of `loads.json`, so a reader sees all of it or nothing. Hold `Journal.lock` from reading to writing,
so that no load of another process is lost.
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

# The number of loads that can be undone.
MAX_LOADS = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One load: its number from 1, the day, what was done, and the digests loaded since, in load order."""

    number: int
    on: str
    what: str
    datasets: tuple[str, ...]


class Journal:
    """The loads of one data folder. The first load creates the folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.path = home / "loads.json"
        self.lock = ChangeLock(home / "changing.lock", lambda error: not_writable(home, error))

    def entries(self) -> tuple[Entry, ...]:
        """All loads in the file, oldest first. Raises DataError if the file is damaged."""
        try:
            rows = json.loads(self.path.read_text(encoding="utf-8"))
            return tuple(Entry(e["number"], e["on"], e["what"], tuple(map(str, e["datasets"]))) for e in rows)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DataError(
                f"The list of loads can't be read ({type(error).__name__})", value=self.path.name,
                expected="the file as Citylinks wrote it",
                fix="Restore it from a backup, or remove it and load the files again",
            ) from error  # fmt: skip

    def digests(self) -> tuple[str, ...]:
        """The digests of the datasets that are loaded now."""
        entries = self.entries()
        return entries[-1].datasets if entries else ()

    def datasets(self) -> tuple[Dataset, ...]:
        """The datasets that are loaded now."""
        return tuple(self.dataset(digest) for digest in self.digests())

    def folder(self, digest: str) -> Path:
        """The folder of one dataset."""
        return self.home / "datasets" / digest

    def dataset(self, digest: str) -> Dataset:
        """The description of one dataset. Raises DataError if it is missing or damaged."""
        try:
            return Dataset(**json.loads((self.folder(digest) / "dataset.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise DataError(
                "A loaded dataset is missing or damaged", value=digest,
                expected="the dataset in the folder of loaded data",
                fix="Undo the last load with `citylinks load --undo`, and load the file again",
            ) from error  # fmt: skip

    def append(self, on: str, what: str, digests: Sequence[str], *, continue_load: int = 0) -> int:
        """Save a load and return its number. If `continue_load` is the number of the newest load, extend that one."""
        with self.lock:
            entries = self.entries()
            number = entries[-1].number + 1 if entries else 1
            if continue_load and entries and entries[-1].number == continue_load:
                *earlier, last = entries
                entries, number, what = tuple(earlier), last.number, f"{last.what}; {what[:1].lower()}{what[1:]}"
            self._write((*entries, Entry(number, on, what, tuple(digests)))[-MAX_LOADS:])
            return number

    def undo(self) -> Entry:
        """Remove the newest load and return it. Raises DataError if there is none."""
        with self.lock:
            entries = self.entries()
            if not entries:
                raise DataError("There is no load to undo", expected="a load of a file", fix="Load a file first")
            self._write(entries[:-1])
            return entries[-1]

    def put_back(self, entries: Sequence[Entry]) -> None:
        """Restore these loads if they changed."""
        with self.lock:
            if self.entries() != tuple(entries):
                self._write(entries)

    def tidy(self) -> None:
        """Delete the datasets that no load uses. Until then, `put_back` can restore a load."""
        with self.lock:
            used = {digest for entry in self.entries() for digest in entry.datasets}
            for folder in (self.home / "datasets").glob("*"):
                if folder.name not in used:
                    shutil.rmtree(folder, ignore_errors=True)

    def _write(self, entries: Sequence[Entry]) -> None:
        """Write in one step: a reader sees the old loads or the new ones, never half a file."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_suffix(f".{os.getpid()}.new")
            rows = [asdict(entry) for entry in entries]
            temporary.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
            temporary.replace(self.path)
        except OSError as error:
            raise not_writable(self.home, error) from error


def not_writable(home: Path, error: OSError) -> DataError:
    """The error if the folder of loaded data can't be written to."""
    return DataError(
        f"The folder of loaded data can't be written to ({error.strerror})", value=home.name,
        expected="a folder that you may write to", fix="Set CITYLINKS_HOME to such a folder",
    )  # fmt: skip
