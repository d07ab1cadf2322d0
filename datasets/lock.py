"""Lock on a folder: one thread of one process changes it at a time.

The lock file stays in the folder. The operating system frees the lock when its holder ends, even by `kill -9`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from graph.model.errors import DataError

# A load into a server takes minutes. What takes longer has most likely stopped.
WAIT_SECONDS = 300.0
POLL_SECONDS = 0.02


class ChangeLock:
    """Lock for reading, changing and writing: `with lock: …`. The thread that holds it may take it again.

    Raises DataError when the holder does not release it in time, or when the lock file can't be made.
    """

    def __init__(self, path: Path, refused: Callable[[OSError], DataError], wait: float = WAIT_SECONDS) -> None:
        """`refused` makes the error for a lock file that can't be made; `wait` is the longest wait, in seconds."""
        self.path, self.wait, self._refused = path, wait, refused
        self._lock = FileLock(path, on_acquired=_write_process_id)

    def __enter__(self) -> None:
        """Wait for the lock."""
        try:
            self._lock.acquire(timeout=self.wait, poll_interval=POLL_SECONDS)
        except Timeout as error:
            raise self._busy() from error
        except OSError as error:
            raise self._refused(error) from error

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Release the lock."""
        self._lock.release()

    def _busy(self) -> DataError:
        try:
            holder = self.path.read_text(encoding="utf-8")[:20]
        except (OSError, UnicodeDecodeError):  # on Windows nobody can read a locked file
            holder = ""
        return DataError(
            "Another Citylinks is loading or deciding, and has not finished",
            value=f"process {holder}" if holder.isdigit() else self.path.name,
            expected=f"it to be done within {self.wait:,.0f} seconds",
            fix="Wait until it is done, or end it if it has stopped, and try again; nothing was changed",
        )


def _write_process_id(file_descriptor: int) -> None:
    """Write the holder's process id into the lock file, for the message to those who wait."""
    os.ftruncate(file_descriptor, 0)
    os.lseek(file_descriptor, 0, os.SEEK_SET)
    os.write(file_descriptor, str(os.getpid()).encode())
