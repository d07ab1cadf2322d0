"""An entry of the charity register, in whatever file it comes, to a charity, what it is part of, and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.model import Node, Rejection, Said, Scalar
from loaders.post_towns import PostTowns, district_and_area
from loaders.reading import LeftOut, Reading, Record, Remark
from loaders.register_dates import day
from loaders.rows import Row
from loaders.tables import is_misread

BY_POST_TOWN = "By the post town of its contact address."
# charity_type as the register writes it, to the everyday word; others are kept in lower case.
KINDS = {
    "": "",
    "other": "",
    "cio": "charitable incorporated organisation",
    "trust": "charitable trust",
    "previously excepted": "previously excepted charity",
}
# The register began in 1961; it writes this day where none is known.
DUMMY = "1900-01-01"
COMPANY_PLACES = 8
# What is said of a charity and may turn out to be no such thing, to the field of Fields that says it.
CHECKED = {
    "registered": "registered", "removed": "removed", "postcode district": "postcode", "website": "website",
    "company number": "company", "income": "income",
}  # fmt: skip
DATES = ("registered", "removed")
NO_DATE, NO_SUCH = "a dummy or no date for", "not a"
OUTSIDE = "its contact address is not in a place that was asked for"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a file calls the fields of an entry; "" for what it does not have."""

    number: str
    linked: str
    name: str
    kind: str
    status: str
    address: tuple[str, ...]
    postcode: str
    website: str
    income: str
    income_year: str
    constituency: str = ""
    company: str = ""
    registered: str = ""
    removed: str = ""

    @property
    def wanted(self) -> tuple[str, ...]:
        """All of them; telephone, e-mail and texts about what a charity does are not among them."""
        single = (
            self.number, self.linked, self.name, self.kind, self.status, self.postcode, self.website, self.income,
            self.income_year, self.constituency, self.company, self.registered, self.removed,
        )  # fmt: skip
        return (*filter(None, single), *self.address)


def charity_id(number: str, linked: str) -> str:
    """GB-CHC-<number>, or GB-CHC-<number>-<linked> for a linked charity; "" where one of the two is no number.

    A linked charity's number counts from 1 within its main charity; 0 or "" is the main charity itself.
    """
    number, linked = number.lstrip("0"), linked.lstrip("0")
    if not (number.isascii() and number.isdigit()) or (linked and not (linked.isascii() and linked.isdigit())):
        return ""
    return f"GB-CHC-{number}-{linked}" if linked else f"GB-CHC-{number}"


