"""The picture of a slide as SVG: its network in the cells of the stage, its map or its rows, with a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, tostring

from graph.drawing.svg.document import SIGN, present, sign
from graph.drawing.svg.elements import Attributes, element, paper, text, text_lines
from graph.drawing.svg.picture import Plan, draw, plan
from graph.drawing.svg.text_metrics import LINE, lines_within, width_of
from graph.stories.slide_rows import SlideData, drawn_look, link_rows
from graph.worldmap.map_svg import Seen, seen
from graph.worldmap.map_svg import draw as draw_map
from graph.worldmap.outline import land_drawing
from graph.worldmap.page_svg import unshown

SVG = "http://www.w3.org/2000/svg"
# First the font built into the converter, then fonts of the same widths, then the browser's own.
FONTS = "'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif"
WIDTH, HEIGHT = 1920.0, 812.0  # size of the picture with its legend, in pixels of the stage
MIDDLE = (960.0, 342.0)  # the middle of the stage in the picture
LEGEND = 754.0  # the top of the legend
NAMED_WITHIN = (12.0 - MIDDLE[0], 4.0 - MIDDLE[1], MIDDLE[0] - 12.0, LEGEND - MIDDLE[1])  # relative to the middle
NAMES = (24, 22, 20, 18, 16, 14)  # sizes of names; the first at which all have room is used
LEGENDS = (18, 16, 14)
MAP = 690.0  # the height of a map
NAMED = 22.0  # size of the names on a map
CROWDED, SHARE = "europe", 0.6  # the frame with least room for names, and the first map's share of the width
NOTES = (17, 15, 13)  # sizes of the note about what a map does not show
OUT = 1.15  # reach of the points of a shape, in radii
RING = (6.0, 5.0)  # gap and width of the ring around an emphasised node
TABLES = (
    (25, 1),
    (22, 1),
    (20, 1),
    (18, 1),
    (16, 1),
    (18, 2),
    (16, 2),
    (14, 2),
)  # sizes of letters and numbers of columns
AIR, GUTTER, SIDE = 10.0, 24.0, 36.0


def picture_svg(slide: SlideData) -> str:
    """Return the picture as an SVG file, 1920 wide and 812 high; "" for a slide that shows nothing."""
    if not drawn_look(slide):
        return ""
    root = Element("svg", {"xmlns": SVG, "font-family": FONTS, "viewBox": f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"})
    root.attrib |= {"width": f"{WIDTH:.0f}", "height": f"{HEIGHT:.0f}"}
    element(root, "rect", width="100%", height="100%", fill=paper().background)
    draw_slide(root, slide)
    return tostring(root, encoding="unicode") + "\n"


def draw_slide(parent: Element, slide: SlideData) -> None:
    """Draw the network, map or rows of a slide into the area of WIDTH and HEIGHT from 0,0."""
    look = drawn_look(slide)
    if look == "map":
        _map(parent, slide["map"])
    elif look == "table":
        _rows(parent, link_rows(slide))
    elif look:
        _network(parent, slide["picture"])
        _legend(parent, slide["picture"])


def fit_text(
    words: str, sizes: tuple[int, ...], room: float, high: float, *, bold: bool = False
) -> tuple[int, list[str]]:
    """Break a text into lines, in the largest of these sizes that fits. Where none fits, it ends with "…"."""
    for size in sizes:
        lines = lines_within(words, size, room, bold=bold)
        most = max(1, int(high // (size * LINE)))
        if len(lines) <= most:
            return size, lines
    last = lines[most - 1]
    while last and width_of(last + "…", size, bold=bold) > room:
        last = last[:-1]
    return size, [*lines[: most - 1], last + "…"]


# ---- network


def _network(parent: Element, picture: Mapping[str, Any]) -> None:
    """Draw the network at the scale of the stage, so that a node on two slides has the same place on both."""
    sized, planned = _planned(picture)
    drawn = element(parent, "g", transform=f"translate({MIDDLE[0]:.0f} {MIDDLE[1]:.0f})")
    for node in picture["nodes"]:
        if node.get("emphasised"):
            ring: Attributes = {"r": node["size"] * OUT + RING[0], "stroke": paper().accent, "stroke_width": RING[1]}
            element(drawn, "circle", cx=node["x"], cy=node["y"], fill="none", **ring)
    draw(drawn, sized, planned)


def _planned(picture: Mapping[str, Any]) -> tuple[Mapping[str, Any], Plan]:
    """Return the picture with the largest names that all have room, and the plan of their places."""
    ringed = [{**node, "size": node["size"] + _ring(node)} for node in picture["nodes"]]
    for size in NAMES:
        sized = {**picture, "sizes": {**picture["sizes"], "label": size}}
        planned = plan({**sized, "nodes": ringed}, NAMED_WITHIN)
        if len(planned.labels) == len(picture["nodes"]):
            break
    return sized, planned


def _ring(node: Mapping[str, Any]) -> float:
    """Return what a ring adds to the radius of its node."""
    return node["size"] * (OUT - 1) + sum(RING) if node.get("emphasised") else 0.0


def _legend(parent: Element, picture: Mapping[str, Any]) -> None:
    """Draw the legend in centred rows, in the largest letters that have room."""
    entries = present(picture)
    for size in LEGENDS:
        rows = list(_legend_rows(entries, size))
        if len(rows) * size * 1.5 <= HEIGHT - LEGEND:
            break
    y = LEGEND
    for row in rows:
        x = (WIDTH - sum(width for _, width in row) + GUTTER) / 2
        for entry, width in row:
            sign(parent, x, y + size * 0.68, entry, picture["shapes"])
            text(parent, x + SIGN, y + size, entry["words"], size)
            x += width
        y += size * 1.5


def _legend_rows(entries: Sequence[Mapping[str, Any]], size: float) -> Iterator[list[tuple[Mapping[str, Any], float]]]:
    row: list[tuple[Mapping[str, Any], float]] = []
    for entry in entries:
        width = SIGN + width_of(entry["words"], size) + GUTTER
        if row and sum(w for _, w in row) + width > WIDTH - 2 * SIDE + GUTTER:
            yield row
            row = []
        row.append((entry, width))
    if row:
        yield row


# ---- rows


def _rows(parent: Element, rows: Sequence[tuple[str, str, str]]) -> None:
    """Draw the rows in one column or two, in the largest letters that have room. Rows without room are counted."""
    for size, columns in TABLES:
        room = (WIDTH - 2 * SIDE - (columns - 1) * 2 * GUTTER) / columns
        laid = [_row(row, rows, size, room) for row in rows]
        fitting = _fitting(laid, size, columns)
        if fitting == len(rows):
            break
    left = SIDE
    at = 0
    for _ in range(columns):
        y = 0.0
        while at < fitting and y + _height(laid[at], size) <= HEIGHT - size * 2:
            y = _draw_row(parent, left, y, laid[at], size, room)
            at += 1
        left += room + 2 * GUTTER
    if fitting < len(rows):
        words = f"and {len(rows) - fitting} more links"
        text(parent, SIDE, HEIGHT - size * 0.5, words, size, fill=paper().muted)


Laid = list[tuple[list[str], float]]  # the lines of each cell, and its left edge


def _row(row: tuple[str, str, str], rows: Sequence[tuple[str, str, str]], size: float, room: float) -> Laid:
    since = max(width_of(lines, size) for one in rows for lines in lines_within(one[2], size, room / 4))
    level = max(width_of(one[1], size) for one in rows)
    starts = (0.0, room - since - level - GUTTER, room - since)
    widths = (starts[1] - GUTTER, level + 1, since + 1)
    return [(lines_within(cell, size, w), x) for cell, x, w in zip(row, starts, widths, strict=True)]


def _height(laid: Laid, size: float) -> float:
    return max(len(lines) for lines, _ in laid) * size * LINE + AIR


def _fitting(laid: Sequence[Laid], size: float, columns: int) -> int:
    """Return how many rows have room."""
    at = 0
    for _ in range(columns):
        y = 0.0
        while at < len(laid) and y + _height(laid[at], size) <= HEIGHT - size * 2:
            y += _height(laid[at], size)
            at += 1
    return at


def _draw_row(parent: Element, left: float, y: float, laid: Laid, size: float, room: float) -> float:
    for i, (lines, x) in enumerate(laid):
        text_lines(parent, left + x, y, lines, size, fill=paper().muted if i else paper().text)
    bottom = y + _height(laid, size)
    element(parent, "path", d=f"M{left},{bottom - AIR / 2:.2f} h{room:.2f}", stroke="#D5DADF", stroke_width=1)
    return bottom


# ---- map


def _map(parent: Element, data: Mapping[str, Any]) -> None:
    """Draw the map in its first frame. Where names have no room, add a map of Europe. Then the notes and the legend."""
    larger = max(1.0, NAMED / data["sizes"]["label"])
    room, high = (WIDTH - 2 * SIDE) / larger, MAP / larger
    views = [seen(data, data["frame"], data["level"], room, high)]
    if len(views[0].labels) < len(views[0].dots) and data["frame"] != CROWDED:
        wide = (room - GUTTER) * SHARE
        views = [
            seen(data, data["frame"], data["level"], wide, high),
            seen(data, CROWDED, data["level"], room - GUTTER - wide, high),
        ]
    moved = element(parent, "g", transform=f"translate({SIDE:.0f} 0) scale({larger:.4f})")
    lines: list[Mapping[str, Any]] = []
    x = 0.0
    for view in views:
        inner = element(moved, "svg", x=x, y=0, width=view.width, height=view.height)
        marks = draw_map(inner, data, view, land_drawing())
        lines += [{**line, "marks": marks & set(line["marks"])} for line in view.lines]
        x += view.width + GUTTER
    bottom = max(view.height for view in views) * larger
    note = " ".join(unshown(data, _all_named(views)))
    size, notes = fit_text(note, NOTES, WIDTH - 2 * SIDE, LEGEND - bottom - AIR)
    text_lines(parent, SIDE, bottom + AIR / 2, notes, size, fill=paper().muted)
    dots = [dot for view in views for dot in view.dots]
    _legend(parent, {"nodes": dots, "edges": lines, "legend": data["legend"], "shapes": data["shapes"]})


def _all_named(views: Sequence[Seen]) -> Seen:
    """Return the first view, with the names that have room in another view added."""
    named = {dot["name"]: view.labels[dot["id"]] for view in views for dot in view.dots if dot["id"] in view.labels}
    first = views[0]
    return replace(first, labels={dot["id"]: named[dot["name"]] for dot in first.dots if dot["name"] in named})
