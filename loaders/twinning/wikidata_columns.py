"""Recognises the columns of query results: two twinned places, their locations, start and end.

People name the variables of a query freely. The two places are the columns with Wikidata items, else two columns of
labels. The partner is the column whose name contains a word of PARTNER or ends in 2. Another column belongs to the
partner if its name contains such a word, or to the place whose column name it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from graph.model.text import fold
from loaders.twinning.wikidata_values import item_id, unquoted

PARTNER = re.compile(
    r"partner|sister|twin|p190|dest|target|other|linked|related|jumel|gemel|geme|herman|irman|zwilling|testver|vanort|vanby"
    r"|ystavyys|побратим|友好|姊妹|姐妹|姉妹|자매|second|2$|^b$|^to$"
)
# "country2Label" and "coordB" name the place after the content of the column.
TURNED = re.compile(r"(country|nation|coord\w*?|location|lat|long?|latitude|longitude)([12ab])(label|name)?")
# The role of a column by its name in lower case without punctuation. The first match counts; role "" is not read.
ROLES = (
    ("start_precision", r"(?:start|begin|since|p580)\w*prec\w*"),
    ("end_precision", r"(?:end|until|p582)\w*prec\w*"),
    ("start", r"(?:start|begin|began|since|p580)(?:time|date|year)?$"),
    ("end", r"(?:(?<![wi])end|ended|until|p582)(?:time|date|year)?$"),
    ("rank", r"rank$"),
    ("geonames", r"geonames\w*$|p1566$"),
    (
        "",
        r"prec\w*$|population|^dist$|distance|^eu$|image|flag|article|statement|wikipedia|website|description|type|code$|iso$",
    ),
    (
        "country_name",
        r"country(?:label|name)|country$|(?<!i)nation$|^(?:pays|pais|paese|staat|land|zeme|国家)\d?(?:label|name)?$",
    ),
    ("latitude", r"lat(?:itude)?$"),
    ("longitude", r"(?:long?|lng|longitude)$"),
    ("point", r"coord\w*$|point$|geo$|location$"),
    ("name", r"label$|name$"),
    ("item", r"$"),
)


@dataclass(frozen=True, slots=True)
class End:
    """The columns of one of the two places; "" for a column that the file lacks."""

    item: str = ""
    name: str = ""
    country_name: str = ""
    latitude: str = ""
    longitude: str = ""
    point: str = ""
    geonames: str = ""


@dataclass(frozen=True, slots=True)
class TwinColumns:
    """The columns of both places, and those of the statement of twinning."""

    place: End
    partner: End
    start: str = ""
    end: str = ""
    start_precision: str = ""
    end_precision: str = ""
    rank: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Every column that is read."""
        ends = [getattr(end, f.name) for end in (self.place, self.partner) for f in fields(End)]
        said = (self.start, self.end, self.start_precision, self.end_precision, self.rank)
        return tuple(filter(None, (*ends, *said)))

    @property
    def has_items(self) -> bool:
        """Whether both places are items of Wikidata, not labels alone."""
        return bool(self.place.item and self.partner.item)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    flat: str
    role: str
    stem: str


def twin_columns(header: Sequence[str], samples: Sequence[Mapping[str, str]]) -> TwinColumns | None:
    """The columns, by their names and the values of some rows; None if there are no two places."""
    known = [_column(name) for name in header]
    items = [c for c in known if c.role == "item" and _holds_items(c.name, samples)]
    place, partner = _two(items) if len(items) > 1 else _two(c for c in known if c.role == "name")
    if place is None or partner is None:
        return None
    ends: tuple[dict[str, str], dict[str, str]] = ({place.role: place.name}, {partner.role: partner.name})
    said: dict[str, str] = {}
    for column in known:
        if column.role == "name" and len(items) > 1 and column.stem and not _begins(column, place, partner):
            continue  # The label of another item, such as "regionLabel".
        if column.role in ("start", "end", "start_precision", "end_precision", "rank"):
            said.setdefault(column.role, column.name)
        elif column.role not in ("", "item") and column not in (place, partner):
            whose = _belongs(column, place, partner)
            if whose is None:
                whose = _varies_with(column, place, partner, header, samples)
            if whose is None:
                continue
            which = ends[whose]
            # If there are country and countryLabel, the label is read.
            if column.role == "country_name" and column.flat.endswith(("label", "name")):
                which[column.role] = column.name
            which.setdefault(column.role, column.name)
    return TwinColumns(End(**ends[0]), End(**ends[1]), **said)


def speaks_of_twins(header: Iterable[str]) -> bool:
    """Whether the name of a column contains a word for a partner."""
    return any(PARTNER.search(_column(name).stem) for name in header)


def _column(name: str) -> _Column:
    flat = fold(name).replace(" ", "").replace("_", "")
    if turned := TURNED.fullmatch(flat):
        flat = f"{turned[2]}{turned[1]}{turned[3] or ''}"
    for role, pattern in ROLES:
        if found := re.search(pattern, flat):
            return _Column(name, flat, role, flat[: found.start()] + flat[found.end() :])
    raise AssertionError("the last pattern fits every name")


def _holds_items(column: str, samples: Sequence[Mapping[str, str]]) -> bool:
    values = [value for sample in samples if (value := unquoted(sample.get(column, "")))]
    return bool(values) and sum(bool(item_id(value)) for value in values) * 2 > len(values)


def _two(columns: Iterable[_Column]) -> tuple[_Column | None, _Column | None]:
    """The place and its partner by a word for a partner. If neither or both have one, they are the first and second."""
    found = list(columns)
    if len(found) < 2:
        return None, None
    partner = next((c for c in found if PARTNER.search(c.stem)), found[1])
    place = next((c for c in found if c != partner and not PARTNER.search(c.stem)), None)
    return (place, partner) if place else (found[0], found[1])


def _begins(column: _Column, place: _Column, partner: _Column) -> tuple[bool, bool] | None:
    """Whether the name of a column begins with that of the place, and of its partner; None for neither."""
    of_place, of_partner = (bool(end.stem) and column.flat.startswith(end.stem) for end in (place, partner))
    return (of_place, of_partner) if of_place or of_partner else None


def _belongs(column: _Column, place: _Column, partner: _Column) -> int | None:
    """0 for the place, 1 for its partner, by the name of the column; None if the name is ambiguous."""
    begins = _begins(column, place, partner)
    if begins and begins[0] != begins[1]:
        return int(begins[1])
    if PARTNER.search(column.stem):
        return 1
    return 0 if begins or column.stem else None


def _varies_with(
    column: _Column, place: _Column, partner: _Column, header: Sequence[str], samples: Sequence[Mapping[str, str]]
) -> int | None:
    """0 or 1 for the end that a column such as "country" belongs to: the partner if one place has several values.

    If the rows don't decide, a column before the partner belongs to the place. A column after it is not read: None.
    """
    values_by_place: dict[str, set[str]] = {}
    rows = [sample for sample in samples if sample.get(column.name)]
    for sample in rows:
        values_by_place.setdefault(sample.get(place.name, ""), set()).add(sample[column.name])
    if any(len(values) > 1 for values in values_by_place.values()):
        return 1
    is_before = header.index(column.name) < header.index(partner.name)
    return 0 if is_before or len(values_by_place) < len(rows) else None
