"""A story as PowerPoint: text that can be edited, pictures with descriptions, sources in the notes."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.export.pptx_deck import ROWS, story_pptx
from graph.export.qr_code import qr_svg
from graph.model.data_folder import SHIPPED_DATA
from graph.stories.reader import read_stories
from graph.stories.stage_data import stage_story
from graph.stories.story import LOOKS, Story
from tests.graph.stories import hostile

MADE = date(2026, 7, 30)
URL = "https://citylinks.example.org/present?story=mine"


def deck_slides(story: Story, slides: list[dict[str, Any]], url: str = "") -> list[Any]:
    return list(Presentation(io.BytesIO(story_pptx(story, slides, url=url, created=MADE))).slides)


def words(slide: Any) -> list[str]:
    """Return the texts of a slide, including the cells of a table."""
    boxes = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    csv_tables = [shape.table for shape in slide.shapes if shape.has_table]
    return boxes + [cell.text_frame.text for table in csv_tables for row in table.rows for cell in row.cells]


def pictures(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type == 13]


def test_markup_formulas_and_controls_are_text_on_slides_and_in_notes() -> None:
    slides = hostile.slides(*LOOKS)
    slides[0]["title"] = hostile.CONTROL
    slides[0]["notes"] = hostile.CONTROL + hostile.NOTES
    story = hostile.story(*LOOKS)
    first, *shown, last = deck_slides(replace(story, title=story.title + hostile.CONTROL), slides)
    assert first.shapes.title.text == f"Story {hostile.SCRIPT}{hostile.PRINTED}"
    assert f"For {hostile.IMAGE}" in words(first)
    assert [slide.shapes.title.text for slide in shown] == [hostile.PRINTED, hostile.TITLE, hostile.TITLE]
    for slide in shown:
        assert hostile.CAPTION in words(slide) and f"Source: Source {hostile.SCRIPT}" in words(slide)
        notes = slide.notes_slide.notes_text_frame.text
        assert hostile.NOTES in notes and f"Source {hostile.SCRIPT} (page), at “{hostile.LINK}”" in notes
    assert hostile.PRINTED in shown[0].notes_slide.notes_text_frame.text
    assert words(last) == ["Sources", f"[1] Source {hostile.SCRIPT} (page)"]


def test_a_picture_is_sharp_not_blank_and_described() -> None:
    _, network, map_, _ = deck_slides(hostile.story("network", "map"), hostile.slides("network", "map"))
    for slide in (network, map_):
        (picture,) = pictures(slide)
        image = Image.open(io.BytesIO(picture.image.blob)).convert("RGB")
        assert image.width >= 1600 and len(image.getcolors(maxcolors=1 << 24) or []) > 20
        alt_text = picture._element.nvPicPr.cNvPr.get("descr")
        assert hostile.SCRIPT in alt_text and "twinned" in alt_text
        assert picture.width / picture.height == pytest.approx(image.width / image.height, rel=0.01)


def test_a_table_is_native_and_goes_on_on_the_next_slide() -> None:
    slides = hostile.slides("table", names=hostile.crowd())
    _, *shown, _ = deck_slides(hostile.story("table"), slides)
    assert len(shown) == 2 and [slide.shapes.title.text[-8:] for slide in shown] == ["(1 of 2)", "(2 of 2)"]
    csv_tables = [next(shape.table for shape in slide.shapes if shape.has_table) for slide in shown]
    assert [len(table.rows) for table in csv_tables] == [ROWS + 1, 24 - ROWS + 1]
    sentences = {table.cell(y, 0).text_frame.text for table in csv_tables for y in range(1, len(table.rows))}
    assert sentences == {row["text"] for edge in slides[0]["picture"]["edges"] for row in edge["rows"]}


def test_twenty_five_things_are_one_slide() -> None:
    slides = hostile.slides("network", names=hostile.crowd())
    _, shown, _ = deck_slides(hostile.story("network"), slides)
    assert len(pictures(shown)) == 1


def test_a_story_without_stops_has_a_title_and_an_end() -> None:
    first, last = deck_slides(Story("Nothing yet", "Nobody"), [])
    assert words(first) == ["Nothing yet", "Nobody", "30 July 2026"]
    assert words(last) == ["Sources", "No source is cited."]


def test_a_stop_that_shows_nothing_says_why() -> None:
    (slide,) = hostile.slides("network")
    nothing = {
        **slide,
        "picture": None,
        "problem": "Not recorded: Atlantis.",
        "sources": [],
        "evidence": [],
        "dates": "",
    }
    _, shown, _ = deck_slides(hostile.story("network"), [nothing])
    assert words(shown) == [hostile.TITLE, "Not recorded: Atlantis."] and not pictures(shown)


def test_the_live_story_is_a_code_on_the_last_slide_where_there_is_an_address() -> None:
    story, slides = hostile.story("network"), hostile.slides("network")
    *_, last = deck_slides(story, slides, URL)
    assert URL in words(last)
    (code,) = pictures(last)
    assert code._element.nvPicPr.cNvPr.get("descr") == f"QR code of {URL}"
    assert not pictures(deck_slides(story, slides)[-1])
    assert qr_svg(URL) == qr_svg(URL) != qr_svg(URL + "2")


def test_many_sources_take_as_many_slides_as_they_need() -> None:
    (slide,) = hostile.slides("network")
    claims = [{**slide["evidence"][0]["claims"][0], "source": f"A source ({i})"} for i in range(40)]
    many = {**slide, "evidence": [{"line": "", "claims": claims}]}
    ends = [slide for slide in deck_slides(hostile.story("network"), [many]) if slide.shapes.title.text == "Sources"]
    said = "\n".join(text for slide in ends for text in words(slide))
    assert len(ends) == 3 and all(f"[{i + 1}] A source ({i})" in said for i in range(40))


def test_no_text_of_the_shipped_stories_is_smaller_than_can_be_read(explorer: Explorer) -> None:
    service = ViewService(explorer)
    for story in read_stories(SHIPPED_DATA / "stories").stories.values():
        for slide in deck_slides(story, stage_story(story, service)):
            boxes = [shape for shape in slide.shapes if shape.has_text_frame]
            runs = [run for box in boxes for paragraph in box.text_frame.paragraphs for run in paragraph.runs]
            assert min(run.font.size.pt for run in runs) >= 8  # points of a page 34 cm wide
            for box in boxes:
                assert box.left >= 0 and box.left + box.width <= 1920 * 6350
                assert box.top >= 0 and box.top + box.height <= 1080 * 6350


def test_libreoffice_opens_the_slides(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice: install libreoffice-impress to open the slides in it")
    (tmp_path / "story.pptx").write_bytes(story_pptx(hostile.story(*LOOKS), hostile.slides(*LOOKS), url=URL))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "story.pptx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=200)
    said = hostile.in_pdf((tmp_path / "story.pdf").read_bytes())
    for text in (hostile.TITLE, hostile.CAPTION, f"Story {hostile.SCRIPT}", URL):
        assert hostile.bare(text) in said
