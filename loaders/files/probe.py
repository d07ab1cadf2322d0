"""Examines a downloaded file before its first row is read: hash, encoding, date, and whether it can be data.

The whole file is read once, in chunks. A compressed file is examined as the file inside it.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph.model.errors import DataError
from graph.model.text import UNPRINTABLE
from loaders.files.archives import unpacked

CHUNK = 1 << 20
HEAD_LENGTH = 1 << 16
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ENCODING_NAMES = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8 with a byte order mark", "utf-16": "UTF-16", "cp1252": "CP1252 (not UTF-8)",
    "": "a workbook", "xlsx": "a workbook",
}  # fmt: skip
HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.I | re.S)
DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d)")
MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](0[1-9]|1[0-2])(?!\d)")
YEAR = re.compile(r"(?<![A-Za-z\d])((?:19|20)\d\d)(?!\d)")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
# "15-Jan-2025" and "September 2024".
NAMED = re.compile(
    r"(?:(?<!\d)(\d{1,2})[-_ ]?)?(?<![a-z])("
    + "|".join(f"{month}|{month[:3]}" for month in MONTHS)
    + r")[-_ ]?((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
WORKBOOKS = (".xlsx", ".ods")
# The first bytes of a workbook with a password, and of one from before Excel 2007 (MS-CFB 2.2).
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
# Position and content of the signature of a tar archive.
TAR_SIGNATURE = slice(257, 262), b"ustar"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was examined and can be read.

    `name` is the name of the file, or of the file inside a ZIP file. `sha256` is of the file as downloaded. `head` is
    the first 64 KB as text, "" for a workbook. `member` names the chosen file of a ZIP file that holds several.
    `other_sheets` are the names of a workbook's other sheets that could be loaded too.
    """

    path: Path
    name: str
    size: int
    sha256: str
    encoding: str
    head: str
    member: str = ""
    other_sheets: tuple[str, ...] = ()

    @property
    def is_workbook(self) -> bool:
        """Whether this is a workbook of spreadsheets."""
        return not self.encoding

    @property
    def date_in_name(self) -> str:
        """The date in the file's name (EDTF): a day, a month or a year; "" for none. "15-Jan-2025" is a day too."""
        if named := NAMED.search(self.name):
            month = [name[:3] for name in MONTHS].index(named[2][:3].lower()) + 1
            day = f"-{int(named[1]):02}" if named[1] and 0 < int(named[1]) < 29 + (month != 2) * 2 else ""
            return f"{named[3]}-{month:02}{day}"
        for pattern in (DAY, MONTH, YEAR):
            if found := pattern.search(self.name):
                return "-".join(found.groups())
        return ""

    @property
    def series(self) -> str:
        """The file's name without dates, numbers and ending, so that next year's download has the same series."""
        stem = NAMED.sub(" ", self.name.rsplit(".", 1)[0]).lower()
        return "-".join(re.findall(r"[a-z]+", re.sub(r"\d+", " ", stem)))

    @contextmanager
    def bytes(self) -> Iterator[IO[bytes]]:
        """The bytes of the data from the start. For a ZIP file they are those of the file inside it."""
        with unpacked(self.path, self.member) as (stream, _):
            yield stream

    @contextmanager
    def text(self) -> Iterator[IO[str]]:
        """The data as text, with line ends unchanged."""
        with self.bytes() as stream, io.TextIOWrapper(stream, self.encoding, errors="replace", newline="") as text:
            yield text


def open_file(path: Path, member: str = "") -> InputFile:
    """Examine a file, or the `member` of a ZIP file. Raises DataError if it is missing, empty or no data."""
    try:
        with unpacked(path, member) as (stream, name):
            if name.lower().endswith(WORKBOOKS):
                return InputFile(path, name, path.stat().st_size, _digest(path), "", "", member)
            encoding, head = _look_through(stream, path.name)
    except OSError as error:
        raise DataError(
            f"The file can't be read ({error.strerror or error})", value=path.name, expected="an existing file",
            fix="Check the path",
        ) from error  # fmt: skip
    _refuse(path, head)
    return InputFile(path, name, path.stat().st_size, _digest(path), encoding, head, member)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _look_through(stream: IO[bytes], name: str) -> tuple[str, str]:
    """The encoding and the head as text. Without a byte order mark it is UTF-8 if valid, else CP1252."""
    first = stream.read(CHUNK)
    marked = next((encoding for mark, encoding in BYTE_ORDER_MARKS if first.startswith(mark)), "")
    encoding = marked or ("utf-8" if _is_utf8(first, stream) else "cp1252")
    if first.startswith(OLE_SIGNATURE):
        raise DataError(
            "The file is a workbook of the form before 2007 (.xls), or has a password", value=name,
            expected="an .xlsx or .ods workbook without a password, or CSV",
            fix="Open it in a spreadsheet, and save it as .xlsx or CSV UTF-8",
        )  # fmt: skip
    if first[TAR_SIGNATURE[0]] == TAR_SIGNATURE[1]:
        raise DataError(
            "The file is an archive of files (tar)", value=name, expected="one file of data",
            fix="Unpack it, and load the file you mean",
        )  # fmt: skip
    if not marked and first[:HEAD_LENGTH].count(0) * 10 > len(first[:HEAD_LENGTH]):
        raise DataError(
            "The file isn't text", value=name, expected="a table, JSON or an .xlsx workbook",
            fix="Export it again as CSV",
        )  # fmt: skip
    return encoding, first[:HEAD_LENGTH].decode(encoding, errors="replace").removeprefix("\ufeff")


def _is_utf8(first: bytes, stream: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = first
    try:
        while piece:
            decoder.decode(piece)
            piece = stream.read(CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        # A file that was cut off in the middle of a character is still UTF-8.
        return error.reason == "unexpected end of data"
    return True


def _refuse(path: Path, head: str) -> None:
    if not head.strip() or not UNPRINTABLE.sub("", head).strip():
        raise DataError(
            "The file is empty", value=path.name, expected="a header and rows", fix="Download it again",
        )  # fmt: skip
    if HTML.match(head):
        raise DataError(
            "The file is a web page, not data", value=path.name,
            expected="the file that the page links to",
            fix="Open it in a browser to see why there was no download. To use a table on the page, copy it into a "
            "spreadsheet and save it as CSV",
        )  # fmt: skip
