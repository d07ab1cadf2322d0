"""The column mapping of a custom table, checked against the columns of the file.

    title = "Friendship links of our schools"     # also identifies this dataset
    publisher = "Schools office"                  # with licence, url and as_of: optional
    licence = "our own"
    as_of = "2026-09"
    type = "PARTNERED_WITH"
    sheet = "Links"             # optional: of a workbook; else its first sheet
    header = 3                  # optional: the line of the column names, where they are not found
    dates = "day first"         # optional: what 05/02/2021 means; or "month first"; else it is rejected

    [subject]
    label = "School"            # label of the nodes at the first end
    name = "School"             # the column that holds their names
    id = "URN"                  # optional: a column with a register's key,
    prefix = "GB-EDU-"          #   and the prefix that makes it an id
    place = "Town"              # optional: the city it is in
    country = "Country"         # optional: a column, or the name of one country

    [object]
    label = "City"
    name = "Partner"
    country = "Partner country"

    [claim]                     # optional columns for the other parts of a claim
    start = "Since"
    end = "Until"
    status = "Status"
    role = "Role"
    locator = "Reference"
    note = "Remarks"

Without `[object]` and `type` every row is a node and its place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from graph.model.dates import EXPECTED, period
from graph.model.errors import DataError
from graph.model.vocabulary import vocabulary
from loaders.custom_table.rows import TableLocation
from loaders.files.cells import ID
from loaders.files.personal_data import is_personal_column
from loaders.files.rows import did_you_mean

CLAIM_PARTS = ("start", "end", "status", "role", "locator", "note")
TOP_PARTS = (
    "title", "publisher", "licence", "url", "as_of", "type", "sheet", "header", "dates", "subject", "object", "claim",
)  # fmt: skip
DATE_ORDERS = ("", "day first", "month first")


@dataclass(frozen=True, slots=True)
class End:
    """How one end of a row is read: its label and its columns.

    `country` is a column; `in_country` is the name of one country for every row.
    """

    label: str
    name: str
    id: str = ""
    prefix: str = ""
    place: str = ""
    country: str = ""
    in_country: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read."""
        return tuple(filter(None, (self.name, self.id, self.place, self.country)))


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A checked mapping. `claim` gives the column for each part of a claim, such as "start"."""

    subject: End
    object: End | None
    type: str
    dates: str = ""
    claim: Mapping[str, str] = field(default_factory=dict)

    @property
    def ends(self) -> tuple[End, ...]:
        """The one or two ends."""
        return (self.subject, self.object) if self.object else (self.subject,)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read, once."""
        named = [column for end in self.ends for column in end.columns]
        return tuple(dict.fromkeys((*named, *self.claim.values())))


def where(said: Mapping[str, Any]) -> TableLocation:
    """Where in the file the table is. Raises DataError for a missing mapping and for an invalid header line."""
    if not said:
        raise DataError(
            "A custom table needs a mapping", expected="which column means what",
            fix="Make one on the Add data page, or write the file that data/README.md describes (--mapping FILE)",
        )  # fmt: skip
    header = said.get("header", 0)
    if not isinstance(header, int) or header < 0:
        raise DataError(
            "`header` is no line number", value=str(header), expected="a number from 1, as header = 3",
            fix="Correct the mapping, or leave it out",
        )  # fmt: skip
    return TableLocation(str(said.get("sheet", "")), header)


def read_mapping(said: Mapping[str, Any], known: Collection[str]) -> ColumnMapping:
    """Check a mapping against the columns of a file. Raises DataError for the first mistake."""
    _closed(said, TOP_PARTS, "the mapping")
    if not str(said.get("title", "")).strip():
        raise DataError(
            "The mapping has no title", expected="one that tells this table from your others", fix="Add `title`"
        )
    _dated(str(said.get("as_of", "")))
    dates = str(said.get("dates", ""))
    if dates not in DATE_ORDERS:
        raise _unfit("`dates`", dates, DATE_ORDERS[1:])
    subject = _end(said.get("subject"), "subject", known)
    other = _end(said["object"], "object", known) if said.get("object") else None
    kind = _type(str(said.get("type", "")), other)
    claim = {part: column for part, column in _table(said.get("claim", {}), "claim", CLAIM_PARTS).items() if column}
    for part, column in claim.items():
        _known(column, f"the column `{part}` of [claim]", known)
    return ColumnMapping(subject, other, kind, dates, claim)


def _dated(as_of: str) -> None:
    try:
        period(as_of)
    except DataError as error:
        raise DataError("`as_of` is not a date", value=as_of, expected=EXPECTED, fix="Correct the mapping") from error


def _type(kind: str, other: End | None) -> str:
    if bool(kind) != bool(other):
        raise DataError(
            "A relationship needs both a type and an object", value=kind, expected="both, or neither",
            fix="Add `type` and `[object]`, or remove both",
        )  # fmt: skip
    if kind and kind not in vocabulary().types:
        raise _unfit("`type`", kind, vocabulary().types)
    if other and kind == "LOCATED_IN" and other.label not in vocabulary().place_labels:
        raise DataError(
            "Only a place can be what something lies in", value=other.label,
            expected=", ".join(sorted(vocabulary().place_labels)),
            fix="Choose another type, or another label of [object]",
        )  # fmt: skip
    return kind


def _end(said: Any, which: str, known: Collection[str]) -> End:
    parts = _table(said, which, tuple(part.name for part in fields(End) if part.name != "in_country"))
    label, name = parts.get("label", ""), parts.get("name", "")
    if label not in vocabulary().labels:
        raise _unfit(f"the label of [{which}]", label, vocabulary().labels)
    for part in ("name", "id", "place"):
        if part == "name" or parts.get(part):
            _known(parts.get(part, ""), f"the column `{part}` of [{which}]", known)
    prefix = parts.get("prefix", "")
    if parts.get("id") and not ID.fullmatch(f"{prefix}1"):
        raise DataError(
            f"The prefix of [{which}] makes no id", value=prefix,
            expected="the prefix of a register, as GB-EDU- for a URN, GB-CHC- for a charity number, geonames:",
            fix="Give the prefix, or leave `id` out",
        )  # fmt: skip
    country = parts.get("country", "")
    column, one = (country, "") if country in known else ("", country)
    return End(label, name, parts.get("id", ""), prefix, parts.get("place", ""), column, one)


def _table(said: Any, which: str, allowed: tuple[str, ...]) -> dict[str, str]:
    """The parts of one table of the mapping, as text."""
    if not isinstance(said, Mapping):
        raise DataError(
            f"The mapping has no table [{which}]", expected="names of columns under this heading",
            fix="Compare it with the one in data/README.md",
        )  # fmt: skip
    _closed(said, allowed, f"[{which}]")
    return {str(part): str(value) for part, value in said.items()}


def _closed(said: Mapping[str, Any], allowed: Collection[str], what: str) -> None:
    for name in said:
        if name not in allowed:
            raise _unfit(f"a part of {what}", str(name), allowed)


def _known(column: str, what: str, known: Collection[str]) -> None:
    if column in known:
        return
    if is_personal_column(column):
        raise DataError(
            f"This can't be {what}: its name says that it holds personal data", value=column,
            expected="a column about places and bodies, not about people", fix="Choose another column",
        )  # fmt: skip
    raise _unfit(what, column, known)


def _unfit(what: str, value: str, allowed: Collection[str]) -> DataError:
    hint = did_you_mean(value, allowed).rstrip(".?").replace("Did you mean", "perhaps").replace("Use one of:", "one of")
    return DataError(f"This can't be {what}", value=value or "(nothing)", expected=hint, fix="Correct the mapping")
