"""The neighbours of each node over the named links of a view, for paths, groups and shared partners.

Two nodes are adjacent if at least one link names both. A link to an unnamed organisation is left out, because two
unnamed schools in one city may be two schools. LOCATED_IN, PART_OF and succession are left out too. As in a path, a
region or anything larger never lies inside a path.
"""

from __future__ import annotations

from graph.analysis.scope import counted_links
from graph.answers.links.path import NO_BRIDGES
from graph.answers.wording import count_phrase
from graph.explore.visible import Link, VisibleGraph

Adjacency = dict[str, dict[str, list[str]]]


def is_named(link: Link) -> bool:
    """Whether a claim names both ends."""
    return any(not (c.counterpart or c.subject_counterpart) for c in link.claims)


def adjacency(shown: VisibleGraph) -> Adjacency:
    """For each node with a named link, in id order: its neighbours, and the ids of the links to each."""
    neighbours: Adjacency = {}
    for link in sorted(counted_links(shown), key=lambda link: link.relationship.id):
        r = link.relationship
        if r.start != r.end and is_named(link):
            for end in (r.start, r.end):
                neighbours.setdefault(end, {}).setdefault(r.other(end), []).append(r.id)
    return dict(sorted(neighbours.items()))


def non_bridges(shown: VisibleGraph) -> frozenset[str]:
    """The ids of the places that never lie inside a path."""
    return frozenset(node.id for node in shown.nodes if node.label in NO_BRIDGES)


def exclusion_notes(shown: VisibleGraph) -> tuple[str, ...]:
    """Sentences about what paths leave out here; empty if they leave out nothing."""
    unnamed = sum(not is_named(link) for link in counted_links(shown))
    notes = []
    if unnamed == 1:
        notes.append("1 link to an unnamed organisation is left out, as we can't tell which one it is.")
    elif unnamed:
        links = count_phrase(unnamed, "link")
        notes.append(f"{links} to unnamed organisations are left out, as we can't tell whether they are the same one.")
    if non_bridges(shown):
        notes.append("Two items are not linked by sharing a region, country or continent.")
    return tuple(notes)
