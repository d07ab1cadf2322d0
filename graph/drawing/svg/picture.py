"""Draws the inside of a picture as SVG: lines, marks, nodes and names, at the positions of the picture."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from graph.drawing.layout import Point
from graph.drawing.svg.elements import Attributes, Box, element, line, mark, mark_radius, paper, shape, text
from graph.drawing.svg.labels import is_free, node_box, place_labels
from graph.drawing.svg.text_metrics import LINE

APART = 22.0  # between two marks on one line
ALONG = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75)  # where marks may stand on it, the best first
OUTLINE = 12.0  # what the points of a star stand out by
HALO = 4.0  # of paper around a name, so that it can be read across a line


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark with its position."""

    x: float
    y: float
    sign: str
    colour: str

    @property
    def box(self) -> Box:
        """The box of the mark."""
        half = mark_radius(self.sign)
        return self.x - half, self.y - half, self.x + half, self.y + half


@dataclass(frozen=True, slots=True)
class Plan:
    """The positions of a picture's parts, in its own units: marks, the names that fit by node id, the frame."""

    marks: tuple[Marked, ...]
    labels: Mapping[str, Box]
    frame: Box


def plan(picture: Mapping[str, Any], within: Box | None = None) -> Plan:
    """Find positions for every mark and name, within a box if one is given. An empty picture's frame is a point."""
    nodes, edges = picture["nodes"], [edge for edge in picture["edges"] if edge["marks"]]
    at = {node["id"]: (node["x"], node["y"]) for node in nodes}
    middles = [made.box for edge in edges for made in _marks(edge, at, picture["marks"], 0.5)]
    labels = place_labels(nodes, middles, picture["sizes"]["label"], within)
    taken = np.array([*map(node_box, nodes), *labels.values()], dtype=float).reshape(-1, 4)
    marks: list[Marked] = []
    for edge in edges:
        made = _uncovered(edge, at, picture["marks"], taken)
        marks += made
        taken = np.vstack([taken, [one.box for one in made]])
    return Plan(tuple(marks), labels, _frame(taken))


def _frame(boxes: NDArray[np.float64]) -> Box:
    if not len(boxes):
        return 0.0, 0.0, 1.0, 1.0
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return float(left) - OUTLINE, float(top) - OUTLINE, float(right) + OUTLINE, float(bottom) + OUTLINE


def _uncovered(
    edge: Mapping[str, Any], at: Mapping[str, Point], signs: Mapping[str, str], taken: NDArray[np.float64]
) -> list[Marked]:
    """Return the marks of a line, as near to its middle as nothing covers them; otherwise in its middle."""
    tried = (_marks(edge, at, signs, part) for part in ALONG)
    free = (marks for marks in tried if all(is_free(made.box, taken) for made in marks))
    return next(free, None) or _marks(edge, at, signs, 0.5)


def _marks(edge: Mapping[str, Any], at: Mapping[str, Point], signs: Mapping[str, str], part: float) -> list[Marked]:
    """Return the marks of a line next to each other, around this part of its length."""
    (x, y), (to_x, to_y) = at[edge["from"]], at[edge["to"]]
    length = math.hypot(to_x - x, to_y - y) or 1.0
    made = []
    for i, name in enumerate(edge["marks"]):
        along = part + (i - (len(edge["marks"]) - 1) / 2) * APART / length
        sign = str(edge["count"]) if name == "several" else signs[name]
        colour = paper().text if name == "conflict" else edge["light"]
        made.append(Marked(x + (to_x - x) * along, y + (to_y - y) * along, sign, colour))
    return made


def draw(parent: Element, picture: Mapping[str, Any], plan: Plan) -> None:
    """Draw lines first, then marks, nodes and names."""
    at = {node["id"]: (node["x"], node["y"]) for node in picture["nodes"]}
    for edge in picture["edges"]:
        line(parent, at[edge["from"]], at[edge["to"]], edge)
    for made in plan.marks:
        mark(parent, made.x, made.y, made.sign, made.colour)
    for node in picture["nodes"]:
        shape(parent, node["x"], node["y"], node["size"], node, picture["shapes"][node["shape"]])
    for node in picture["nodes"]:
        if node["id"] in plan.labels:
            label(parent, node["label"], plan.labels[node["id"]], picture["sizes"]["label"])


def label(parent: Element, label: str, box: Box, size: float) -> None:
    """Draw the lines of a name over a halo. Each is drawn twice, because few programs support `paint-order`."""
    left, top, right, _ = box
    blank = paper().background
    look: Attributes = {"fill": blank, "stroke": blank, "stroke_width": HALO, "stroke_linejoin": "round"}
    halo = element(parent, "g", aria_hidden="true")
    for i, words in enumerate(label.split("\n")):
        at = ((left + right) / 2, top + i * size * LINE + size)
        text(halo, *at, words, size, text_anchor="middle", **look)
        text(parent, *at, words, size, text_anchor="middle")
