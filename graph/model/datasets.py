"""Records of loading for the page and the terminal: datasets, previews, possible duplicates and decisions.

Pages show them without knowing a loader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

from graph.model.records import Rejection
from graph.model.text import escape_cell

CUSTOM_TABLE = "own-table"
"""The kind of a table that is read by a column mapping of the user."""

SAME, DIFFERENT = "same", "not the same"
"""The possible decisions about two ids."""

GAZETTEER_PREFIX = "geonames-"
"""Start of the kinds whose places other files are resolved against."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file as it was loaded, with its provenance.

    `id` is the same for a newer file of the same kind and scope; `digest` identifies this file's stored records.
    `as_of`, `retrieved` and `loaded` are EDTF dates. `read` is accepted + rejected + left out.
    """

    id: str
    digest: str
    kind: str
    title: str
    publisher: str
    licence: str
    url: str
    file: str
    sha256: str
    encoding: str
    as_of: str
    retrieved: str
    loaded: str
    scope: str
    read: int
    accepted: int
    rejected: int
    left_out: int
    nodes: int
    claims: int

    @property
    def share_alike(self) -> bool:
        """Whether what is made with it must be shared under the same licence."""
        return is_share_alike(self.licence)

    @property
    def is_gazetteer(self) -> bool:
        """Whether what is read after it was loaded finds its places there."""
        return self.kind.startswith(GAZETTEER_PREFIX)


def is_share_alike(licence: str) -> bool:
    """Whether a licence is one of those that go on to what is made with the data: ODbL, CC BY-SA."""
    return any(word in licence.upper().replace(" ", "-") for word in ("SHARE-ALIKE", "SHAREALIKE", "ODBL", "BY-SA"))


def licence_text(licence: str) -> str:
    """A licence as it goes with what is taken along, with what it asks for where it goes on to others; "" for none."""
    return (
        f"{licence} (share-alike: what is made with it must carry this licence)" if is_share_alike(licence) else licence
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """What a load would change, in nodes or in claims. `known` already exist, in this dataset or in others."""

    new: int = 0
    known: int = 0
    changed: int = 0
    retired: int = 0

    @property
    def text(self) -> str:
        """The difference as text, without zeros: "1,200 new, 3 retired"."""
        named = (("new", self.new), ("known already", self.known), ("changed", self.changed), ("retired", self.retired))
        return ", ".join(f"{count:,} {word}" for word, count in named if count) or "none"


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading a file would change. Nothing is loaded yet; `DatasetService.commit` loads it.

    `is_loaded` says that exactly this file is already loaded. `guard` is the reason to check the file before it is
    loaded, or "". `rejection_reasons`, `left_out` and `warnings` count rows by reason, most first. `rejections` are the
    first 1,000. `sample` are names of new items.
    """

    dataset: Dataset
    previous: Dataset | None
    is_loaded: bool
    nodes: Difference
    claims: Difference
    rejection_reasons: tuple[tuple[str, int], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    warnings: tuple[tuple[str, int], ...] = ()
    rejections: tuple[Rejection, ...] = ()
    guard: str = ""
    sample: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible duplicate: two ids, a score from 0 to 1, and the reasons for and against in words."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewed decision: `same` or `not the same`; by whom, on which day, and why."""

    a: str
    b: str
    decision: str
    by: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load a file: its kind ("" to detect it), which rows, and a column mapping for a custom table."""

    kind: str = ""
    authorities: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    mapping: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The first rows of a custom table, so that a person can explain its columns.

    `rows` are up to 5 rows with a cell for each column. Columns with personal headings are left out, and personal
    values are masked. `sheets` are the sheets of a workbook. `kind` is the kind that was chosen for the file, or "".
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheets: tuple[str, ...] = ()
    kind: str = ""


ProgressCallback = Callable[[int, int], None]
"""Called with the rows read and the estimated number of rows (0 if unknown)."""


def progress_text(rows: int, of: int, seconds: float) -> str:
    """Progress in words: rows read in so many seconds, the rate, and about how long the rest takes."""
    rate = rows / max(seconds, 0.001)
    left = f", about {(of - rows) / rate:.0f} s left" if of > rows > 0 else ""
    return f"{rows:,} rows, {rate:,.0f} a second{left}"


REJECTION_COLUMNS = tuple(f.name for f in fields(Rejection))


def rejection_cells(rejection: Rejection) -> list[str]:
    """A rejected row for a CSV file: no cell is a formula to a spreadsheet."""
    return [escape_cell(str(value)) for value in astuple(rejection)]


class DatasetService(Protocol):
    """The operations on loaded data. One service serves all sessions of a process.

    Example: preview a file, load it, and undo the load.

        preview = service.preview(Path("members_2026.csv"), LoadOptions())
        if not preview.guard:
            service.commit([preview])
        service.undo()  # "Loaded members_2026.csv"
    """

    def datasets(self) -> tuple[Dataset, ...]:
        """The loaded datasets, in load order."""

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The key and title of each kind of file that can be loaded."""

    def load_options(
        self, kind: str, authorities: Iterable[str], near: Iterable[str], countries: Iterable[str]
    ) -> LoadOptions:
        """Options from codes and names that a user typed. Raises CitylinksError for an unknown one."""

    def preview(
        self,
        path: Path,
        options: LoadOptions,
        *,
        rejected: Callable[[Rejection], None] = ...,
        progress: ProgressCallback = ...,
    ) -> Preview:
        """Read a file and describe what loading it would change. Raises CitylinksError for a file that is refused."""

    def preview_table(self, path: Path, *, sheet: str = ..., header: int = ...) -> TablePreview:
        """The columns of a table: of a sheet ("" for the first), named on this line (0: where they are found).

        Raises CitylinksError for a file that is refused, and for a sheet that is not there.
        """

    def mapping_text(self, mapping: Mapping[str, Any]) -> str:
        """A column mapping as TOML."""

    def read_mapping(self, text: str) -> dict[str, Any]:
        """The column mapping in a TOML text. Raises CitylinksError for any other text."""

    def commit(self, previews: Iterable[Preview], *, continue_load: int = ...) -> int:
        """Load previewed files, as part of the load `continue_load` if given. Returns the number of the load."""

    def last_load(self) -> tuple[int, str]:
        """The number and description of the load that `undo` would remove; (0, "") when there is none."""

    def undo(self) -> str:
        """Undo the last load and return its description. Raises CitylinksError when there is none."""

    def remove(self, dataset: str) -> int:
        """Remove one dataset. This is a load of its own, which can be undone."""

    def candidates(self) -> tuple[Candidate, ...]:
        """Possible duplicates that are not decided yet, best first."""

    def decide(self, decision: Decision) -> None:
        """Save a decision. It stays when a dataset is removed."""

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first."""

    def withdraw(self, a: str, b: str) -> None:
        """Delete the decisions about a pair, so that the two are separate again."""
