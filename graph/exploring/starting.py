"""What a view starts with: the links of some things, of an answer, of two places side by side, of a span of years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.answer import THROUGH_CITY
from graph.answers.wording import listed
from graph.catalogue import Catalogue
from graph.dates import Match, compare
from graph.explorer import Explorer
from graph.exploring.shown import line_types
from graph.exploring.timing import held, window
from graph.exploring.view import Start
from graph.model import Ends, Relationship
from graph.text import fold

MOST = 2000  # things that a start holds; of more, the best linked
SHARED = "shared"
GAINED, LOST, RENEWED, KEPT, UNDATED = "gained", "lost", "renewed", "in both", "no date"


@dataclass(frozen=True, slots=True)
class Seed:
    """What a start holds: `ranked` node ids, the start's own first, then the best linked, then by name.

    `links` count as links; `groups` and `reach` are by relationship id. `of` is how many things there are where only
    the first MOST are held. `missing` are ids of the start that are not recorded.
    """

    title: str
    own: tuple[str, ...]
    ranked: tuple[str, ...]
    links: tuple[Relationship, ...]
    of: int
    possible: frozenset[str] = frozenset()
    reach: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def seed(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """What the start holds in this load; one that names nothing recorded holds nothing and says so."""
    known = replace(start, ids=tuple(i for i in start.ids if i in catalogue.nodes))
    missing = tuple(i for i in start.ids if i not in catalogue.nodes)
    make = {"things": _things, "question": _question, "compare": _compare, "dates": _dates}.get(start.kind, _whole)
    made = make(known, explorer, catalogue)
    said = [f"Not recorded: {i}." for i in missing]
    return replace(made, notes=(*said, *made.notes), missing=missing)


def _whole(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    links = explorer.store.relationships(types=line_types())
    return _ranked("The whole graph", (), links, catalogue)


def _things(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """A place covers what lies in it; a body also what it succeeded. A body's city links stand one step further."""
    links = _links_of(start.ids, explorer, catalogue)
    places = [i for i in start.ids if catalogue.is_place(i)]
    title = listed([catalogue.name(i) for i in start.ids])
    return _ranked(f"{title} and what lies there" if places else title, start.ids, links, catalogue)


def _links_of(ids: Iterable[str], explorer: Explorer, catalogue: Catalogue) -> tuple[Relationship, ...]:
    family = catalogue.family(ids)
    places = frozenset(i for i in family if catalogue.is_place(i))
    bodies = frozenset(family - places)
    found: dict[str, Relationship] = {}
    for ends in (Ends(within=places) if places else None, Ends(ids=bodies) if bodies else None):
        if ends is not None:
            found |= {r.id: r for r in explorer.store.relationships(ends, types=line_types())}
    return tuple(found[key] for key in sorted(found))


