"""Turns an entry of the charity register into a charity, its main charity and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from graph.model.records import Node, PatternClaim, Rejection, Scalar
from loaders.base import LoaderRun, Record, RowWarning, SkippedRow
from loaders.charities.cells import Entry, FieldNames, entries
from loaders.files.register_dates import day
from loaders.files.rows import Row
from loaders.files.tables import MOJIBAKE_NAME, RowBatch, is_mojibake
from loaders.places.post_towns import BY_POST_TOWN, PostTowns, district_and_area

# From charity_type in the register to the everyday word. Other types are kept in lower case.
KINDS = {
    "": "",
    "other": "",
    "cio": "charitable incorporated organisation",
    "trust": "charitable trust",
    "previously excepted": "previously excepted charity",
}
# The register began in 1961 and writes this day where none is known.
DUMMY = "1900-01-01"
COMPANY_PLACES = 8
# Properties whose value can be invalid, with the field of FieldNames that holds it.
CHECKED = {
    "registered": "registered", "removed": "removed", "postcode district": "postcode", "website": "website",
    "company number": "company", "income": "income",
}  # fmt: skip
DATES = ("registered", "removed")
INVALID_DATE, INVALID = "placeholder or invalid date for", "not a valid"
OUTSIDE = "its contact address is outside the chosen places"


def charity_id(number: str, linked: str) -> str:
    """GB-CHC-<number>, or GB-CHC-<number>-<linked> for a linked charity; "" if either is no number.

    Linked charities count from 1 within their main charity; 0 or "" is the main charity itself.
    """
    number, linked = number.lstrip("0"), linked.lstrip("0")
    if not (number.isascii() and number.isdigit()) or (linked and not (linked.isascii() and linked.isdigit())):
        return ""
    return f"GB-CHC-{number}-{linked}" if linked else f"GB-CHC-{number}"


class CharityEntries:
    """Creates the records of entries, and caches what many entries share.

    Of an address only the outward half of the postcode and the place of the post town are kept, because a contact
    address can be somebody's home. Removed charities are kept; their claims end with the removal.
    """

    def __init__(self, run: LoaderRun, fields: FieldNames) -> None:
        """Create the claim patterns of this file."""
        self.fields, self.file, self.towns = fields, run.input_file.name, PostTowns(run.places)
        self.scope, self.places = run.scope.places, run.places
        self.located, self.located_once = (
            run.pattern("LOCATED_IN", status=status, note=BY_POST_TOWN) for status in ("active", "ended")
        )
        self.part, self.part_once = (run.pattern("PART_OF", status=status) for status in ("active", "ended"))
        self.lines: dict[str, int] = {}
        self.wanted: dict[str, bool] = {}

    def records(self, batches: Iterable[RowBatch]) -> Iterator[Record]:
        """A Charity node and its claims for each row, in file order.

        With a scope: the charities in it, then their linked charities that have no place of their own.
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
            yield self._remark(entry, "name", MOJIBAKE_NAME, name)
        is_linked, is_removed = bool(entry.linked.strip("0")), entry.status.lower() == "removed"
        further = _further(entry, district, is_removed)
        if None in further.values():
            for word in [word for word, value in further.items() if value is None]:
                why = f"{INVALID_DATE if word in DATES else INVALID} {word}; left out"
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
        """A row with this field of an entry."""
        return Row(self.file, entry.line, {getattr(self.fields, field): getattr(entry, field)})

    def _remark(self, entry: Entry, field: str, reason: str, value: str) -> RowWarning:
        return RowWarning(self.file, entry.line, getattr(self.fields, field), value, reason)


def _further(entry: Entry, district: str, is_removed: bool) -> dict[str, Any]:
    """Further properties of an entry by name; None for an invalid value.

    An invalid value can be anything that a person typed, so it is not shown.
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
    """The day in EDTF; None for a placeholder or invalid date. The register itself writes slashes, day first."""
    date = day(text[:10].replace("/", "-"))
    return None if not date or date == DUMMY else date


def _is_address(website: str) -> bool:
    is_one = "." in website and not (" " in website or "[" in website or "@" in website)
    return is_one and any(map(str.isalpha, website))


def _company(text: str) -> str | None:
    """A company number with eight characters: it loses leading zeros where it is stored as a number."""
    number = text.replace(" ", "").upper()
    is_one = number.isascii() and number.isalnum() and any(map(str.isdigit, number)) and len(number) <= COMPANY_PLACES
    return number.zfill(COMPANY_PLACES) if is_one else None


def _amount(text: str) -> int | None:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None
