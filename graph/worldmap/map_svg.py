"""Draws the inside of a printed map: land, arcs, marks, dots and names, cut to a frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from graph.drawing.layout import Point
from graph.drawing.svg.elements import Box, element, mark, mark_radius, paper, shape
from graph.drawing.svg.labels import is_free, is_inside, node_box, place_labels
from graph.drawing.svg.picture import label

ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)  # where marks may stand on a line, the best first
BESIDE = 22.0  # between two marks on one line
LAND, BORDER = "#E9EBED", 1.0
Dots = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Seen:
    """The part of one level that lies in a frame, in pixels of the page: dots, and the boxes of their names.

    `scale` is pixels per map unit. `left` and `top` are the map units at the frame's corner.
    """

    width: float
    height: float
    left: float
    top: float
    scale: float
    dots: Dots
    outside: Dots
    lines: Sequence[Mapping[str, Any]]
    labels: Mapping[str, Box]


def seen(data: Mapping[str, Any], frame: str, level: str, room: float, most: float) -> Seen:
    """Fit a frame of the map to the width, and to the greatest height, at one level or that of its zoom."""
    left, top, right, bottom = data["frames"][frame]
    scale = min(room / (right - left), most / (bottom - top))
    height = (bottom - top) * scale
    left -= (room / scale - (right - left)) / 2
    if level == "auto":
        zooms = data["zooms"]
        level = "thing" if scale >= zooms["thing"] else "city" if scale >= zooms["city"] else "country"
    every = [
        {**dot, "x": (dot["x"] - left) * scale + dot["dx"], "y": (dot["y"] - top) * scale + dot["dy"]}
        for dot in data["levels"][level]["dots"]
    ]
    inside: Dots = [dot for dot in every if 0 <= dot["x"] <= room and 0 <= dot["y"] <= height]
    labels = place_labels(inside, (), data["sizes"]["label"], (0.0, 0.0, room, height))
    outside = [dot for dot in every if dot not in inside]
    return Seen(room, height, left, top, scale, inside, outside, data["levels"][level]["lines"], labels)


def draw(parent: Element, data: Mapping[str, Any], view: Seen, land: Mapping[str, Any]) -> set[str]:
    """Draw land, then arcs, marks, dots and names. Returns the names of the marks that fitted."""
    moved = f"translate({-view.left * view.scale:.3f} {-view.top * view.scale:.3f}) scale({view.scale:.6f})"
    ground = element(parent, "g", transform=moved)
    element(ground, "path", d=land["land"], fill=LAND, fill_rule="evenodd")
    element(ground, "path", d=land["borders"], fill="none", stroke=paper().background, stroke_width=BORDER / view.scale)
    spots = {dot["id"]: dot for dot in (*view.dots, *view.outside)}
    ways = {line["id"]: strokes_of(line, data, view, spots) for line in view.lines}
    for line in view.lines:
        _line(parent, ways[line["id"]], line)
    marked = _marks(parent, ways, data, view)
    for dot in view.dots:  # the small ones on top
        shape(parent, dot["x"], dot["y"], dot["size"], dot, data["shapes"][dot["shape"]])
    for dot in view.dots:
        if dot["id"] in view.labels:
            label(parent, dot["label"], view.labels[dot["id"]], data["sizes"]["label"])
    element(
        parent,
        "rect",
        x=0,
        y=0,
        width=view.width,
        height=view.height,
        fill="none",
        stroke=paper().muted,
        stroke_width=1,
    )
    return marked


def strokes_of(
    line: Mapping[str, Any], data: Mapping[str, Any], view: Seen, spots: Mapping[str, Mapping[str, Any]]
) -> list[list[Point]]:
    """Return the strokes of a line in pixels. They bend towards dots that are spread around one point."""
    start, end = spots[line["from"]], spots[line["to"]]
    if line["path"] < 0:
        return [[(start["x"], start["y"]), (end["x"], end["y"])]]
    strokes = data["paths"][line["path"]]
    last = sum(len(stroke) // 2 for stroke in strokes) - 1
    made: list[list[Point]] = []
    at = 0
    for stroke in strokes:
        made.append([])
        for x, y in zip(stroke[::2], stroke[1::2], strict=True):
            part = at / last
            over, down = (start[d] * (1 - part) + end[d] * part for d in ("dx", "dy"))
            made[-1].append(((x - view.left) * view.scale + over, (y - view.top) * view.scale + down))
            at += 1
    return made


def _line(parent: Element, strokes: Sequence[Sequence[Point]], look: Mapping[str, Any]) -> None:
    drawn = element(
        parent, "path", d="".join(map(_curve, strokes)), fill="none", stroke=look["light"], stroke_width=look["width"]
    )
    if look["dash"]:
        drawn.set("stroke-dasharray", " ".join(f"{length:g}" for length in look["dash"]))


def _curve(spots: Sequence[Point]) -> str:
    """Return a curve through the points."""
    bends = []
    for spot, after in pairwise(spots[1:]):
        bends.append(f"Q{_said(spot)} {_said(((spot[0] + after[0]) / 2, (spot[1] + after[1]) / 2))}")
    return f"M{_said(spots[0])}{''.join(bends)}L{_said(spots[-1])}"


def _said(spot: Point) -> str:
    return f"{spot[0]:.1f} {spot[1]:.1f}"


def _marks(
    parent: Element, ways: Mapping[str, Sequence[Sequence[Point]]], data: Mapping[str, Any], view: Seen
) -> set[str]:
    """Draw the marks of each line as near to its middle as possible. Returns those that fitted."""
    made: set[str] = set()
    frame = (0.0, 0.0, view.width, view.height)
    taken = np.array([*map(node_box, view.dots), *view.labels.values()], dtype=float).reshape(-1, 4)
    for line in view.lines:
        signs = [str(line["count"]) if name == "several" else data["marks"][name] for name in line["marks"]]
        if not signs:
            continue
        longest = max(ways[line["id"]], key=len)
        half = BESIDE * (len(signs) - 1) / 2 + mark_radius("2")
        spots = (_along(longest, share) for share in ALONG)
        boxes = ((x - half, y - mark_radius("2"), x + half, y + mark_radius("2")) for x, y in spots)
        box = next((one for one in boxes if is_inside(one, frame) and is_free(one, taken)), None)
        if box is None:
            continue
        taken = np.vstack([taken, box])
        for i, (name, sign) in enumerate(zip(line["marks"], signs, strict=True)):
            colour = paper().text if name == "conflict" else line["light"]
            mark(parent, box[0] + mark_radius("2") + i * BESIDE, (box[1] + box[3]) / 2, sign, colour)
            made.add(name)
    return made


def _along(spots: Sequence[Point], share: float) -> Point:
    at = (len(spots) - 1) * share
    low = int(at)
    start, end, part = spots[low], spots[min(low + 1, len(spots) - 1)], at - low
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
