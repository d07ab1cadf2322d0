"""Files of the loaded datasets: records and stated matches, first as a preview for one day, then as loaded.

Also caches the merged graph before decisions. The folders are described in `datasets/journal.py`.
"""

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
from datasets.merge import merge_records
from graph.columns.arrow_files import open_records, write_records
from graph.model.datasets import Dataset
from graph.model.errors import DataError
from graph.model.records import Records
from loaders.base import SameAs

SECONDS_A_DAY = 24 * 60 * 60


class DatasetStorage:
    """The stored records in one user's folder, each dataset under its digest."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        # Two pages or processes may preview the same file at the same time.
        self._lock = ChangeLock(journal.home / "keeping.lock", lambda error: not_writable(journal.home, error))

    def records(self, digest: str) -> Records:
        """The records of a loaded file. Raises DataError when they are damaged."""
        records = open_records(self._journal.folder(digest) / "records")
        if records is None:
            dataset = self._journal.dataset(digest)
            raise DataError(
                "A loaded dataset is damaged and can't be used", value=dataset.file,
                expected="its records as they were written",
                fix=f"Run `citylinks load --forget {dataset.id}`, and load the file again",
            )  # fmt: skip
        return records

    def same_as(self, digest: str) -> list[list[str]]:
        """Pairs of ids that a loaded file states to be the same, each as [id, id, reason]."""
        path = self._journal.folder(digest) / "same_as.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []

    def merged(self, fingerprint: str, curated: Records, digests: Iterable[str]) -> Records:
        """The evidence and all datasets merged, without decisions; from the cache if it has this fingerprint."""
        folder = self._journal.home / "graph" / fingerprint
        records = open_records(folder)
        if records is None:
            records = merge_records([curated, *map(self.records, digests)])
            shutil.rmtree(folder.parent, ignore_errors=True)
            # If the disk is full, or another process does the same, the next start merges again.
            with suppress(OSError):
                write_records(folder, records)
        return records

    def prepare(self, dataset: Dataset, records: Records, same_as: Iterable[SameAs]) -> None:
        """Store the records of a previewed file for `promote`. Raises DataError if the folder can't be written to."""
        try:
            self._prepare(dataset, records, same_as)
        except OSError as error:
            raise not_writable(self._journal.home, error) from error

    def _prepare(self, dataset: Dataset, records: Records, same_as: Iterable[SameAs]) -> None:
        """Write to a temporary folder, then move it in one step, so that no reader finds half of it."""
        folder = self._prepared_folder(dataset.digest)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _delete_expired(folder.parent)
        temporary = Path(mkdtemp(prefix=f"{dataset.digest}.", dir=folder.parent))
        try:
            write_records(temporary / "records", records)
            (temporary / "dataset.json").write_text(json.dumps(asdict(dataset), ensure_ascii=False), encoding="utf-8")
            pairs = [[pair.a, pair.b, pair.reason] for pair in same_as]
            (temporary / "same_as.json").write_text(json.dumps(pairs, ensure_ascii=False), encoding="utf-8")
            with self._lock:
                shutil.rmtree(folder, ignore_errors=True)
                temporary.replace(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def prepared(self, dataset: Dataset) -> Records:
        """The records of a previewed file. Raises DataError when they are gone or damaged."""
        with self._lock:
            records = open_records(self._prepared_folder(dataset.digest) / "records")
        if records is None:
            raise _expired(dataset)
        return records

    def promote(self, dataset: Dataset) -> None:
        """Turn a preview into a loaded dataset, replacing files that may be damaged.

        Raises DataError when the preview is gone and the dataset is not stored already.
        """
        folder, prepared = self._journal.folder(dataset.digest), self._prepared_folder(dataset.digest)
        try:
            with self._lock:
                if not prepared.exists():
                    if folder.exists():
                        return
                    raise _expired(dataset)
                folder.parent.mkdir(parents=True, exist_ok=True)
                shutil.rmtree(folder, ignore_errors=True)
                shutil.move(prepared, folder)
        except OSError as error:
            raise not_writable(self._journal.home, error) from error

    def _prepared_folder(self, digest: str) -> Path:
        return self._journal.home / "prepared" / digest


def _expired(dataset: Dataset) -> DataError:
    return DataError(
        "The preview is too old to be loaded", value=dataset.file, expected="one made within a day",
        fix="Preview the file again",
    )  # fmt: skip


def _delete_expired(prepared: Path) -> None:
    """Delete previews that are more than a day old."""
    for folder in prepared.glob("*"):
        # Another process may have promoted it meanwhile.
        with suppress(FileNotFoundError):
            if time() - folder.stat().st_mtime > SECONDS_A_DAY:
                shutil.rmtree(folder, ignore_errors=True)
