"""What a hall takes home as PDF: a story, a page a stop, or the answers to what was asked; with all sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.answers.answer import DIRECT, POSSIBLE, Answer, Row
from graph.answers.builder import COLUMNS
from graph.drawing.svg.text_metrics import width_of
from graph.export.pdf_pages import GAP, Pages
from graph.export.qr_code import qr_svg
from graph.stories.stop_picture import picture_svg
from graph.stories.stop_rows import Stop, look_of, references, referred, rows_of
from graph.stories.story import Story

HEADING, BODY, SMALL = 20.0, 12.0, 9.0
PICTURE = 360.0  # the most height of a picture
TABLE = (490.0, 60.0, 180.0)  # the columns of a stop's rows
NOTED = COLUMNS[-1]  # the column of what the sources say, set apart below
INDENT = 12.0
MOST_MARKS = 6  # of a row's sources; a row of many names them all below


def story_pdf(story: Story, stops: Sequence[Stop], *, url: str = "", made: date | None = None) -> bytes:
    """The hand-out of a story: lying A4, a page a stop, then every source, numbered. Notes are the speaker's alone.

    Args:
        story: Gives title and audience.
        stops: What graph.stories.stage_data.staged() gives.
        url: Of the live story, drawn as a QR code on the first page; "" for none.
        made: The day it says; today by default.
    """
    day = _day(made or date.today())
    pages = Pages(f"{story.title} · {day}", lying=True)
    _cover(pages, story, stops, day, url)
    known = references(stops)
    for stop in stops:
        pages.turn()
        pages.words(stop["title"], HEADING, bold=True)
        pages.space(4)
        if look_of(stop) == "table":
            _rows(pages, stop)
        elif svg := picture_svg(stop):
            pages.picture(svg, pages.room, PICTURE)
        pages.space(6)
        pages.words(stop["trouble"] or stop["caption"], BODY + 2)
        pages.space(4)
        pages.words(stop["dates"], SMALL, muted=True)
        cited = "; ".join(f"[{one.number}] {one.words}" for one in referred(stop, known))
        pages.words(f"Sources: {cited}" if cited else "", SMALL, muted=True)
    if known:
        pages.turn()
        pages.words("Sources", HEADING, bold=True)
        for one in known:
            pages.space(4)
            pages.words(str(one), BODY)
    return pages.pdf(story.title)


def _cover(pages: Pages, story: Story, stops: Sequence[Stop], day: str, url: str) -> None:
    pages.space(60)
    pages.words(story.title, 34, bold=True)
    pages.space(6)
    pages.words(story.audience, 16, muted=True)
    pages.words(day, BODY, muted=True)
    pages.space(24)
    for number, stop in enumerate(stops, 1):
        pages.row([(f"{number}.", 0, 26), (stop["title"], 28, pages.room - 28)], 14)
    if not stops:
        pages.words("This story has no stops.", 14)
    if code := qr_svg(url):
        pages.space(14)
        pages.picture(code, 110, min(110, max(60, pages.left - 30)))
        pages.row([(url, (pages.room - width_of(url, SMALL)) / 2, pages.room)], SMALL, muted=True)


def _rows(pages: Pages, stop: Stop) -> None:
    starts = (0.0, TABLE[0] + GAP, TABLE[0] + TABLE[1] + 2 * GAP)
    for row in rows_of(stop):
        pages.row(list(zip(row, starts, TABLE, strict=True)), BODY)
        pages.rule()


def answers_pdf(answers: Sequence[Answer], made: date) -> bytes:
    """The hand-out of what was asked: upright A4; each question with its answer, rows, notes and numbered sources.

    Args:
        answers: In the order in which they were asked.
        made: The day it says.
    """
    title = "Questions and answers"
    pages = Pages(f"Citylinks · {_day(made)}. It says what is recorded in the sources named, no more.")
    pages.words(title, 26, bold=True)
    pages.words(_day(made), BODY, muted=True)
    if not answers:
        pages.space(12)
        pages.words("Nothing was asked.", BODY)
    for number, answer in enumerate(answers, 1):
        pages.space(18)
        pages.keep(120)
        pages.words(f"{number}. {answer.question}", 16, bold=True)
        pages.space(3)
        pages.words(answer.sentence, BODY)
        pages.space(5)
        for row in answer.rows:
            _entry(pages, answer.columns, row)
        for note in answer.notes:
            pages.words(f"Note: {note}", SMALL)
        if answer.sources:
            pages.space(4)
            pages.keep(4 * SMALL)
            pages.words("Sources", SMALL, bold=True)
        for citation in answer.sources:
            url = f", {citation.source.url}" if citation.source.url else ""
            pages.words(f"[{citation.number}] {citation}{url}", SMALL, indent=INDENT)
    return pages.pdf(title)


def _entry(pages: Pages, columns: Sequence[str], row: Row) -> None:
    """A row as a person reads it aloud: its thing, what joins it with dates and levels, and what is recorded."""
    cells = dict(zip(columns, row.cells, strict=True))
    noted = cells.pop(NOTED, "")
    name, *rest = [*cells.values(), ""]
    said = [*filter(None, rest), *_levels(row.certainty, row.reach)]
    pages.keep(4 * BODY)
    pages.words(name, BODY, bold=True, indent=INDENT)
    pages.words(" · ".join(said) + (f"  {_marks(row.sources)}" if row.sources else ""), 10, indent=INDENT)
    pages.words(noted, 10, muted=True, indent=INDENT)
    pages.space(5)


def _levels(certainty: str, reach: str) -> list[str]:
    return ([certainty] if certainty == POSSIBLE else []) + ([reach] if reach != DIRECT else [])


def _marks(numbers: Sequence[int]) -> str:
    more = "…" if len(numbers) > MOST_MARKS else ""
    return " ".join(f"[{number}]" for number in numbers[:MOST_MARKS]) + more


def _day(made: date) -> str:
    return f"{made.day} {made:%B} {made.year}"
