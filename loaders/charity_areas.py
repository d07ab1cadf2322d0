"""Where charities say they work: the areas of operation in the bulk extract of the charity register."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Said
from loaders.charity_entries import charity_id
from loaders.charity_extract import DOWNLOAD, LICENCE, PUBLISHER, extract_rows, extracted_on, has_fields
from loaders.reading import LeftOut, Loader, Reading, Record, Remark, in_scope
from loaders.rows import Row, nearest

NUMBER, LINKED = "registered_charity_number", "linked_charity_number"
KIND, AREA = "geographic_area_type", "geographic_area_description"
WHOSE = (
    "the file doesn't say where a charity is: the areas of all charities are kept, and hold for those that are loaded"
)


def areas_of_operation(reading: Reading) -> Iterator[Record]:
    """That a charity operates in a place, for each row, in file order; never more than that.

    The charities themselves come from another file. A scope of countries takes the areas that are in one of them or
    are one, so not the continents and the world around them. A scope of places says which charities are meant, not
    which areas: all their areas are wanted.
    """
    if reading.scope.places:
        yield Remark(reading.opened.name, 1, "(scope)", "+".join(sorted(reading.scope.places)), WHOSE)
    operates = reading.pattern("OPERATES_IN")
    known: dict[tuple[str, str], tuple[str, str] | None] = {}
    wanted: dict[str, bool] = {}
    named = ("", "")
    charity = ""
    for row in extract_rows(reading, (NUMBER, LINKED, KIND, AREA)):
        cells = row.cells
        whose = cells[NUMBER], cells.get(LINKED, "")
        if whose != named:
            named, charity = whose, charity_id(*whose)
        area = cells[KIND], cells[AREA]
        if area not in known:
            known[area] = place = _place(reading, *area)
            if place:
                wanted[place[0]] = _is_wanted(reading, place[0])
        found = known[area]
        if not charity:
            yield row.reject(NUMBER, "not a charity number", "Copy the number from the register.")
        elif found is None:
            yield _unknown(reading, row)
        elif wanted[found[0]]:
            yield Said(operates, charity, found[0], "", "", found[1])
        else:
            yield LeftOut()


def _place(reading: Reading, kind: str, area: str) -> tuple[str, str] | None:
    """The place and what the register calls it: Greater London and "Throughout London" are one place."""
    found = reading.places.operating(kind, area)
    return (found, f"{kind} {area}") if found else None


def _is_wanted(reading: Reading, place: str) -> bool:
    return in_scope(reading.scope, reading.scope.places, {place} | reading.places.above(place))


def _unknown(reading: Reading, row: Row) -> Record:
    known = (*reading.places.countries, *reading.places.areas)
    return row.reject(
        AREA, f"no {row[KIND].lower() or 'area'} of this name is known", nearest(row[AREA], (p.name for p in known))
    )


TELLING = (NUMBER, KIND, AREA)
LOADERS = (
    Loader(
        kind="ccew-areas",
        title="Register of charities, England and Wales: publicextract.charity_area_of_operation",
        publisher=PUBLISHER, licence=LICENCE, url=DOWNLOAD, columns=TELLING, recognises=has_fields(*TELLING),
        read=areas_of_operation, dated=extracted_on, scopes=("place", "country"),
    ),
)  # fmt: skip
