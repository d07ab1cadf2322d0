"""What is kept of each file: its records and what it says is the same, first for a day as a preview, then as loaded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp
from time import time

from datasets.journal import Journal, not_writable
from datasets.lock import ChangeLock
from graph.columns.arrow_files import open_records, write_records
from graph.model.datasets import Dataset
from graph.model.errors import DataError
from graph.model.records import Records
from loaders.base import SameAs

A_DAY = 24 * 60 * 60


class DatasetStorage:
    """The kept files of one data folder, each by its digest."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        # Two pages or processes may preview the same file at the same time.
        self._lock = ChangeLock(journal.home / "keeping.lock", lambda error: not_writable(journal.home, error))

    def records(self, digest: str) -> Records:
        """What a loaded file gave. Raises DataError when it is damaged."""
        held = open_records(self._journal.folder(digest) / "records")
        if held is None:
            dataset = self._journal.dataset(digest)
            raise DataError(
                "A loaded dataset is damaged and can't be used", value=dataset.file,
                expected="its records as they were written",
                fix=f"Run `citylinks load --forget {dataset.id}`, and load the file again",
            )  # fmt: skip
        return held

    def same_as(self, digest: str) -> list[list[str]]:
        """Pairs of ids that a loaded file says are one thing, each with its reason."""
        path = self._journal.folder(digest) / "same_as.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []

    def prepare(self, dataset: Dataset, records: Records, same_as: Iterable[SameAs]) -> None:
        """Keep what was read for a day, for `take_over`. Raises DataError when the folder can't be written to."""
        try:
            self._prepare(dataset, records, same_as)
        except OSError as error:
            raise not_writable(self._journal.home, error) from error

    def _prepare(self, dataset: Dataset, records: Records, same_as: Iterable[SameAs]) -> None:
        """Written beside, then moved as one step: whoever takes it over finds all of it."""
        folder = self._prepared(dataset.digest)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _forget_old(folder.parent)
        beside = Path(mkdtemp(prefix=f"{dataset.digest}.", dir=folder.parent))
        try:
            write_records(beside / "records", records)
            (beside / "dataset.json").write_text(json.dumps(asdict(dataset), ensure_ascii=False), encoding="utf-8")
            said = [[pair.a, pair.b, pair.reason] for pair in same_as]
            (beside / "same_as.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
            with self._lock:
                shutil.rmtree(folder, ignore_errors=True)
                beside.replace(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def prepared(self, dataset: Dataset) -> Records:
        """What a previewed file gave. Raises DataError when it is gone or damaged."""
        with self._lock:
            held = open_records(self._prepared(dataset.digest) / "records")
        if held is None:
            raise _too_old(dataset)
        return held

    def take_over(self, dataset: Dataset) -> None:
        """Keep for good what was prepared, in place of what is there, which may be damaged.

        Raises DataError when it is gone, and the file is not kept already.
        """
        folder, prepared = self._journal.folder(dataset.digest), self._prepared(dataset.digest)
        try:
            with self._lock:
                if not prepared.exists():
                    if folder.exists():
                        return
                    raise _too_old(dataset)
                folder.parent.mkdir(parents=True, exist_ok=True)
                shutil.rmtree(folder, ignore_errors=True)
                shutil.move(prepared, folder)
        except OSError as error:
            raise not_writable(self._journal.home, error) from error

    def _prepared(self, digest: str) -> Path:
        return self._journal.home / "prepared" / digest


def _too_old(dataset: Dataset) -> DataError:
    return DataError(
        "The preview is too old to be loaded", value=dataset.file, expected="one made within a day",
        fix="Preview the file again",
    )  # fmt: skip


def _forget_old(prepared: Path) -> None:
    """Remove what was previewed more than a day ago and never loaded."""
    for folder in prepared.glob("*"):
        # Another process may have taken it over since.
        with suppress(FileNotFoundError):
            if time() - folder.stat().st_mtime > A_DAY:
                shutil.rmtree(folder, ignore_errors=True)
