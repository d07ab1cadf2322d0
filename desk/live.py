"""Loaded data and the store together: every load, decision and undo is in the graph at once, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from desk.scoping import scope_of
from graph.desk import Decision, Preview, Wish
from graph.errors import CitylinksError
from graph.explorer import Explorer
from graph.model import Load, Rejection
from graph.settings import MEMORY, Settings
from graph.store import GraphStore, open_store
from loaders.datasets import Datasets
from loaders.same_as import Decisions

Done = TypeVar("Done")


class LiveDatasets(Datasets):
    """The datasets of one user, and the store that holds what they make with the curated evidence."""

    def __init__(self, settings: Settings, store: GraphStore) -> None:
        super().__init__(settings.home, settings.data)
        self.store = store
        self.read = 0
        """Rows of the curated data, and those of them that were not loaded."""
        self.rejections: tuple[Rejection, ...] = ()
        self._is_own = settings.store == MEMORY
        self._seen: object = None

    def bring_up(self) -> Load:
        """Make the store hold what is loaded now."""
        with self._lock:
            # Looked at before the records are: what another process loads meanwhile is then followed the next time.
            seen = self._state()
            records = self.records()
            done = self.store.load(records)
            self.read, self.rejections = records.read, tuple(records.rejections)
            self._seen = seen
            return done

    def follow(self) -> None:
        """Take over what another process has loaded since; costs one look at a file when there is nothing.

        A server is brought up by the process that loads.
        """
        if not self._is_own or self._seen == self._state():
            return
        with self._lock:
            # Another session may have done it while this one waited.
            if self._seen != self._state():
                self.bring_up()

    def _state(self) -> object:
        files = (self.journal.path, self.data / "same_as.csv")
        return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)

    def wish(self, kind: str, authorities: Iterable[str], near: Iterable[str], countries: Iterable[str]) -> Wish:
        """What these words mean: codes, names of places and of countries. Raises DataError for one not known."""
        return scope_of(self.places(), authorities, near, countries, kind)

    def commit(self, previews: Iterable[Preview], *, going_on: bool = False) -> int:
        """Load what was previewed; if the store refuses it, nothing is loaded."""
        return self._at_once(partial(super().commit, tuple(previews), going_on=going_on))

    def hold(self, previews: Iterable[Preview], *, going_on: bool = False) -> int:
        """Load into the folder alone; `put_held` then puts all of it into the graph at once."""
        return super().commit(previews, going_on=going_on)

    def put_held(self) -> Load:
        """Put what is held into the graph; if the store refuses it, the load is taken back."""
        try:
            done = self.bring_up()
        except CitylinksError:
            self.journal.undo()
            raise
        self.journal.tidy()
        return done

    def undo(self) -> str:
        """Take the last load back; if the store refuses that, it stays."""
        return self._at_once(super().undo)

    def forget(self, dataset: str) -> int:
        """Take one dataset out; if the store refuses that, it stays."""
        return self._at_once(partial(super().forget, dataset))

    def decide(self, decision: Decision) -> None:
        """Write a decision down, and let the graph follow it."""
        self._at_once(partial(super().decide, decision))

    def withdraw(self, a: str, b: str) -> None:
        """Take a decision back, and let the graph follow."""
        self._at_once(partial(super().withdraw, a, b))

    def _at_once(self, act: Callable[[], Done]) -> Done:
        """Do it and bring the store up; where that fails, put back what was written: folder and graph agree."""
        with self._lock:
            loads, decisions = self.journal.entries(), Decisions.read(self.data)
            done = act()
            try:
                self.bring_up()
            except CitylinksError:
                self.journal.put_back(loads)
                decisions.put_back()
                raise
            self.journal.tidy()
            return done


def open_graph(settings: Settings) -> tuple[Explorer, LiveDatasets]:
    """The graph of this user: the embedded store filled, or Neo4j as it was loaded."""
    store = open_store(settings.store)
    live = LiveDatasets(settings, store)
    if settings.store == MEMORY:
        live.bring_up()
    return Explorer(store), live
