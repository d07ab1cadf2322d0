"""Loader for a custom table with a column mapping. loaders/custom_table/mapping.py describes the mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model.datasets import CUSTOM_TABLE
from graph.model.dates import EXPECTED, period
from graph.model.errors import DataError
from graph.model.records import Node, PatternClaim, Rejection
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from loaders.base import Loader, LoaderRun, Record, SkippedRow
from loaders.custom_table.mapping import ColumnMapping, End, read_mapping, where
from loaders.custom_table.rows import columns, rows
from loaders.files.cells import ID
from loaders.files.personal_data import reject_personal_value
from loaders.files.rows import Row, did_you_mean
from loaders.places.city_matching import CityMatcher, MatchedPlace, slug

KIND = CUSTOM_TABLE
TOWNS = ("City", "District")
# There is only one of each name in the world, so that a network in two tables is the same one.
WORLDWIDE = ("Network", "InternationalOrganisation")
WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d.*")
NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def table(run: LoaderRun) -> Iterator[Record]:
    """The nodes at both ends, their places, and a claim for each row."""
    place = where(run.mapping)
    mapping = read_mapping(run.mapping, columns(run.input_file, place))
    ends = _Ends(run, mapping)
    for row in rows(run, mapping.columns, place):
        if not any(row.cells.values()):
            yield SkippedRow("a blank row")
            continue
        if bad := ends.bad(row):
            yield bad
            continue
        found = [ends.find(row, end) for end in mapping.ends]
        if not ends.cities.is_wanted(*found):
            yield SkippedRow()
            continue
        if len(found) == 2 and found[0].id == found[1].id:
            yield row.reject(mapping.ends[1].name, "both ends are the same item", "Name two that are related.")
            continue
        if len(found) == 1 and not found[0].records and not ends.is_created_here(found[0].id):
            yield SkippedRow("a place that is already known, with nothing new about it")
            continue
        for one in found:
            yield from one.records
        if len(found) == 2:
            yield _said(run, mapping, row, found)


def _said(run: LoaderRun, mapping: ColumnMapping, row: Row, found: list[MatchedPlace]) -> PatternClaim:
    told = {part: row[column] for part, column in mapping.claim.items()}
    pattern = run.pattern(
        mapping.type, status=fold(told.get("status", "")) or "unknown", role=fold(told.get("role", "")),
        note=told.get("note", ""),
    )  # fmt: skip
    start, end = (to_edtf(told.get(part, ""), mapping.dates) for part in ("start", "end"))
    return PatternClaim(pattern, found[0].id, found[1].id, start, end, told.get("locator") or f"row {row.line}")


def to_edtf(text: str, order: str) -> str:
    """A date in EDTF; 05/02/2021 in the order of the mapping ("day first", "month first"). Other text is unchanged.

    The result can be invalid, so the caller must check it.
    """
    if with_time := WITH_TIME.fullmatch(text):
        return with_time[1]
    found = NUMERIC.fullmatch(text)
    if not found or not order:
        return text
    day, month = (found[1], found[2]) if order == "day first" else (found[2], found[1])
    return f"{found[3]}-{month:0>2}-{day:0>2}"


class _Ends:
    """Finds or creates the nodes at the ends of rows, and validates rows."""

    def __init__(self, run: LoaderRun, mapping: ColumnMapping) -> None:
        """Raises DataError if the country of the mapping is neither a column nor a known country."""
        self.cities = CityMatcher(run)
        self._places = run.places
        self._mapping = mapping
        self._scheme = slug(run.source.id)
        self._placed = run.pattern("LOCATED_IN")
        self._created: set[str] = set()
        for end in mapping.ends:
            if end.in_country and not self._places.country(end.in_country):
                raise DataError(
                    "This is neither a column nor a country", value=end.in_country,
                    expected="a column of the table, or the name of one country", fix="Correct `country`",
                )  # fmt: skip

    def is_created_here(self, one: str) -> bool:
        """Whether this table creates the node."""
        return one in self._created

    def bad(self, row: Row) -> Rejection | None:
        """A rejection of a row that can't be loaded; None for a good one."""
        for end in self._mapping.ends:
            if wrong := self._bad_end(row, end):
                return wrong
        return _bad_claim(row, self._mapping)

    def _bad_end(self, row: Row, end: End) -> Rejection | None:
        if not row[end.name]:
            return row.reject(end.name, "empty", "Give the name.")
        if personal := reject_personal_value(row, end.name, end.place, end.country):
            return personal
        if end.id and row[end.id] and not ID.fullmatch(end.prefix + row[end.id]):
            return row.reject(end.id, "makes no id with this prefix", "Write the key as the register has it.")
        if row[end.country] and not self._places.country(row[end.country]):
            return row.reject(end.country, "no country of this name is known", "Write its everyday English name.")
        is_country = end.label == "Country" and not (end.id and row[end.id])
        if is_country and not self._places.country(row[end.name]):
            return row.reject(end.name, "no country of this name is known", "Write its everyday English name.")
        return None

    def find(self, row: Row, end: End) -> MatchedPlace:
        """The node at this end of a row."""
        name = row[end.name]
        country = self._places.country(row[end.country] or end.in_country) or ""
        own = end.prefix + row[end.id] if end.id and row[end.id] else ""
        if end.label == "Country" and not own:
            known = self._places.country(name) or ""
            return MatchedPlace(known, (), self._places.ancestors(known) | {known})
        if end.label in TOWNS and not own:
            return self.cities.find(row, end.name, name, country=country, label=end.label)
        in_place = None
        if end.place and row[end.place]:
            in_place = self.cities.find(row, end.place, row[end.place], country=country)
        return self._node(row, end, own, in_place, country)

    def _node(self, row: Row, end: End, own: str, place: MatchedPlace | None, country: str) -> MatchedPlace:
        name, lies_in = row[end.name], place.id if place else country
        one = own or f"local:{end.label.lower()}:{self._key(end.label, name, lies_in)}"
        records = list(place.records) if place else []
        if self._places.node(one):
            return MatchedPlace(one, tuple(records), self._places.ancestors(one) | {one})
        if one not in self._created:
            self._created.add(one)
            records.append(Node(one, end.label, name))
            if lies_in:
                records.append(PatternClaim(self._placed, one, lies_in, locator=f"row {row.line}"))
        ancestors = (
            place.within if place else self._places.ancestors(country) | {country} if country else frozenset[str]()
        )
        return MatchedPlace(one, tuple(records), ancestors | {one})

    def _key(self, label: str, name: str, lies_in: str) -> str:
        """The key of a local id. The same name in two tables means two nodes, unless their place is the same."""
        if label in WORLDWIDE:
            return slug(name)
        if lies_in.startswith(("geonames:", "gss:")):
            return f"{slug(lies_in)}-{slug(name)}"
        return "-".join(filter(None, (self._scheme, slug(lies_in) if lies_in else "", slug(name))))


def _bad_claim(row: Row, mapping: ColumnMapping) -> Rejection | None:
    if personal := reject_personal_value(row, *mapping.claim.values()):
        return personal
    for part in ("start", "end"):
        column = mapping.claim.get(part, "")
        try:
            period(to_edtf(row[column], mapping.dates))
        except DataError:
            order = (
                "" if mapping.dates or not NUMERIC.fullmatch(row[column]) else " Or say in the mapping what it means: "
            )
            return row.reject(
                column, "not a date", f"Write {EXPECTED}." + (order and order + 'dates = "day first" or "month first".')
            )
    for part in ("status", "role"):
        column, allowed = mapping.claim.get(part, ""), vocabulary().values[part]
        if row[column] and fold(row[column]) not in allowed:
            return row.reject(column, f"not a known {part}", did_you_mean(fold(row[column]), allowed))
    return None


LOADERS = (
    Loader(
        KIND, "Custom table, with a column mapping", "not named", "not given", read=table,
        shape="any table or workbook, together with a column mapping",
        scopes=("place", "country"), note="Columns were read by a mapping.",
    ),
)  # fmt: skip
