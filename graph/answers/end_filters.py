"""Filters for the two ends of a question's links, and the relationship types between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import and_

from graph.answers.answer import CONFIRMED, POSSIBLE
from graph.catalogue.catalogue import CITY_LABELS, Catalogue
from graph.catalogue.register_links import Mask, RegisterLinks
from graph.model.records import ANY_NODE, NodeFilter
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question

VAGUE_PLACES = ("World", "Continent")


@dataclass(frozen=True, slots=True)
class EndFilter:
    """One end of the links: ids, places with all that lies in them, labels, kinds, and wider places.

    `wider_places` contain a named place; a link to an unnamed node in one of them is a possible answer. If
    `place_may_match` is True, a link to a place itself may be a link to a node of the label in it.
    """

    any: bool
    ids: frozenset[str]
    places: frozenset[str]
    wider_places: frozenset[str]
    labels: frozenset[str]
    kinds: frozenset[str]
    place_may_match: bool = False

    def certainty_of(self, node: str, unnamed: str, catalogue: Catalogue, called: str = "") -> str:
        """CONFIRMED, POSSIBLE, or "" if the node does not pass the filter."""
        if self.any:
            return CONFIRMED
        label, above = catalogue.nodes.label(node), catalogue.above(node)
        level = ""
        unlimited = not (self.ids or self.places or self.wider_places)
        if unlimited or node in self.ids or node in self.places or above & self.places:
            level = CONFIRMED
        elif node in self.wider_places and unnamed:
            level = POSSIBLE
        if level and self.kinds and (unnamed or fold(catalogue.nodes[node].kind) not in self.kinds):
            return ""
        if level and self.labels and not {unnamed or label, called} & self.labels:
            place_only = not unnamed and label in vocabulary().place_labels
            return POSSIBLE if level == CONFIRMED and place_only and self.place_may_match else ""
        return level


def relationship_types(question: Question, catalogue: Catalogue) -> tuple[str, ...]:
    """The relationship types that the question means: all links, unless it names some.

    For a network or project, "partners" are all that have a link with it. The vocabulary says which types widen others.
    """
    known = vocabulary().types
    links, partnerships = known.links, known.partnerships
    types = set(question.types)
    given = [i for group in (question.anchor, question.target) for i in group.ids]
    bodies = bool(given) and not any(map(catalogue.is_place, given))
    places = bool(given) and all(map(catalogue.is_place, given))
    of_bodies = bool(question.target.labels) and not set(question.target.labels) <= vocabulary().place_labels
    if question.civic:
        return tuple(kind for kind in known if kind in partnerships)
    if not types:
        themed = tuple(kind for kind in known if kind != known.rollup)
        return themed if question.keywords else tuple(sorted({*links, *((known.part,) if bodies else ())}))
    loose = is_any_partnership(types)
    limited = bool(question.sectors or question.keywords)
    if question.roles or (loose and (limited or bodies or (of_bodies and question.anchor.is_any))):
        return tuple(sorted(links))
    if types == {known.operation} and bodies:
        return tuple(sorted(links))
    ends = {"place" if places else "not_place", *(catalogue.nodes.label(i) for i in given)}
    if len(types) == 1 and (bodies or of_bodies):
        ends.add("body")
    for _ in range(2):  # a type that was added may be widened too
        types |= {other for kind in types for end in ends for other in known[kind].widened.get(end, ())}
    return tuple(sorted(types))


def is_any_partnership(types: Collection[str]) -> bool:
    """Whether these types mean partners of any sort: twinnings and other partnerships together."""
    known = vocabulary().types
    uses = (known.acting_as("twinning"), known.acting_as("partnership"))
    return set(types) <= known.partnerships and all(use & set(types) for use in uses)


def end_filter(group: Group, question: Question, catalogue: Catalogue, other: Group) -> EndFilter:
    """The filter for one end. A place includes what lies in it, but a city alone does not include its organisations."""
    ids = catalogue.family(i for i in group.ids)
    if question.parts:
        ids |= {part for i in ids for part in catalogue.lineage.parts.get(i, ())}
    places = catalogue.family(group.places)
    rolled = {i for i in ids if catalogue.is_place(i) and catalogue.nodes.label(i) not in CITY_LABELS}
    bodies = bool(other.ids) and not any(map(catalogue.is_place, other.ids))
    if (
        bodies
        or other.labels
        or other.places
        or question.sectors
        or question.keywords
        or question.events
        or group.labels
    ):
        rolled = {i for i in ids if catalogue.is_place(i)}
    if question.civic:
        rolled -= {i for i in ids if catalogue.nodes.label(i) in CITY_LABELS}
    if ids and group.labels and not places:
        ids = {i for i in ids if not catalogue.is_place(i)}
    rolled |= places
    named_places = {i for i in (*ids, *places) if catalogue.is_place(i)}
    above = {up for i in named_places for up in catalogue.above(i) if catalogue.nodes.label(up) not in VAGUE_PLACES}
    return EndFilter(
        group.is_any,
        frozenset(ids),
        frozenset(rolled),
        frozenset(above),
        frozenset(group.labels),
        frozenset(group.kinds),
    )


def filter_mask(ends: EndFilter, ties: RegisterLinks) -> Mask | None:
    """All nodes that pass the filter, as a mask; None if all do. Links from registers have no unnamed end."""
    if ends.any:
        return None
    unlimited = not (ends.ids or ends.places or ends.wider_places)
    limits = [] if unlimited else [ties.mask(ends.ids) | ties.inside(ends.places)]
    limits += [ties.with_labels(ends.labels)] if ends.labels else []
    limits += [ties.with_kinds(ends.kinds)] if ends.kinds else []
    return reduce(and_, limits) if limits else None


def store_ends(ends: EndFilter) -> NodeFilter:
    """The filter for the store. It is wider than this filter, because labels and unnamed ends are tested later."""
    wanted = ends.ids | ends.places
    if ends.any or not wanted:
        return ANY_NODE
    return NodeFilter(within=wanted, containers=True) if ends.places or ends.wider_places else NodeFilter(ids=wanted)


def target_mask(question: Question, catalogue: Catalogue) -> Mask | None:
    """All nodes that the question asks for, as a mask; None for any."""
    return filter_mask(
        end_filter(question.target, question, catalogue, other=question.anchor), catalogue.register_links
    )


def anchor_mask(question: Question, catalogue: Catalogue) -> Mask | None:
    """All nodes that the targets must be linked to, as a mask; None for any."""
    return filter_mask(
        end_filter(question.anchor, question, catalogue, other=question.target), catalogue.register_links
    )
