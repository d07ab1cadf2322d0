"""The content of each kind of start: the links of items, of an answer, of two items side by side, or of two years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.answers.answer import THROUGH_CITY
from graph.answers.explorer import Explorer
from graph.answers.wording import count_phrase, name_list
from graph.catalogue.catalogue import Catalogue
from graph.explore.comparison import compared, groups_of, side_of
from graph.explore.neighbourhood import drafts
from graph.explore.ranking import degrees, first_of
from graph.explore.view import Start
from graph.explore.visible import line_types
from graph.model.dates import Match, match_date
from graph.model.records import ANY_NODE, NodeFilter, Relationship
from graph.model.validity import active_during, whole_years
from graph.stores.base import RelationshipOutline

MOST = 2000  # nodes of a start; of more, the best connected
MANY = 1_000_000  # more than the links that registers list for any node
GAINED, LOST, RENEWED, KEPT, UNDATED = "gained", "lost", "renewed", "in both", "no date"


@dataclass(frozen=True, slots=True)
class Seed:
    """The content of a start: `ranked` node ids, its own first, then the best connected, then by name.

    `links` count as links; all are drafts, except for those of an answer. `groups` and `reach` are by relationship id.
    `total` is the number of nodes before the limit MOST. `missing` are ids of the start that are not recorded.
    """

    title: str
    own: tuple[str, ...]
    ranked: tuple[str, ...]
    links: tuple[Relationship, ...]
    total: int
    possible: frozenset[str] = frozenset()
    reach: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def seed(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """Read the content of a start. Without a recorded id it is empty, and a note says so."""
    known = replace(start, ids=tuple(i for i in start.ids if i in catalogue.nodes))
    missing = tuple(i for i in start.ids if i not in catalogue.nodes)
    make = {"things": _things, "question": _question, "compare": _compare, "dates": _dates}.get(start.kind, _whole)
    made = make(known, explorer, catalogue)
    said = [f"Not recorded: {i}." for i in missing]
    return replace(made, notes=(*said, *made.notes), missing=missing)


def _whole(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    return _near("The whole graph", (), ANY_NODE, explorer, catalogue)


def _things(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """A place includes everything in it. An organisation includes what it succeeded, but not the links of its city."""
    places = [i for i in start.ids if catalogue.is_place(i)]
    title = name_list([catalogue.name(i) for i in start.ids])
    near = _near_to(start.ids, catalogue)
    if places:
        title += f" and organisations in {title if len(start.ids) == 1 else 'them'}"
    return _near(title, start.ids, near, explorer, catalogue)


def _near_to(ids: Iterable[str], catalogue: Catalogue) -> NodeFilter:
    """The ends of the links: everything in a place, or an organisation and what it succeeded."""
    family = catalogue.family(ids)
    places = frozenset(i for i in family if catalogue.is_place(i))
    bodies = frozenset(family - places)
    if not bodies and places:
        return NodeFilter(within=places)
    return NodeFilter(ids=bodies | catalogue.inside(places))


def _question(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """The picture of the answer alone, with its possible links and those through the city."""
    answer = explorer.ask(start.text)
    links = tuple(r for r in answer.relationships if r.type in line_types())
    through = {c for row in answer.rows if row.reach == THROUGH_CITY for c in row.claims}
    direct = {c for row in answer.rows if row.reach != THROUGH_CITY for c in row.claims}
    reach = {r.id: THROUGH_CITY for r in links if (ids := {c.id for c in r.claims}) & through and not ids & direct}
    made = _linked_part(f"“{start.text}”", (), links, catalogue, also=[n.id for n in answer.nodes])
    said = (answer.sentence, *answer.notes)
    return replace(made, possible=answer.possible, reach=reach, notes=said)


def _compare(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """The links of two items: to what both are linked with, or only one of them."""
    if len(start.ids) != 2:
        return replace(_things(start, explorer, catalogue), notes=("Choose two items to compare.",))
    nears = [_near_to([i], catalogue) for i in start.ids]
    ties = [[(a, kind, b) for a, kind, b, _ in _outlines(near, explorer)] for near in nears]
    sides = [side_of(i, some, catalogue) for i, some in zip(start.ids, ties, strict=True)]
    title = " and ".join(side.name for side in sides) + " side by side"
    made = _read(title, start.ids, nears, ((a, b) for a, _, b in {*ties[0], *ties[1]}), explorer, catalogue)
    return replace(made, groups=groups_of(made.links, sides), notes=compared(sides, catalogue))


def _dates(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """The links of an item in two years: gained, lost, renewed, in both, or without a date."""
    made = _things(start, explorer, catalogue)
    first, second = sorted(start.years)
    groups = {r.id: _change(r, first, second) for r in made.links}
    kept = tuple(r for r in made.links if groups[r.id])
    title = f"{name_list([catalogue.name(i) for i in start.ids])}: {first} and {second}"
    order = (GAINED, LOST, RENEWED, KEPT, UNDATED)
    counts = ", ".join(f"{name} {n}" for name in order if (n := sum(groups[r.id] == name for r in kept)))
    later = len(made.links) - len(kept)
    said = [f"Links: {counts}."] if counts else ["No recorded link was active in either year."]
    said += [f"{count_phrase(later, 'other link')} began later or ended before."] if later else []
    fresh = _linked_part(title, start.ids, kept, catalogue)
    unsure = frozenset(r.id for r in kept if _is_unsure(r, first, second))
    return replace(fresh, groups={r.id: groups[r.id] for r in kept}, possible=unsure, notes=tuple(said))


def _change(relationship: Relationship, first: int, second: int) -> str:
    """The change of a link between two years; "" for a link that was active in neither."""
    claims = relationship.claims
    at = [{active_during(c, whole_years(year, year)) for c in claims} - {Match.UNKNOWN} for year in (first, second)]
    if not at[0]:
        return UNDATED
    between = whole_years(first + 1, second)
    if any(c.event == "renewed" and match_date(c.start, between) in (Match.CERTAIN, Match.POSSIBLE) for c in claims):
        return RENEWED
    before, after = (bool(found - {Match.NO}) for found in at)
    if before and after:
        # One that may have begun before, but is sure only later, is more likely a gain.
        return KEPT if Match.CERTAIN in at[0] or Match.CERTAIN not in at[1] else GAINED
    return GAINED if after else LOST if before else ""


def _is_unsure(relationship: Relationship, first: int, second: int) -> bool:
    at = (
        {active_during(c, whole_years(year, year)) for c in relationship.claims} - {Match.UNKNOWN}
        for year in (first, second)
    )
    return any(Match.POSSIBLE in found and Match.CERTAIN not in found for found in at)


def _outlines(near: NodeFilter, explorer: Explorer) -> Iterable[RelationshipOutline]:
    return explorer.store.outlines(near, types=line_types())


def _near(title: str, own: tuple[str, ...], near: NodeFilter, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """The nodes linked at these ends."""
    ties = ((start, end) for start, _, end, _ in _outlines(near, explorer))
    return _read(title, own, [near], ties, explorer, catalogue)


def _read(
    title: str,
    own: tuple[str, ...],
    nears: Sequence[NodeFilter],
    ties: Iterable[tuple[str, str]],
    explorer: Explorer,
    catalogue: Catalogue,
) -> Seed:
    """The first nodes that these ties join, and the links among them at any of these ends."""
    made = _ranked(title, own, degrees(ties, own), catalogue)
    held_ids = frozenset(made.ranked)
    outlines = (
        explorer.store.outlines(_among(near, held_ids), NodeFilter(ids=held_ids), line_types()) for near in nears
    )
    found = {r.id: r for some in outlines for r in drafts(some)}
    return replace(made, links=tuple(found[key] for key in sorted(found)))


def _among(near: NodeFilter, ids: frozenset[str]) -> NodeFilter:
    """The same ends, limited to these ids."""
    return replace(near, ids=ids if near.ids is None else near.ids & ids)


def _linked_part(
    title: str, own: tuple[str, ...], links: Iterable[Relationship], catalogue: Catalogue, also: Iterable[str] = ()
) -> Seed:
    """The first nodes that these links join, and the links between those nodes."""
    every = [r for r in links if r.start != r.end]
    made = _ranked(title, own, degrees(((r.start, r.end) for r in every), (*own, *also)), catalogue)
    ranked = set(made.ranked)
    return replace(made, links=tuple(r for r in every if r.start in ranked and r.end in ranked))


def _ranked(title: str, own: tuple[str, ...], degree: dict[str, int], catalogue: Catalogue) -> Seed:
    """The first of these nodes, the start's own before all others, without links.

    In a large graph, nodes with links of their own come before those that only registers list.
    """
    count = len(degree)
    for i in catalogue.links.keys() & degree.keys() if catalogue.is_large else ():
        degree[i] += catalogue.links[i] * MANY
    first = first_of({i: degree.pop(i) for i in dict.fromkeys(own)}, MOST, catalogue)
    order = (*first, *first_of(degree, MOST - len(first), catalogue))
    notes = (f"Filters search the {MOST:,} best-connected of {count:,} items.",) if count > MOST else ()
    return Seed(title, own, order, (), count, notes=notes)
