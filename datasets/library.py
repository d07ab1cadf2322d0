"""Library of loaded datasets: previews, loads, undo, decisions, and the graph merged from them and the evidence.

Only the records that a loader makes from a file are stored, never the file itself or a personal column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from datasets.decisions import Decisions, decision_lock
from datasets.differences import differences, ids_of, new_names, retired_share
from datasets.journal import Journal
from datasets.load_request import VERSION, LoadRequest, ReadResult, load_request
from datasets.matches import candidates
from datasets.merge import MergedGraph, apply_decisions
from datasets.run_loader import garbage_collection_paused
from datasets.storage import DatasetStorage
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
from graph.model.vocabulary import vocabulary
from loaders.curated.folder import read_curated
from loaders.custom_table.mapping_files import from_toml, to_toml
from loaders.custom_table.rows import TableLocation, table_preview
from loaders.custom_table.table import KIND
from loaders.places.gazetteer import Gazetteer
from loaders.registry import all_loaders, open_loadable, recognised_loader

# A newer file without more than this share of the older file's nodes may be incomplete.
MAX_RETIRED_SHARE = 0.5


class Prefetched(NamedTuple):
    """Result of reading a file before its preview: the file's time and size then, the options, and the result."""

    state: tuple[int, int]
    options: LoadOptions
    result: ReadResult


