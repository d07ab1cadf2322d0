"""One at a time: a folder is changed by one thread of one process, whoever else is at work in it meanwhile.

The lock is the operating system's, on a file that stays: it ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import IO

from graph.model.errors import DataError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# A load into a server takes minutes; what takes longer than this has most likely stopped.
WAIT_SECONDS = 300.0
LOOK_AGAIN_SECONDS = 0.02
# Windows lets nobody read what is locked, so a byte is locked that is never written.
BYTE = 1 << 30


class ChangeLock:
    """Held while something is read, changed and written: `with lock: …`. Who holds it may take it again.

    Raises DataError where another doesn't give it back in time, and where its file can't be made.
    """

    def __init__(self, path: Path, refused: Callable[[OSError], DataError], wait: float = WAIT_SECONDS) -> None:
        """`refused` makes the error for a file that can't be made; `wait` is how many seconds another may hold it."""
        self.path, self.wait, self._refused = path, wait, refused
        self._threads = RLock()
        self._depth = 0
        self._stream: IO[str] | None = None

    def __enter__(self) -> None:
        """Wait for it."""
        until = time.monotonic() + self.wait
        if not self._threads.acquire(timeout=self.wait):
            raise self._busy()
        try:
            if not self._depth:
                self._stream = self._locked(until)
            self._depth += 1
        except BaseException as error:
            self._threads.release()
            if isinstance(error, OSError):
                raise self._refused(error) from error
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Give it back."""
        self._depth -= 1
        if not self._depth and self._stream:
            self._stream.close()
            self._stream = None
        self._threads.release()

    def _locked(self, until: float) -> IO[str]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        stream = self.path.open("a+", encoding="utf-8")
        try:
            while not _taken(stream):
                if time.monotonic() > until:
                    raise self._busy()
                time.sleep(LOOK_AGAIN_SECONDS)
            stream.truncate(0)
            stream.write(str(os.getpid()))
            stream.flush()
        except BaseException:
            stream.close()
            raise
        return stream

    def _busy(self) -> DataError:
        try:
            holder = self.path.read_text(encoding="utf-8")[:20]
        except (OSError, UnicodeDecodeError):
            holder = ""
        return DataError(
            "Another Citylinks is loading or deciding, and has not finished",
            value=f"process {holder}" if holder.isdigit() else self.path.name,
            expected=f"it to be done within {self.wait:,.0f} seconds",
            fix="Wait until it is done, or end it if it has stopped, and try again; nothing was changed",
        )


def _taken(stream: IO[str]) -> bool:
    """Whether the lock could be had at once; closing the file gives it back."""
    try:
        if sys.platform == "win32":
            stream.seek(BYTE)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
