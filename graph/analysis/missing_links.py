"""Gaps: twinned places without a school link, and schools without any link."""

from __future__ import annotations

from collections.abc import Iterable

from graph.analysis.measure import LINKS, About, Figure, Metric, metric
from graph.analysis.scope import counted
from graph.analysis.titles import by_name, titles
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import Link, VisibleGraph
from graph.model.vocabulary import vocabulary

SCHOOL = "School"
TWINNED = About(
    "gaps-twinned",
    "Twinned places without a school link",
    "Places with a twinning, but without a link of a school in them, named or not; the number is that of twinnings.",
    ("place", "twinnings"),
    counted=LINKS,
)
UNLINKED = About(
    "gaps-schools",
    "Schools without a link",
    "Schools for which no link is recorded here.",
    ("school", "links"),
    counted=LINKS,
)
PLANS = "A plan is neither a twinning nor a school link."
VAGUE = "A school recorded only for a larger place (“a school in China”) is not counted for a city in it."
PARTLY = "Not all is drawn: what is not drawn may fill a gap."
FILTERED = "A link that the filters leave out may fill a gap."


def twinned_without_school(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """Each place with its twinnings; a place counts as twinned where a claim that is no plan names it."""
    twinnings: dict[str, set[str]] = {}
    types = vocabulary().types.acting_as("twinning")
    for link in counted(shown):
        if link.relationship.type in types:
            for place in filter(catalogue.is_place, _named_ends(link)):
                twinnings.setdefault(place, set()).add(link.relationship.id)
    with_school = {place for link in counted(shown) for place in _school_places(link, catalogue)}
    order = by_name(catalogue)
    lacking = sorted(twinnings.keys() - with_school, key=lambda i: (-len(twinnings[i]), order(i)))
    names = titles(lacking, catalogue)
    figures = [Figure(names[i], str(len(twinnings[i])), i, links=tuple(sorted(twinnings[i]))) for i in lacking]
    found = f"{len(lacking)} of {count_phrase(len(twinnings), 'twinned place')} here."
    none = "Every twinned place here has a school link." if twinnings else "No twinning of a named place is shown."
    notes = (found, VAGUE, PLANS, *_left_out(shown), "Most twinnings first, then by name.")
    return metric(TWINNED, shown, figures, notes, none=" ".join((none, *_left_out(shown))))


def _named_ends(link: Link) -> set[str]:
    """The ends that a claim names and that is no plan."""
    real = [c for c in link.claims if c.status != "planned"]
    return {c.subject for c in real if not c.subject_counterpart} | {c.object for c in real if not c.counterpart}


def _school_places(link: Link, catalogue: Catalogue) -> Iterable[str]:
    """The places in which a school has this link, named or unnamed; plans are passed over."""
    for claim in link.claims:
        for end, unnamed in ((claim.subject, claim.subject_counterpart), (claim.object, claim.counterpart)):
            if claim.status != "planned" and SCHOOL in (unnamed, catalogue.nodes[end].label):
                yield from (end, *catalogue.above(end))


def unlinked_schools(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """The schools drawn, and where all of a start is drawn those of the catalogue that lie in it."""
    linked = {end for link in counted(shown) for end in (link.relationship.start, link.relationship.end)}
    # A thing with neighbours that are not drawn has a link that is not drawn.
    linked |= {i for i, count in shown.unshown_neighbours.items() if count}
    schools, complete = _schools(shown, catalogue)
    lacking = sorted(schools - linked, key=by_name(catalogue))
    names = titles(lacking, catalogue)
    figures = [Figure(names[i], "0", i) for i in lacking]
    found = f"{len(lacking)} of {count_phrase(len(schools), 'school')} here."
    drawn = "" if complete else "Only schools that are drawn are looked at."
    none = "Every school here has a link." if schools else "No school is in what was looked at."
    notes = (found, drawn, *_left_out(shown), "By name.")
    return metric(UNLINKED, shown, figures, notes, none=" ".join(filter(None, (none, drawn))))


def _schools(shown: VisibleGraph, catalogue: Catalogue) -> tuple[set[str], bool]:
    """The schools to look at, and whether those that are not drawn are among them."""
    drawn = {node.id for node in shown.nodes if node.label == SCHOOL}
    view = shown.view
    left = shown.total > len(shown.nodes) or shown.hidden or not view.filters.is_any
    left = left or any(action.kind == "close" for action in view.actions)
    # Other starts hold chosen links only: a school with none among them may well have one.
    if left or view.start.kind not in ("whole", "things"):
        return drawn, False
    every = {i for i, node in catalogue.nodes.items() if node.label == SCHOOL}
    return drawn | (every & catalogue.inside(view.start.ids) if view.start.ids else every), True


def _left_out(shown: VisibleGraph) -> tuple[str, ...]:
    partly = PARTLY if shown.total > len(shown.nodes) or any(shown.unshown_neighbours.values()) else ""
    return tuple(filter(None, (partly, "" if shown.view.filters.is_any else FILTERED)))
