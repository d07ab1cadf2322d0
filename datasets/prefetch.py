"""Several files read at the same time, each in one of several processes, before they are previewed one after the other.

What a file gives does not depend on the others, but for the places it is resolved against: those are loaded before.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Collection, Iterable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from datasets.library import DatasetLibrary
from graph.model.data_folder import activate, active_folder
from graph.model.datasets import LoadOptions, ProgressCallback
from graph.model.errors import CitylinksError

# A process takes about as long to begin as so many bytes to be read.
WORTH_A_PROCESS = 16_000_000
# Each holds one file's records.
MOST_PROCESSES = 4


def prefetch_files(
    library: DatasetLibrary,
    paths: Iterable[Path],
    options: LoadOptions,
    *,
    progress: ProgressCallback = lambda rows, of: None,
) -> None:
    """Read these files so that a preview of each has only to compare; a file that is refused waits for its preview.

    The largest is read here, and whoever is done takes the next smaller one. Does nothing where a second process would
    not be worth its while.
    """
    sizes = {path: path.stat().st_size if path.is_file() else 0 for path in paths}
    beside = [_Reader(library, options) for _ in range(processes_for(sizes.values(), _processors()) - 1)]
    if not beside:
        return
    waiting = deque(sorted(sizes, key=sizes.__getitem__, reverse=True))
    path: Path | None = waiting.popleft()
    for reader in beside:
        reader.begin(waiting)
    while path is not None:
        with suppress(CitylinksError):
            library.prefetch(path, options, progress=progress)
        path = _next(waiting)
    for reader in beside:
        reader.end()


def processes_for(sizes: Collection[int], processors: int) -> int:
    """In how many processes files of these sizes are read."""
    beside_largest = sum(sizes) - max(sizes, default=0)
    return max(1, min(processors, MOST_PROCESSES, len(sizes), 1 + beside_largest // WORTH_A_PROCESS))


class _Reader:
    """A process that reads files for this one, and the thread that gives it one after the other.

    It is a fresh process: one that were split off would have the locks of threads that it has not. Made by the main
    thread, as a signal can be set aside there alone.
    """

    def __init__(self, library: DatasetLibrary, options: LoadOptions) -> None:
        context = get_context("spawn")
        self._library = library
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, active_folder(), library.home, library.data, options), daemon=True
        )
        # Ctrl+C ends the process that asked, and this one with it; it says nothing of it, not even while it begins.
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._process.start()
        signal.signal(signal.SIGINT, heard)
        theirs.close()

    def begin(self, waiting: deque[Path]) -> None:
        """Let it read what is waiting, until nothing is."""
        self._thread = Thread(target=self._read, args=(waiting,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Wait until it has read what it began, and not until it has tidied up: what it read is kept."""
        self._thread.join()
        self._process.kill()
        self._process.join()

    def _read(self, waiting: deque[Path]) -> None:
        # Where it ends before it is done (killed, out of memory), its file is read when it is previewed.
        with self._connection, suppress(EOFError, OSError):
            while (path := _next(waiting)) is not None:
                self._connection.send(path)
                if found := self._connection.recv():
                    self._library.prefetched[path] = found


def _serve(connection: Connection, words: Path, home: Path, data: Path, options: LoadOptions) -> None:
    """Run in the child process. Errors are dropped here, because the parent meets them again and reports them.

    `words` is the data folder that is active in the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    activate(words)
    library = DatasetLibrary(home, data)
    with connection, suppress(EOFError, OSError):
        while True:
            path = connection.recv()
            with suppress(Exception):
                library.prefetch(path, options)
            connection.send(library.prefetched.pop(path, None))


def _next(waiting: deque[Path]) -> Path | None:
    """The next file, which no other then takes; None when there is none."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
