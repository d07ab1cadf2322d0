"""The handout: each slide or answer, with its text as text and numbered sources, without the notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pypdf import PdfReader

from graph.answers.answer import Answer, Citation, Row
from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.export.handout import answers_pdf, story_pdf
from graph.export.pdf_pages import A4, Pages
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Source
from graph.stories.reader import read_stories
from graph.stories.stage_data import stage_story
from graph.stories.story import LOOKS, Story
from tests.graph.stories import hostile

MADE = date(2026, 7, 30)


def texts(content: bytes) -> list[str]:
    """Return the text of each page without blanks."""
    return [hostile.bare(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def told(story: Story, slides: Sequence[dict[str, Any]], url: str = "") -> list[str]:
    return texts(story_pdf(story, slides, url=url, created=MADE))


def answer(**more: Any) -> Answer:
    source = Source("page", "document", f"Source {hostile.SCRIPT}", "A council", url="https://example.org/page")
    row = Row((hostile.SCRIPT, hostile.LINK, hostile.FORMULA), certainty="possible", sources=(1,))
    given = {
        "columns": ("name", "link", "what is recorded"),
        "rows": (row,),
        "sources": (Citation(1, source, hostile.LINK, "third party", "2021", ()),),
        "notes": (hostile.NOTES,),
    }
    return Answer(
        f"Question {hostile.IMAGE}", "answer", f"Sentence {hostile.CONTROL} {hostile.CHINESE}", **given | more
    )


def test_markup_formulas_and_controls_of_a_story_are_text() -> None:
    slides = hostile.slides(*LOOKS)
    slides[0]["title"] = hostile.CONTROL
    story = hostile.story(*LOOKS)
    cover, *shown, last = told(replace(story, title=story.title + hostile.CONTROL), slides)
    for words in (f"Story {hostile.SCRIPT}{hostile.PRINTED}", f"For {hostile.IMAGE}"):
        assert hostile.bare(words) in cover
    assert hostile.PRINTED in shown[0]
    for page in shown:
        assert hostile.bare(hostile.CAPTION) in page and hostile.bare(f"[1] Source {hostile.SCRIPT} (page)") in page
    assert hostile.bare(f"[1] Source {hostile.SCRIPT} (page)") in last


def test_the_notes_are_the_speakers_alone() -> None:
    assert not [page for page in told(hostile.story("network"), hostile.slides("network")) if "Note<a" in page]


def test_a_story_is_lying_a4_and_an_answer_upright() -> None:
    created = story_pdf(hostile.story("network"), hostile.slides("network"), created=MADE)
    assert {(p.mediabox.width, p.mediabox.height) for p in PdfReader(io.BytesIO(created)).pages} == {A4[::-1]}
    created = answers_pdf([answer()], MADE)
    assert {(p.mediabox.width, p.mediabox.height) for p in PdfReader(io.BytesIO(created)).pages} == {A4}


def test_every_page_has_its_number_and_the_day() -> None:
    pages = told(hostile.story(*LOOKS), hostile.slides(*LOOKS))
    assert all("30July2026" in page for page in pages)
    assert [f"{i}of{len(pages)}" in page for i, page in enumerate(pages, 1)] == [True] * 5


def test_the_shipped_stories_are_a_page_a_stop_with_all_words_and_names(explorer: Explorer) -> None:
    service = ViewService(explorer)
    for story in read_stories(SHIPPED_DATA / "stories").stories.values():
        slides = stage_story(story, service)
        pages = told(story, slides)
        assert len(pages) == len(slides) + 2
        for slide, page in zip(slides, pages[1:], strict=False):
            assert hostile.bare(slide["title"]) in page and hostile.bare(slide["caption"]) in page
            if slide["look"] == "network":
                names = [node["label"].split("\n")[0] for node in slide["picture"]["nodes"]]
                assert [name for name in names if hostile.bare(name) not in page] == []


def test_a_story_without_stops_is_a_page_that_says_so() -> None:
    (page,) = told(Story("Nothing yet"), [])
    assert "Nothingyet" in page and "Thisstoryhasnoslides." in page


def test_a_stop_that_shows_nothing_says_why() -> None:
    (slide,) = hostile.slides("network")
    nothing = {**slide, "picture": None, "problem": "Not recorded: Atlantis.", "sources": [], "evidence": []}
    _, page = told(hostile.story("network"), [nothing])
    assert "Notrecorded:Atlantis." in page and "Caption" not in page


def test_twenty_five_things_and_a_long_table_are_all_there() -> None:
    names = hostile.crowd()
    pages = told(hostile.story("table", "network"), hostile.slides("table", "network", names=names))
    said = "".join(pages)
    assert all(hostile.bare(name) in said for name in names)


def test_the_address_stands_on_the_first_page_under_its_code() -> None:
    url = "https://citylinks.example.org/present?story=mine"
    slides = hostile.slides("network")
    first, *rest = told(hostile.story("network"), slides, url)
    assert url in first and url not in "".join(rest)
    assert url not in "".join(told(hostile.story("network"), slides))


def test_markup_formulas_and_controls_of_an_answer_are_text() -> None:
    said = "".join(texts(answers_pdf([answer()], MADE)))
    for words in (
        f"1. Question {hostile.IMAGE}",
        f"Sentence {hostile.PRINTED} {hostile.CHINESE}",
        f"{hostile.SCRIPT} {hostile.LINK} · possible [1] {hostile.FORMULA}",
        f"Note: {hostile.NOTES}",
        f"[1] Source {hostile.SCRIPT} (page), A council, at “{hostile.LINK}”, as of 2021, third-party source",
        "https://example.org/page",
    ):
        assert hostile.bare(words) in said


def test_what_was_asked_is_printed_in_order_with_all_rows_and_sources(explorer: Explorer) -> None:
    asked = ["which Newcastle schools link to Wuhan", "Leeds twin cities", "what of Atlantis", "武汉"]
    answers = [explorer.ask(text) for text in asked]
    pages = texts(answers_pdf(answers, MADE))
    said = "".join(page[: page.index("Citylinks·")] for page in pages)
    at = [said.index(hostile.bare(f"{i}. {text}")) for i, text in enumerate(asked, 1)]
    assert at == sorted(at) and len(pages) > 2
    for one in answers:
        assert hostile.bare(one.sentence) in said
        assert [row.cells[0] for row in one.rows if hostile.bare(row.cells[0]) not in said] == []
        assert [c for c in one.sources if hostile.bare(f"[{c.number}] {c}") not in said] == []


def test_nothing_asked_is_said() -> None:
    (page,) = texts(answers_pdf([], MADE))
    assert "Noquestionwasasked." in page


def test_a_text_longer_than_a_page_goes_on_on_the_next() -> None:
    pages = Pages("foot")
    pages.add_text("word " * 4000, 12)
    found = texts(pages.file_bytes("Long"))
    assert len(found) > 3 and "".join(found).count("word") == 4000
    assert PdfReader(io.BytesIO(pages.file_bytes("Long"))).metadata.title == "Long"  # type: ignore[union-attr]
