"""The elements of an SVG: text, shapes, lines and marks. All text is written by `element`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from graph.drawing.styles import Theme, styles
from graph.drawing.svg.text_metrics import LINE
from graph.drawing.svg.xml_text import xml_text

ON_COLOUR = "#1B1F24"  # a letter on a node, whatever the theme
HOLLOW = 0.46  # the ring of a hollow shape, in radii, and how much smaller it is drawn
SMALLER = 0.82
Attributes = dict[str, str | float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def paper() -> Theme:
    """The light theme, whatever the theme of the page."""
    return styles().themes["light"]


def element(parent: Element, tag: str, words: str = "", /, **attributes: str | float) -> Element:
    """Append a child element. "_" in an attribute name becomes "-". All text is made valid for XML here."""
    named = {name.replace("_", "-"): _written(value) for name, value in attributes.items()}
    made = SubElement(parent, tag, named)
    made.text = xml_text(words) or None
    return made


def _written(value: str | float) -> str:
    return xml_text(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def text(parent: Element, x: float, y: float, words: str, size: float, /, **more: str | float) -> Element:
    """Draw one line of text, with its base line at `y`."""
    return element(parent, "text", words, **{"x": x, "y": y, "font_size": size, "fill": paper().text, **more})


def text_lines(parent: Element, x: float, y: float, lines: Iterable[str], size: float, /, **more: str | float) -> float:
    """Draw lines of text from `y` down. Returns the y at which the next may begin."""
    for words in lines:
        text(parent, x, y + size, words, size, **more)
        y += size * LINE
    return y


def shape(parent: Element, x: float, y: float, radius: float, look: Mapping[str, Any], path: str) -> None:
    """Draw a node: filled, or a ring, with an outline in the text's colour, and a letter if it has one."""
    edge = styles().sizes["outline"] / radius
    scale = radius * (SMALLER if look["hollow"] else 1)
    drawn = element(parent, "g", transform=f"translate({_written(x)} {_written(y)}) scale({scale:.4f})")
    drawn.set("stroke-linejoin", "round")
    if look["hollow"]:
        around: Attributes = {"stroke": paper().text, "stroke_width": HOLLOW + 2 * edge}
        element(drawn, "path", d=path, fill=paper().background, **around)
        element(drawn, "path", d=path, fill="none", stroke=look["colour"], stroke_width=HOLLOW)
    else:
        element(drawn, "path", d=path, fill=look["colour"], stroke=paper().text, stroke_width=edge)
    if look["letter"]:
        letter: Attributes = {"font_weight": 600, "text_anchor": "middle", "fill": ON_COLOUR}
        text(parent, x, y + 0.43 * radius, look["letter"], 1.2 * radius, **letter)


def line(parent: Element, start: tuple[float, float], end: tuple[float, float], look: Mapping[str, Any]) -> None:
    """Draw a straight line in its style: dash, width and the light colour."""
    ends: Attributes = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    drawn = element(parent, "line", **ends, stroke=look["light"], stroke_width=look["width"])
    if look["dash"]:
        drawn.set("stroke-dasharray", " ".join(map(_written, look["dash"])))


def mark(parent: Element, x: float, y: float, sign: str, colour: str) -> None:
    """Draw a mark: a circle with its sign, or a small open circle."""
    element(parent, "circle", cx=x, cy=y, r=mark_radius(sign), fill=paper().background, stroke=colour, stroke_width=1.5)
    if sign:
        text(parent, x, y + 4.6, sign, 13, font_weight=600, text_anchor="middle")


def mark_radius(sign: str) -> float:
    """The radius of a mark."""
    return 10.0 if sign else 5.0
