"""Reads several files at the same time in several processes, before they are previewed one after the other.

Files do not depend on each other, except on the places that they refer to. The files of places are loaded first.
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

# Starting a process takes about as long as reading this many bytes.
BYTES_WORTH_A_PROCESS = 16_000_000
# Each process has the records of one file in memory.
MAX_PROCESSES = 4


def prefetch_files(
    library: DatasetLibrary,
    paths: Iterable[Path],
    options: LoadOptions,
    *,
    progress: ProgressCallback = lambda rows, of: None,
) -> None:
    """Read these files in advance, so that a preview only has to compare. The preview reports files that fail.

    This process reads the largest file, and each process that is free takes the next smaller one. Does nothing if a
    second process would not save time.
    """
    sizes = {path: path.stat().st_size if path.is_file() else 0 for path in paths}
    readers = [_Reader(library, options) for _ in range(processes_for(sizes.values(), _processors()) - 1)]
    if not readers:
        return
    waiting = deque(sorted(sizes, key=sizes.__getitem__, reverse=True))
    path: Path | None = waiting.popleft()
    for reader in readers:
        reader.start(waiting)
    while path is not None:
        with suppress(CitylinksError):
            library.prefetch(path, options, progress=progress)
        path = _next(waiting)
    for reader in readers:
        reader.end()


def processes_for(sizes: Collection[int], processors: int) -> int:
    """The number of processes for files of these sizes (bytes)."""
    other_bytes = sum(sizes) - max(sizes, default=0)
    return max(1, min(processors, MAX_PROCESSES, len(sizes), 1 + other_bytes // BYTES_WORTH_A_PROCESS))


class _Reader:
    """A child process that reads files, and the thread that sends it one file after the other.

    The process is spawned, because a forked one would inherit locks of threads that it does not have. Create it in the
    main thread, because only that thread may change a signal handler.
    """

    def __init__(self, library: DatasetLibrary, options: LoadOptions) -> None:
        context = get_context("spawn")
        self._library = library
        self._connection, child_end = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(child_end, active_folder(), library.home, library.data, options), daemon=True
        )
        # Ctrl+C ends the parent, and so this daemon. The child ignores the signal even while it starts.
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._process.start()
        signal.signal(signal.SIGINT, handler)
        child_end.close()

    def start(self, waiting: deque[Path]) -> None:
        """Start to read the waiting files, until there are none."""
        self._thread = Thread(target=self._read, args=(waiting,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Wait until its current file is read, then kill the process. Its records are already received."""
        self._thread.join()
        self._process.kill()
        self._process.join()

    def _read(self, waiting: deque[Path]) -> None:
        # If the process dies early (killed, out of memory), the preview reads its file.
        with self._connection, suppress(EOFError, OSError):
            while (path := _next(waiting)) is not None:
                self._connection.send(path)
                if prefetched := self._connection.recv():
                    self._library.prefetched[path] = prefetched


def _serve(connection: Connection, active: Path, home: Path, data: Path, options: LoadOptions) -> None:
    """Run in the child process. Errors are dropped here, because the parent meets them again and reports them.

    `active` is the data folder that is active in the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    activate(active)
    library = DatasetLibrary(home, data)
    with connection, suppress(EOFError, OSError):
        while True:
            path = connection.recv()
            with suppress(Exception):
                library.prefetch(path, options)
            connection.send(library.prefetched.pop(path, None))


def _next(waiting: deque[Path]) -> Path | None:
    """Take the next file, or return None if there is none. Safe for several threads."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _processors() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
