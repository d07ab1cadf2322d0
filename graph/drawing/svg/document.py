"""A picture as a page: one self-contained SVG in light colours, to print or to insert into a document.

Under the title and the date come the picture, a legend of what occurs in it, and the sources. It contains no script
and loads nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, tostring

from graph.drawing.svg.elements import element, line, mark, paper, shape, text_lines
from graph.drawing.svg.picture import draw, plan
from graph.drawing.svg.text_metrics import LINE, lines_within, width_of

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
MARGIN = 40.0
NARROWEST = 480
LARGEST = 1.3  # how much a small picture is enlarged at most,
FLATTEST = 0.6  # and not beyond this part of the width in height
TITLE, WORDS, SMALL = 28.0, 14.0, 13.0
SIGN = 46.0  # the room of a sign in the legend
GUTTER = 32.0
LOOK = ("shape", "colour", "hollow", "letter")


def svg(picture: Mapping[str, Any], *, title: str, made: date, sources: Sequence[str], width: int = 1600) -> str:
    """The page as text, to be written as UTF-8.

    Args:
        picture: What graph.drawing.picture.picture() gives.
        title: The heading, which is also the page's name for screen readers.
        made: The date under the title.
        sources: One text each, listed at the foot in this order.
        width: Of the page in pixels, at least 480; a picture that needs more makes it wider, so that names keep
            their size. The height follows.
    """
    planned = plan(picture)
    left, top, right, bottom = planned.frame
    page = math.ceil(max(width, NARROWEST, right - left + 2 * MARGIN))
    room = page - 2 * MARGIN
    scale = max(1.0, min(LARGEST, room / (right - left), room * FLATTEST / (bottom - top)))
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONTS})
    element(root, "title", title)
    element(root, "rect", width="100%", height="100%", fill=paper().background)
    y = head(root, title, made, room)
    x = MARGIN + (room - (right - left) * scale) / 2
    moved = f"translate({x - left * scale:.2f} {y - top * scale:.2f}) scale({scale:.4f})"
    draw(element(root, "g", transform=moved), picture, planned)
    y = _note(root, y + (bottom - top) * scale + 20, len(picture["nodes"]), len(planned.labels))
    y = legend_rows(root, y, room, picture)
    height = math.ceil(foot(root, y, room, sources) + MARGIN)
    root.attrib |= {"width": f"{page}", "height": f"{height}", "viewBox": f"0 0 {page} {height}"}
    return tostring(root, encoding="unicode") + "\n"


def head(root: Element, title: str, made: date, room: float) -> float:
    """Draw the title and the date. Returns the y at which the rest may begin."""
    lines = lines_within(title, TITLE, room, bold=True)
    y = text_lines(root, MARGIN, MARGIN - 8, lines, TITLE, font_weight=700)
    day = f"Made on {made.day} {made:%B} {made.year}"
    return text_lines(root, MARGIN, y, [day], WORDS, fill=paper().muted) + 24


def _note(root: Element, y: float, nodes: int, named: int) -> float:
    left_out = nodes - named
    said = f"{left_out} {'name' if left_out == 1 else 'names'} left out, because there is no space" if left_out else ""
    said = said if nodes else "Nothing is shown"
    return text_lines(root, MARGIN, y, [said], WORDS, fill=paper().muted) + 8 if said else y


def legend_rows(root: Element, y: float, room: float, picture: Mapping[str, Any]) -> float:
    """Draw the entries in columns of one width, read along the rows. Long texts wrap."""
    entries = present(picture)
    if not entries:
        return y
    element(root, "path", d=f"M{MARGIN},{y} h{room}", stroke=paper().muted, stroke_width=0.5)
    y += 14
    widest = max(width_of(entry["words"], WORDS) for entry in entries)
    column = min(widest + 1, room / 3, room - SIGN)
    count = max(1, int((room + GUTTER) // (SIGN + column + GUTTER)))
    for start in range(0, len(entries), count):
        row = [(entry, lines_within(entry["words"], WORDS, column)) for entry in entries[start : start + count]]
        for i, (entry, lines) in enumerate(row):
            x = MARGIN + i * (SIGN + column + GUTTER)
            sign(root, x, y + 10, entry, picture["shapes"])
            text_lines(root, x + SIGN, y, lines, WORDS)
        y += max(len(lines) for _, lines in row) * WORDS * LINE + 8
    return y + 6


def present(picture: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the entries of what is drawn. The page's legend also lists what is switched off."""
    signs = {("node", *(node[part] for part in LOOK)) for node in picture["nodes"]}
    signs |= {("line", edge["line"]) for edge in picture["edges"]}
    signs |= {("mark", name) for edge in picture["edges"] for name in edge["marks"]}
    by = {"node": LOOK, "line": ("line",), "mark": ("mark",)}
    return [e for e in picture["legend"] if (e["kind"], *(e[part] for part in by[e["kind"]])) in signs]


def sign(root: Element, x: float, y: float, entry: Mapping[str, Any], shapes: Mapping[str, str]) -> None:
    """Draw the sign of an entry, with its middle at `y`, in a width of SIGN from `x` on."""
    if entry["kind"] == "node":
        shape(root, x + SIGN / 2 - 5, y, 9, entry, shapes[entry["shape"]])
    elif entry["kind"] == "line":
        line(root, (x, y), (x + SIGN - 10, y), entry)
    else:
        mark(root, x + SIGN / 2 - 5, y, entry["sign"], paper().text)


def foot(root: Element, y: float, room: float, sources: Sequence[str]) -> float:
    """Draw the sources. Returns the y at which they end."""
    if not sources:
        return y
    element(root, "path", d=f"M{MARGIN},{y} h{room}", stroke=paper().muted, stroke_width=0.5)
    y = text_lines(root, MARGIN, y + 12, ["Sources"], WORDS, font_weight=700) + 2
    for source in sources:
        y = text_lines(root, MARGIN, y, lines_within(source, SMALL, room), SMALL) + 3
    return y
