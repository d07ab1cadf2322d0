"""The bytes of a file as somebody downloaded it: plain, packed with gzip, or one of those in a ZIP file.

What would unpack to far more than it is, is damaged or is locked is refused. A workbook is a ZIP file too, and is given
as it is.
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

# JSON of registers packs about 1 : 15, tables about 1 : 10; what packs far better than that is no data.
MAX_COMPRESSION_RATIO = 200
MAX_UNPACKED_BYTES = 8 << 30
GZIP = b"\x1f\x8b"
# The part by which a workbook is told, and its ending; and what tells a text or slides.
WORKBOOKS = {"xl/workbook.xml": ".xlsx", "content.xml": ".ods"}
DOCUMENTS = {"word/document.xml", "ppt/presentation.xml"}
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
# What is raised for a packed file that is damaged, has a password or is packed in a way that can't be read.
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
    """The bytes and the name of the data; `inside` names one of several files in a ZIP file.

    Raises DataError for what is not opened, OSError for what can't be read.
    """
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
    """The names of the files in a ZIP file, as `unpacked` takes them; () for anything else.

    Raises OSError for what can't be read, DataError for what is not opened.
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
    """Why a ZIP file with several files in it is not opened; some of those that may be meant are named."""
    shown = ", ".join(clean(Path(name).name) for name in names[:8]) + (", …" if len(names) > 8 else "")
    return DataError(
        f"The ZIP file is not opened: it holds several files, {why}", value=path.name,
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
            raise several_files_error(path, "and which is meant is not said", tuple(info.filename for info in files))
        with packed.open(found[0]) as one:
            yield one, clean(Path(found[0].filename).name)


def _workbook(path: Path, packed: zipfile.ZipFile) -> str:
    """The ending of the workbook that this ZIP file is, or "". Raises DataError for a text or slides."""
    names = set(packed.namelist())
    ending = next((ending for part, ending in WORKBOOKS.items() if part in names), "")
    is_open_document = ending == ".ods" and "mimetype" in names
    if names & DOCUMENTS or (is_open_document and not packed.read("mimetype").startswith(SPREADSHEET)):
        raise DataError(
            "The file is a text or slides, not a table", value=path.name, expected="a table, JSON or a workbook",
            fix="Copy the table in it into a spreadsheet, save that as CSV UTF-8, and load it",
        )  # fmt: skip
    return ending


def _files(path: Path, packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files in it. What unpacks to far more than the whole takes is not looked at."""
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
        f"The packed file is not opened: {why}", value=path.name, expected="a ZIP or gzip file that holds data",
        fix="Unpack it yourself, look at what is in it, and load the file you mean",
    )  # fmt: skip


class _Bounded(io.RawIOBase):
    """What a gzip file unpacks to, up to the most that is taken: the file does not say how much that is."""

    def __init__(self, path: Path, packed: gzip.GzipFile) -> None:
        self._path, self._packed, self._given = path, packed, 0

    def readable(self) -> bool:
        """It is read, and nothing else."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """The next bytes. Raises DataError once there are too many."""
        view = memoryview(buffer).cast("B")
        piece = self._packed.read(len(view))
        view[: len(piece)] = piece
        self._given += len(piece)
        if _is_too_much(self._path, self._given):
            raise _too_much(self._path, self._given)
        return len(piece)
