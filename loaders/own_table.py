"""A table of one's own: a mapping says which column means what; it can be saved and run again.

    title = "Friendship links of our schools"     # also tells this dataset from others
    publisher = "Schools office"
    licence = "our own"
    as_of = "2026-09"
    type = "PARTNERED_WITH"

    [subject]
    label = "School"            # what the things of the first end are
    name = "School"             # the column that holds their names
    id = "URN"                  # optional: a column with a register's key,
    prefix = "GB-EDU-"          #   and the prefix that makes it an id
    place = "Town"              # optional: the city it is in
    country = "Country"         # optional: a column, or the name of one country

    [object]
    label = "City"
    name = "Partner"
    country = "Partner country"

    [claim]                     # each optional: columns for the rest of what is said
    start = "Since"
    end = "Until"
    status = "Status"
    role = "Role"
    locator = "Reference"
    note = "Remarks"

Without `[object]` and `type` every row is a thing and where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.dates import EXPECTED, period
from graph.errors import DataError
from graph.model import Claim, Node, Rejection, Said
from graph.vocabulary import vocabulary
from loaders.checking import ID
from loaders.named_cities import NamedCities, slug
from loaders.opening import OpenedFile
from loaders.reading import LeftOut, Loader, Reading, Record, in_scope
from loaders.rows import PERSONAL, Row, nearest
from loaders.tables import header_of
from loaders.workbooks import sheet_rows

KIND = "own-table"
END_PARTS = ("label", "name", "id", "prefix", "place", "country")
CLAIM_PARTS = ("start", "end", "status", "role", "locator", "note")
TOP_PARTS = ("title", "publisher", "licence", "url", "as_of", "type", "sheet", "subject", "object", "claim")


@dataclass(frozen=True, slots=True)
class End:
    """How one end of a row is read: its label, and the columns it is found in."""

    label: str
    name: str
    id: str = ""
    prefix: str = ""
    place: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """A checked mapping."""

    subject: End
    object: End | None
    type: str
    sheet: str
    claim: Mapping[str, str] = field(default_factory=dict)

    def columns(self) -> tuple[str, ...]:
        """Every column that is named."""
        ends = [end for end in (self.subject, self.object) if end]
        named = [getattr(end, part) for end in ends for part in ("name", "id", "place", "country")]
        return tuple(dict.fromkeys(filter(None, (*named, *self.claim.values()))))


def columns(opened: OpenedFile, sheet: str = "") -> tuple[str, ...]:
    """The columns that a mapping can name."""
    return tuple(next(sheet_rows(opened, sheet), ())) if opened.is_workbook else header_of(opened)


def read_mapping(said: Mapping[str, Any], known: tuple[str, ...]) -> Columns:
    """Check a mapping against the columns of a file. Raises DataError that names what to mend."""
    if not said:
        raise DataError(
            "A table of your own needs a mapping", expected="which column means what",
            fix="Make one on the Add data page, or write the file that data/README.md describes (--mapping FILE)",
        )  # fmt: skip
    _closed(said, TOP_PARTS, "the mapping")
    subject = _end(said.get("subject"), "subject", known)
    other = _end(said["object"], "object", known) if said.get("object") else None
    kind = str(said.get("type", ""))
    if bool(kind) != bool(other):
        raise DataError(
            "A relationship needs both a type and an object", value=kind, expected="both, or neither",
            fix="Add `type` and `[object]`, or remove both",
        )  # fmt: skip
    if kind and kind not in vocabulary().types:
        raise _unfit("type", kind, vocabulary().types)
    claim = {str(part): str(column) for part, column in dict(said.get("claim") or {}).items() if column}
    _closed(claim, CLAIM_PARTS, "[claim]")
    for column in claim.values():
        if column not in known:
            raise _unfit("a column of [claim]", column, known)
    return Columns(subject, other, kind, str(said.get("sheet", "")), claim)


def _end(said: Any, which: str, known: tuple[str, ...]) -> End:
    if not isinstance(said, Mapping):
        raise DataError(f"The mapping has no [{which}]", expected="its label and the column of its name", fix="Add it")
    _closed(said, END_PARTS, f"[{which}]")
    parts = {name: str(said.get(name, "")) for name in END_PARTS}
    if parts["label"] not in vocabulary().labels:
        raise _unfit(f"the label of [{which}]", parts["label"], vocabulary().labels)
    for part in ("name", "id", "place"):
        if (parts[part] and parts[part] not in known) or (part == "name" and not parts[part]):
            raise _unfit(f"the column `{part}` of [{which}]", parts[part], known)
    return End(**parts)


def _closed(said: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for name in said:
        if name not in allowed:
            raise _unfit(f"a part of {where}", str(name), allowed)


def _unfit(what: str, value: str, allowed: Any) -> DataError:
    return DataError(
        f"This can't be {what}", value=value, expected=nearest(value, list(allowed)), fix="Mend the mapping"
    )


def table(reading: Reading) -> Iterator[Record]:
    """The things of both ends, where they are, and what each row says of them."""
    mapping = read_mapping(reading.mapping, columns(reading.opened, str(reading.mapping.get("sheet", ""))))
    ends = _Ends(reading)
    said: dict[tuple[str, ...], Claim] = {}
    for row in _rows(reading, mapping):
        bad = _bad(row, mapping)
        if bad:
            yield bad
            continue
        countries = [ends.country(row, end) for end in (mapping.subject, mapping.object) if end]
        if not in_scope(reading.scope, countries=countries):
            yield LeftOut()
            continue
        found: list[str] = []
        for end in filter(None, (mapping.subject, mapping.object)):
            for made in ends.find(row, end):
                if isinstance(made, str):
                    found.append(made)
                else:
                    yield made
        if mapping.object and len(set(found)) == 2:
            own = {part: row[column] for part, column in mapping.claim.items()}
            key = tuple(own.get(part, "") for part in ("status", "role", "note"))
            plain = {"status": own.get("status") or "unknown", "role": own.get("role", ""), "note": own.get("note", "")}
            pattern = said.setdefault(key, reading.pattern(mapping.type, **plain))
            yield Said(
                pattern,
                found[0],
                found[1],
                own.get("start", ""),
                own.get("end", ""),
                own.get("locator") or f"row {row.line}",
            )


def _rows(reading: Reading, mapping: Columns) -> Iterator[Row]:
    if not reading.opened.is_workbook:
        yield from reading.rows(mapping.columns())
        return
    rows = sheet_rows(reading.opened, mapping.sheet)
    header = next(rows, [])
    for line, cells in enumerate(reading.count(row for row in rows if any(row)), 2):
        wanted = {name: value for name, value in zip(header, cells, strict=False) if name in mapping.columns()}
        yield Row(reading.opened.name, line, wanted)


def _bad(row: Row, mapping: Columns) -> Rejection | None:
    for end in filter(None, (mapping.subject, mapping.object)):
        if not row[end.name]:
            return row.reject(end.name, "empty", "Give the name.")
        if PERSONAL.search(row[end.name]):
            return row.reject(end.name, "an e-mail address or telephone number is personal data", "Remove it.")
        if end.id and row[end.id] and not ID.fullmatch(end.prefix + row[end.id]):
            return row.reject(end.id, "makes no id with this prefix", "Write the key as the register has it.")
    for part in ("start", "end"):
        column = mapping.claim.get(part, "")
        try:
            period(row[column])
        except DataError:
            return row.reject(column, "not a date", f"Write {EXPECTED}.")
    for part in ("status", "role"):
        column = mapping.claim.get(part, "")
        allowed = vocabulary().values[part]
        if row[column] and row[column] not in allowed:
            return row.reject(column, f"not a known {part}", nearest(row[column], allowed))
    return None


class _Ends:
    """Finds or makes the thing at one end of a row."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._cities = NamedCities(reading)
        self._placed = reading.pattern("LOCATED_IN")
        self._brought: set[str] = set()

    def country(self, row: Row, end: End) -> str:
        """The id of the country that the row, or the mapping itself, gives; "" for none."""
        return self._reading.places.country(row[end.country] or end.country) or ""

    def find(self, row: Row, end: End) -> Iterator[Record | str]:
        """The records that this end needs, and last its id."""
        name, country = row[end.name], self.country(row, end)
        own = end.prefix + row[end.id] if end.id and row[end.id] else ""
        if end.label == "Country" and not own and (known := self._reading.places.country(name)):
            yield known
            return
        if end.label in ("City", "District") and not own:
            yield from self._cities.find(row, end.name, name, country=country)
            return
        place = ""
        if end.place and row[end.place]:
            for made in self._cities.find(row, end.place, row[end.place], country=country):
                if isinstance(made, str):
                    place = made
                else:
                    yield made
        one = own or f"local:{end.label.lower()}:{slug(name)}" + (f"-{slug(row[end.place])}" if place else "")
        if one not in self._brought:
            self._brought.add(one)
            yield Node(one, end.label, name)
            if place or country:
                yield Said(self._placed, one, place or country, locator=f"row {row.line}")
        yield one


LOADERS = (
    Loader(
        KIND, "A table of your own, by a column mapping", "not named", "not given", read=table,
        scopes=("country",), note="Columns were read by a mapping.",
    ),
)  # fmt: skip
