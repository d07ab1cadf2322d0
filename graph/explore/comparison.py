"""Two items side by side: links to what both are linked with, and links to what only one is linked with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.answers.wording import name_list
from graph.catalogue.catalogue import Catalogue
from graph.model.records import Relationship

SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two items: `own` is itself and everything in it, `near` the ends of its links, `far` its partners."""

    name: str
    own: frozenset[str]
    near: frozenset[str]
    far: frozenset[str]

    def has(self, link: Relationship) -> bool:
        """Whether a link belongs to this side."""
        return link.start in self.near or link.end in self.near

    def end_of(self, link: Relationship) -> str:
        """The end outside this side; "" for a link within the side."""
        return _far(link.start, link.end, self.own)


def side_of(thing: str, ties: Iterable[tuple[str, str, str]], catalogue: Catalogue) -> Side:
    """Build the side of an item from its links, given as start, type and end."""
    family = catalogue.family([thing])
    own = frozenset(catalogue.inside([thing]) | family)
    near = frozenset(family | catalogue.inside(i for i in family if catalogue.is_place(i)))
    far = frozenset(end for a, _, b in ties if (end := _far(a, b, own)))
    return Side(catalogue.name(thing), own, near, far)


def _far(a: str, b: str, own: frozenset[str]) -> str:
    if a in own:
        return "" if b in own else b
    return a


def groups_of(links: Iterable[Relationship], sides: Sequence[Side]) -> dict[str, str]:
    """The part of the comparison of each link, by id."""
    shared = sides[0].far & sides[1].far
    return {link.id: _group(link, sides, shared) for link in links}


def _group(link: Relationship, sides: Sequence[Side], shared: frozenset[str]) -> str:
    within, ends = "", []
    for side in sides:
        if side.has(link):
            if end := side.end_of(link):
                ends.append((side.name, end))
            else:
                within = f"within {side.name}"
    if not ends:
        return within
    name, end = ends[-1]
    return SHARED if end in shared or len(ends) == len(sides) else f"only {name}"


def compared(sides: Sequence[Side], catalogue: Catalogue) -> tuple[str, ...]:
    """Sentences with the counts of the three parts, and with the countries that both sides reach."""
    shared = sides[0].far & sides[1].far
    counts = [f"only {side.name} {len(side.far - shared)}" for side in sides]
    lands = [{catalogue.place_of(i, "Country") for i in side.far} - {""} for side in sides]
    common = sorted(catalogue.name(i) for i in lands[0] & lands[1])
    said = f"Partners: shared {len(shared)}, {', '.join(counts)}."
    return (said, f"Countries in common: {name_list(common, 12)}." if common else "No recorded country in common.")
