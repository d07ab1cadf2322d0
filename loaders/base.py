"""The contract of a loader: its input (`LoaderRun`), its output (`Record`) and its registration (`Loader`).

A loader is a pure generator. It takes the rows of one file and yields records in file order. It uses no store, no
network and no global state.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from graph.model.records import Claim, Node, PatternClaim, PatternClaims, Rejection, Source
from loaders.files.json_items import TruncatedFile
from loaders.files.probe import InputFile
from loaders.files.rows import Row
from loaders.files.tables import RowBatch, Table

# Why a kind of file is refused. refused.py has the reasons that only its own kinds need.
REFERENCE = "reference material, not data to load"
PERSONAL_DATA = "personal data, which is never loaded"
UNTAKEN = "a table that is not part of the graph"
TRUNCATED_FILE = "the file is cut off in this record, or isn't valid JSON from here on"


@dataclass(frozen=True, slots=True)
class RowWarning:
    """A warning about a row that was loaded in part or with a change: the field, the reason and what was done."""

    file: str
    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was skipped: it is outside the scope, or it holds nothing that the graph keeps."""

    reason: str = "outside the chosen authorities, places and countries"


@dataclass(frozen=True, slots=True)
class SameAs:
    """Two ids that a table of identifiers gives to one body. A candidate for review; nothing is merged."""

    a: str
    b: str
    reason: str


Record = Node | Claim | PatternClaim | PatternClaims | Source | SameAs | Rejection | RowWarning | SkippedRow


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows of a file to load: DfE codes of local authorities, ids of places, ids of countries; empty for all.

    Where a loader can't tell whether a row is in scope, it loads the row and warns once (RowWarning).
    """

    authorities: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The scope as a short text, "" for all. One file with two scopes makes two datasets."""
        return "+".join(sorted((*self.authorities, *self.places, *self.countries)))


@dataclass(frozen=True, slots=True)
class CityMatch:
    """The place that a city's name led to.

    `id` is "" where the name could not be resolved. `candidates` are ids of places that fit, or would fit if more was
    known. `reasons` say what supports the match: "name", "country", "region", "within 12 km"; where several places
    fit, also "curated" or "the only city".
    """

    id: str = ""
    reasons: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


class PlaceLookup(Protocol):
    """The lookups of places that loaders need. `loaders.places.gazetteer.Gazetteer` documents each method."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the claims that `node` returns."""

    def country(self, text: str) -> str | None:
        """The id of a country by code or name."""

    def area(self, text: str, *, scheme: str = "") -> str | None:
        """The id of an area of the United Kingdom by code or name."""

    def division(self, code: str) -> str | None:
        """The id of an administrative division by its GeoNames code."""

    def area_of_operation(self, kind: str, description: str) -> str | None:
        """The id of a charity's area of operation."""

    def city(
        self,
        name: str,
        *,
        country: str = "",
        region: str = "",
        latitude: float | None = None,
        longitude: float | None = None,
    ) -> CityMatch:
        """The city of this name in this country or region, or at these coordinates."""

    def canonical_id(self, place_id: str) -> str:
        """The id under which the project knows a place of GeoNames."""

    def node(self, place_id: str) -> tuple[Node, tuple[Claim, ...]] | None:
        """A place and its claims of location; None for an unknown place."""

    def ancestors(self, place_id: str) -> frozenset[str]:
        """The ids of all places that contain a place."""

    def names(self, place_id: str) -> tuple[str, ...]:
        """All names of a place."""

    def is_authoritative(self, place_id: str) -> bool:
        """Whether the project's own data fixes the name of a place."""

    def is_curated(self, place_id: str) -> bool:
        """Whether a place is in the curated folder."""

    def country_names(self, country_id: str) -> tuple[str, ...]:
        """The names of a country in data/reference/countries.csv."""

    def listed_names(self) -> Iterator[str]:
        """The everyday names of all listed countries and areas."""


