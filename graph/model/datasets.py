"""What the Add data page and the terminal say about loading: datasets, previews, candidates. Plain records.

The loaders make them; pages show them without knowing a loader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

from graph.model.records import Rejection
from graph.model.text import escape_cell

CUSTOM_TABLE = "own-table"
"""The kind of a table that a person's column mapping reads."""

SAME, DIFFERENT = "same", "not the same"
"""What can be decided about two ids."""

GAZETTEER_PREFIX = "geonames-"
"""How the kinds begin whose places other files are resolved against."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file as it was loaded, with its provenance.

    `id` stays the same for a newer file of the same kind and scope; `digest` names what was kept of just this one.
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
    """What a load would change, in nodes or in claims. `known` were there before, in this dataset or in others."""

    new: int = 0
    known: int = 0
    changed: int = 0
    retired: int = 0

    @property
    def text(self) -> str:
        """It in words, what is nought left out: "1,200 new, 3 retired"."""
        named = (("new", self.new), ("known already", self.known), ("changed", self.changed), ("retired", self.retired))
        return ", ".join(f"{count:,} {word}" for word, count in named if count) or "none"


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading a file would do. Nothing is loaded yet; `DatasetService.commit` does it.

    `is_loaded` says that just this file is loaded already; `guard` why it is held back, or "". `rejection_reasons`,
    `left_out` and `warnings` count rows by reason, most first; `rejections` are the first 1,000. `sample` are names of
    new items.
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
    """Two ids that may be one thing, best first by score from 0 to 1, with each reason for and against in words."""

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
    """What a person wants of a file: its kind ("" to detect), what to take of it, and a column mapping of their own."""

    kind: str = ""
    authorities: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    mapping: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A person's own table, for them to say which column means what.

    `rows` are the first, up to 5, with a cell for each column; columns that are personal by their name are left out,
    personal values masked. `sheets` are those of a workbook. `kind` is what the file is told to be, or "".
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheets: tuple[str, ...] = ()
    kind: str = ""


ProgressCallback = Callable[[int, int], None]
"""Progress: rows read, and about how many there are (0 when that can't be told)."""


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
    """What can be done with loaded data; one for a process."""

    def datasets(self) -> tuple[Dataset, ...]:
        """What is loaded now, in load order."""

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Each kind of file that can be loaded, with its title."""

    def load_options(
        self, kind: str, authorities: Iterable[str], near: Iterable[str], countries: Iterable[str]
    ) -> LoadOptions:
        """What these words mean: codes, names of places and of countries. Raises CitylinksError for one not known."""

    def preview(
        self,
        path: Path,
        options: LoadOptions,
        *,
        rejected: Callable[[Rejection], None] = ...,
        progress: ProgressCallback = ...,
    ) -> Preview:
        """Read a file and say what loading it would do. Raises CitylinksError for a file that is refused."""

    def preview_table(self, path: Path, *, sheet: str = ..., header: int = ...) -> TablePreview:
        """The columns of a table: of a sheet ("" for the first), named on this line (0: where they are found).

        Raises CitylinksError for a file that is refused, and for a sheet that is not there.
        """

    def mapping_text(self, mapping: Mapping[str, Any]) -> str:
        """A column mapping as a text to save."""

    def read_mapping(self, text: str) -> dict[str, Any]:
        """A column mapping that was saved. Raises CitylinksError for a text that is none."""

    def commit(self, previews: Iterable[Preview], *, continue_load: int = ...) -> int:
        """Load what was previewed, or as part of the load of the number `going_on`; gives the number of the load."""

    def last_load(self) -> tuple[int, str]:
        """The load that `undo` would take back: its number and what it was; (0, "") when there is none."""

    def undo(self) -> str:
        """Take the last load back; says what it was. Raises CitylinksError when there is none."""

    def remove(self, dataset: str) -> int:
        """Take one dataset out, as a load that can itself be undone."""

    def candidates(self) -> tuple[Candidate, ...]:
        """Pairs that may be one thing and are not decided yet, best first."""

    def decide(self, decision: Decision) -> None:
        """Write a decision down; it is not asked again, and stays when a dataset is undone."""

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order they were made."""

    def withdraw(self, a: str, b: str) -> None:
        """Take a decision back: what was one is two again."""
