"""A story as PowerPoint slides that can be edited: a title, its slides, and the sources at the end."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from graph.drawing.svg.elements import paper
from graph.drawing.svg.text_metrics import LINE, lines_within
from graph.drawing.svg.xml_text import xml_text
from graph.export.images import svg_png
from graph.export.qr_code import qr_svg
from graph.export.story_files import StoryExport
from graph.stories.slide_picture import HEIGHT, WIDTH, picture_svg
from graph.stories.slide_rows import SlideData, alt_text, cited_claims, drawn_look, link_rows, references, source_line
from graph.stories.story import Story

PIXEL = 6350  # English metric units of a slide to a pixel of the stage: 1920 pixels are 13.33 inches
FONT = "Arial"
SIDE, ROOM = 36, 1848
TITLE, PICTURE, CAPTION, FOOT = (20, 80), 100, (914, 108), (1030, 40)  # top and height, in pixels
ROWS = 15  # of a table on one slide
ROW, ROW_HIGH = 24, 50  # size of letters and height of a row
SOURCES = 16  # on one slide
COLUMNS = (1250, 178, 420)  # of a table, in pixels


def story_pptx(story: Story, slides: Sequence[SlideData], *, url: str = "", created: date | None = None) -> bytes:
    """Return a story as a presentation of 16:9.

    Titles, captions, dates, source lines, tables and notes are text that can be edited. Networks and maps are pictures
    with a description. A table of more than fifteen rows continues on further slides.

    Args:
        story: The title and the audience of the title slide.
        slides: The slides from graph.stories.stage_data.stage_story(); none make a title and the sources.
        url: The address of the live story, drawn as a QR code on the last slide; "" for none.
        created: The date on the title slide; today by default.
    """
    deck = Deck()
    _first(deck, story, created or date.today())
    for slide in slides:
        if drawn_look(slide) == "table":
            _table_slides(deck, slide)
        else:
            _picture_slide(deck, slide)
    _last(deck, slides, url)
    return deck.file_bytes(story.title)


def pptx_file(export: StoryExport) -> bytes:
    """Write a story as slides."""
    return story_pptx(export.story, export.slides, url=export.url)


def _first(deck: Deck, story: Story, created: date) -> None:
    deck.add_slide(story.title, at=(360, 190), size=72)
    deck.add_text(story.audience, (570, 120), 32)
    deck.add_text(f"{created.day} {created:%B} {created.year}", (1000, 50), 20, muted=True)
    deck.set_notes("")


def _picture_slide(deck: Deck, slide: SlideData) -> None:
    deck.add_slide(slide["title"])
    if svg := picture_svg(slide):
        deck.add_picture(svg_png(svg), (0, PICTURE, WIDTH, HEIGHT), alt_text(slide))
    _words(deck, slide)


def _table_slides(deck: Deck, slide: SlideData) -> None:
    rows = link_rows(slide)
    parts = [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)]
    for number, part in enumerate(parts, 1):
        deck.add_slide(slide["title"] + (f" ({number} of {len(parts)})" if len(parts) > 1 else ""))
        deck.add_table(("Link", "", "Since"), part)
        _words(deck, slide)


def _words(deck: Deck, slide: SlideData) -> None:
    """Add the caption, dates and source line; and for the speaker the notes and each cited place in a source."""
    deck.add_text(slide["problem"] or slide["caption"], CAPTION, 30)
    deck.add_text(slide["dates"], FOOT, 16, muted=True, share=(0, 0.3))
    deck.add_text(source_line(slide), FOOT, 16, muted=True, share=(0.3, 0.7), right=True)
    cited = cited_claims(slide)
    deck.set_notes("\n\n".join(filter(None, (slide["notes"], "\n".join(["Sources:", *cited]) if cited else ""))))


def _last(deck: Deck, slides: Sequence[SlideData], url: str) -> None:
    """Add the sources, on as many slides as they need, with the QR code on the last."""
    known = [str(reference) for reference in references(slides)] or ["No source is cited."]
    parts = [known[at : at + SOURCES] for at in range(0, len(known), SOURCES)]
    code = qr_svg(url)
    for part in parts:
        with_code = code and part is parts[-1]
        deck.add_slide("Sources")
        size, share = 24 if len(part) <= 8 else 18, 0.76 if with_code else 1.0
        deck.add_text("\n\n".join(part), (120, 880), size, share=(0, share))
        if with_code:
            deck.add_picture(svg_png(code, scale=2), (1484, 120, 400, 400), f"QR code of {url}")
            deck.add_text(url, (530, 120), 16, muted=True, share=(0.78, 0.22), centred=True)
        deck.set_notes("")


class Deck:
    """A presentation being written with python-pptx. Content is added to its last slide."""

    def __init__(self) -> None:
        """Start without slides."""
        from pptx import Presentation
        from pptx.util import Emu

        self._presentation = Presentation()
        self._presentation.slide_width, self._presentation.slide_height = Emu(int(WIDTH) * PIXEL), Emu(1080 * PIXEL)
        self._slide: Any = None

    def add_slide(self, title: str, *, at: tuple[int, int] = TITLE, size: int = 44) -> None:
        """Add a slide. Its title also appears in outlines and to screen readers."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        self._slide = self._presentation.slides.add_slide(self._presentation.slide_layouts[5])
        shape = self._slide.shapes.title
        self._place(shape, (SIDE, at[0], ROOM, at[1]))
        self._write(shape.text_frame, title, _size(title, size, ROOM, at[1]), bold=True)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT

    def add_text(
        self,
        words: str,
        at: tuple[int, int],
        size: int,
        *,
        muted: bool = False,
        share: tuple[float, float] = (0, 1),
        right: bool = False,
        centred: bool = False,
    ) -> None:
        """Add a text box with this top and height and this share of the width. Without words, add none."""
        from pptx.enum.text import PP_ALIGN

        if not words:
            return
        left, room = SIDE + round(ROOM * share[0]), round(ROOM * share[1])
        box = self._slide.shapes.add_textbox(0, 0, 0, 0)
        self._place(box, (left, at[0], room, at[1]))
        self._write(box.text_frame, words, _size(words, size, room, at[1]), muted=muted)
        for paragraph in box.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT

    def add_picture(self, png: bytes, box: tuple[float, float, float, float], words: str) -> None:
        """Add a picture with its description."""
        shape = self._slide.shapes.add_picture(io.BytesIO(png), 0, 0)
        self._place(shape, box)
        shape._element.nvPicPr.cNvPr.set("descr", xml_text(words))

    def add_table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a native table with a header row."""
        frame = self._slide.shapes.add_table(len(rows) + 1, len(head), 0, 0, 0, 0)
        self._place(frame, (SIDE, 120, ROOM, ROW_HIGH * (len(rows) + 1)))
        table = frame.table
        for column, width in zip(table.columns, COLUMNS, strict=True):
            column.width = width * PIXEL
        for y, row in enumerate((head, *rows)):
            table.rows[y].height = ROW_HIGH * PIXEL
            for x, words in enumerate(row):
                cell = table.cell(y, x)
                cell.margin_top = cell.margin_bottom = 4 * PIXEL
                self._write(cell.text_frame, words, _size(words, ROW, COLUMNS[x] - 40, ROW_HIGH), bold=not y)
                _paint(cell, paper().surface if y % 2 else paper().background)

    def set_notes(self, words: str) -> None:
        """Set the notes for the speaker."""
        self._slide.notes_slide.notes_text_frame.text = xml_text(words)

    def file_bytes(self, title: str) -> bytes:
        """Return the file."""
        self._presentation.core_properties.title = xml_text(title)[:255]
        self._presentation.core_properties.author = "Citylinks"
        out = io.BytesIO()
        self._presentation.save(out)
        return out.getvalue()

    def _place(self, shape: Any, box: tuple[float, float, float, float]) -> None:
        shape.left, shape.top, shape.width, shape.height = (round(side * PIXEL) for side in box)

    def _write(self, frame: Any, words: str, size: float, *, bold: bool = False, muted: bool = False) -> None:
        """Write one paragraph for each line, without margins, so that texts are placed as on the stage."""
        from pptx.util import Emu

        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.text = xml_text(words)
        colour = paper().muted if muted else paper().text
        for run in _runs(frame):
            run.font.size, run.font.bold, run.font.name = Emu(round(size * PIXEL)), bold, FONT
            run.font.color.rgb = _rgb(colour)


def _runs(frame: Any) -> Iterator[Any]:
    return (run for paragraph in frame.paragraphs for run in paragraph.runs)


def _paint(cell: Any, colour: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    rgb: Any = RGBColor  # has no types
    return rgb(*bytes.fromhex(colour.removeprefix("#")))


def _size(words: str, most: int, room: float, high: float) -> float:
    """Return the largest size at which the words fit: at most `most` pixels, at least 9."""
    size = float(most)
    while size > 9 and _high(words, size, room) > high:
        size -= 1
    return size


def _high(words: str, size: float, room: float) -> float:
    return sum(len(lines_within(part, size, room)) for part in words.split("\n")) * size * LINE
