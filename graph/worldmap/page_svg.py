"""The map as a page: one self-contained SVG in light colours, to print or to insert into a document."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, tostring

from graph.drawing.svg.document import FONTS, MARGIN, NARROWEST, SMALL, WORDS, foot, head, legend_rows
from graph.drawing.svg.elements import element, paper, text_lines
from graph.drawing.svg.text_metrics import lines_within
from graph.worldmap.map_svg import Seen, draw, seen
from graph.worldmap.outline import land_drawing

FLATTEST = 0.62  # the map's height is at most this part of its width
LAND_SOURCE = "Land: Natural Earth, public domain."
MOST = 60  # names that a note lists


def map_svg(
    data: Mapping[str, Any],
    *,
    title: str,
    made: date,
    sources: Sequence[str],
    width: int = 1600,
    frame: str = "",
    level: str = "",
) -> str:
    """The page as text, to be written as UTF-8.

    Args:
        data: The result of graph.worldmap.world_map.world_map().
        title: The heading, which is also the page's name for screen readers.
        made: The date under the title.
        sources: Texts of the sources, listed at the foot in this order.
        width: The width of the page in pixels, at least 480. It determines the height.
        frame: One of the frames of `data`. The default is its first frame.
        level: "country", "city" or "thing". The default is the level of `data`, or of the zoom of the page.
    """
    page = max(width, NARROWEST)
    room = page - 2 * MARGIN
    view = seen(data, frame or data["frame"], level or data["level"], room, room * FLATTEST)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONTS})
    element(root, "title", title)
    element(root, "rect", width="100%", height="100%", fill=paper().background)
    y = head(root, title, made, room)
    # The nested <svg> clips everything outside its frame.
    inner = element(root, "svg", x=MARGIN, y=y, width=view.width, height=view.height)
    marks = draw(inner, data, view, land_drawing())
    y = _notes(root, y + view.height + 12, room, data, view)
    lines = [{**line, "marks": marks & set(line["marks"])} for line in view.lines]
    drawn = {"nodes": view.dots, "edges": lines, "legend": data["legend"], "shapes": data["shapes"]}
    y = legend_rows(root, y, room, drawn)
    height = math.ceil(foot(root, y, room, [*sources, LAND_SOURCE]) + MARGIN)
    root.attrib |= {"width": f"{page}", "height": f"{height}", "viewBox": f"0 0 {page} {height}"}
    return tostring(root, encoding="unicode") + "\n"


def _notes(root: Element, y: float, room: float, data: Mapping[str, Any], view: Seen) -> float:
    for said in unshown(data, view):
        y = text_lines(root, MARGIN, y, lines_within(said, SMALL, room), SMALL, fill=paper().muted) + 3
    return y + WORDS / 2


def unshown(data: Mapping[str, Any], view: Seen) -> Iterator[str]:
    """Yield sentences about what the map leaves out, and what is not at its own coordinates."""
    if not view.dots:
        yield "Nothing in this frame has coordinates."
    unnamed = len(view.dots) - len(view.labels)
    if unnamed:
        yield f"{unnamed} {'name' if unnamed == 1 else 'names'} left out, because there is no space."
    if view.outside:
        yield f"Outside this frame: {_listed([dot['name'] for dot in view.outside])}."
    if data["missing"]:
        yield f"Not on the map, because they have no coordinates: {_listed([one['name'] for one in data['missing']])}."
    if data["apart"]:
        count = len(data["apart"])
        yield f"{count} {'link has' if count == 1 else 'links have'} an end that is not on the map."
    own = {one["id"] for one in data["elsewhere"]}
    if middles := [dot["name"] for dot in view.dots if dot["outlined"] and dot["id"] not in own]:
        yield f"Drawn at the middle of their outlines: {_listed(middles)}."
    if data["elsewhere"]:
        names = [f"{one['name']} ({one['why']})" for one in data["elsewhere"]]
        yield f"No coordinates of their own: {_listed(names)}."


def _listed(names: Sequence[str]) -> str:
    rest = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + rest
