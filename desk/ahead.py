"""Several files read at the same time, each in one of several processes, before they are previewed one after the other.

What a file gives does not depend on the others, but for the places it is resolved against: those are loaded before.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from graph.desk import Told, Wish
from graph.errors import CitylinksError
from loaders.datasets import Datasets
from loaders.wished import Found

# A process takes about as long to begin as so many bytes to be read.
WORTH_A_PROCESS = 16_000_000
# Each holds one file's records.
MOST_PROCESSES = 4


def read_ahead(desk: Datasets, paths: Sequence[Path], wish: Wish, *, progress: Told = lambda rows, of: None) -> None:
    """Read these files so that a preview of each has only to compare; a file that is refused waits for its preview.

    Does nothing where a second process would not be worth its while.
    """
    ours, *others = shared_out(paths, min(MOST_PROCESSES, _processors()))
    if not others:
        return
    # A fresh process: one that were split off would have the locks of threads that it has not.
    context = get_context("spawn")
    readers = []
    for part in others:
        end, given = context.Pipe(duplex=False)
        reader = context.Process(target=_read, args=(desk.home, desk.data, part, wish, given), daemon=True)
        reader.start()
        given.close()
        readers.append((reader, end))
    desk.ahead |= _found(desk, ours, wish, progress)
    for reader, end in readers:
        # One that ended before it was done (killed, out of memory) leaves its files to be read here.
        with suppress(EOFError):
            desk.ahead |= end.recv()
        reader.join()


def shared_out(paths: Sequence[Path], processes: int) -> list[list[Path]]:
    """The files in so many parts at most, about as long to read each, the longest first; small parts go to others."""
    sizes = {path: path.stat().st_size if path.is_file() else 0 for path in paths}
    parts: list[list[Path]] = [[] for _ in range(max(1, processes))]
    for path in sorted(sizes, key=lambda path: -sizes[path]):
        min(parts, key=lambda part: sum(map(sizes.__getitem__, part))).append(path)
    parts.sort(key=lambda part: -sum(map(sizes.__getitem__, part)))
    first, *others = parts
    worth = [part for part in others if sum(map(sizes.__getitem__, part)) >= WORTH_A_PROCESS]
    return [first + [path for part in others if part not in worth for path in part], *worth]


def _read(home: Path, data: Path, paths: Sequence[Path], wish: Wish, given: Connection) -> None:
    """What a process of its own does. What goes wrong goes wrong again where a person is told of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the process that asked, and this one with it
    with suppress(Exception):
        given.send(_found(Datasets(home, data), paths, wish, lambda rows, of: None))


def _found(desk: Datasets, paths: Sequence[Path], wish: Wish, progress: Told) -> dict[str, Found]:
    return dict(_each(desk, paths, wish, progress))


def _each(desk: Datasets, paths: Sequence[Path], wish: Wish, progress: Told) -> Iterator[tuple[str, Found]]:
    for path in paths:
        with suppress(CitylinksError):
            yield desk.read_file(path, wish, progress=progress)


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