class DatasetLibrary:
    """The datasets in one user's folder `home`, added to the curated folder `data`. Implements `DatasetService`."""

    def __init__(self, home: Path, data: Path) -> None:
        self.home, self.data = home, data
        self.journal = Journal(home)
        self._storage = DatasetStorage(self.journal)
        self._decision_lock = decision_lock(data)
        self._lock = RLock()
        self._places: tuple[str, Gazetteer] | None = None
        self.prefetched: dict[Path, Prefetched] = {}
        self.dangling_claims = 0
        """Claims left out of the newest merged graph, because the register of one of their ends is not loaded."""

    def datasets(self) -> tuple[Dataset, ...]:
        """The loaded datasets, in load order."""
        return self.journal.datasets()

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The key and title of each kind of file that can be loaded."""
        return tuple((loader.kind, loader.title) for loader in all_loaders() if not loader.refusal_fix)

    def places(self) -> Gazetteer:
        """The places that loaders resolve names against: the curated ones and those of loaded gazetteers."""
        digests = [d.digest for d in self.datasets() if d.is_gazetteer]
        fingerprint = self._fingerprint(digests)
        if self._places is None or self._places[0] != fingerprint:
            gazetteers = [self._storage.records(digest) for digest in digests]
            located_in = {
                (claim.subject, claim.object)
                for records in gazetteers
                for claim in claim_columns(records.claims).of_types((vocabulary().types.rollup,))
            }
            nodes = [node for records in gazetteers for node in records.nodes]
            self._places = fingerprint, Gazetteer.read(self.data, nodes, sorted(located_in))
        return self._places[1]

    def preview(
        self,
        path: Path,
        options: LoadOptions,
        *,
        rejected: Callable[[Rejection], None] = lambda rejection: None,
        progress: ProgressCallback = lambda rows, of: None,
    ) -> Preview:
        """Read a file and describe what loading it would change; the records are stored until `commit`.

        A prefetched file is not read again, so `rejected` and `progress` are not called for it. Raises DataError for a
        file that is refused.
        """
        prefetched = self.prefetched.pop(path, None)
        if prefetched and prefetched.options == options and prefetched.state == _state(path):
            result = prefetched.result
            return self._loaded(result.dataset.id, result.dataset.digest) or self._preview_of(result)
        file = self._request(path, options)
        return self._loaded(file.name, file.digest) or self._preview_of(self._read(file, rejected, progress))

    def prefetch(self, path: Path, options: LoadOptions, *, progress: ProgressCallback = lambda rows, of: None) -> None:
        """Read a file in advance of its preview. Raises DataError as `preview` does."""
        state, file = _state(path), self._request(path, options)
        if not self._loaded(file.name, file.digest):
            self.prefetched[path] = Prefetched(state, options, self._read(file, lambda rejection: None, progress))

    def _loaded(self, name: str, digest: str) -> Preview | None:
        """The preview of a file that is loaded already, else None."""
        loaded = self._loaded_dataset(name)
        if loaded is None or loaded.digest != digest:
            return None
        return Preview(loaded, loaded, True, Difference(), Difference())

    def _loaded_dataset(self, name: str) -> Dataset | None:
        return next((dataset for dataset in self.datasets() if dataset.id == name), None)

    def _request(self, path: Path, options: LoadOptions) -> LoadRequest:
        return load_request(path, options, [dataset for dataset in self.datasets() if dataset.is_gazetteer])

    @garbage_collection_paused()
    def _read(
        self, request: LoadRequest, rejected: Callable[[Rejection], None], progress: ProgressCallback
    ) -> ReadResult:
        output = request.read(self.places(), rejected=rejected, progress=progress)
        records = Records(node_columns(output.nodes.values()), output.claims, tuple(output.sources.values()))
        result = request.result(output, _today())
        self._storage.prepare(result.dataset, records, output.same_as)
        return result

    def preview_table(self, path: Path, *, sheet: str = "", header: int = 0) -> TablePreview:
        """The columns and first rows of a custom table, and the kind detected from its columns."""
        input_file = open_loadable(path, KIND)
        known = recognised_loader(input_file)
        return table_preview(input_file, TableLocation(sheet, header), known.kind if known else "")

    def mapping_text(self, mapping: Mapping[str, Any]) -> str:
        """A column mapping as a TOML file."""
        return to_toml(mapping)

    def read_mapping(self, text: str) -> dict[str, Any]:
        """The column mapping that a TOML file holds. Raises DataError for a text that is none."""
        return from_toml(text)

    def _preview_of(self, result: ReadResult) -> Preview:
        """Compare the records that were read with the loaded ones."""
        previous = self._loaded_dataset(result.dataset.id)
        new = self._storage.prepared(result.dataset)
        old = self._storage.records(previous.digest) if previous else None
        known_ids = self._ids()
        nodes, claims = differences(new, old, known_ids)
        guard = result.guard
        if previous and retired_share(new, old) > MAX_RETIRED_SHARE:
            guard = guard or (
                f"it lacks more than {MAX_RETIRED_SHARE:.0%} of the items in {previous.file}, so it may be incomplete"
            )
        return Preview(
            result.dataset, previous, False, nodes, claims, result.rejection_reasons, result.left_out, result.warnings,
            result.rejections, guard, new_names(new, known_ids),
        )  # fmt: skip

    def commit(self, previews: Iterable[Preview], *, continue_load: int = 0) -> int:
        """Load previewed files as one load and return its number. A file that is loaded already changes nothing.

        With `continue_load`, they join the load of that number while it is the newest, so that one undo removes all.
        """
        fresh = [preview.dataset for preview in previews if not preview.is_loaded]
        if not fresh:
            entries = self.journal.entries()
            return entries[-1].number if entries else 0
        new = {dataset.id: dataset.file for dataset in fresh}
        if len(new) < len(fresh):
            raise DataError(
                "Two of these files are the same list, of two dates or under two names",
                value=", ".join(dataset.file for dataset in fresh if new[dataset.id] != dataset.file) or fresh[0].file,
                expected="each list once", fix="Load the newer one alone",
            )  # fmt: skip
        order = {loader.kind: at for at, loader in enumerate(all_loaders())}
        what = "Loaded " + ", ".join(dataset.file for dataset in fresh)
        with self.journal.lock:
            for dataset in fresh:
                self._storage.promote(dataset)
            kept = [dataset for dataset in self.datasets() if dataset.id not in new]
            loaded = sorted((*kept, *fresh), key=lambda d: (order.get(d.kind, len(order)), d.id))
            digests = [dataset.digest for dataset in loaded]
            return self.journal.append(_today(), what, digests, continue_load=continue_load)

    def last_load(self) -> tuple[int, str]:
        """The number and description of the load that `undo` would remove; (0, "") when there is none."""
        entries = self.journal.entries()
        return (entries[-1].number, entries[-1].what) if entries else (0, "")

    def undo(self) -> str:
        """Undo the last load and return its description."""
        return self.journal.undo().what

    def remove(self, dataset: str) -> int:
        """Remove one dataset, as a load of its own."""
        with self.journal.lock:
            loaded = self.datasets()
            kept = [d.digest for d in loaded if d.id != dataset]
            if len(kept) == len(loaded):
                raise DataError(
                    "No such dataset is loaded", value=dataset,
                    expected=", ".join(d.id for d in loaded) or "none is loaded",
                    fix="List them with `citylinks load --list`",
                )  # fmt: skip
            return self.journal.append(_today(), f"Removed {dataset}", kept)

    def records(self) -> Records:
        """The records that the store should hold: evidence and datasets merged, decisions applied."""
        return self.merged_graph().records

    def merged_graph(self, before: MergedGraph | None = None) -> MergedGraph:
        """The merged graph; `before` itself when nothing changed since it was made.

        The graph without decisions is cached in the user's folder. When `before` differs by new, independent decisions
        only, these are applied to it.
        """
        with self._lock:
            curated, digests = read_curated(self.data), self.journal.digests()
            fingerprint = self._fingerprint(digests)
            is_current = before is not None and before.fingerprint == fingerprint
            replacements = Decisions.read(self.data).replacements(curated.nodes) if digests else {}
            if before and is_current:
                if before.replacements == replacements:
                    return before
                if fresh := before.new_replacements(replacements):
                    return MergedGraph(fingerprint, replacements, apply_decisions(before.records, fresh)[0])
            if not digests:
                return MergedGraph(fingerprint, {}, curated)
            merged = self._storage.merged(fingerprint, curated, digests)
            merged, self.dangling_claims = apply_decisions(merged, replacements)
            merged = replace(merged, rejections=curated.rejections, read=curated.read)
            return MergedGraph(fingerprint, replacements, merged)

    def candidates(self) -> tuple[Candidate, ...]:
        """Possible duplicates that are not decided yet, best first."""
        stated = [(a, b, reason) for digest in self.journal.digests() for a, b, reason in self._storage.same_as(digest)]
        return candidates(self.records(), stated, Decisions.read(self.data))

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first."""
        return Decisions.read(self.data).every

    def decide(self, decision: Decision) -> None:
        """Save a decision."""
        with self._decision_lock:
            Decisions.read(self.data).add(decision)

    def withdraw(self, a: str, b: str) -> None:
        """Delete the decisions about a pair."""
        with self._decision_lock:
            Decisions.read(self.data).withdraw(a, b)

    def _ids(self) -> set[str]:
        """The ids of all nodes in the graph, without merging it."""
        found = {node.id for node in read_curated(self.data).nodes}
        for digest in self.journal.digests():
            found.update(ids_of(self._storage.records(digest)))
        return found

    def _fingerprint(self, digests: Iterable[str]) -> str:
        """Changes with the evidence, the loaded datasets and the version of the loaders."""
        hashed = hashlib.sha256(json.dumps([VERSION, *digests]).encode())
        evidence = {*self.data.glob("*.csv"), *self.data.glob("reference/*.csv")} - {self.data / "same_as.csv"}
        for path in sorted(evidence):
            hashed.update(path.name.encode() + path.read_bytes())
        return hashed.hexdigest()[:16]


def _state(path: Path) -> tuple[int, int]:
    """Modification time and size, to notice a change; (0, 0) for a missing file, which opening refuses later."""
    with suppress(OSError):
        return path.stat().st_mtime_ns, path.stat().st_size
    return 0, 0


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
