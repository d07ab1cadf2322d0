"""Positions of names in a picture, so that none covers another or a node: below its node, above, right or left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.drawing.svg.elements import Box
from graph.drawing.svg.text_metrics import LINE, width_of

GAP = 5.0  # between a node and its name
REACH = 0.9  # a node's box in radii, as on the screen


def place_labels(
    nodes: Sequence[Mapping[str, Any]], marks: Sequence[Box], size: float, within: Box | None = None
) -> dict[str, Box]:
    """Return the box of each name that fits, by node id. Names of the best-connected nodes are placed first.

    A name also avoids the marks where possible. Names that fit nowhere, or not within the box, are left out.
    """
    taken = np.array([node_box(node) for node in nodes], dtype=float).reshape(-1, 4)
    in_the_way = np.array(marks, dtype=float).reshape(-1, 4)
    placed: dict[str, Box] = {}
    for node in sorted(nodes, key=lambda n: (-n["size"], n["id"])):
        boxes = list(_around(node, size))
        free = [box for box in boxes if is_free(box, taken) and (within is None or is_inside(box, within))]
        clear = [box for box in free if is_free(box, in_the_way)]
        if free:
            placed[node["id"]] = (clear or free)[0]
            taken = np.vstack([taken, placed[node["id"]]])
    return placed


def node_box(node: Mapping[str, Any]) -> Box:
    """The box of a node without its label."""
    half = node["size"] * REACH
    return node["x"] - half, node["y"] - half, node["x"] + half, node["y"] + half


def _around(node: Mapping[str, Any], size: float) -> Iterator[Box]:
    lines = node["label"].split("\n")
    width, height = max(width_of(words, size) for words in lines), len(lines) * size * LINE
    x, y, gap = node["x"], node["y"], node["size"] + GAP
    beside = gap + width / 2
    for middle, top in (
        (x, y + gap),
        (x, y - gap - height),
        (x + beside, y - height / 2),
        (x - beside, y - height / 2),
    ):
        yield middle - width / 2, top, middle + width / 2, top + height


def is_free(box: Box, taken: NDArray[np.float64]) -> bool:
    """Whether a box overlaps none of these, one per row. Boxes that touch do not overlap."""
    left, top, right, bottom = box
    overlaps = (left < taken[:, 2]) & (right > taken[:, 0]) & (top < taken[:, 3]) & (bottom > taken[:, 1])
    return not bool(overlaps.any())


def is_inside(box: Box, frame: Box) -> bool:
    """Whether a box lies wholly inside a frame."""
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
