"""Loaded data and the store together: every load, decision and undo is in the graph at once, or not at all."""

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

Done = TypeVar("Done")


class LiveLibrary(DatasetLibrary):
    """The datasets of one user, and the store that holds what they make with the curated evidence."""

    def __init__(self, settings: Settings, store: GraphStore) -> None:
        super().__init__(settings.home, settings.data_folder)
        self.store = store
        self.read = 0
        """Rows of the curated data, and those of them that were not loaded."""
        self.rejections: tuple[Rejection, ...] = ()
        self._is_own = settings.store == MEMORY
        self._seen: object = None
        self._held: MergedGraph | None = None

    def sync_store(self) -> Load:
        """Make the store hold what is loaded now."""
        with self._lock:
            # Looked at before the records are: what another process loads meanwhile is then followed the next time.
            seen, held = self._state_and_records()
            if held is self._held:
                self._seen = seen
                return Load(self.store.refresh(), 0, 0)
            done = self.store.load(held.records)
            self.read, self.rejections = held.records.read, tuple(held.records.rejections)
            # The embedded store has the same columns; from a server they would be held beside.
            self._seen, self._held = seen, held if self._is_own else None
            return done

    def _state_and_records(self) -> tuple[object, MergedGraph]:
        """What is loaded now, and its records; again where another process took a dataset away meanwhile."""
        while True:
            seen = self._state()
            try:
                return seen, self.merged_graph(self._held)
            except DataError:
                if seen == self._state():
                    raise

    def sync_if_changed(self) -> None:
        """Take over what another process has loaded since; costs one look at a file when there is nothing.

        A server is brought up by the process that loads.
        """
        if not self._is_own or self._seen == self._state():
            return
        with self._lock:
            # Another session may have done it while this one waited.
            if self._seen != self._state():
                self.sync_store()

    def _state(self) -> object:
        files = (self.journal.path, self.data / "same_as.csv")
        return tuple(map(_version, files))

    def load_options(
        self, kind: str, authorities: Iterable[str], near: Iterable[str], countries: Iterable[str]
    ) -> LoadOptions:
        """What these words mean: codes, names of places and of countries. Raises DataError for one not known."""
        return resolve_options(self.places(), authorities, near, countries, kind)

    def commit(self, previews: Iterable[Preview], *, continue_load: int = 0) -> int:
        """Load what was previewed; if the store refuses it, nothing is loaded."""
        return self._at_once(partial(super().commit, tuple(previews), continue_load=continue_load))

    def add_pending(self, previews: Iterable[Preview], *, continue_load: int = 0) -> int:
        """Load into the folder alone; `put_held` then puts all of it into the graph. Gives the load's number."""
        return super().commit(previews, continue_load=continue_load)

    def commit_pending(self, number: int) -> Load:
        """Put what is held into the graph; if the store refuses it, the load of this number is taken back.

        It stays where another process has made a load on top of it since.
        """
        with self.journal.lock:
            try:
                done = self.sync_store()
            except CitylinksError:
                if self.last_load()[0] == number:
                    self.journal.undo()
                raise
            self.journal.tidy()
            return done

    def undo(self) -> str:
        """Take the last load back; if the store refuses that, it stays."""
        return self._at_once(super().undo)

    def remove(self, dataset: str) -> int:
        """Take one dataset out; if the store refuses that, it stays."""
        return self._at_once(partial(super().remove, dataset))

    def decide(self, decision: Decision) -> None:
        """Write a decision down, and let the graph follow it."""
        with self._decision_lock:
            self._at_once(partial(super().decide, decision), deciding=True)

    def withdraw(self, a: str, b: str) -> None:
        """Take a decision back, and let the graph follow."""
        with self._decision_lock:
            self._at_once(partial(super().withdraw, a, b), deciding=True)

    def _at_once(self, act: Callable[[], Done], *, deciding: bool = False) -> Done:
        """Do it and bring the store up; where that fails, put back what was written: folder and graph agree.

        The loads are locked throughout, so that nothing of another process is put back with it, and two processes don't
        fill one server at once.
        """
        with self.journal.lock, self._lock:
            loads = self.journal.entries()
            decisions = Decisions.read(self.data) if deciding else None
            done = act()
            try:
                self.sync_store()
            except CitylinksError:
                self.journal.put_back(loads)
                if decisions:
                    decisions.put_back()
                raise
            self.journal.tidy()
            return done


def _version(path: Path) -> tuple[int, ...]:
    """Tells one writing of a file from another; two within one tick of the clock are two files."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_ino, found.st_size


def open_graph(settings: Settings) -> tuple[Explorer, LiveLibrary]:
    """The graph of this user: the embedded store filled, or Neo4j as it was loaded."""
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
