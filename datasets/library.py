"""The desk: files previewed, loaded, taken back; and the one graph that the curated evidence and they make together.

Nothing of a file is kept but the records its loader made of it: no copy, no personal column.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from datasets.decisions import Decisions, decision_lock
from datasets.differences import differences, fresh_names, ids_of, retired_share
from datasets.journal import Journal
from datasets.load_request import VERSION, LoadRequest, ReadResult, load_request
from datasets.matches import candidates
from datasets.merge import MergedGraph, apply_decisions, merge_records
from datasets.run_loader import garbage_collection_paused
from datasets.storage import DatasetStorage
from graph.columns.arrow_files import open_records, write_records
from graph.columns.claims import claim_columns
from graph.columns.nodes import node_columns
from graph.model.datasets import (
    Candidate,
    Dataset,
    Decision,
    Difference,
    LoadOptions,
    Preview,
    ProgressCallback,
    TablePreview,
)
from graph.model.errors import DataError
from graph.model.records import Records, Rejection
from loaders.curated.folder import read_curated
from loaders.custom_table.mapping_files import from_toml, to_toml
from loaders.custom_table.rows import TableLocation, table_preview
from loaders.custom_table.table import KIND
from loaders.places.gazetteer import Gazetteer
from loaders.registry import all_loaders, open_loadable, recognised_loader

# A newer file that takes away more than this share of what the older one brought may be half a file.
MOST_RETIRED = 0.5


class Prefetched(NamedTuple):
    """What was read of a file ahead of its preview: the file's state then, and what was wished of it."""

    state: tuple[int, int]
    options: LoadOptions
    result: ReadResult