@dataclass(slots=True)
class LoaderRun:
    """One pass of one loader over one file. `rows`, `batches` and `count` add to `rows_read`.

    `malformed_rows` are the rows that could not be split into the columns of the header.
    """

    input_file: InputFile
    source: Source
    places: PlaceLookup
    scope: Scope = Scope()
    mapping: Mapping[str, Any] = field(default_factory=dict)
    rows_read: int = 0
    malformed_rows: list[Rejection] = field(default_factory=list)

    def rows(self, wanted: Sequence[str], *, columns: Sequence[str] = (), line: int = 1) -> Iterator[Row]:
        """Well-formed rows with the wanted columns; `columns` names the columns of a file without a header.

        `line` is the line of the header. Malformed rows go to `malformed_rows`, so that the loader need not see them.
        """
        for row in Table(self.input_file, columns, line).rows(wanted):
            self.rows_read += 1
            if isinstance(row, Rejection):
                self.malformed_rows.append(row)
            else:
                yield row

    def batches(self, wanted: Sequence[str]) -> Iterator[RowBatch]:
        """Well-formed rows with the wanted columns, up to 500 at a time. Malformed rows are treated as in `rows`."""
        for block in Table(self.input_file).batches(wanted):
            if isinstance(block, Rejection):
                self.rows_read += 1
                self.malformed_rows.append(block)
            else:
                self.rows_read += len(block.lines)
                yield block

    def count(self, items: Iterable[Any]) -> Iterator[Any]:
        """Pass on the items of a JSON file or a sheet, and count each as a row read.

        Where a file is cut off after complete items, the incomplete end counts as one more malformed row.
        """
        try:
            for item in items:
                self.rows_read += 1
                yield item
        except TruncatedFile as error:
            if not error.complete_items:
                raise
            self.rows_read += 1
            torn = Rejection(
                self.input_file.name, error.complete_items + 1, "(record)", "", TRUNCATED_FILE, f"{error.fix}."
            )
            self.malformed_rows.append(torn)

    def pattern(self, kind: str, **values: Any) -> Claim:
        """A claim of this type without its two ends, to be repeated for many pairs.

        By default it is active, stated by a third party, and as of the date of the source.
        """
        defaults: dict[str, Any] = {
            "status": "active", "asserted_by": "third party", "as_of": self.source.as_of,
            "checked": self.source.retrieved,
        }  # fmt: skip
        return Claim("", kind, "", self.source.id, **(defaults | values))


@dataclass(frozen=True, slots=True)
class Loader:
    """One kind of published file: how to recognise it, and how to read it or why it is refused.

    `kind` is the value of `--kind` and the start of the dataset's id. A file is recognised where its header has all
    `columns`; of several loaders that fit, the one with the most columns wins. `recognises` is for files without a
    telling header, and `shape` says in words what it looks for. A kind that is known but never loaded has no `read`:
    `refusal_reason` says why, and `refusal_fix` what to do instead. `date_in` finds the file's date in its content.
    `scopes` names the options that it follows: "la", "place", "country". `definition` is the text of the TOML file
    that describes the kind, where there is one. `cites_itself` is False where every claim has a source of its own.

    Example: a loader for a CSV file with the columns `Club` and `Town`.

        def clubs(run: LoaderRun) -> Iterator[Record]:
            for row in run.rows(("Club", "Town")):
                if row["Club"]:
                    yield Node(f"local:club:{slug(row['Club'])}", "Club", row["Club"])
                else:
                    yield row.reject("Club", "empty", "Give the name of the club.")

        CLUBS = Loader("clubs", "List of clubs", "Sports office", "OGL v3.0", columns=("Club", "Town"), read=clubs)

    Adding `CLUBS` to loaders/registry.py makes it known to the page, the terminal and the tests.
    """

    kind: str
    title: str
    publisher: str
    licence: str
    url: str = ""
    columns: tuple[str, ...] = ()
    recognises: Callable[[InputFile], bool] | None = None
    shape: str = ""
    read: Callable[[LoaderRun], Iterator[Record]] | None = None
    refusal_fix: str = ""
    refusal_reason: str = REFERENCE
    date_in: Callable[[InputFile], str] | None = None
    scopes: Collection[str] = ()
    note: str = ""
    definition: str = ""
    cites_itself: bool = True

    @property
    def recognised_by(self) -> str:
        """What files of this kind look like, in words: their shape, else the columns that they must have."""
        return self.shape or f"the columns {', '.join(self.columns)}"

    def source(self, input_file: InputFile, dataset: str, retrieved: str) -> Source:
        """The source of the claims in this file, as of the date in its content, else in its name."""
        as_of = (self.date_in(input_file) if self.date_in else "") or input_file.date_in_name
        note = f"{self.note} File {input_file.name}, SHA-256 {input_file.sha256}.".strip()
        return Source(
            dataset, "dataset", self.title, self.publisher, self.url, self.licence, as_of, retrieved, "", note
        )


def in_scope(scope: Scope, places: Iterable[str] = (), countries: Iterable[str] = ()) -> bool:
    """Whether a row about these places and countries is in scope. A row needs one of each kind that the scope names."""
    near = not scope.places or bool(scope.places & set(places))
    return near and (not scope.countries or bool(scope.countries & set(countries)))
