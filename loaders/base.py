"""What a loader of published data is given, what it yields, and how it is registered.

A loader is a pure generator: rows of one file in, records out, in file order; no store, no network, no global state.
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

# Why a kind of file is refused; refused.py has more, which only its own kinds need.
REFERENCE = "reference material, not data to load"
PERSONAL_DATA = "personal data, which is never loaded"
UNTAKEN = "a table that is not part of the graph"
TRUNCATED_FILE = "the file breaks off in this record, or is no JSON from here on"


@dataclass(frozen=True, slots=True)
class RowWarning:
    """A row that was loaded, but not all of it, or not as it stood: which field, why, and what was done."""

    file: str
    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that the person did not ask for (another authority, place or country), or that is none of ours."""

    reason: str = "outside what was asked for"


@dataclass(frozen=True, slots=True)
class SameAs:
    """What a table of identifiers says of two ids: a candidate for review with its reason, no merge."""

    a: str
    b: str
    reason: str


Record = Node | Claim | PatternClaim | PatternClaims | Source | SameAs | Rejection | RowWarning | SkippedRow


@dataclass(frozen=True, slots=True)
class Scope:
    """What to take of a file: DfE codes of local authorities, ids of places, ids of countries; empty for all.

    A loader that can't tell for a row takes it, and says so once in a Remark.
    """

    authorities: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The scope as a short text, "" for all: two scopes of one file are two datasets."""
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
        """The names of a country in data/countries.csv."""

    def listed_names(self) -> Iterator[str]:
        """The everyday names of all listed countries and areas."""


@dataclass(slots=True)
class LoaderRun:
    """One pass of one loader over one file. `rows` and `items` count what they give."""

    input_file: InputFile
    source: Source
    places: PlaceLookup
    scope: Scope = Scope()
    mapping: Mapping[str, Any] = field(default_factory=dict)
    rows_read: int = 0
    malformed_rows: list[Rejection] = field(default_factory=list)

    def rows(self, wanted: Sequence[str], *, columns: Sequence[str] = (), line: int = 1) -> Iterator[Row]:
        """Good rows with the wanted columns; `columns` names those of a file without a header.

        Torn rows are kept aside as rejections; the loader need not see them.
        """
        for row in Table(self.input_file, columns, line).rows(wanted):
            self.rows_read += 1
            if isinstance(row, Rejection):
                self.malformed_rows.append(row)
            else:
                yield row

    def batches(self, wanted: Sequence[str]) -> Iterator[RowBatch]:
        """Good rows with the wanted columns, some hundred at a time; torn rows as with `rows`."""
        for block in Table(self.input_file).batches(wanted):
            if isinstance(block, Rejection):
                self.rows_read += 1
                self.malformed_rows.append(block)
            else:
                self.rows_read += len(block.lines)
                yield block

    def count(self, items: Iterable[Any]) -> Iterator[Any]:
        """Pass items of a JSON file or a sheet on, counting each as a row read.

        Where a file breaks off behind whole items, its torn end is kept aside as one rejection more.
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

    def pattern(self, kind: str, **said: Any) -> Claim:
        """A claim of this type to say of many pairs: by this source, as of its date, said by a third party."""
        plain: dict[str, Any] = {
            "status": "active", "asserted_by": "third party", "as_of": self.source.as_of,
            "checked": self.source.retrieved,
        }  # fmt: skip
        return Claim("", kind, "", self.source.id, **(plain | said))


@dataclass(frozen=True, slots=True)
class Loader:
    """One kind of published file.

    `kind` is the word for `--kind` and the start of the dataset's id; `columns` must all be in the header, which is how
    a file is recognised (the loader with most of them wins); `recognises` is for files that have no header. `refused`
    says what to do instead of loading such a file, and `refused_as` what it is. `dated` finds the file's date in its
    content.
    `scopes` names the options it follows: "la", "place", "country". `definition` is the text of the file that describes
    it, where one does.
    """

    kind: str
    title: str
    publisher: str
    licence: str
    url: str = ""
    columns: tuple[str, ...] = ()
    recognises: Callable[[InputFile], bool] | None = None
    read: Callable[[LoaderRun], Iterator[Record]] | None = None
    refusal_fix: str = ""
    refusal_reason: str = REFERENCE
    dated: Callable[[InputFile], str] | None = None
    scopes: Collection[str] = ()
    note: str = ""
    definition: str = ""

    def source(self, input_file: InputFile, dataset: str, retrieved: str) -> Source:
        """The source that claims of this file point to: as of the date in its content, else in its name."""
        as_of = (self.dated(input_file) if self.dated else "") or input_file.dated
        note = f"{self.note} File {input_file.name}, SHA-256 {input_file.sha256}.".strip()
        return Source(
            dataset, "dataset", self.title, self.publisher, self.url, self.licence, as_of, retrieved, "", note
        )


def in_scope(scope: Scope, places: Iterable[str] = (), countries: Iterable[str] = ()) -> bool:
    """Whether a row about these places and countries was asked for."""
    near = not scope.places or bool(scope.places & set(places))
    return near and (not scope.countries or bool(scope.countries & set(countries)))
