"""Results of the Wikidata query service for twinned places (P190) as CSV, TSV or JSON, with items or only labels.

"A is twinned with B" and "B is twinned with A" are two statements, so two claims about one relationship.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from graph.model.dates import certainly_before, period
from graph.model.errors import DataError
from graph.model.records import PatternClaim, Rejection
from loaders.base import LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.json_items import first_item, is_json_array, items, objects, text_of
from loaders.files.probe import InputFile
from loaders.files.rows import Row
from loaders.files.tables import Table, clean_cell, header_of
from loaders.places.coordinates import NOWHERE, parse_coordinates
from loaders.twinning.places import Mention, TwinPlaces
from loaders.twinning.wikidata_columns import End, TwinColumns, speaks_of_twins, twin_columns
from loaders.twinning.wikidata_values import edtf, is_unknown_value, item_id, parse_point, unquoted

SAMPLE = 50
DUPLICATE = "duplicate row"
DEPRECATED = "deprecated on Wikidata"
BACKWARDS = "ends before it starts; both dates left out"
CANT_TELL = "the file doesn't say whether this is in the chosen places; loaded all the same"
# Endings of a rank in results.
RANKS = ("DeprecatedRank", "deprecated")


def is_query_result(input_file: InputFile) -> bool:
    """Whether two columns hold items of Wikidata and the name of one contains a word for a partner."""
    if input_file.is_workbook or "Q" not in input_file.head:
        return False
    columns = _columns(input_file)
    return columns is not None and columns.has_items and speaks_of_twins((columns.place.item, columns.partner.item))


def is_label_result(input_file: InputFile) -> bool:
    """Whether two columns are labels of places ("…Label") and the name of one contains a word for a partner."""
    if input_file.is_workbook or "abel" not in input_file.head:
        return False
    columns = _columns(input_file)
    if columns is None or columns.has_items:
        return False
    names = (columns.place.name, columns.partner.name)
    return all(name.lower().endswith("label") for name in names) and speaks_of_twins(names)


def is_one_end(input_file: InputFile) -> bool:
    """Whether only one column holds items, those of the partners. The queried place itself is not in the file."""
    if (
        input_file.is_workbook
        or "Q" not in input_file.head
        or is_query_result(input_file)
        or is_label_result(input_file)
    ):
        return False
    header, samples = _sample(input_file)
    with_items = [name for name in header if sum(bool(item_id(unquoted(sample.get(name, "")))) for sample in samples)]
    partners = [name for name in with_items if speaks_of_twins((name,))]
    return len(partners) == 1 and not any(item_id(name) for name in header)


def query_results(run: LoaderRun) -> Iterator[Record]:
    """A claim for each row, in file order, then the places."""
    columns = _columns(run.input_file)
    if columns is None:
        raise DataError(
            "No two columns of places are found in the query's results",
            value=", ".join(header_of(run.input_file))[:300],
            expected="two columns of items, such as item and partner, or two of labels, itemLabel and partnerLabel",
            fix="Name the variables of the query so, and download the results again",
        )
    statements = TwinningClaims(run)
    for row in _rows(run, columns):
        yield from _row(row, columns, statements)
    yield from statements.places.records()


class TwinningClaims:
    """Turns two mentions into a claim. Duplicates are skipped."""

    def __init__(self, run: LoaderRun) -> None:
        self.places = TwinPlaces(run)
        self._reading = run
        self._active = run.pattern("TWINNED_WITH")
        self._ended = run.pattern("TWINNED_WITH", status="ended")
        self._seen: set[tuple[str, str, str, str, bool]] = set()
        self._told_vague = False

    def claims(
        self,
        row: Row,
        ends: tuple[Mention, Mention],
        fields: tuple[str, str],
        start: str = "",
        end: str = "",
        *,
        over: bool = False,
    ) -> Iterator[Record]:
        """The claim, or the reason why there is none. `over` means that it ended at an unknown time.

        `fields` are the columns of the two ends. There is one warning for each place without a certain match.
        """
        one, other = map(self.places.identify, ends)
        if one == other:
            yield row.reject(fields[1], "a place is not twinned with itself", "Name the other place.")
            return
        wanted = self.places.wanted(*ends)
        if wanted is False:
            yield SkippedRow()
            return
        ended = over or self._is_over(end)
        if (one, other, start, end, ended) in self._seen:
            yield SkippedRow(DUPLICATE)
            return
        self._seen.add((one, other, start, end, ended))
        if wanted is None and not self._told_vague:
            self._told_vague = True
            yield RowWarning(row.file, row.line, fields[1], "", CANT_TELL)
        for mention, place, field in zip(ends, (one, other), fields, strict=True):
            if self.places.keep(mention, place) and not mention.item:
                yield self._unresolved(row, field, mention)
        pattern = self._ended if ended else self._active
        yield PatternClaim(pattern, one, other, start, end, locator=_locator(*ends))

    def _is_over(self, end: str) -> bool:
        ended, retrieved = period(end), period(self._reading.source.retrieved)
        if ended is None:
            return False
        return retrieved is None or certainly_before(ended, retrieved)

    def _unresolved(self, row: Row, field: str, mention: Mention) -> RowWarning:
        may_be = self.places.candidates(mention)[:3]
        value = mention.name + (f" (may be {' or '.join(may_be)})" if may_be else "")
        return RowWarning(
            row.file, row.line, field, value, "couldn't be matched with certainty; added as a new place for review"
        )


def _locator(place: Mention, partner: Mention) -> str:
    if place.item and place.name == place.item:
        return f"{place.item}, P190"
    return f"{place.item} ({place.name}), P190" if place.item else f"{place.name}: {partner.name}"


def _row(row: Row, columns: TwinColumns, statements: TwinningClaims) -> Iterator[Record]:
    ends: list[Mention] = []
    remarks: list[RowWarning] = []
    for columns_of_end in (columns.place, columns.partner):
        mention = _mention(row, columns_of_end, statements.places, remarks)
        if isinstance(mention, Rejection):
            yield mention
            return
        ends.append(mention)
    if unquoted(row[columns.rank]).endswith(RANKS):
        yield SkippedRow(DEPRECATED)
        return
    start = _date(row, columns.start, columns.start_precision, remarks)
    end = _date(row, columns.end, columns.end_precision, remarks)
    over = bool(row[columns.end]) and not end
    if runs_backwards(start, end):
        remarks.append(RowWarning(row.file, row.line, columns.end, end, BACKWARDS))
        start, end, over = "", "", True
    fields = (columns.place.item or columns.place.name, columns.partner.item or columns.partner.name)
    made = list(statements.claims(row, (ends[0], ends[1]), fields, start, end, over=over))
    if not isinstance(made[0], Rejection | SkippedRow):
        yield from remarks
    yield from made


def runs_backwards(start: str, end: str) -> bool:
    """Whether a statement certainly ends before it starts."""
    first, last = period(start), period(end)
    return first is not None and last is not None and certainly_before(last, first)


def _mention(row: Row, end: End, places: TwinPlaces, remarks: list[RowWarning]) -> Mention | Rejection:
    """The place in these columns, or a rejection."""
    given = unquoted(row[end.item])
    number, name = item_id(given), unquoted(row[end.name])
    if end.item and not number:
        if is_unknown_value(given):
            return row.reject(end.item, "Wikidata does not know which place it is", "Nothing to be done.")
        return row.reject(end.item, "not an item of Wikidata", "It reads like http://www.wikidata.org/entity/Q39121.")
    if not number and not name:
        return row.reject(end.name, "empty", "Give the place's name.")
    # If Wikidata has no label in the requested language, its results give the id of the item as the label.
    number = number or item_id(name)
    country = unquoted(row[end.country_name])
    known = places.country(country) if country and not item_id(country) else ""
    if country and not known and not is_unknown_value(country):
        remarks.append(RowWarning(row.file, row.line, end.country_name, country, "no country of this name is known"))
    at = parse_point(row[end.point]) if row[end.point] else None
    latitude, longitude = unquoted(row[end.latitude]), unquoted(row[end.longitude])
    at = at or parse_coordinates(latitude, longitude)
    if at is None and (row[end.point] or latitude or longitude):
        value = row[end.point] or f"{latitude}, {longitude}"
        remarks.append(
            RowWarning(row.file, row.line, end.point or end.latitude, value, "not valid coordinates; left out")
        )
    bare = not name or bool(item_id(name))
    geonames = unquoted(row[end.geonames])
    properties = (("geonames", geonames),) if geonames.isdecimal() else ()
    return Mention(number if bare else name, number, known, at or NOWHERE, properties=properties)


def _date(row: Row, field: str, precision: str, remarks: list[RowWarning]) -> str:
    time = unquoted(row[field])
    if not time or is_unknown_value(time):
        return ""
    made = edtf(time, unquoted(row[precision]))
    if made is None:
        remarks.append(RowWarning(row.file, row.line, field, time, "a date that can't be recorded; left out"))
    return made or ""


def _columns(input_file: InputFile) -> TwinColumns | None:
    header, samples = _sample(input_file)
    return twin_columns(header, samples) if header else None


def _sample(input_file: InputFile) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The variables and some rows; empty for a file without a header."""
    if input_file.head.lstrip()[:1] in ("{", "["):
        return _json_sample(input_file)
    header = tuple(header_of(input_file))
    # A first line with an item is no header. Such a file holds pairs or names.
    if len(header) < 2 or any(map(item_id, header)):
        return (), []
    rows = islice(Table(input_file).rows(header), SAMPLE)
    return header, [row.cells for row in rows if isinstance(row, Row)]