class CharityEntries:
    """What is looked up once for many entries, and what is made of each.

    Of an address only the outward half of the postcode is kept, and the place that its post town names: a contact
    address may be somebody's home. Removed charities are kept; what is said of them has ended with their removal.
    """

    def __init__(self, reading: Reading, fields: Fields) -> None:
        """Make the patterns of this file."""
        self.fields, self.towns = fields, PostTowns(reading.places)
        self.scope, self.places = reading.scope.places, reading.places
        self.located, self.located_once = (
            reading.pattern("LOCATED_IN", status=status, note=BY_POST_TOWN) for status in ("active", "ended")
        )
        self.part, self.part_once = (reading.pattern("PART_OF", status=status) for status in ("active", "ended"))
        self.lines: dict[str, int] = {}
        self.wanted: dict[str, bool] = {}

    def records(self, rows: Iterable[Row]) -> Iterator[Record]:
        """A Charity node for each row and what it says, in file order.

        With a scope, only charities placed in it, then the linked charities of these that have no place of their own.
        """
        linked: list[Row] = []
        fields = self.fields
        for row in rows:
            cell = row.cells.get
            district, area = district_and_area(cell(fields.postcode, ""))
            address = ",".join([line for line in map(cell, fields.address) if line])
            place, reason = self.towns.find(address, area, cell(fields.constituency, ""))
            if not self.scope or self._is_wanted(place):
                yield from self._entry(row, district, place, reason)
            elif not place and row[fields.linked].strip("0"):
                linked.append(row)
            else:
                yield LeftOut(OUTSIDE)
        for row in linked:
            if charity_id(row[fields.number], "") in self.lines:
                yield from self._entry(row, district_and_area(row[fields.postcode])[0], "", "")
            else:
                yield LeftOut(OUTSIDE)

    def _is_wanted(self, place: str) -> bool:
        if place not in self.wanted:
            near = {place} | (self.places.above(place) if place else set())
            self.wanted[place] = bool(self.scope & near)
        return self.wanted[place]

    def _entry(self, row: Row, district: str, place: str, reason: str) -> Iterator[Record]:
        fields, cell = self.fields, row.cells.get
        number, linked, name = cell(fields.number, ""), cell(fields.linked, ""), cell(fields.name, "")
        charity = charity_id(number, linked)
        if rejection := self._rejected(row, charity, name):
            yield rejection
            return
        self.lines[charity] = row.line
        if is_misread(name):
            yield _remark(row, fields.name, "letters that were misread before; the name is shown as it stands")
        is_linked, is_removed = bool(linked.strip("0")), cell(fields.status, "").lower() == "removed"
        further = self._further(row, district, is_removed)
        for word in [word for word, value in further.items() if value is None]:
            field = getattr(fields, CHECKED[word])
            yield _remark(row, field, f"{NO_DATE if word in DATES else NO_SUCH} {word}: left out", "")
            del further[word]
        kind, own = cell(fields.kind, "").lower(), charity.removeprefix("GB-CHC-")
        said = (("charity number", own), *further.items())
        kind = "linked charity" if is_linked else KINDS.get(kind, kind)
        yield Node(charity, "Charity", name, (), kind, None, None, "", said)
        end, locator = further.get("removed", ""), f"charity {own}"
        if is_linked:
            main = charity_id(number, "")
            yield Said(self.part_once if is_removed else self.part, charity, main, "", end, locator)
        if place:
            yield Said(self.located_once if is_removed else self.located, charity, place, "", end, locator)
        elif reason:
            yield _remark(row, fields.postcode, reason, district)

    def _rejected(self, row: Row, charity: str, name: str) -> Rejection | None:
        fields = self.fields
        if not charity:
            field = fields.linked if charity_id(row[fields.number], "") else fields.number
            return row.reject(field, "not a charity number", "Copy the number from the register.")
        if charity in self.lines:
            first = f"used twice, first in line {self.lines[charity]}"
            return row.reject(fields.number, first, "Remove one of the two lines.")
        if not name:
            return row.reject(fields.name, "empty", "Copy the name from the register.")
        return None

    def _further(self, row: Row, district: str, is_removed: bool) -> dict[str, Any]:
        """What else the entry says, by the words for it; None for what stands in a field and is no such thing.

        What can't be used may be anything that a person typed, and is not shown.
        """
        fields, cell = self.fields, row.cells.get
        made: dict[str, Scalar | None] = {}
        if status := cell(fields.status, ""):
            made["status"] = status
        if registered := cell(fields.registered, ""):
            made["registered"] = _day(registered)
        if is_removed and (removed := cell(fields.removed, "")):
            made["removed"] = _day(removed)
        if cell(fields.postcode, ""):
            made["postcode district"] = district or None
        if website := cell(fields.website, ""):
            made["website"] = website if _is_address(website) else None
        if (company := cell(fields.company, "")).strip("0"):
            made["company number"] = _company(company)
        if income := cell(fields.income, ""):
            made["income"] = amount = _amount(income)
            if amount is not None and (year := _day(cell(fields.income_year, ""))):
                made["income of year to"] = year
        return made


@lru_cache(maxsize=65536)
def _day(text: str) -> str | None:
    """The day in EDTF; None for a dummy or no date. Slashes are the register's own: day first, whoever exports."""
    date = day(text[:10].replace("/", "-"))
    return None if not date or date == DUMMY else date


def _is_address(website: str) -> bool:
    is_one = "." in website and not (" " in website or "[" in website or "@" in website)
    return is_one and any(map(str.isalpha, website))


def _company(text: str) -> str | None:
    """A number of Companies House in its eight places: digits lose their zeros when they are kept as a number."""
    number = text.replace(" ", "").upper()
    is_one = number.isascii() and number.isalnum() and any(map(str.isdigit, number)) and len(number) <= COMPANY_PLACES
    return number.zfill(COMPANY_PLACES) if is_one else None


def _amount(text: str) -> int | None:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None


def _remark(row: Row, field: str, reason: str, value: str | None = None) -> Remark:
    return Remark(row.file, row.line, field, row[field] if value is None else value, reason)
