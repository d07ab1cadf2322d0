"""The parts of an answer on the page. Text from data or from users never becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.answers.answer import THROUGH_CITY, Row
from graph.questions.chips import Chip
from tests import worlds
from tests.views.ask.page import (
    SCRIPT,
    answer,
    explorer,
    html,
    page,
    world_with,
)
from views.ask.answer_summary import chip_text, notes_section, summary_section
from views.look import element, escape_markdown
from views.sources import http_url, sources_section
from views.table import SCROLL_FROM, answer_table

# ---- caption of the table


@pytest.mark.parametrize(
    ("rows", "more", "line"),
    [
        ((Row(("Lille",)), Row(("Brno",), certainty="possible")), 0, "1 confirmed, 1 possible"),
        ((Row(("Lille",)), Row(("Lille",), duplicate=True)), 0, "1 confirmed (in 2 entries)"),
        ((Row(("Lille",)), Row(("Lille",), duplicate=True)), 1198, "1,199 confirmed (the first 2 listed)"),
    ],
)
def test_the_line_above_the_table_counts_as_the_sentence_does(rows: tuple[Row, ...], more: int, line: str) -> None:
    shown = replace(answer(), columns=("name",), rows=rows, more=more)
    assert element("caption", line) in answer_table(shown)


# ---- no text becomes markup


@pytest.mark.parametrize("name", [SCRIPT, "[x](javascript:1)", "**b**", ":red[x]", "$x$", "<b>&"])
def test_names_are_text_everywhere(name: str) -> None:
    test = page("partners of Leeds", explorer(world_with(name)))
    written = html(test)
    assert element("th", name, scope="row", role="rowheader") in written
    assert "<script" not in written
    assert "<b>" not in written


def test_a_question_of_markup_is_text() -> None:
    test = page(f"{SCRIPT} **b** [x](javascript:alert(1))")
    assert "<script" not in html(test)
    assert "javascript:" not in html(test)


def test_element_escapes_text_and_keeps_elements() -> None:
    inner = element("b", "a < b", class_='"x"')
    assert inner == '<b class="&quot;x&quot;">a &lt; b</b>'
    assert element("p", inner, "<i>") == f"<p>{inner}&lt;i&gt;</p>"


def test_plain_escapes_every_mark_of_a_label() -> None:
    assert escape_markdown("**b** $x$") == r"\*\*b\*\* \$x\$"
    assert escape_markdown("<i> [a](b)") == r"\<i\> \[a\]\(b\)"
    assert "://" not in escape_markdown("https://example.org").replace("\\", "")
    assert escape_markdown("Wuhan 武汉\n\nBrnó") == "Wuhan 武汉 Brnó"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.org", "http://["])
def test_only_web_addresses_are_links(url: str) -> None:
    source = replace(worlds.PAGE, url=url, licence="CC0")
    written = sources_section(answer(cited=source))
    assert "<a" not in written
    assert "CC0" in written
    assert http_url(url) == ""
    assert http_url(" https://example.org/a ") == "https://example.org/a"


# ---- parts of an answer


def test_empty_columns_are_dropped_and_reach_is_shown_where_it_differs() -> None:
    direct = Row(("Leeds", ""), sources=(1,))
    assert "Reach" not in answer_table(answer(direct))
    assert "Note" not in answer_table(answer(direct))
    through = replace(direct, reach=THROUGH_CITY)
    assert "through the city" in answer_table(answer(direct, through))


def test_a_long_table_scrolls_inside_and_holds_every_row() -> None:
    rows = [Row((f"City {i}", "x")) for i in range(SCROLL_FROM + 1)]
    written = answer_table(answer(*rows))
    assert 'class="scroll" tabindex="0"' in written
    assert written.count("<tr") == len(rows) + 1
    assert "scroll" not in answer_table(answer(*rows[:SCROLL_FROM]))


def test_conflicts_come_first_among_the_notes() -> None:
    written = notes_section(answer(notes=("Also so.", "Conflict: two dates.")))
    assert written.index("Conflict") < written.index("Also")


def test_the_first_sentence_is_the_heading() -> None:
    written = summary_section(answer(sentence="St. Gallen is linked. 3 more possible: A and B (why)."))
    assert "<h2>St. Gallen is linked.</h2><p>3 more possible" in written


def test_what_was_searched_is_a_line_for_two_lists_and_folded_for_many() -> None:
    documents, lists = "the 4 documents", tuple(f"List {number} <b>" for number in range(12))
    assert "Searched" not in summary_section(answer(searched=(documents,)))
    few = summary_section(answer(searched=(documents, *lists[:2])))
    assert "Searched: the 4 documents; List 0 &lt;b&gt;; List 1 &lt;b&gt;.</p>" in few
    many = summary_section(answer(searched=(documents, *lists)))
    assert "<summary>Searched: the 4 documents and 12 loaded datasets</summary>" in many
    assert many.count("<li>") == 12


def test_share_alike_is_said_over_what_is_taken_away() -> None:
    tiny = worlds.tiny()
    shared = tuple(replace(source, licence="ODbL 1.0") for source in tiny.sources)
    notice = "must carry the licence ODbL 1.0."
    assert notice in html(page("Leeds twin cities", explorer(replace(tiny, sources=shared))))
    assert notice not in html(page("Leeds twin cities"))


def test_chips_are_said_in_words() -> None:
    made = (Chip("form", "path", "path"), Chip("asked", "Wuhan"), Chip("given", "Leeds"))
    said = [chip_text(chip, answer(understood=made)) for chip in made]
    assert said == ["how they are connected", "to: Wuhan", "from: Leeds"]
