"""A slide as a picture to print: all its texts, the same places as on the stage, and no remote content."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from graph.answers.explorer import Explorer
from graph.drawing.svg.labels import node_box
from graph.drawing.svg.picture import plan
from graph.explore.explorations import ViewService
from graph.export.images import slide_svg, svg_pdf, svg_png
from graph.model.data_folder import SHIPPED_DATA
from graph.stories.reader import read_stories
from graph.stories.slide_picture import FONTS, MIDDLE, NAMED_WITHIN, fit_text, picture_svg
from graph.stories.slide_rows import link_rows
from graph.stories.stage_data import stage_story
from graph.stories.story import LOOKS
from tests.graph.stories import hostile

DRAWN = {"svg", "title", "desc", "rect", "g", "path", "line", "circle", "text"}


def tags(svg: str) -> set[str]:
    return {one.tag.removeprefix(hostile.SVG) for one in ElementTree.fromstring(svg).iter()}  # noqa: S314 - our own


def pixels(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def colours(png: bytes) -> int:
    return len(pixels(png).getcolors(maxcolors=1 << 24) or [])


@pytest.fixture(scope="module")
def shipped(explorer: Explorer) -> list[dict[str, Any]]:
    service = ViewService(explorer)
    return [
        slide
        for story in read_stories(SHIPPED_DATA / "stories").stories.values()
        for slide in stage_story(story, service)
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_markup_formulas_and_controls_are_shown_as_they_are_written(look: str) -> None:
    (slide,) = hostile.slides(look)
    svg = slide_svg({**slide, "title": f"{slide['title']} {hostile.CONTROL}"})
    assert tags(svg) <= DRAWN
    said = hostile.in_svg(svg)
    for words in (hostile.TITLE, hostile.PRINTED, hostile.CAPTION, f"Source {hostile.SCRIPT}"):
        assert hostile.bare(words) in said
    assert hostile.bare(hostile.FORMULA) in said and "<a" in said
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert root.findtext(f"{hostile.SVG}desc") == hostile.CAPTION


def test_nothing_runs_and_nothing_comes_from_elsewhere(shipped: list[dict[str, Any]]) -> None:
    for slide in [*shipped, *hostile.slides(*LOOKS)]:
        svg = slide_svg(slide)
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own
        for one in root.iter():
            assert not [name for name in one.attrib if name.startswith("on") or "href" in name or name == "style"]
            assert not [value for value in one.attrib.values() if "url(" in value or "//" in value]


def test_a_picture_that_would_fetch_something_is_refused() -> None:
    linked = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://127.0.0.1/x"/></svg>'
    for make in (svg_png, svg_pdf):
        with pytest.raises(ValueError, match="links to another file"):
            make(linked)


def test_every_stop_of_the_shipped_stories_is_drawn_with_every_name(shipped: list[dict[str, Any]]) -> None:
    for slide in shipped:
        svg = slide_svg(slide)
        assert colours(svg_png(svg, scale=0.5)) > 20
        said = hostile.in_svg(svg)
        assert "leftout" not in said and "more" not in slide["dates"]
        assert hostile.bare(slide["title"]) in said and hostile.bare(slide["caption"]) in said
        if slide["look"] == "network":
            assert all(hostile.bare(node["label"]) in said for node in slide["picture"]["nodes"])


def test_a_thing_stands_where_the_stage_has_it() -> None:
    (slide,) = hostile.slides("network", names=hostile.crowd())
    root = ElementTree.fromstring(picture_svg(slide))  # noqa: S314 - our own
    inner = root.findall(f"{hostile.SVG}g")[0]  # the other groups are signs of the legend
    assert inner.get("transform") == f"translate({MIDDLE[0]:.0f} {MIDDLE[1]:.0f})"
    moved = {one.attrib["transform"].split(" scale")[0] for one in inner.findall(f"{hostile.SVG}g[@transform]")}
    assert moved == {f"translate({node['x']:g} {node['y']:g})" for node in slide["picture"]["nodes"]}


def test_twenty_five_long_names_have_room_and_none_covers_another() -> None:
    (slide,) = hostile.slides("network", names=hostile.crowd())
    assert len(slide["picture"]["nodes"]) == 25
    svg = picture_svg(slide)
    said = hostile.in_svg(svg)
    assert all(hostile.bare(node["label"].split("\n")[0]) in said for node in slide["picture"]["nodes"])
    sizes = [float(one.attrib["font-size"]) for one in ElementTree.fromstring(svg).iter(f"{hostile.SVG}text")]  # noqa: S314
    assert min(sizes) >= 14
    sized = {**slide["picture"], "sizes": {**slide["picture"]["sizes"], "label": 16}}
    boxes = [*plan(sized, NAMED_WITHIN).labels.values(), *map(node_box, slide["picture"]["nodes"])]
    apart = [a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for a, b in combinations(boxes, 2) if a != b]
    assert all(apart)


def test_a_table_of_many_rows_shows_all_that_have_room_and_counts_the_rest() -> None:
    (slide,) = hostile.slides("table", names=hostile.crowd(20))
    said = hostile.in_svg(slide_svg(slide))
    assert len(link_rows(slide)) == 19
    assert all(hostile.bare(text) in said for text, _, _ in link_rows(slide))
    (edge, *_) = slide["picture"]["edges"]
    many = {**slide, "picture": {**slide["picture"], "edges": [edge] * 300}}
    drawn = hostile.in_svg(slide_svg(many))
    (left_out,) = re.findall(r"and(\d+)morelinks", drawn)
    assert drawn.count(hostile.bare(edge["rows"][0]["text"])) + int(left_out) == 300


def test_a_stop_that_shows_nothing_says_why_in_place_of_its_caption() -> None:
    (slide,) = hostile.slides("network")
    nothing = {**slide, "picture": None, "problem": "Nothing is recorded by that name.", "sources": [], "evidence": []}
    said = hostile.in_svg(slide_svg(nothing))
    assert "Nothingisrecordedbythatname." in said and "Caption" not in said
    assert picture_svg(nothing) == ""


@pytest.mark.parametrize("width", [640, 1920, 4000])
def test_a_page_is_16_to_9_whatever_its_width(width: int) -> None:
    (slide,) = hostile.slides("network")
    assert pixels(svg_png(slide_svg(slide, width=width))).size == (width, round(width * 9 / 16))


def test_a_pdf_page_has_its_text_as_text() -> None:
    (slide,) = hostile.slides("network")
    said = hostile.in_pdf(svg_pdf(slide_svg(slide)))
    assert hostile.bare(hostile.TITLE) in said and hostile.CHINESE in said


def test_chinese_letters_are_drawn_and_not_boxes() -> None:
    page = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" font-family="{}">{}</svg>'
    words = '<text x="5" y="45" font-size="40">{}</text>'
    drawn = {letter: svg_png(page.format(FONTS, words.format(letter))) for letter in "武汉國ツA\ue123"}
    assert len(set(drawn.values())) == len(drawn)


@given(st.text(max_size=400), st.integers(60, 2000), st.integers(20, 200))
def test_words_never_leave_their_room(words: str, room: int, high: int) -> None:
    size, lines = fit_text(words, (44, 30, 18), room, high)
    assert len(lines) == 1 or len(lines) * size * 1.25 <= high
    assert lines[-1].endswith("…") or hostile.bare("".join(lines)) == hostile.bare(words)


def test_the_same_stop_gives_the_same_page(shipped: list[dict[str, Any]]) -> None:
    assert slide_svg(shipped[0]) == slide_svg(shipped[0])


def test_a_story_without_emphasis_has_no_ring() -> None:
    story = hostile.story("network")
    plain = replace(story, slides=tuple(replace(slide, emphasise=()) for slide in story.slides))
    ringed, bare = (slide_svg(stage_story(one, hostile.service(hostile.records()))[0]) for one in (story, plain))
    assert ringed.count("<circle") == bare.count("<circle") + 1
