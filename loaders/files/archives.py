"""Opens downloaded files: plain, compressed with gzip, or one file in a ZIP file.

Refuses files that are damaged, have a password, or unpack to far more than their size. A workbook is a ZIP file too,
and is passed on unopened.
"""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from graph.model.errors import DataError
from graph.model.text import clean

# JSON of registers compresses about 1 : 15, tables about 1 : 10. A file that compresses far better is no data.
MAX_COMPRESSION_RATIO = 200
MAX_UNPACKED_BYTES = 8 << 30
GZIP = b"\x1f\x8b"
# The part that identifies a workbook, with the file ending; and the parts that identify a document or slides.
WORKBOOKS = {"xl/workbook.xml": ".xlsx", "content.xml": ".ods"}
DOCUMENTS = {"word/document.xml", "ppt/presentation.xml"}
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
# Raised for a compressed file that is damaged, has a password or uses an unknown compression.
UNPACK_ERRORS = (
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


@contextmanager
def unpacked(path: Path, member: str = "") -> Iterator[tuple[IO[bytes], str]]:
    """The bytes and the name of the data. `member` names one of several files in a ZIP file.

    Raises DataError for a file that is refused, OSError for one that can't be read.
    """
    # In a folder, `member` names one of its files.
    path = path / member if member and path.is_dir() else path
    with path.open("rb") as stream:
        is_zip, is_gzip = zipfile.is_zipfile(stream), _starts(stream, GZIP)
        if not is_zip and not is_gzip:
            yield stream, clean(path.name)
            return
        try:
            if is_zip:
                yield from _from_zip(path, stream, member)
            else:
                with gzip.open(stream) as packed:
                    yield io.BufferedReader(_Bounded(path, packed)), clean(path.stem)
        except UNPACK_ERRORS as error:
            raise _refused(path, f"it is damaged or locked ({error})") from error


def member_names(path: Path) -> tuple[str, ...]:
    """The names of the files in a ZIP file, as `unpacked` takes them; () for any other file.

    Raises OSError for a file that can't be read, DataError for one that is refused.
    """
    try:
        if not zipfile.is_zipfile(path):
            return ()
        with zipfile.ZipFile(path) as packed:
            files = _files(path, packed)
            return () if _workbook(path, packed) else tuple(info.filename for info in files)
    except UNPACK_ERRORS as error:
        raise _refused(path, f"it is damaged or locked ({error})") from error


def several_files_error(path: Path, why: str, names: tuple[str, ...]) -> DataError:
    """The error for a ZIP file with several files. It names up to 8 of the files that may be meant."""
    shown = ", ".join(clean(Path(name).name) for name in names[:8]) + (", …" if len(names) > 8 else "")
    return DataError(
        f"The ZIP file can't be opened: it holds several files, {why}", value=path.name,
        expected="one file of a kind that can be loaded", fix=f"Unpack it, and load the file you mean: {shown}",
    )  # fmt: skip


def _from_zip(path: Path, stream: IO[bytes], member: str) -> Iterator[tuple[IO[bytes], str]]:
    with zipfile.ZipFile(stream) as packed:
        files = _files(path, packed)
        if ending := _workbook(path, packed):
            stream.seek(0)
            yield stream, clean(path.with_suffix(ending).name)
            return
        found = [info for info in files if not member or info.filename == member]
        if len(found) != 1:
            raise several_files_error(path, "and none of them is chosen", tuple(info.filename for info in files))
        with packed.open(found[0]) as one:
            yield one, clean(Path(found[0].filename).name)


def _workbook(path: Path, packed: zipfile.ZipFile) -> str:
    """The file ending of a workbook, "" for any other ZIP file. Raises DataError for a document or slides."""
    names = set(packed.namelist())
    ending = next((ending for part, ending in WORKBOOKS.items() if part in names), "")
    is_open_document = ending == ".ods" and "mimetype" in names
    if names & DOCUMENTS or (is_open_document and not packed.read("mimetype").startswith(SPREADSHEET)):
        raise DataError(
            "The file is a document or slides, not a table", value=path.name, expected="a table, JSON or a workbook",
            fix="Copy the table in it into a spreadsheet, save that as CSV UTF-8, and load it",
        )  # fmt: skip
    return ending


def _files(path: Path, packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files in a ZIP file. Raises DataError if they would unpack to far more than the ZIP file's size."""
    files = [info for info in packed.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")]
    size = sum(info.file_size for info in files)
    if _is_too_much(path, size):
        raise _too_much(path, size)
    return files


def _starts(stream: IO[bytes], sign: bytes) -> bool:
    stream.seek(0)
    found = stream.read(len(sign)) == sign
    stream.seek(0)
    return found


def _is_too_much(path: Path, size: int) -> bool:
    return size > MAX_UNPACKED_BYTES or size > MAX_COMPRESSION_RATIO * max(path.stat().st_size, 1024)


def _too_much(path: Path, size: int) -> DataError:
    return _refused(
        path, f"unpacked it would take {size / 1e6:,.0f} MB or more, {MAX_COMPRESSION_RATIO} times what it is"
    )


def _refused(path: Path, why: str) -> DataError:
    return DataError(
        f"The compressed file can't be opened: {why}", value=path.name, expected="a ZIP or gzip file that holds data",
        fix="Unpack it yourself, look at what is in it, and load the file you mean",
    )  # fmt: skip


class _Bounded(io.RawIOBase):
    """The content of a gzip file, up to a limit. A gzip file does not state its unpacked size reliably."""

    def __init__(self, path: Path, packed: gzip.GzipFile) -> None:
        self._path, self._packed, self._given = path, packed, 0

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read the next bytes. Raises DataError once the limit is passed."""
        view = memoryview(buffer).cast("B")
        piece = self._packed.read(len(view))
        view[: len(piece)] = piece
        self._given += len(piece)
        if _is_too_much(self._path, self._given):
            raise _too_much(self._path, self._given)
        return len(piece)
