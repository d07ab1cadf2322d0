"""Follow-ups, the history of a session, saved questions, error reports and cards."""

from __future__ import annotations

import re

import pytest

from graph.answers.answer import Row
from graph.answers.explorer import Explorer
from graph.drawing.picture import picture
from graph.questions.library import AUDIENCES, library
from tests.views.ask.page import (
    HEADLINE,
    answer,
    asked,
    choice,
    explorer,
    html,
    labels,
    page,
    press,
    shown,
)
from views.ask.question_state import HISTORY, MAX_HISTORY
from views.ask.report_error import ROW
from views.components.card import card


def test_a_follow_up_in_the_main_box_keeps_the_rest_visibly() -> None:
    test = page("which cities are twinned with Leeds")
    test.text_input(key="ask_question").set_value("and in Germany?")
    shown(test.run())
    assert asked(test) == "which cities in Germany are twinned with Leeds"
    assert "“and in Germany?” was read as: <strong>which cities in Germany are twinned with Leeds" in html(test)


def test_a_follow_up_in_its_own_box_need_not_begin_with_and() -> None:
    test = page("which cities are twinned with Leeds")
    test.text_input(key="ask_follow_up").set_value("in China")
    shown(test.run())
    assert asked(test) == "which cities in China are twinned with Leeds"
    assert test.text_input(key="ask_follow_up").value == ""
    assert "Hangzhou" in html(test)


def test_a_follow_up_with_an_unknown_name_is_not_answered_without_it() -> None:
    test = page("which cities are twinned with Leeds")
    test.text_input(key="ask_follow_up").set_value("in Atlantis")
    shown(test.run())
    assert "Name not known" in html(test)


def test_the_questions_of_a_session_can_be_asked_again_and_forgotten() -> None:
    test = page("partners of Leeds")
    test.text_input(key="ask_question").set_value(HEADLINE)
    shown(test.run())
    assert test.session_state[HISTORY] == [HEADLINE, "partners of Leeds"]
    test.button(key="ask_history_0").click()
    shown(test.run())
    assert asked(test) == "partners of Leeds"
    test.button(key="ask_history_clear").click()
    shown(test.run())
    assert test.session_state[HISTORY] == ["partners of Leeds"]
    assert "Clear history" not in labels(test)


def test_a_session_keeps_a_few_questions_only() -> None:
    test = page("partners of Leeds")
    test.session_state[HISTORY] = [f"question {i}" for i in range(MAX_HISTORY)]
    shown(test.run())
    assert len(test.session_state[HISTORY]) == MAX_HISTORY
    assert test.session_state[HISTORY][0] == "partners of Leeds"


def test_a_saved_question_is_filled_and_asked(explorer: Explorer) -> None:
    test = page(on=explorer)
    assert choice(test, "Question").value == "Which schools are linked to a place"
    choice(test, "Place").set_value("Taiyuan")
    shown(test.run())
    press(test, "Ask")
    assert asked(test) == "which Newcastle upon Tyne schools link to Taiyuan"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_saved_questions_of_each_kind_of_user(explorer: Explorer, audience: str) -> None:
    test = page(on=explorer)
    test.session_state["ask_saved_for"] = audience
    shown(test.run())
    wanted = [question.title for question in library() if question.audience == audience]
    assert choice(test, "Question").options == wanted


def test_each_row_leads_to_its_correction() -> None:
    test = page(HEADLINE)
    assert html(test).count("Report an error</button>") == 3
    test.session_state[ROW] = 0
    shown(test.run())
    assert "Row: Ash Primary" in html(test)
    assert "Correct details:" in html(test)
    assert re.search(r"\(claim [0-9a-f]{16}, A page, ", html(test))
    assert "Row: Ash Primary" not in html(shown(test.run()))


def test_the_card_of_a_node_tells_its_rows_and_sources() -> None:
    names = explorer().catalogue
    row = Row(("Leeds", "twinned"), nodes=("leeds",), sources=(1,))
    written = card("leeds", answer(row), {"edges": []}, names)
    assert "<h3>Leeds</h3>" in written
    assert "city in United Kingdom" in written
    assert 'href="#source-1"' in written


def test_the_card_of_a_line_tells_each_link_on_it() -> None:
    on = explorer()
    found = on.ask("partners of Siegen")
    drawn = picture(found.nodes, found.relationships)
    line = next(edge for edge in drawn["edges"] if "leeds" in edge["id"])
    written = card(line["id"], found, drawn, on.catalogue)
    assert "Leeds – Siegen" in written
    assert "Leeds is twinned with Siegen" in written
    assert 'href="#source-' in written
