"""The data of a picture, for any renderer: plain data and plain text, without markup.

Shapes, colours and lines come from data/styles.toml, and positions from graph.drawing.layout. Screen, exported file
and stage draw the same data.
"""

from __future__ import annotations

import hashlib
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypedDict

from graph.drawing.layout import Point, positions
from graph.drawing.legend import legend
from graph.drawing.styles import Styles, styles
from graph.model.records import Node, Relationship
from graph.model.sentences import sentence, status_of
from graph.model.text import fold
from graph.model.vocabulary import vocabulary

MOST_LINES = 3  # of a label; the whole name is on the card


class DrawnNode(TypedDict):
    """A node. `label` is the name broken into lines, `kind` its everyday word, `size` a radius."""

    id: str
    name: str
    label: str
    kind: str
    title: str
    shape: str
    colour: str
    hollow: bool
    letter: str
    size: float
    links: int
    x: float
    y: float


# One line for each pair of nodes. `line` names its style; `marks` is any of several, third_party
# and conflict; `text` is one sentence for each relationship; `relationships` are their ids.
DrawnEdge = TypedDict(
    "DrawnEdge",
    {
        "id": str,
        "from": str,
        "to": str,
        "line": str,
        "dash": list[float],
        "width": float,
        "light": str,
        "dark": str,
        "count": int,
        "marks": list[str],
        "text": list[str],
        "relationships": list[str],
    },
)


def picture(
    nodes: Iterable[Node],
    relationships: Iterable[Relationship],
    *,
    possible: frozenset[str] = frozenset(),
    conflicts: frozenset[str] = frozenset(),
    fixed: Mapping[str, Point] | None = None,
    source_of: Callable[[str], str] | None = None,
    identity: str = "",
) -> dict[str, Any]:
    """Return everything that a renderer needs, as JSON: id, nodes by name, edges, legend, shapes and sizes.

    Args:
        nodes: The nodes to draw. A relationship with an end that is not among them is left out.
        relationships: The relationships between them.
        possible: Ids of relationships that are only possible answers.
        conflicts: Ids of relationships whose sources disagree.
        fixed: Positions to keep when a picture grows.
        source_of: Returns the title of a source id. Titles are added to each sentence.
        identity: Stays the same while a picture grows; by default a hash of nodes and links.
    """
    shown = {node.id: node for node in sorted(nodes, key=lambda n: (fold(n.name), n.id))}
    pairs = _pairs(relationships, shown)
    degrees = dict.fromkeys(shown, 0)
    for pair, joined in pairs.items():
        for end in pair:
            degrees[end] += any(r.type != vocabulary().types.rollup for r in joined)
    names = {node.id: node.name for node in shown.values()}
    style = styles()
    if fixed is not None and shown.keys() <= fixed.keys():
        places: Mapping[str, Point] = fixed
    else:
        places = positions(shown, pairs, fixed=fixed, room=rooms(shown.values()))
    top = max((1, *degrees.values()))
    drawn = [_node(node, degrees, top, places[node.id], style) for node in shown.values()]
    edges = [_edge(joined, pair, names, possible, conflicts, source_of, style) for pair, joined in pairs.items()]
    return {
        "id": identity or _identity(shown, pairs),
        "nodes": drawn,
        "edges": edges,
        "legend": legend(
            {node.label for node in shown.values()},
            {edge["line"] for edge in edges},
            {mark for edge in edges for mark in edge["marks"]},
        ),
        "shapes": dict(style.shapes),
        "sizes": dict(style.sizes),
        "marks": {name: mark.sign for name, mark in style.marks.items()},
    }


def rooms(nodes: Iterable[Node]) -> dict[str, Point]:
    """Return the size of each node with its label, by id, for `graph.drawing.layout.positions`."""
    sizes = styles().sizes
    return {node.id: _room(wrapped(node.name, int(sizes["label_line"])), sizes) for node in nodes}


