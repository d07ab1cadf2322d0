"""Keeps the loaded datasets and the store in step: each load, decision and undo changes both, or neither."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from datasets.decisions import Decisions
from datasets.library import DatasetLibrary
from datasets.merge import MergedGraph
from datasets.scope import resolve_options
from graph.answers.explorer import Explorer
from graph.model.datasets import Decision, LoadOptions, Preview
from graph.model.errors import CitylinksError, DataError
from graph.model.records import Load, Rejection
from graph.model.settings import MEMORY, Settings
from graph.stores.base import GraphStore
from graph.stores.factory import open_store

Result = TypeVar("Result")


class LiveLibrary(DatasetLibrary):
    """The datasets of one user, and the store that contains them merged with the curated evidence."""

    def __init__(self, settings: Settings, store: GraphStore) -> None:
        super().__init__(settings.home, settings.data_folder)
        self.store = store
        self.read = 0
        """The number of rows of the curated data."""
        self.rejections: tuple[Rejection, ...] = ()
        """The rows of the curated data that were rejected."""
        self._is_embedded = settings.store == MEMORY
        self._synced_state: object = None
        self._merged: MergedGraph | None = None

    def sync_store(self) -> Load:
        """Update the store to the datasets that are loaded now."""
        with self._lock:
            # The state is read before the records, so a load by another process in between is noticed next time.
            state, merged = self._state_and_records()
            if merged is self._merged:
                self._synced_state = state
                return Load(self.store.refresh(), 0, 0)
            load = self.store.load(merged.records)
            self.read, self.rejections = merged.records.read, tuple(merged.records.rejections)
            # The embedded store shares these columns. With a server they would be a second copy in memory.
            self._synced_state, self._merged = state, merged if self._is_embedded else None
            return load

    def _state_and_records(self) -> tuple[object, MergedGraph]:
        """The state of the files and the merged graph. Reads again if another process removes a dataset meanwhile."""
        while True:
            state = self._state()
            try:
                return state, self.merged_graph(self._merged)
            except DataError:
                if state == self._state():
                    raise

    def sync_if_changed(self) -> None:
        """Update the store if another process has changed the files. Without a change, only file times are read.

        A server is updated by the process that loads.
        """
        if not self._is_embedded or self._synced_state == self._state():
            return
        with self._lock:
            # Another session may have updated the store while this one waited.
            if self._synced_state != self._state():
                self.sync_store()

    def _state(self) -> object:
        """The versions of the files that decide what the graph contains."""
        files = (self.journal.path, self.data / "same_as.csv")
        return tuple(map(_version, files))

    def load_options(
        self, kind: str, authorities: Iterable[str], near: Iterable[str], countries: Iterable[str]
    ) -> LoadOptions:
        """Resolve codes and names of places and countries. Raises DataError if one is unknown or ambiguous."""
        return resolve_options(self.places(), authorities, near, countries, kind)

    def commit(self, previews: Iterable[Preview], *, continue_load: int = 0) -> int:
        """Load previewed files. If the store fails, nothing is loaded."""
        return self._change_both(partial(super().commit, tuple(previews), continue_load=continue_load))

    def add_pending(self, previews: Iterable[Preview], *, continue_load: int = 0) -> int:
        """Load into the folder only, and return the number of the load. `commit_pending` then updates the graph."""
        return super().commit(previews, continue_load=continue_load)

    def commit_pending(self, number: int) -> Load:
        """Update the graph after `add_pending`. If the store fails, the load with this number is undone.

        It is not undone if another process has loaded something after it.
        """
        with self.journal.lock:
            try:
                load = self.sync_store()
            except CitylinksError:
                if self.last_load()[0] == number:
                    self.journal.undo()
                raise
            self.journal.tidy()
            return load

    def undo(self) -> str:
        """Undo the last load, and return its description. If the store fails, the load stays."""
        return self._change_both(super().undo)

    def remove(self, dataset: str) -> int:
        """Remove one dataset. If the store fails, the dataset stays."""
        return self._change_both(partial(super().remove, dataset))

    def decide(self, decision: Decision) -> None:
        """Save a decision and update the graph."""
        with self._decision_lock:
            self._change_both(partial(super().decide, decision), deciding=True)

    def withdraw(self, a: str, b: str) -> None:
        """Delete a decision and update the graph."""
        with self._decision_lock:
            self._change_both(partial(super().withdraw, a, b), deciding=True)

    def _change_both(self, change: Callable[[], Result], *, deciding: bool = False) -> Result:
        """Run `change` and update the store. If the update fails, restore the files, so that both agree.

        The loads are locked meanwhile. So no change of another process is overwritten, and no two processes fill one
        server at once.
        """
        with self.journal.lock, self._lock:
            loads = self.journal.entries()
            decisions = Decisions.read(self.data) if deciding else None
            result = change()
            try:
                self.sync_store()
            except CitylinksError:
                self.journal.put_back(loads)
                if decisions:
                    decisions.put_back()
                raise
            self.journal.tidy()
            return result


def _version(path: Path) -> tuple[int, ...]:
    """Identifies one version of a file. The inode tells apart two writes within one tick of the clock."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ino, status.st_size


def open_graph(settings: Settings) -> tuple[Explorer, LiveLibrary]:
    """Open the graph of this user. The embedded store is filled here; Neo4j already contains its data."""
    store = open_store(settings.store)
    live = LiveLibrary(settings, store)
    if settings.store == MEMORY:
        live.sync_store()
    return Explorer(store), live


def open_explorer(settings: Settings) -> Explorer:
    """The explorer of this user's graph. Raises CitylinksError if the Neo4j store is empty."""
    explorer, _ = open_graph(settings)
    if settings.store != MEMORY and explorer.store.refresh() == 0:
        raise CitylinksError("The Neo4j store is empty", expected="a graph in it", fix="Run: citylinks load")
    return explorer