def _json_sample(input_file: InputFile) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The variables and some rows, from SPARQL results in JSON or from a list of objects."""
    first = first_item(input_file)
    if not _is_row_by_row(input_file):
        results, head = first.get("results"), first.get("head")
        if not isinstance(results, dict) or not isinstance(head, dict):
            return (), []
        cells = [_cells(binding) for binding in objects(results.get("bindings"))[:SAMPLE]]
        names = head.get("vars")
        return tuple(map(str, names)) if isinstance(names, list) else (), cells
    if not any(item_id(cell) or cell for cell in _cells(first).values()):
        return (), []
    cells = [_cells(entry) for entry in _whole(input_file)]
    return tuple(dict.fromkeys(name for row in cells for name in row)), cells


def _is_row_by_row(input_file: InputFile) -> bool:
    """Whether the objects are the rows: in one array, or one on each line."""
    return is_json_array(input_file) or bool(re.match(r"\s*\{[^\n]*\}\s*\n\s*\{", input_file.head))


def _whole(input_file: InputFile) -> Iterator[dict[str, Any]]:
    """The first items. If the file is cut off among them, reading it later raises the error."""
    try:
        yield from islice(items(input_file), SAMPLE)
    except DataError:
        return


def _rows(run: LoaderRun, columns: TwinColumns) -> Iterator[Row]:
    input_file = run.input_file
    if input_file.head.lstrip()[:1] not in ("{", "["):
        yield from run.rows(columns.all)
        return
    prefix = "item" if _is_row_by_row(input_file) else "results.bindings.item"
    for number, entry in enumerate(run.count(items(input_file, prefix)), 1):
        yield Row(input_file.name, number, _cells(entry))


def _cells(binding: Mapping[str, Any]) -> dict[str, str]:
    """A row of JSON without variables that have no value. A value is a text, or an object with the text."""
    return {name: _value(value) for name, value in binding.items()}


def _value(value: object) -> str:
    if not isinstance(value, dict):
        return text_of(value)
    text = text_of(value.get("value"))
    return f"_:{clean_cell(text)}" if value.get("type") == "bnode" else text