def _pairs(
    relationships: Iterable[Relationship], shown: Mapping[str, Node]
) -> dict[tuple[str, str], list[Relationship]]:
    """Group the relationships by pair, links before locations, pairs in order."""
    pairs: dict[tuple[str, str], list[Relationship]] = {}
    for r in sorted(relationships, key=lambda r: (r.type == vocabulary().types.rollup, r.id)):
        if r.start != r.end and r.start in shown and r.end in shown:
            pairs.setdefault((min(r.start, r.end), max(r.start, r.end)), []).append(r)
    return dict(sorted(pairs.items()))


def _identity(shown: Iterable[str], pairs: Mapping[tuple[str, str], list[Relationship]]) -> str:
    said = [*shown, *(r.id for joined in pairs.values() for r in joined)]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:12]


def wrapped(name: str, width: int) -> str:
    """Break the name into at most three lines of about `width` letters. A wide letter counts twice."""
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in name)
    lines = textwrap.wrap(name, width // 2 if wide else width, break_on_hyphens=False) or [name]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip(" ,.;") + "…"]
    return "\n".join(lines)


def _room(label: str, sizes: Mapping[str, float]) -> Point:
    """Return the size of a node with its label: the widest line, and the node, the lines and a margin."""
    lines = label.split("\n")
    letters = max(sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line) for line in lines)
    return (
        max(70.0, letters * sizes["label"] * 0.56 + 24),
        sizes["node_most"] * 2 + 12 + len(lines) * sizes["label"] * 1.25,
    )


def _node(node: Node, degrees: Mapping[str, int], top: int, place: Point, style: Styles) -> DrawnNode:
    look, word = style.looks[node.label], vocabulary().labels[node.label].singular
    least, most = style.sizes["node"], style.sizes["node_most"]
    share = (degrees[node.id] / top) ** 0.5
    return {
        "id": node.id,
        "name": node.name,
        "label": wrapped(node.name, int(style.sizes["label_line"])),
        "kind": node.kind or word,
        "title": word,
        "shape": look.shape,
        "colour": look.colour,
        "hollow": look.hollow,
        "letter": look.letter,
        "size": round(least + (most - least) * share, 1),
        "links": degrees[node.id],
        "x": place[0],
        "y": place[1],
    }


def _edge(
    joined: Sequence[Relationship],
    pair: tuple[str, str],
    names: Mapping[str, str],
    possible: frozenset[str],
    conflicts: frozenset[str],
    source_of: Callable[[str], str] | None,
    style: Styles,
) -> DrawnEdge:
    links = [r for r in joined if r.type != vocabulary().types.rollup]
    name = line_name(links, possible)
    line = style.lines[name]
    return {
        "id": "|".join(pair),
        "from": joined[0].start,
        "to": joined[0].end,
        "line": name,
        "dash": list(line.dash),
        "width": line.width,
        "light": line.light,
        "dark": line.dark,
        "count": len(links),
        "marks": marks_of(links, conflicts),
        "text": [_said(r, names, possible, source_of) for r in joined],
        "relationships": [r.id for r in joined],
    }


def line_name(links: Sequence[Relationship], possible: frozenset[str]) -> str:
    """Return the line style of a pair: possible if all links are, else their common status, else active."""
    if not links:
        return "place"
    if all(r.id in possible for r in links):
        return "possible"
    found = {styles().statuses[status_of(r)] for r in links}
    return found.pop() if len(found) == 1 else "active"


def marks_of(links: Sequence[Relationship], conflicts: frozenset[str]) -> list[str]:
    """Return the marks in the middle of a pair's line: any of several, third_party and conflict."""
    marks = {
        "several": len(links) > 1,
        "third_party": bool(links) and all(claim.asserted_by == "third party" for r in links for claim in r.claims),
        "conflict": any(r.id in conflicts for r in links),
    }
    return [mark for mark, present in marks.items() if present]


def _said(
    relationship: Relationship,
    names: Mapping[str, str],
    possible: frozenset[str],
    source_of: Callable[[str], str] | None,
) -> str:
    text = sentence(relationship, names)
    text += " (possible, not confirmed)" if relationship.id in possible else ""
    if source_of and relationship.type != vocabulary().types.rollup:
        titles = sorted({source_of(claim.source) for claim in relationship.claims})
        text += f". Source: {'; '.join(titles)}"
    return text