class DatasetLibrary:
    """The datasets in one user's folder `home`, beside the curated folder `data`. Implements `DatasetService`."""

    def __init__(self, home: Path, data: Path) -> None:
        self.home, self.data = home, data
        self.journal = Journal(home)
        self._storage = DatasetStorage(self.journal)
        self._deciding = decision_lock(data)
        self._lock = RLock()
        self._places: tuple[str, Gazetteer] | None = None
        self.prefetched: dict[Path, Prefetched] = {}
        self.dangling_claims = 0
        """Claims set aside in the graph made last, because the register of one of their ends is not loaded."""

    def datasets(self) -> tuple[Dataset, ...]:
        """What is loaded now, in load order."""
        return self.journal.datasets()

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Each kind of file that can be loaded, with its title."""
        return tuple((loader.kind, loader.title) for loader in all_loaders() if not loader.refusal_fix)

    def places(self) -> Gazetteer:
        """The places known to a loader: the curated ones and those of loaded gazetteers."""
        digests = [d.digest for d in self.datasets() if d.is_gazetteer]
        fingerprint = self._fingerprint(digests)
        if self._places is None or self._places[0] != fingerprint:
            held = [self._storage.records(digest) for digest in digests]
            placings = {
                (claim.subject, claim.object)
                for records in held
                for claim in claim_columns(records.claims).of_types(("LOCATED_IN",))
            }
            nodes = [node for records in held for node in records.nodes]
            self._places = fingerprint, Gazetteer.read(self.data, nodes, sorted(placings))
        return self._places[1]

    def preview(
        self,
        path: Path,
        options: LoadOptions,
        *,
        rejected: Callable[[Rejection], None] = lambda rejection: None,
        progress: ProgressCallback = lambda rows, of: None,
    ) -> Preview:
        """Read a file and say what loading it would do; what was read waits in the folder until it is committed.

        What was read ahead is not read again: `rejected` and `progress` are then told nothing. Raises DataError for a
        file that is refused.
        """
        prefetched = self.prefetched.pop(path, None)
        if prefetched and prefetched.options == options and prefetched.state == _state(path):
            result = prefetched.result
            return self._loaded(result.dataset.id, result.dataset.digest) or self._preview_of(result)
        file = self._request(path, options)
        return self._loaded(file.name, file.digest) or self._preview_of(self._read(file, rejected, progress))

    def prefetch(self, path: Path, options: LoadOptions, *, progress: ProgressCallback = lambda rows, of: None) -> None:
        """Read a file for a preview that is made soon. Raises DataError as `preview` does."""
        state, file = _state(path), self._request(path, options)
        if not self._loaded(file.name, file.digest):
            self.prefetched[path] = Prefetched(state, options, self._read(file, lambda rejection: None, progress))

    def _loaded(self, name: str, digest: str) -> Preview | None:
        """The preview of what is loaded already; None where this is not."""
        before = self._before(name)
        if before is None or before.digest != digest:
            return None
        return Preview(before, before, True, Difference(), Difference())

    def _before(self, name: str) -> Dataset | None:
        return next((dataset for dataset in self.datasets() if dataset.id == name), None)

    def _request(self, path: Path, options: LoadOptions) -> LoadRequest:
        return load_request(path, options, [dataset for dataset in self.datasets() if dataset.is_gazetteer])

    @garbage_collection_paused()
    def _read(self, file: LoadRequest, rejected: Callable[[Rejection], None], progress: ProgressCallback) -> ReadResult:
        made = file.read(self.places(), rejected=rejected, progress=progress)
        records = Records(node_columns(made.nodes.values()), made.claims, tuple(made.sources.values()))
        found = file.found(made, _today())
        self._storage.prepare(found.dataset, records, made.same_as)
        return found

    def preview_table(self, path: Path, *, sheet: str = "", header: int = 0) -> TablePreview:
        """The columns and first rows of a person's own table, and the kind it is told to be."""
        input_file = open_loadable(path, KIND)
        known = recognised_loader(input_file)
        return table_preview(input_file, TableLocation(sheet, header), known.kind if known else "")

    def mapping_text(self, mapping: Mapping[str, Any]) -> str:
        """A column mapping as a TOML file."""
        return to_toml(mapping)

    def read_mapping(self, text: str) -> dict[str, Any]:
        """The column mapping that a TOML file holds. Raises DataError for a text that is none."""
        return from_toml(text)

    def _preview_of(self, found: ReadResult) -> Preview:
        """What loading what was found would change of what is there."""
        before = self._before(found.dataset.id)
        records = self._storage.prepared(found.dataset)
        earlier = self._storage.records(before.digest) if before else None
        there = self._ids()
        nodes, claims = differences(records, earlier, there)
        guard = found.guard
        if before and retired_share(records, earlier) > MOST_RETIRED:
            guard = guard or (
                f"it would take away more than {MOST_RETIRED:.0%} of what {before.file} brought: it may be half a file"
            )
        return Preview(
            found.dataset, before, False, nodes, claims, found.rejection_reasons, found.left_out, found.warnings,
            found.rejections, guard, fresh_names(records, there),
        )  # fmt: skip

    def commit(self, previews: Iterable[Preview], *, continue_load: int = 0) -> int:
        """Load what was previewed, as one load; gives its number. What is loaded already changes nothing.

        `going_on` makes it part of the load of this number, so that several files are taken back together, unless
        another has been made since.
        """
        fresh = [preview.dataset for preview in previews if not preview.is_loaded]
        if not fresh:
            entries = self.journal.entries()
            return entries[-1].number if entries else 0
        new = {dataset.id: dataset.file for dataset in fresh}
        if len(new) < len(fresh):
            raise DataError(
                "Two of these files are one list, of two days or with two names",
                value=", ".join(dataset.file for dataset in fresh if new[dataset.id] != dataset.file) or fresh[0].file,
                expected="each list once", fix="Load the newer one alone",
            )  # fmt: skip
        order = {loader.kind: at for at, loader in enumerate(all_loaders())}
        what = "Loaded " + ", ".join(dataset.file for dataset in fresh)
        with self.journal.lock:
            for dataset in fresh:
                self._storage.take_over(dataset)
            staying = [dataset for dataset in self.datasets() if dataset.id not in new]
            every = sorted((*staying, *fresh), key=lambda d: (order.get(d.kind, len(order)), d.id))
            return self.journal.append(
                _today(), what, [dataset.digest for dataset in every], continue_load=continue_load
            )

    def last_load(self) -> tuple[int, str]:
        """The number of the load that undo would take back, and what it was; (0, "") when there is none."""
        entries = self.journal.entries()
        return (entries[-1].number, entries[-1].what) if entries else (0, "")

    def undo(self) -> str:
        """Take the last load back; says what it was."""
        return self.journal.undo().what

    def remove(self, dataset: str) -> int:
        """Take one dataset out, as a load of its own."""
        with self.journal.lock:
            every = self.datasets()
            staying = [d.digest for d in every if d.id != dataset]
            if len(staying) == len(every):
                raise DataError(
                    "No such dataset is loaded", value=dataset,
                    expected=", ".join(d.id for d in every) or "none is loaded",
                    fix="List them with `citylinks load --list`",
                )  # fmt: skip
            return self.journal.append(_today(), f"Took out {dataset}", staying)

    def records(self) -> Records:
        """The curated evidence with all datasets and decisions: what the store is to hold."""
        return self.merged_graph().records

    def merged_graph(self, before: MergedGraph | None = None) -> MergedGraph:
        """What the store is to hold, and of what it was made; `before` itself where it was made of the same.

        All but the decisions is opened from what was joined before when that still fits: the same files, datasets and
        version. Where one more pair was decided than before, that is enough.
        """
        with self._lock:
            curated, digests = read_curated(self.data), self.journal.digests()
            fingerprint = self._fingerprint(digests)
            if not digests:
                return (
                    MergedGraph(fingerprint, {}, curated)
                    if before is None or before.fingerprint != fingerprint
                    else before
                )
            replacements = Decisions.read(self.data).replacements(curated.nodes)
            if before and before.fingerprint == fingerprint:
                if before.replacements == replacements:
                    return before
                if fresh := before.new_replacements(replacements):
                    return MergedGraph(fingerprint, replacements, apply_decisions(before.records, fresh)[0])
            made, self.dangling_claims = apply_decisions(self._joined(fingerprint, curated, digests), replacements)
            return MergedGraph(
                fingerprint, replacements, replace(made, rejections=curated.rejections, read=curated.read)
            )

    def _joined(self, fingerprint: str, curated: Records, digests: Iterable[str]) -> Records:
        """The curated evidence and all datasets as one, before anything is decided."""
        folder = self.home / "graph" / fingerprint
        held = open_records(folder)
        if held is None:
            held = merge_records([curated, *map(self._storage.records, digests)])
            shutil.rmtree(self.home / "graph", ignore_errors=True)
            # Where the disk is full, or another process does the same, it is joined once more the next time.
            with suppress(OSError):
                write_records(folder, held)
        return held

    def candidates(self) -> tuple[Candidate, ...]:
        """Pairs that may be one thing and are not decided yet, best first."""
        said = [(a, b, reason) for digest in self.journal.digests() for a, b, reason in self._storage.same_as(digest)]
        return candidates(self.records(), said, Decisions.read(self.data))

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order they were made."""
        return Decisions.read(self.data).every

    def decide(self, decision: Decision) -> None:
        """Write a decision down."""
        with self._deciding:
            Decisions.read(self.data).add(decision)

    def withdraw(self, a: str, b: str) -> None:
        """Take a decision back."""
        with self._deciding:
            Decisions.read(self.data).withdraw(a, b)

    def _ids(self) -> set[str]:
        """The ids of everything that is in the graph, without joining it."""
        found = {node.id for node in read_curated(self.data).nodes}
        for digest in self.journal.digests():
            found.update(ids_of(self._storage.records(digest)))
        return found

    def _fingerprint(self, digests: Iterable[str]) -> str:
        hashed = hashlib.sha256(json.dumps([VERSION, *digests]).encode())
        for path in sorted(set(self.data.glob("*.csv")) - {self.data / "same_as.csv"}):
            hashed.update(path.name.encode() + path.read_bytes())
        return hashed.hexdigest()[:16]


def _state(path: Path) -> tuple[int, int]:
    """What tells whether a file was written to since; (0, 0) for none, which is refused when it is opened."""
    with suppress(OSError):
        return path.stat().st_mtime_ns, path.stat().st_size
    return 0, 0


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
