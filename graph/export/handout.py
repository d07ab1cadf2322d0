"""Handouts as PDF, with all sources: a story with one page for each slide, or the answers to questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.answers.answer import DIRECT, POSSIBLE, Answer, Row
from graph.answers.builder import COLUMNS
from graph.drawing.svg.text_metrics import width_of
from graph.export.pdf_pages import GAP, Pages
from graph.export.qr_code import qr_svg
from graph.export.story_files import StoryExport
from graph.stories.slide_picture import picture_svg
from graph.stories.slide_rows import SlideData, cited_references, drawn_look, link_rows, references
from graph.stories.story import Story

HEADING, BODY, SMALL = 20.0, 12.0, 9.0
PICTURE = 360.0  # maximum height of a picture
TABLE = (490.0, 60.0, 180.0)  # widths of the columns of a slide's rows
NOTED = COLUMNS[-1]  # the column with what the sources record, printed below the row
INDENT = 12.0
MOST_MARKS = 6  # source numbers printed for a row


def story_pdf(story: Story, slides: Sequence[SlideData], *, url: str = "", created: date | None = None) -> bytes:
    """Return the handout of a story: landscape A4, one page for each slide, then the numbered sources. No notes.

    Args:
        story: The title and the audience.
        slides: The slides from graph.stories.stage_data.stage_story().
        url: The address of the live story, drawn as a QR code on the first page; "" for none.
        created: The date printed; today by default.
    """
    day = _day(created or date.today())
    pages = Pages(f"{story.title} · {day}", landscape=True)
    _cover(pages, story, slides, day, url)
    known = references(slides)
    for slide in slides:
        pages.new_page()
        pages.add_text(slide["title"], HEADING, bold=True)
        pages.skip(4)
        if drawn_look(slide) == "table":
            _rows(pages, slide)
        elif svg := picture_svg(slide):
            pages.add_picture(svg, pages.room, PICTURE)
        pages.skip(6)
        pages.add_text(slide["problem"] or slide["caption"], BODY + 2)
        pages.skip(4)
        pages.add_text(slide["dates"], SMALL, muted=True)
        cited = "; ".join(f"[{one.number}] {one.words}" for one in cited_references(slide, known))
        pages.add_text(f"Sources: {cited}" if cited else "", SMALL, muted=True)
    if known:
        pages.new_page()
        pages.add_text("Sources", HEADING, bold=True)
        for one in known:
            pages.skip(4)
            pages.add_text(str(one), BODY)
    return pages.file_bytes(story.title)


def _cover(pages: Pages, story: Story, slides: Sequence[SlideData], day: str, url: str) -> None:
    pages.skip(60)
    pages.add_text(story.title, 34, bold=True)
    pages.skip(6)
    pages.add_text(story.audience, 16, muted=True)
    pages.add_text(day, BODY, muted=True)
    pages.skip(24)
    for number, slide in enumerate(slides, 1):
        pages.add_row([(f"{number}.", 0, 26), (slide["title"], 28, pages.room - 28)], 14)
    if not slides:
        pages.add_text("This story has no slides.", 14)
    if code := qr_svg(url):
        pages.skip(14)
        pages.add_picture(code, 110, min(110, max(60, pages.room_left - 30)))
        pages.add_row([(url, (pages.room - width_of(url, SMALL)) / 2, pages.room)], SMALL, muted=True)


def _rows(pages: Pages, slide: SlideData) -> None:
    starts = (0.0, TABLE[0] + GAP, TABLE[0] + TABLE[1] + 2 * GAP)
    for row in link_rows(slide):
        pages.add_row(list(zip(row, starts, TABLE, strict=True)), BODY)
        pages.add_rule()


def answers_pdf(answers: Sequence[Answer], created: date) -> bytes:
    """Return the handout of answers: portrait A4; each question with its answer, rows, notes and numbered sources.

    Args:
        answers: The answers, in the order of asking.
        created: The date printed.
    """
    title = "Questions and answers"
    pages = Pages(f"Citylinks · {_day(created)}. It states only what the named sources record.")
    pages.add_text(title, 26, bold=True)
    pages.add_text(_day(created), BODY, muted=True)
    if not answers:
        pages.skip(12)
        pages.add_text("No question was asked.", BODY)
    for number, answer in enumerate(answers, 1):
        pages.skip(18)
        pages.reserve(120)
        pages.add_text(f"{number}. {answer.question}", 16, bold=True)
        pages.skip(3)
        pages.add_text(answer.sentence, BODY)
        pages.skip(5)
        for row in answer.rows:
            _entry(pages, answer.columns, row)
        for note in answer.notes:
            pages.add_text(f"Note: {note}", SMALL)
        if answer.sources:
            pages.skip(4)
            pages.reserve(4 * SMALL)
            pages.add_text("Sources", SMALL, bold=True)
        for citation in answer.sources:
            url = f", {citation.source.url}" if citation.source.url else ""
            pages.add_text(f"[{citation.number}] {citation}{url}", SMALL, indent=INDENT)
    return pages.file_bytes(title)


def story_file(export: StoryExport) -> bytes:
    """Write a story as its handout."""
    return story_pdf(export.story, export.slides, url=export.url)


def answer_file(answer: Answer) -> bytes:
    """Write one answer as a handout of today."""
    return answers_pdf([answer], date.today())


def _entry(pages: Pages, columns: Sequence[str], row: Row) -> None:
    """Add a row as lines: the item; its link with dates, certainty and reach; what the sources record."""
    cells = dict(zip(columns, row.cells, strict=True))
    noted = cells.pop(NOTED, "")
    name, *rest = [*cells.values(), ""]
    details = [*filter(None, rest), *_levels(row.certainty, row.reach)]
    pages.reserve(4 * BODY)
    pages.add_text(name, BODY, bold=True, indent=INDENT)
    pages.add_text(" · ".join(details) + (f"  {_marks(row.sources)}" if row.sources else ""), 10, indent=INDENT)
    pages.add_text(noted, 10, muted=True, indent=INDENT)
    pages.skip(5)


def _levels(certainty: str, reach: str) -> list[str]:
    return ([certainty] if certainty == POSSIBLE else []) + ([reach] if reach != DIRECT else [])


def _marks(numbers: Sequence[int]) -> str:
    more = "…" if len(numbers) > MOST_MARKS else ""
    return " ".join(f"[{number}]" for number in numbers[:MOST_MARKS]) + more


def _day(created: date) -> str:
    return f"{created.day} {created:%B} {created.year}"
