"""Clustering of one map level: nodes grouped into dots, and their links into lines between dots."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from graph.catalogue.catalogue import Catalogue
from graph.drawing.picture import line_name, marks_of, wrapped
from graph.drawing.styles import styles
from graph.explore.visible import Link
from graph.model.records import Node
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.worldmap.positions import MIDDLE_OF_OUTLINE, Position, own_point, point
from graph.worldmap.projection import Place, project

SPREAD = 46.0  # pixels between nodes that share a point
TURN = math.pi * (3 - math.sqrt(5))  # the golden angle, so that neighbours never form a row
NAMED = 6  # members that the text of a dot names


def dots_of(
    level: str,
    nodes: Sequence[Node],
    stands: Mapping[str, Position],
    links: Sequence[Link],
    catalogue: Catalogue,
    sizes: Mapping[str, float],
) -> list[dict[str, Any]]:
    """Return the dots of a level, the best connected first.

    At the last level each node has its own dot. Nodes that share a point are spread around it by `dx`, `dy` pixels.
    """
    members: dict[str, list[Node]] = {}
    for node in nodes:
        if node.id in stands:
            members.setdefault(dot_id(level, node.id, stands), []).append(node)
    owner = {node.id: dot for dot, some in members.items() for node in some}
    degrees, within = Counter[str](), Counter[str]()
    for link in links:
        ends = {owner[end] for end in (link.relationship.start, link.relationship.end) if end in owner}
        degrees.update(ends)
        if len(ends) == 1 and {link.relationship.start, link.relationship.end} <= owner.keys():
            within.update(ends)
    top = max((1, *degrees.values()))
    made = []
    for dot, some in members.items():
        at = dot if level != "thing" else stands[dot].item
        found = point(catalogue.nodes[at])
        if found is None:
            continue
        made.append(_dot(catalogue.nodes[dot], some, found, catalogue) | {"at": at, "links": degrees[dot]})
        made[-1] |= {"within": within[dot], "size": _radius(degrees[dot] / top, sizes), "dx": 0.0, "dy": 0.0}
        made[-1]["words"] = _words(made[-1], catalogue)
    made.sort(key=lambda dot: (-dot["links"], fold(dot["name"]), dot["id"]))
    if level == "thing":
        _spread(made)
    return made


def dot_id(level: str, node_id: str, stands: Mapping[str, Position]) -> str:
    """The id of a node's dot: the node itself at the last level, otherwise the place that contains it."""
    return node_id if level == "thing" else stands[node_id].at(level)


def lines_of(
    level: str,
    links: Sequence[Link],
    stands: Mapping[str, Position],
    possible: frozenset[str],
    conflicts: frozenset[str],
) -> list[dict[str, Any]]:
    """Return one line for each pair of dots with links, ordered by its id. Links within a dot have no line."""
    pairs: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        r = link.relationship
        if r.start in stands and r.end in stands:
            one, other = sorted(dot_id(level, end, stands) for end in (r.start, r.end))
            if one != other:
                pairs.setdefault((one, other), []).append(link)
    return [_line(pair, joined, possible, conflicts) for pair, joined in sorted(pairs.items())]


def pair_of(link: Link) -> str:
    """The id of the link's line in the network picture."""
    return "|".join(sorted((link.relationship.start, link.relationship.end)))


def _dot(node: Node, members: Sequence[Node], found: Place, catalogue: Catalogue) -> dict[str, Any]:
    look = styles().looks[node.label]
    x, y = project(*found)
    return {
        "id": node.id,
        "name": node.name,
        "label": wrapped(node.name, int(styles().sizes["label_line"])),
        "kind": node.kind or vocabulary().labels[node.label].singular,
        "shape": look.shape,
        "colour": look.colour,
        "hollow": look.hollow,
        "letter": look.letter,
        "x": round(x, 1),
        "y": round(y, 1),
        "members": [one.id for one in members],
        "outlined": own_point(node) is None and point(node) is not None,
    }


def _words(dot: Mapping[str, Any], catalogue: Catalogue) -> list[str]:
    """The text of a dot, line by line: name, kind, links, members, and how it was placed."""
    count = f"{dot['links']} {'link' if dot['links'] == 1 else 'links'} shown"
    count += f", {dot['within']} of them within it" if dot["within"] else ""
    said = [dot["name"], dot["kind"], count]
    others = [catalogue.name(i) for i in dot["members"] if i != dot["id"]]
    if others:
        rest = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
        said.append(f"Here: {', '.join(others[:NAMED])}{rest}")
    if dot["outlined"]:
        said.append(MIDDLE_OF_OUTLINE[0].upper() + MIDDLE_OF_OUTLINE[1:])
    elif dot["at"] != dot["id"]:
        said.append(f"Shown at {catalogue.name(dot['at'])}: it has no coordinates of its own")
    return said


def _line(
    pair: tuple[str, str], joined: Sequence[Link], possible: frozenset[str], conflicts: frozenset[str]
) -> dict[str, Any]:
    related = [link.relationship for link in joined]
    name = line_name(related, possible)
    look = styles().lines[name]
    return {
        "id": "|".join(pair),
        "from": pair[0],
        "to": pair[1],
        "line": name,
        "dash": list(look.dash),
        "width": look.width,
        "light": look.light,
        "dark": look.dark,
        "count": len(related),
        "marks": marks_of(related, conflicts),
        "types": sorted({r.type for r in related}),
        "relationships": [r.id for r in related],
        "pairs": sorted({pair_of(link) for link in joined}),
    }


def _radius(share: float, sizes: Mapping[str, float]) -> float:
    """Return the radius: the area grows with the links, and the radius stays within a factor of two."""
    least, most = sizes["dot"], sizes["dot_most"]
    return round(math.sqrt(least**2 + (most**2 - least**2) * share), 1)


def _spread(dots: Sequence[dict[str, Any]]) -> None:
    """Spread dots that share a point: the place itself in the middle, the best connected nearest to it."""
    around: dict[str, list[dict[str, Any]]] = {}
    for dot in dots:
        around.setdefault(dot["at"], []).append(dot)
    for at, some in around.items():
        some.sort(key=lambda dot: dot["id"] != at)
        first = 0 if some[0]["id"] == at or len(some) == 1 else 1
        for i, dot in enumerate(some, first):
            reach = SPREAD * math.sqrt(i)
            dot["dx"], dot["dy"] = round(reach * math.cos(i * TURN), 1), round(reach * math.sin(i * TURN), 1)
