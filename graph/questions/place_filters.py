"""Place filters: the places that labelled nodes must lie in, as in "Leeds schools" or "schools in Leeds and Durban"."""

from __future__ import annotations

from graph.catalogue.catalogue import CITY_LABELS, Catalogue
from graph.catalogue.names.homonyms import best_linked_first, may_be_same
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.spans import Span

INSIDE = frozenset(["in", "of", "from", "at", "within", "inside", "around", "based"])
# The labels of places that contain nodes of a label. Cities lie in countries; networks lie nowhere.
WIDER = {
    "City": ("Region", "Country", "Continent"),
    "District": ("City", "Region", "Country", "Continent"),
    "Region": ("Country", "Continent"),
    "Country": ("Continent",),
}
NOWHERE = ("Network", "Project", "Event", "World", "Continent")
# Words between a label and its place: "how many schools do we have in Leeds".
HAVING = frozenset(["do", "does", "did", "have", "has", "got", "had"])
BETWEEN = HAVING | {"are", "is", "there", "located", "situated", "we", "you", "they", "exist", "still", "now"}
# Meanings that make two places two sides, and not one place for nodes to lie in.
APART = ("form:path", "form:compare", "more")


def place_of(label: str, at: int, spans: list[Span], used: set[int], catalogue: Catalogue) -> int | None:
    """The position of the span that names the place of a label: "Newcastle schools", "schools in Newcastle"."""

    def holds(where: int) -> bool:
        if not 0 <= where < len(spans) or where in used or spans[where].kind != "name" or label in NOWHERE:
            return False
        ids = spans[where].ids
        kinds = {catalogue.nodes.label(i) for i in ids}
        allowed = WIDER.get(label, tuple(vocabulary().place_labels))
        return bool(kinds & set(allowed))

    after = at + 1
    while after < len(spans) and _says_nothing(spans[after]):
        after += 1
    first = after
    while (
        after < len(spans)
        and (spans[after].kind == "stop" or fold(spans[after].text) == "both")
        and fold(spans[after].text) in INSIDE | {"the", "city", "called", "both"}
    ):
        after += 1
    if after > first and spans[first].value in INSIDE and holds(after):
        return after
    if first > at + 1 and spans[at + 1].value in HAVING and holds(first) and _is_had(first, spans):
        return first
    if holds(at - 1) and holds(at + 1) and not _any_inside(label, spans[at - 1].ids, catalogue):
        return at + 1
    return at - 1 if holds(at - 1) else None


def _says_nothing(span: Span) -> bool:
    """Whether a span between a label and its place only says that such nodes exist, or what state they are in."""
    return span.value in BETWEEN or span.value == "form:list" or span.value.startswith("state:")


def _is_had(place: int, spans: list[Span]) -> bool:
    """Whether the question ends with the place that has the nodes: "what schools does Leeds have"."""
    return place + 2 >= len(spans) and (place + 1 == len(spans) or spans[-1].value in HAVING)


def and_places(
    place: int, where: tuple[str, ...], label: str, spans: list[Span], used: set[int], catalogue: Catalogue
) -> list[int]:
    """The positions of further places of the same kind and country: "schools in Leeds, Bradford and Durham".

    Two places of a comparison, or with "between", are two sides and not one list.
    """
    if label in NOWHERE or any(fold(c.text).endswith("between") or c.value in APART for c in spans):
        return []

    def is_like(at: int) -> bool:
        ids = likeliest(spans[at].ids, catalogue)[:1] if spans[at].kind == "name" and at not in used else ()
        return bool(ids) and ids != where and all(_kind_of(i, catalogue) == _kind_of(where[0], catalogue) for i in ids)

    found: list[int] = []
    at = place + 1
    while at < len(spans):
        joined = spans[at].value in ("and", "or")
        at += joined
        at += joined and at < len(spans) and spans[at].value in INSIDE
        if at >= len(spans) or not is_like(at):
            break
        found.append(at)
        at += 1
    if place > 1 and spans[place - 1].value in ("and", "or") and spans[place].kind == "name":
        found += [place - 2] if is_like(place - 2) else []
    return found


def _kind_of(place: str, catalogue: Catalogue) -> tuple[str, str]:
    """What makes places alike: whether it is a town, and its country."""
    label = "City" if catalogue.nodes.label(place) in CITY_LABELS else catalogue.nodes.label(place)
    return label, catalogue.place_of(place, "Country")


def _any_inside(label: str, places: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Whether these places contain any node of a label."""
    return any(catalogue.nodes.label(i) == label for i in catalogue.inside(places))


def likeliest(ids: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """What a shared name means: its only city, or country; otherwise the best linked, or all nodes with the name."""
    cities, countries = (tuple(i for i in ids if catalogue.nodes.label(i) == label) for label in ("City", "Country"))
    if len(cities) == 1 and not countries:
        return cities
    places = tuple(i for i in ids if catalogue.is_place(i))
    leading = catalogue.best_linked(places or ids) if places else ids
    if len(leading) > 1 and len(countries) == 1:
        return countries
    return best_linked_first(leading, catalogue) if len(leading) > 1 and may_be_same(leading, catalogue) else leading
