"""Areas of operation of charities, from the bulk extract of the charity register."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache, partial
from itertools import repeat
from typing import NamedTuple

from graph.model.records import PatternClaims, Rejection
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow, in_scope
from loaders.charities.entries import charity_id
from loaders.charities.extract import DOWNLOAD, LICENCE, PUBLISHER, extract_batches, extracted_on, has_fields
from loaders.files.rows import Row, did_you_mean

NUMBER, LINKED = "registered_charity_number", "linked_charity_number"
KIND, AREA = "geographic_area_type", "geographic_area_description"
# Rows of one charity usually follow each other. The cache covers the cases where they don't.
CHARITIES = 10_000
WHOSE = "the file doesn't say where charities are: all their areas are kept, and apply to the charities that are loaded"


def areas_of_operation(run: LoaderRun) -> Iterator[Record]:
    """A claim for each row that a charity operates in a place, in file order.

    The charities come from another file. A scope of countries loads areas that are one of them or lie in one, so no
    continents. A scope of places selects charities, not areas: all areas of a charity are loaded.
    """
    if run.scope.places:
        yield RowWarning(run.input_file.name, 1, "(scope)", "+".join(sorted(run.scope.places)), WHOSE)
    operates = run.pattern("OPERATES_IN")
    place_of = cache(partial(_place, run))
    charity_of = lru_cache(CHARITIES)(charity_id)
    for block in extract_batches(run, (NUMBER, LINKED, KIND, AREA)):
        numbers, kinds, areas = (block.columns[name] for name in (NUMBER, KIND, AREA))
        charities = map(charity_of, numbers, block.columns.get(LINKED, repeat("")))
        said: list[tuple[str, str, str]] = []
        for charity, place, line, *cells in zip(
            charities, map(place_of, kinds, areas), block.lines, numbers, kinds, areas, strict=False
        ):
            if charity and place and place.is_wanted:
                said.append((charity, place.id, place.words))
            elif charity and place:
                yield SkippedRow()
            else:
                row = Row(run.input_file.name, line, dict(zip((NUMBER, KIND, AREA), cells, strict=True)))
                yield _rejected(run, row, charity)
        if said:
            yield PatternClaims(operates, *zip(*said, strict=True))


class _Place(NamedTuple):
    """A place, the register's words for it, and whether it is in scope."""

    id: str
    words: str
    is_wanted: bool


def _place(run: LoaderRun, kind: str, area: str) -> _Place | None:
    """The place of this kind and name. "Greater London" and "Throughout London" are one place."""
    found = run.places.area_of_operation(kind, area)
    return _Place(found, f"{kind} {area}", _is_wanted(run, found)) if found else None


def _is_wanted(run: LoaderRun, place: str) -> bool:
    return in_scope(run.scope, run.scope.places, {place} | run.places.ancestors(place))


def _rejected(run: LoaderRun, row: Row, charity: str) -> Rejection:
    if not charity:
        return row.reject(NUMBER, "not a charity number", "Copy the number from the register.")
    known = run.places.listed_names()
    return row.reject(AREA, f"no {row[KIND].lower() or 'area'} of this name is known", did_you_mean(row[AREA], known))


TELLING = (NUMBER, KIND, AREA)
LOADERS = (
    Loader(
        kind="ccew-areas",
        title="Register of charities, England and Wales: publicextract.charity_area_of_operation",
        publisher=PUBLISHER, licence=LICENCE, url=DOWNLOAD, columns=TELLING, recognises=has_fields(*TELLING),
        read=areas_of_operation, date_in=extracted_on, scopes=("place", "country"),
    ),
)  # fmt: skip
