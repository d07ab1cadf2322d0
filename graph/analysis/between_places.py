"""Links between places: a matrix of the countries, or cities, in which the two ends of each link lie."""

from __future__ import annotations

from collections.abc import Callable

from graph.analysis.measure import LINKS, About, Figure, Metric, metric
from graph.analysis.scope import counted
from graph.analysis.titles import by_name, titles
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph
from graph.model.vocabulary import vocabulary

COUNTRIES = About(
    "countries",
    "Links between countries",
    "How many links join a thing in one country with a thing in the other; an unnamed end lies where it is recorded.",
    ("country", "and", "links"),
    counted=LINKS,
)
CITIES = About(
    "cities",
    "Links between cities",
    "How many links join a thing in one city with a thing in the other; an unnamed end lies where it is recorded.",
    ("city", "and", "links"),
    counted=LINKS,
)
ORDER = "Largest first, then by the two names; each pair of places stands once."
Pair = tuple[str, str]


def between_countries(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """The links between countries."""
    return between_places(shown, catalogue, "Country", COUNTRIES)


def between_cities(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """The links between cities."""
    return between_places(shown, catalogue, "City", CITIES)


def between_places(shown: VisibleGraph, catalogue: Catalogue, label: str, about: About) -> Metric:
    """Every link once: between two places of the label, then inside one, then with an end that lies in none.

    A figure inside a place has it as node and as other node; one with an end in none has "" there.
    """
    cells: dict[Pair, list[str]] = {}
    key = _pair_order(by_name(catalogue))
    for r in sorted((link.relationship for link in counted(shown)), key=lambda r: r.id):
        one, other = sorted((catalogue.place_of(r.start, label), catalogue.place_of(r.end, label)), key=key)
        cells.setdefault((one, other), []).append(r.id)
    ordered = sorted(cells, key=lambda pair: (_part(pair), -len(cells[pair]), key(pair[0]), key(pair[1])))
    word = vocabulary().labels[label].singular
    names = titles((place for pair in cells for place in pair if place), catalogue) | {"": f"no {word} recorded"}
    figures = [
        Figure(names[a], str(len(cells[a, b])), a, (), tuple(cells[a, b]), names[b] if a != b or not a else "itself", b)
        for a, b in ordered
    ]
    counts = [sum(len(links) for pair, links in cells.items() if _part(pair) == part) for part in range(3)]
    notes = (
        f"{count_phrase(counts[0], 'link')} between two {vocabulary().labels[label].plural}.",
        f"Apart, and listed last: {count_phrase(counts[1], 'link')} inside one {word}; "
        f"{count_phrase(counts[2], 'link')} with an end for which no {word} is recorded.",
        ORDER,
    )
    return metric(about, shown, figures, notes, none="No link is shown.")


def _pair_order(order: Callable[[str], Pair]) -> Callable[[str], tuple[bool, Pair]]:
    """Places by name; what lies in none comes last."""
    return lambda place: (not place, order(place) if place else ("", ""))


def _part(pair: Pair) -> int:
    """0 between two places, 1 inside one, 2 with an end in none."""
    return 2 if "" in pair else int(pair[0] == pair[1])
