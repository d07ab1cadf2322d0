"""Missing links: twinned places without a school link, and schools without any link."""

from __future__ import annotations

from collections.abc import Iterable

from graph.analysis.measure import LINKS, Measure, MeasureResult, ResultRow, measure_result
from graph.analysis.names import distinct_titles, name_order
from graph.analysis.scope import counted_links
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import Link, VisibleGraph
from graph.model.vocabulary import vocabulary

SCHOOL = "School"
TWINNED = Measure(
    "gaps-twinned",
    "Twinned places without a school link",
    "Places with a twinning, but without a school link, named or unnamed. The number counts the twinnings.",
    ("place", "twinnings"),
    LINKS,
)
UNLINKED = Measure(
    "gaps-schools", "Schools without a link", "Schools with no recorded link here.", ("school", "links"), LINKS
)
PLANS = "A plan counts neither as a twinning nor as a school link."
VAGUE = "A school recorded only for a larger place (“a school in China”) is not counted for a city in it."
PARTLY = "Not everything is drawn: an item that is not drawn may fill a gap."
FILTERED = "A link that the filters leave out may fill a gap."


def twinned_without_school(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """One row for each place, with its twinnings. A place is twinned if a claim names it and is not a plan."""
    twinnings: dict[str, set[str]] = {}
    types = vocabulary().types.acting_as("twinning")
    for link in counted_links(shown):
        if link.relationship.type in types:
            for place in filter(catalogue.is_place, _named_ends(link)):
                twinnings.setdefault(place, set()).add(link.relationship.id)
    with_school = {place for link in counted_links(shown) for place in _school_places(link, catalogue)}
    order = name_order(catalogue)
    lacking = sorted(twinnings.keys() - with_school, key=lambda i: (-len(twinnings[i]), order(i)))
    names = distinct_titles(lacking, catalogue)
    rows = [ResultRow(names[i], str(len(twinnings[i])), i, links=tuple(sorted(twinnings[i]))) for i in lacking]
    summary = f"{len(lacking)} of {count_phrase(len(twinnings), 'twinned place')} here."
    none = "Every twinned place here has a school link." if twinnings else "No twinning of a named place is shown."
    notes = (summary, VAGUE, PLANS, *_left_out(shown), "Most twinnings first, then by name.")
    return measure_result(TWINNED, shown, rows, notes, none=" ".join((none, *_left_out(shown))))


def _named_ends(link: Link) -> set[str]:
    """The ends that a claim names, plans excepted."""
    real = [c for c in link.claims if c.status != "planned"]
    return {c.subject for c in real if not c.subject_counterpart} | {c.object for c in real if not c.counterpart}


def _school_places(link: Link, catalogue: Catalogue) -> Iterable[str]:
    """The places in which a school, named or unnamed, has this link, plans excepted."""
    for claim in link.claims:
        for end, unnamed in ((claim.subject, claim.subject_counterpart), (claim.object, claim.counterpart)):
            if claim.status != "planned" and SCHOOL in (unnamed, catalogue.nodes[end].label):
                yield from (end, *catalogue.above(end))


def unlinked_schools(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """The drawn schools without a link. If a start is drawn in full, also the other schools that lie in it."""
    linked = {end for link in counted_links(shown) for end in (link.relationship.start, link.relationship.end)}
    # A node with neighbours that are not drawn has a link that is not drawn.
    linked |= {i for i, count in shown.unshown_neighbours.items() if count}
    schools, complete = _schools(shown, catalogue)
    lacking = sorted(schools - linked, key=name_order(catalogue))
    names = distinct_titles(lacking, catalogue)
    rows = [ResultRow(names[i], "0", i) for i in lacking]
    summary = f"{len(lacking)} of {count_phrase(len(schools), 'school')} here."
    drawn = "" if complete else "Only schools in the picture are checked."
    none = "Every school here has a link." if schools else "There is no school to check here."
    notes = (summary, drawn, *_left_out(shown), "By name.")
    return measure_result(UNLINKED, shown, rows, notes, none=" ".join(filter(None, (none, drawn))))


def _schools(shown: VisibleGraph, catalogue: Catalogue) -> tuple[set[str], bool]:
    """The schools to check, and whether they include those that are not drawn."""
    drawn = {node.id for node in shown.nodes if node.label == SCHOOL}
    view = shown.view
    left = shown.total > len(shown.nodes) or shown.hidden or not view.filters.is_any
    left = left or any(action.kind == "close" for action in view.actions)
    # Other starts contain selected links only: a school without one among them may well have another.
    if left or view.start.kind not in ("whole", "things"):
        return drawn, False
    every = {i for i, node in catalogue.nodes.items() if node.label == SCHOOL}
    return drawn | (every & catalogue.inside(view.start.ids) if view.start.ids else every), True


def _left_out(shown: VisibleGraph) -> tuple[str, ...]:
    partly = PARTLY if shown.total > len(shown.nodes) or any(shown.unshown_neighbours.values()) else ""
    return tuple(filter(None, (partly, "" if shown.view.filters.is_any else FILTERED)))
