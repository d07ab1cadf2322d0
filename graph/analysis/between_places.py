"""Links between places: a matrix of the countries, or cities, in which the two ends of each link lie."""

from __future__ import annotations

from collections.abc import Callable

from graph.analysis.measure import LINKS, Measure, MeasureResult, ResultRow, measure_result
from graph.analysis.names import distinct_titles, name_order
from graph.analysis.scope import counted_links
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph
from graph.model.vocabulary import vocabulary

COUNTRIES = Measure(
    "countries",
    "Links between countries",
    "How many links join an item in one country with an item in the other. An unnamed end counts where it is recorded.",
    ("country", "and", "links"),
    LINKS,
)
CITIES = Measure(
    "cities",
    "Links between cities",
    "How many links join an item in one city with an item in the other. An unnamed end counts where it is recorded.",
    ("city", "and", "links"),
    LINKS,
)
ORDER = "Largest first, then by the two names. Each pair of places is listed once."
Pair = tuple[str, str]


def between_countries(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """The links between countries."""
    return between_places(shown, catalogue, "Country", COUNTRIES)


def between_cities(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """The links between cities."""
    return between_places(shown, catalogue, "City", CITIES)


def between_places(shown: VisibleGraph, catalogue: Catalogue, label: str, measure: Measure) -> MeasureResult:
    """Count every link once: between two places of the label, inside one, or with an end that lies in none.

    Inside one place, `node` and `other_node` of the row are the same. An end that lies in none has the id "".
    """
    cells: dict[Pair, list[str]] = {}
    key = _place_order(name_order(catalogue))
    for r in sorted((link.relationship for link in counted_links(shown)), key=lambda r: r.id):
        one, other = sorted((catalogue.place_of(r.start, label), catalogue.place_of(r.end, label)), key=key)
        cells.setdefault((one, other), []).append(r.id)
    ordered = sorted(cells, key=lambda pair: (_part(pair), -len(cells[pair]), key(pair[0]), key(pair[1])))
    word = vocabulary().labels[label].singular
    names = distinct_titles((place for pair in cells for place in pair if place), catalogue)
    names |= {"": f"no {word} recorded"}
    rows = []
    for a, b in ordered:
        other = names[b] if a != b or not a else "itself"
        rows.append(ResultRow(names[a], str(len(cells[a, b])), a, (), tuple(cells[a, b]), other, b))
    counts = [sum(len(links) for pair, links in cells.items() if _part(pair) == part) for part in range(3)]
    notes = (
        f"{count_phrase(counts[0], 'link')} between two {vocabulary().labels[label].plural}.",
        f"Listed last: {count_phrase(counts[1], 'link')} inside one {word}, and "
        f"{count_phrase(counts[2], 'link')} with an end whose {word} isn't recorded.",
        ORDER,
    )
    return measure_result(measure, shown, rows, notes, none="No links are shown.")


def _place_order(order: Callable[[str], Pair]) -> Callable[[str], tuple[bool, Pair]]:
    """Sort places by name, and "" last."""
    return lambda place: (not place, order(place) if place else ("", ""))


def _part(pair: Pair) -> int:
    """0 for two places, 1 for one place, 2 for an end that lies in none."""
    return 2 if "" in pair else int(pair[0] == pair[1])
