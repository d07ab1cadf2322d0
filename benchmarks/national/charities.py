"""Charities in the bulk format of the register: main table and areas of operation, as text and as JSON.

The text is UTF-8 with a byte order mark, tabs between fields and no quoting. So a line end inside a field breaks its
row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random

from benchmarks.national import words
from benchmarks.national.areas import BUSIEST, CONTINENTS, COUNTRIES, THROUGHOUT, Authority, authorities
from benchmarks.national.headers import AREAS_OF_OPERATION, CHARITIES

FIRST_NUMBER, FIRST_ORGANISATION = 1_000_000, 3_000_000
EXTRACTED = "2026-11-01"
# The number of areas of each of 17 charities: 50 in all, so that 170,000 charities have 500,000 areas.
SPREAD = (1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 14)
TYPES = ("Charitable company", "CIO", "Trust", "Other", "Previously excepted")
REPORTING = ("Submission Received", "Submission Received", "Submission Overdue", "Recently registered")
_CONTINENT_OF = dict(COUNTRIES)
Value = str | int | bool | None
Record = dict[str, Value]
Area = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Charity:
    """The identity of a row. A linked charity has the `number` of its main charity, and its own `linked` number."""

    organisation: int
    number: int
    linked: int
    home: Authority


def charities(count: int, seed: int) -> Iterator[Record]:
    """The main table. One charity in twelve is linked to the previous one, and one in nine is removed."""
    chance = Random(f"charities {seed}")
    for at, charity in enumerate(_identities(count, seed)):
        yield _record(charity, at, chance)


def areas_of_operation(count: int, seed: int) -> Iterator[Record]:
    """The areas of this many charities, in order. No charity has an area twice."""
    chance = Random(f"areas {seed}")
    spread: list[int] = []
    for charity in _identities(count, seed):
        if not spread:
            spread = chance.sample(SPREAD, len(SPREAD))
        wanted = spread.pop()
        found: dict[Area, None] = {}
        while len(found) < wanted:
            found[_area(charity.home, chance)] = None
        for area in found:
            values = (
                EXTRACTED,
                charity.organisation,
                charity.number,
                charity.linked,
                *area,
                area[1] == "Throughout Wales",
            )
            yield dict(zip(AREAS_OF_OPERATION, values, strict=True))


def _identities(count: int, seed: int) -> Iterator[Charity]:
    chance = Random(f"identities {seed}")
    number = FIRST_NUMBER
    for at in range(count):
        linked = at % 12 == 11
        number += not linked
        yield Charity(FIRST_ORGANISATION + at, number, int(linked), chance.choice(authorities()))


def _record(charity: Charity, at: int, chance: Random) -> Record:
    name = _name(chance)
    removed, linked = at % 9 == 8, bool(charity.linked)
    kind = chance.choice(TYPES)
    registered = f"{chance.randrange(1961, 2026)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    income = None if linked or not chance.randrange(15) else int(chance.lognormvariate(10, 2))
    host = "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalnum())[:30]
    silent = linked or removed
    values = (
        EXTRACTED,
        charity.organisation,
        charity.number,
        charity.linked,
        name,
        None if linked else kind,
        "Removed" if removed else "Registered",
        registered,
        f"{chance.randrange(2005, 2026)}-{chance.randrange(1, 13):02d}-15" if removed else None,
        None if linked else "Removed" if removed else chance.choice(REPORTING),
        None if silent else "2025-04-01",
        None if silent else "2026-03-31",
        income,
        None if income is None else income * chance.randrange(70, 120) // 100,
        *_address(charity.home, chance),
        words.telephone(chance) if chance.random() < 0.8 else None,
        f"office@{host}.example" if chance.random() < 0.7 else None,
        chance.choice(("www.", "https://www.", "HTTP://")) + f"{host}.example" if chance.random() < 0.55 else None,
        f"{chance.randrange(1, 13_000_000):08d}" if kind == "Charitable company" and not linked else None,
        False,
        False,
        kind == "Previously excepted",
        None if chance.randrange(500) else True,
        kind == "CIO",
        False if kind == "CIO" else None,
        None,
        None if linked else _quoted(words.activities(chance), chance),
        None if linked else chance.random() < 0.6,
        None if linked else chance.random() < 0.3,
    )
    return dict(zip(CHARITIES, values, strict=True))


def _name(chance: Random) -> str:
    first = chance.choice((f"St {chance.choice(words.SAINTS)}'s", words.place(chance), words.place(chance)))
    middle = chance.choice(("", f" and {words.place(chance)}", f" {chance.choice(words.FIRST)}"))
    name = f"{chance.choice(('The ', ''))}{first}{middle} {chance.choice(words.FORMS)}"
    return name if chance.random() < 0.2 else name.upper()


def _quoted(text: str, chance: Random) -> str:
    """Sometimes a field begins with a quotation mark that belongs to the text and may have no end."""
    return f'"{text}' if not chance.randrange(500) else text


def _address(home: Authority, chance: Random) -> tuple[Value, ...]:
    """An address: five lines and a postcode."""
    lines: list[str | None] = [words.address(chance)]
    lines += [words.place(chance)] if chance.random() < 0.5 else []
    lines += [home.town.upper() if chance.random() < 0.3 else home.town]
    lines += [home.county] if home.county else []
    return (*lines, *[None] * (5 - len(lines)), words.postcode(home.postcode, chance))


def _area(home: Authority, chance: Random) -> Area:
    drawn = chance.random()
    if drawn < 0.62:
        near = home if drawn < 0.35 else chance.choice(authorities())
        return "Local Authority", near.charities, *near.parent
    if drawn < 0.78:
        return "Region", chance.choice(THROUGHOUT), "", ""
    if drawn < 0.97:
        name = chance.choice(BUSIEST) if drawn < 0.88 else chance.choice(COUNTRIES)[0]
        return "Country", name, "Continent", _CONTINENT_OF[name]
    if drawn < 0.985 and home.parent[0]:
        return *home.parent, "", ""
    return "Continent", chance.choice(CONTINENTS), "", ""


def write_text(path: Path, header: tuple[str, ...], records: Iterable[Record], torn: int) -> None:
    """Write a table with one malformed row in `torn`: by a line end, by an extra tab, and by a cut, in turn."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write("\t".join(header) + "\r\n")
        for at, record in enumerate(records):
            cells = ["" if value is None else str(value) for value in record.values()]
            if at % torn == torn - 1:
                cells = _torn(cells, at // torn % 3)
            file.write("\t".join(cells) + "\r\n")


def _torn(cells: list[str], how: int) -> list[str]:
    if how == 2:
        return cells[: len(cells) // 2]
    middle = -3 if len(cells) > 10 else -4  # activity or area
    between = "\r\n" if how == 0 else "\t"
    return [*cells[:middle], f"{cells[middle]}{between}and more of it", *cells[middle + 1 :]]


def write_json(path: Path, records: Iterable[Mapping[str, Value]]) -> None:
    """Write a table as one array, with a record on each line and dates with a time of day."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        for before, record in zip(chain("[", _commas()), records, strict=False):
            dated = {
                name: f"{value}T00:00:00" if value and ("date" in name) else value for name, value in record.items()
            }
            file.write(before + json.dumps(dated, ensure_ascii=False, separators=(",", ":")))
        file.write("\r\n]")


def _commas() -> Iterator[str]:
    while True:
        yield ",\r\n"