def _question(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """Just the answer's own picture, with its possible links and what goes through the city."""
    answer = explorer.ask(start.text)
    links = tuple(r for r in answer.relationships if r.type in line_types())
    through = {c for row in answer.rows if row.reach == THROUGH_CITY for c in row.claims}
    direct = {c for row in answer.rows if row.reach != THROUGH_CITY for c in row.claims}
    reach = {r.id: THROUGH_CITY for r in links if (ids := {c.id for c in r.claims}) & through and not ids & direct}
    made = _ranked(f"“{start.text}”", (), links, catalogue, also=[n.id for n in answer.nodes])
    said = (answer.sentence, *answer.notes)
    return replace(made, possible=answer.possible, reach=reach, notes=said)


def _compare(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """Links of two things: to what both are linked with, or only one of them."""
    if len(start.ids) != 2:
        return replace(_things(start, explorer, catalogue), notes=("A comparison needs two things.",))
    sides = [_links_of([i], explorer, catalogue) for i in start.ids]
    inside = [catalogue.inside([i]) | catalogue.family([i]) for i in start.ids]
    far = [_far(links, own) for links, own in zip(sides, inside, strict=True)]
    shared = set(far[0].values()) & set(far[1].values())
    names = [catalogue.name(i) for i in start.ids]
    groups: dict[str, str] = {}
    for name, links, ends in zip(names, sides, far, strict=True):
        groups |= {r.id: f"within {name}" for r in links if r.id not in ends}
    for name, ends in zip(names, far, strict=True):
        for link, end in ends.items():
            twice = all(link in side for side in far)
            groups[link] = SHARED if end in shared or twice else f"only {name}"
    every = {r.id: r for side in sides for r in side}
    made = _ranked(" and ".join(names) + " side by side", start.ids, every.values(), catalogue)
    return replace(made, groups=groups, notes=_compared(names, far, shared, catalogue))


def _far(links: Iterable[Relationship], own: set[str]) -> dict[str, str]:
    """The end that is not the side's own, for each link by id; a link within the side has none."""
    ends = {r.id: (r.start, r.end) for r in links}
    return {key: b if a in own else a for key, (a, b) in ends.items() if not {a, b} <= own}


def _compared(names: list[str], far: list[dict[str, str]], shared: set[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Counts of the three parts, which together are all; and the countries that both reach."""
    parts = [set(side.values()) for side in far]
    counts = [f"only {name} {len(part - shared)}" for name, part in zip(names, parts, strict=True)]
    lands = [{catalogue.place_of(i, "Country") for i in part} - {""} for part in parts]
    common = sorted(catalogue.name(i) for i in lands[0] & lands[1])
    said = f"Things linked with: shared {len(shared)}, {', '.join(counts)}."
    return (said, f"Countries in common: {listed(common, 12)}." if common else "No country in common is recorded.")


def _dates(start: Start, explorer: Explorer, catalogue: Catalogue) -> Seed:
    """A thing's links at two years: gained, lost, renewed, in both, or without a date."""
    made = _things(start, explorer, catalogue)
    first, second = sorted(start.years)
    groups = {r.id: _change(r, first, second) for r in made.links}
    kept = tuple(r for r in made.links if groups[r.id])
    title = f"{listed([catalogue.name(i) for i in start.ids])}: {first} and {second}"
    order = (GAINED, LOST, RENEWED, KEPT, UNDATED)
    counts = ", ".join(f"{name} {n}" for name in order if (n := sum(groups[r.id] == name for r in kept)))
    later = len(made.links) - len(kept)
    said = [f"Links: {counts}."] if counts else ["No link held in either year is recorded."]
    said += [f"{later} began later, or were over before."] if later else []
    fresh = _ranked(title, start.ids, kept, catalogue)
    unsure = frozenset(r.id for r in kept if _is_unsure(r, first, second))
    return replace(fresh, groups={r.id: groups[r.id] for r in kept}, possible=unsure, notes=tuple(said))


def _change(relationship: Relationship, first: int, second: int) -> str:
    """What became of a link between two years; "" for one that held in neither."""
    claims = relationship.claims
    at = [{held(c, window(year, year)) for c in claims} - {Match.UNKNOWN} for year in (first, second)]
    if not at[0]:
        return UNDATED
    between = window(first + 1, second)
    if any(c.event == "renewed" and compare(c.start, between) in (Match.CERTAIN, Match.POSSIBLE) for c in claims):
        return RENEWED
    before, after = (bool(found - {Match.NO}) for found in at)
    if before and after:
        # One that may have begun before, but is sure only later, is more likely a gain.
        return KEPT if Match.CERTAIN in at[0] or Match.CERTAIN not in at[1] else GAINED
    return GAINED if after else LOST if before else ""


def _is_unsure(relationship: Relationship, first: int, second: int) -> bool:
    at = ({held(c, window(year, year)) for c in relationship.claims} - {Match.UNKNOWN} for year in (first, second))
    return any(Match.POSSIBLE in found and Match.CERTAIN not in found for found in at)


def _ranked(
    title: str,
    own: tuple[str, ...],
    links: Iterable[Relationship],
    catalogue: Catalogue,
    also: Iterable[str] = (),
) -> Seed:
    every = [r for r in links if r.start != r.end]
    degree = dict.fromkeys((*own, *also), 0)
    for r in every:
        for end in (r.start, r.end):
            degree[end] = degree.get(end, 0) + 1
    first = set(own)
    order = sorted(degree, key=lambda i: (i not in first, -degree[i], fold(catalogue.name(i)), i))
    held_ids = set(order[:MOST])
    kept = tuple(r for r in every if r.start in held_ids and r.end in held_ids)
    notes = (f"Filters look among the {MOST:,} best linked of {len(order):,} things.",) if len(order) > MOST else ()
    return Seed(title, own, tuple(order[:MOST]), kept, len(order), notes=notes)
