"""Facets and filters: the values of a link, whether it passes, and how many links pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from graph.answers.answer import CONFIRMED, DIRECT, POSSIBLE
from graph.answers.findings import with_parent_sectors
from graph.catalogue.catalogue import Catalogue
from graph.explore.view import Filters
from graph.explore.view_kinds import FACETS
from graph.explore.visible import Link
from graph.model.dates import Match
from graph.model.records import Claim, Relationship
from graph.model.validity import active_during, whole_years
from graph.stores.base import RelationshipOutline

OF_CLAIMS = tuple(name for name, facet in FACETS.items() if facet.of_claims)
REMEMBERED = 60_000  # cached tests of a start: all its links under a few filters
NONE = "none"  # the value of a facet that a claim does not state


class Facets:
    """Tests links against filters. It is built once per start, with the possible links, the reach and the groups."""

    def __init__(
        self,
        catalogue: Catalogue,
        possible: frozenset[str] = frozenset(),
        reach: Mapping[str, str] | None = None,
        groups: Mapping[str, str] | None = None,
    ) -> None:
        """`possible`, `reach` and `groups` are by relationship id."""
        self.catalogue = catalogue
        self._possible = possible
        self._reach = reach or {}
        self._groups = groups or {}
        self._kept: dict[tuple[str, Filters], Link | None] = {}

    def link(self, relationship: Relationship, filters: Filters) -> Link | None:
        """Return the link with the claims that pass, or None if none do. Cached by relationship id."""
        key = relationship.id, filters
        if key not in self._kept:
            if len(self._kept) > REMEMBERED:
                self._kept.clear()
            self._kept[key] = self.test(relationship, filters)
        return self._kept[key]

    def test(self, relationship: Relationship, filters: Filters) -> Link | None:
        """Do the same without the cache, for a complete relationship whose draft may be cached."""
        if filters.is_any:
            return self._link(relationship, Match.CERTAIN)
        claims, timing = _timed(relationship.claims, filters)
        link = self._link(relationship, timing)
        of_claims, of_links = _asked(filters)
        if not claims or any(not _passes(self.values(facet, link), facet, filters) for facet in of_links):
            return None
        claims = [c for c in claims if all(_passes(values_of(facet, c), facet, filters) for facet in of_claims)]
        if not claims:
            return None
        if len(claims) == len(relationship.claims):
            return link
        return replace(link, relationship=replace(relationship, claims=tuple(claims)))

    def _link(self, relationship: Relationship, timing: Match) -> Link:
        key = relationship.id
        certainty = POSSIBLE if key in self._possible or timing is Match.POSSIBLE else CONFIRMED
        dated = any(c.start or c.end for c in relationship.claims)
        return Link(relationship, certainty, self._reach.get(key, DIRECT), dated, self._groups.get(key, ""))

    def values(self, facet: str, link: Link) -> frozenset[str]:
        """The values of a link for a facet; several if its ends or claims differ."""
        r = link.relationship
        if facet == "kind":
            unnamed = {label for c in r.claims for label in (c.counterpart, c.subject_counterpart) if label}
            return frozenset(self.catalogue.nodes[end].label for end in (r.start, r.end)) | unnamed
        if facet == "place":
            ends = (r.start, r.end)
            return frozenset().union(*(self.catalogue.above(e) for e in ends), filter(self.catalogue.is_place, ends))
        single = {"type": r.type, "certainty": link.certainty, "reach": link.reach, "group": link.group or NONE}
        if facet in single:
            return frozenset({single[facet]})
        return frozenset().union(*(values_of(facet, claim) for claim in r.claims))

    def passing(self, filters: Filters) -> Callable[[RelationshipOutline], int]:
        """Return a function that counts the passing claims of an outline. Equal kinds and places are tested once."""
        if filters.is_any:
            return lambda outline: len(outline[3])
        alike = self._likeness("place" in _asked(filters)[1])
        marked = bool(self._possible or self._reach or self._groups)
        known: dict[Hashable, tuple[int, tuple[Claim, ...]]] = {}

        def passing(outline: RelationshipOutline) -> int:
            start, kind, end, claims = outline
            key = id(claims), kind, alike(start), alike(end), marked and self._marks(f"{start}|{kind}|{end}")
            found = known.get(key)
            if found is None:  # kept with its claims, so that their id() is not reused
                link = self.test(Relationship(start, kind, end, claims), filters)
                found = known[key] = len(link.claims) if link else 0, claims
            return found[0]

        return passing

    def _likeness(self, placed: bool) -> Callable[[str], int]:
        """Return a function that numbers ends by their label, and by their place if the filters use it."""
        nodes, parents, is_place = self.catalogue.nodes, self.catalogue.parents, self.catalogue.is_place
        numbers: dict[Hashable, int] = {}

        def number(end: str) -> int:
            lies = (end if is_place(end) else parents.get(end)) if placed else None
            return numbers.setdefault((nodes[end].label, lies), len(numbers))

        return cache(number)

    def _marks(self, key: str) -> Hashable:
        """The properties that the start gives to a relationship."""
        return key in self._possible, self._reach.get(key), self._groups.get(key)

    def hidden(self, filters: Filters) -> Callable[[str], bool]:
        """Return a function that tells whether the kind of a node is switched off."""
        dropped, nodes = filters.dropped("kind"), self.catalogue.nodes
        return (lambda node_id: nodes[node_id].label in dropped) if dropped else (lambda _: False)

    def counts(self, relationships: Iterable[Relationship], filters: Filters) -> dict[str, Counter[str]]:
        """For every facet, the number of links for each value among those that pass all the other facets."""
        every = list(relationships)
        passed: dict[Filters, list[Link]] = {}
        made: dict[str, Counter[str]] = {}
        for facet in FACETS:
            rest = filters.with_only(facet, frozenset()).with_off(facet, frozenset())
            if rest not in passed:
                passed[rest] = [link for r in every if (link := self.link(r, rest))]
            made[facet] = self._counted(facet, passed[rest])
        return made

    def _counted(self, facet: str, links: list[Link]) -> Counter[str]:
        """Count the links of each value. Of links that are alike for the facet only one is read."""
        found = Counter(map(self._alike(facet), links))
        one = dict(zip(map(self._alike(facet), links), links, strict=True))
        made: Counter[str] = Counter()
        for key, count in found.items():
            for value in self.values(facet, one[key]):
                made[value] += count
        return made

    def _alike(self, facet: str) -> Callable[[Link], Hashable]:
        """Return a key function. Links with the same key have the same values of the facet."""
        if facet in OF_CLAIMS:
            return lambda link: id(link.claims)
        if facet == "kind":
            label = self._likeness(placed=False)
            return lambda link: (label(link.relationship.start), label(link.relationship.end), id(link.claims))
        if facet == "place":
            lies = self._likeness(placed=True)
            return lambda link: (lies(link.relationship.start), lies(link.relationship.end))
        return lambda link: (link.relationship.type, link.certainty, link.reach, link.group)


def values_of(facet: str, claim: Claim) -> frozenset[str]:
    """The values of a claim for one of OF_CLAIMS."""
    if facet == "sector":
        return frozenset(with_parent_sectors(claim.sectors)) or frozenset({NONE})
    return frozenset({{"status": claim.status, "holder": claim.held_by, "source": claim.source}[facet] or NONE})


def _asked(filters: Filters) -> tuple[list[str], list[str]]:
    """The facets that are filtered by: those of claims, and those of whole links."""
    asked = dict.fromkeys(facet for facet, _ in (*filters.only, *filters.off))
    return [f for f in asked if f in OF_CLAIMS], [f for f in asked if f not in OF_CLAIMS]


def _passes(values: frozenset[str], facet: str, filters: Filters) -> bool:
    """Whether the values pass. Of several kinds, one is enough to be included and one to be switched off."""
    only, off = filters.chosen(facet), filters.dropped(facet)
    if facet == "kind":
        return not only or bool(values & only)
    kept = values - off
    return bool(kept) and (not only or bool(kept & only))


def _timed(claims: tuple[Claim, ...], filters: Filters) -> tuple[list[Claim], Match]:
    """The claims that the years do not rule out, and the certainty. Undated claims pass with dated ones."""
    if not filters.is_timed:
        dated = any(c.start or c.end for c in claims)
        return (list(claims) if dated or filters.undated else []), Match.CERTAIN
    years = whole_years(filters.since, filters.until)
    matches = {c.id: active_during(c, years) for c in claims}
    known = {m for m in matches.values() if m is not Match.UNKNOWN}
    if not known:
        return (list(claims) if filters.undated else []), Match.UNKNOWN
    if known == {Match.NO}:
        return [], Match.NO
    kept = [c for c in claims if matches[c.id] is not Match.NO]
    return kept, Match.CERTAIN if Match.CERTAIN in known else Match.POSSIBLE
