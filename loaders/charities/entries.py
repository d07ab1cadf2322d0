"""An entry of the charity register, in whatever file it comes, to a charity, what it is part of, and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from graph.model.records import Node, PatternClaim, Rejection, Scalar
from loaders.base import LoaderRun, Record, RowWarning, SkippedRow
from loaders.charities.cells import Entry, FieldNames, entries
from loaders.files.register_dates import day
from loaders.files.rows import Row
from loaders.files.tables import RowBatch, is_mojibake
from loaders.places.post_towns import BY_POST_TOWN, PostTowns, district_and_area

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

    def __init__(self, run: LoaderRun, fields: FieldNames) -> None:
        """Make the patterns of this file."""
        self.fields, self.file, self.towns = fields, run.input_file.name, PostTowns(run.places)
        self.scope, self.places = run.scope.places, run.places
        self.located, self.located_once = (
            run.pattern("LOCATED_IN", status=status, note=BY_POST_TOWN) for status in ("active", "ended")
        )
        self.part, self.part_once = (run.pattern("PART_OF", status=status) for status in ("active", "ended"))
        self.lines: dict[str, int] = {}
        self.wanted: dict[str, bool] = {}

    def records(self, batches: Iterable[RowBatch]) -> Iterator[Record]:
        """A Charity node for each row and what it says, in file order.

        With a scope, only charities placed in it, then the linked charities of these that have no place of their own.
        """
        linked: list[Entry] = []
        for entry in entries(batches, self.fields):
            district, area = district_and_area(entry.postcode)
            address = ",".join([line for line in entry.address if line])
            place, reason = self.towns.find(address, area, entry.constituency)
            if not self.scope or self._is_wanted(place):
                yield from self._entry(entry, district, place, reason)
            elif not place and entry.linked.strip("0"):
                linked.append(entry)
            else:
                yield SkippedRow(OUTSIDE)
        for entry in linked:
            if charity_id(entry.number, "") in self.lines:
                yield from self._entry(entry, district_and_area(entry.postcode)[0], "", "")
            else:
                yield SkippedRow(OUTSIDE)

    def _is_wanted(self, place: str) -> bool:
        if place not in self.wanted:
            near = {place} | (self.places.ancestors(place) if place else set())
            self.wanted[place] = bool(self.scope & near)
        return self.wanted[place]

    def _entry(self, entry: Entry, district: str, place: str, reason: str) -> Iterator[Record]:
        name = entry.name
        charity = charity_id(entry.number, entry.linked)
        if rejection := self._rejected(entry, charity):
            yield rejection
            return
        self.lines[charity] = entry.line
        if is_mojibake(name):
            yield self._remark(entry, "name", "letters that were misread before; the name is shown as it stands", name)
        is_linked, is_removed = bool(entry.linked.strip("0")), entry.status.lower() == "removed"
        further = _further(entry, district, is_removed)
        if None in further.values():
            for word in [word for word, value in further.items() if value is None]:
                why = f"{NO_DATE if word in DATES else NO_SUCH} {word}: left out"
                yield self._remark(entry, CHECKED[word], why, "")
                del further[word]
        kind, own = entry.kind.lower(), charity.removeprefix("GB-CHC-")
        said = (("charity number", own), *further.items())
        kind = "linked charity" if is_linked else KINDS.get(kind, kind)
        yield Node(charity, "Charity", name, (), kind, None, None, "", said)
        end, locator = further.get("removed", ""), f"charity {own}"
        if is_linked:
            main = charity_id(entry.number, "")
            yield PatternClaim(self.part_once if is_removed else self.part, charity, main, "", end, locator)
        if place:
            yield PatternClaim(self.located_once if is_removed else self.located, charity, place, "", end, locator)
        elif reason:
            yield self._remark(entry, "postcode", reason, district)

    def _rejected(self, entry: Entry, charity: str) -> Rejection | None:
        if not charity:
            field = "linked" if charity_id(entry.number, "") else "number"
            return self._row(entry, field).reject(
                getattr(self.fields, field), "not a charity number", "Copy the number from the register."
            )
        if charity in self.lines:
            first = f"used twice, first in line {self.lines[charity]}"
            return self._row(entry, "number").reject(self.fields.number, first, "Remove one of the two lines.")
        if not entry.name:
            return self._row(entry, "name").reject(self.fields.name, "empty", "Copy the name from the register.")
        return None

    def _row(self, entry: Entry, field: str) -> Row:
        """The row of an entry, as far as this field."""
        return Row(self.file, entry.line, {getattr(self.fields, field): getattr(entry, field)})

    def _remark(self, entry: Entry, field: str, reason: str, value: str) -> RowWarning:
        return RowWarning(self.file, entry.line, getattr(self.fields, field), value, reason)


def _further(entry: Entry, district: str, is_removed: bool) -> dict[str, Any]:
    """What else the entry says, by the words for it; None for what stands in a field and is no such thing.

    What can't be used may be anything that a person typed, and is not shown.
    """
    made: dict[str, Scalar | None] = {}
    if entry.status:
        made["status"] = entry.status
    if entry.registered:
        made["registered"] = _day(entry.registered)
    if is_removed and entry.removed:
        made["removed"] = _day(entry.removed)
    if entry.postcode:
        made["postcode district"] = district or None
    if entry.website:
        made["website"] = entry.website if _is_address(entry.website) else None
    if entry.company.strip("0"):
        made["company number"] = _company(entry.company)
    if entry.income:
        made["income"] = amount = _amount(entry.income)
        if amount is not None and (year := _day(entry.income_year)):
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
