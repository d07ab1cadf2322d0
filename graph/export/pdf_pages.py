"""Pages filled from the top down, written as one PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, fromstring, tostring

from graph.drawing.svg.elements import Attributes, element, paper, text
from graph.drawing.svg.text_metrics import LINE, lines_within, width_of
from graph.drawing.svg.xml_text import xml_text
from graph.export.images import svg_pdf
from graph.stories.slide_picture import FONTS, SVG

A4 = (595.0, 842.0)  # points, upright
MARGIN, FOOT = 42.0, 30.0
GAP = 14.0  # between two columns


class Pages:
    """Pages being written. Content without room goes to a new page. Units are points; 0,0 is the upper left."""

    def __init__(self, foot: str, *, landscape: bool = False) -> None:
        """Start with one blank page. `foot` is printed at the foot of each page; `landscape` makes pages wide."""
        self.width, self.height = A4[::-1] if landscape else A4
        self.room = self.width - 2 * MARGIN
        self._foot = foot
        self._pages: list[Element] = []
        self.new_page()

    @property
    def room_left(self) -> float:
        """The height left on this page."""
        return self.height - MARGIN - FOOT - self._y

    def new_page(self) -> None:
        """Start a new page."""
        root = Element("svg", {"xmlns": SVG, "font-family": FONTS})
        root.attrib |= {"width": f"{self.width:.0f}", "height": f"{self.height:.0f}"}
        element(root, "rect", width="100%", height="100%", fill=paper().background)
        self._pages.append(root)
        self._y = MARGIN

    def reserve(self, high: float) -> None:
        """Start a new page where less than this height is left."""
        if high > self.room_left and self._y > MARGIN:
            self.new_page()

    def skip(self, high: float) -> None:
        """Leave some height blank."""
        self._y += high

    def add_text(self, words: str, size: float, *, bold: bool = False, muted: bool = False, indent: float = 0) -> None:
        """Add a text in lines. It continues on the next page where it must."""
        self.add_row([(words, indent, self.room - indent)], size, bold=bold, muted=muted)

    def add_row(
        self, cells: Sequence[tuple[str, float, float]], size: float, *, bold: bool = False, muted: bool = False
    ) -> None:
        """Add texts side by side, each with its left edge and width. A line of all texts stays on one page."""
        laid = [(x, lines_within(words, size, width, bold=bold)) for words, x, width in cells if words]
        look: Attributes = {"fill": paper().muted if muted else paper().text} | ({"font_weight": 700} if bold else {})
        for i in range(max((len(lines) for _, lines in laid), default=0)):
            self.reserve(size * LINE)
            for x, lines in laid:
                if i < len(lines):
                    text(self._pages[-1], MARGIN + x, self._y + size, lines[i], size, **look)
            self._y += size * LINE

    def add_rule(self) -> None:
        """Add a thin line across the page."""
        along = f"M{MARGIN},{self._y + 3:.1f} h{self.room}"
        element(self._pages[-1], "path", d=along, stroke="#B7BFC8", stroke_width=0.5)
        self._y += 7

    def add_picture(self, svg: str, wide: float, high: float) -> None:
        """Add one of our own SVG pictures, centred, as large as `wide` and `high` allow."""
        inner = fromstring(svg)  # noqa: S314 - our own
        own = float(inner.attrib["width"]), float(inner.attrib["height"])
        scale = min(wide / own[0], high / own[1])
        self.reserve(own[1] * scale)
        inner.attrib |= {"viewBox": f"0 0 {own[0]:g} {own[1]:g}", "y": f"{self._y:.1f}"}
        inner.attrib |= {"x": f"{(self.width - own[0] * scale) / 2:.1f}"}
        inner.attrib |= {"width": f"{own[0] * scale:.1f}", "height": f"{own[1] * scale:.1f}"}
        self._pages[-1].append(inner)
        self._y += own[1] * scale

    def page_svgs(self) -> list[str]:
        """Return the pages as SVG, each with its foot and number."""
        svgs = []
        for number, page in enumerate(self._pages, 1):
            copy = deepcopy(page)
            y, page_number = self.height - MARGIN, f"{number} of {len(self._pages)}"
            room = self.room - width_of(page_number, 8) - GAP
            text(copy, MARGIN, y, lines_within(self._foot, 8, room)[0], 8, fill=paper().muted)
            text(copy, self.width - MARGIN, y, page_number, 8, fill=paper().muted, text_anchor="end")
            svgs.append(tostring(copy, encoding="unicode"))
        return svgs

    def file_bytes(self, title: str) -> bytes:
        """Return the pages as one PDF, its text as text."""
        return joined((svg_pdf(svg) for svg in self.page_svgs()), title)


def joined(pages: Iterable[bytes], title: str) -> bytes:
    """Join single PDF pages into one file."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter()
    for page in pages:
        writer.append(PdfReader(io.BytesIO(page)))
    writer.add_metadata({"/Title": xml_text(title), "/Creator": "Citylinks"})
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
