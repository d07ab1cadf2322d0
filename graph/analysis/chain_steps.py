"""The steps that a chain may take over what is shown.

A step is one or more links between two named things: two unnamed schools in one city may be two, so a link with an
unnamed end leads nowhere. Where a thing lies, what it is part of and what it became are no steps. As in a path, a
region or anything larger never stands inside a chain.
"""

from __future__ import annotations

from graph.analysis.scope import counted
from graph.answers.links.path import NO_BRIDGES
from graph.answers.wording import count_phrase
from graph.explore.visible import Link, VisibleGraph

Steps = dict[str, dict[str, list[str]]]


def is_named(link: Link) -> bool:
    """Whether some claim names both ends."""
    return any(not (c.counterpart or c.subject_counterpart) for c in link.claims)


def steps(shown: VisibleGraph) -> Steps:
    """For each thing that a step leads from, in id order: its neighbours, and the ids of the links to each."""
    found: Steps = {}
    for link in sorted(counted(shown), key=lambda link: link.relationship.id):
        r = link.relationship
        if r.start != r.end and is_named(link):
            for end in (r.start, r.end):
                found.setdefault(end, {}).setdefault(r.other(end), []).append(r.id)
    return dict(sorted(found.items()))


def closed(shown: VisibleGraph) -> frozenset[str]:
    """The ids of the places that are no bridges."""
    return frozenset(node.id for node in shown.nodes if node.label in NO_BRIDGES)


def set_aside(shown: VisibleGraph) -> tuple[str, ...]:
    """Sentences on what chains pass by here; none where they pass by nothing."""
    unnamed = sum(not is_named(link) for link in counted(shown))
    said = []
    if unnamed:
        verb = "is no step" if unnamed == 1 else "are no steps"
        said.append(
            f"{count_phrase(unnamed, 'link')} with an unnamed end {verb}: two unnamed schools in one city may be two."
        )
    if closed(shown):
        said.append("A shared region, country or continent joins nothing.")
    return tuple(said)
