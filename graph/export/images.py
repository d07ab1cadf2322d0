"""A slide as a picture to print, and the conversion of our SVG to PNG and PDF without a browser."""

from __future__ import annotations

from types import ModuleType
from xml.etree.ElementTree import Element, fromstring, tostring

from graph.drawing.svg.elements import element, paper, text, text_lines
from graph.drawing.svg.text_metrics import width_of
from graph.export.story_files import StoryExport
from graph.model.data_folder import data_file, read_once
from graph.stories.slide_picture import FONTS, SVG, WIDTH, draw_slide, fit_text
from graph.stories.slide_rows import SlideData, source_line

PAGE = 1080.0  # height for WIDTH, as on the stage
SIDE = 36.0
TITLES, CAPTIONS, SMALL = (44, 38, 32, 26), (30, 26, 22, 18), (18, 16, 14)
TITLE, PICTURE, CAPTION, FOOT = 18.0, 96.0, 912.0, 1034.0  # top of each part
TITLE_HIGH, CAPTION_HIGH, FOOT_HIGH = 76.0, 118.0, 44.0
PRINT = 2.0  # pixels to a unit: 3840 x 2160, enough for 30 cm of paper
NUMBER = 130.0  # width kept for the slide number


def slide_svg(slide: SlideData, *, width: int = 1920) -> str:
    """Return a staged slide as an SVG page of 16:9: title, picture with legend, caption, dates and sources.

    Nodes have the same places as on the stage. A title, caption or source line that does not fit ends with "…"; the
    title and description of the file hold the whole text.
    """
    root = Element("svg", {"xmlns": SVG, "role": "img", "font-family": FONTS})
    root.attrib |= {"width": f"{width}", "height": f"{width * 9 / 16:g}", "viewBox": f"0 0 {WIDTH:.0f} {PAGE:.0f}"}
    element(root, "title", slide["title"])
    element(root, "desc", slide["problem"] or slide["caption"])
    element(root, "rect", width="100%", height="100%", fill=paper().background)
    size, lines = fit_text(slide["title"], TITLES, WIDTH - 2 * SIDE - NUMBER, TITLE_HIGH, bold=True)
    text_lines(root, SIDE, TITLE, lines, size, font_weight=700)
    if "number" in slide:
        text(root, WIDTH - SIDE, TITLE + 40, f"{slide['number']}", 18, text_anchor="end", fill=paper().muted)
    draw_slide(element(root, "g", transform=f"translate(0 {PICTURE:.0f})"), slide)
    size, lines = fit_text(slide["problem"] or slide["caption"], CAPTIONS, WIDTH - 2 * SIDE, CAPTION_HIGH)
    text_lines(root, SIDE, CAPTION, lines, size)
    _foot(root, slide)
    return tostring(root, encoding="unicode") + "\n"


def _foot(root: Element, slide: SlideData) -> None:
    """Draw the dates on the left and the sources on the right."""
    room = WIDTH - 2 * SIDE
    left = min(width_of(slide["dates"], SMALL[0]), room / 2)
    for words, side, share in ((slide["dates"], SIDE, left), (source_line(slide), WIDTH - SIDE, room - left - 40)):
        size, lines = fit_text(words, SMALL, share, FOOT_HIGH)
        anchor = "start" if side == SIDE else "end"
        text_lines(root, side, FOOT, lines, size, fill=paper().muted, text_anchor=anchor)


def svg_files(export: StoryExport) -> tuple[bytes, ...]:
    """Write each slide as an SVG picture."""
    return tuple(slide_svg(slide).encode() for slide in export.slides)


def png_files(export: StoryExport) -> tuple[bytes, ...]:
    """Write each slide as a PNG picture, large enough to print."""
    return tuple(svg_png(slide_svg(slide), scale=PRINT) for slide in export.slides)


# ---- files of pictures


def svg_png(svg: str, *, scale: float = 1.0) -> bytes:
    """Return the picture as PNG, with `scale` pixels to a unit of the SVG. Raise ValueError where it links to files."""
    return bytes(_converter().svg_to_png(_own(svg), scale=scale))


def svg_pdf(svg: str) -> bytes:
    """Return the picture as one PDF page, a point to a unit, its text as text. Raise ValueError as `svg_png` does."""
    return bytes(_converter().svg_to_pdf(_own(svg)))


@read_once("reference/fonts")
def _converter() -> ModuleType:
    """The converter: Latin letters it has built in, Chinese ones it takes from the machine's fonts or from ours."""
    import vl_convert

    vl_convert.register_font_directory(str(data_file("reference/fonts")))
    return vl_convert


def _own(svg: str) -> str:
    """Return the text unchanged. Raise ValueError where it has a link, because the converter would fetch it."""
    for one in fromstring(svg).iter():  # noqa: S314 - our own
        for name, value in one.attrib.items():
            if name.rpartition("}")[2] == "href" or "url(" in value:
                raise ValueError(f"the picture links to another file: {value[:80]}")
    return svg
