"""The chips show the question as understood. A change of a chip puts the full question into the URL."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.views.ask.page import (
    HEADLINE,
    asked,
    choice,
    html,
    page,
    press,
    shown,
)


def opened(test: AppTest, field: str) -> AppTest:
    """Open the first chip of a field."""
    for key in test.session_state:
        if key.startswith(f"ask_chip_{field}_"):
            test.session_state[key] = True
            return shown(test.run())
    raise AssertionError(f"no chip of {field}")


def test_a_chip_is_changed_and_the_whole_question_is_in_the_address() -> None:
    test = opened(page(HEADLINE), "given")
    choice(test, "Name").set_value("hangzhou")
    shown(test.run())
    assert asked(test) == "which schools in Newcastle upon Tyne are linked to Hangzhou"
    assert test.text_input[0].value == asked(test)


def test_a_set_is_changed_by_kind_and_by_place() -> None:
    test = opened(page(HEADLINE), "asked")
    assert choice(test, "Located in").value == "newcastle"
    choice(test, "Type of item").set_value("University")
    shown(test.run())
    assert asked(test) == "which universities in Newcastle upon Tyne are linked to Wuhan"


def test_a_chip_is_taken_away() -> None:
    test = opened(page("links of Leeds before 1980"), "time")
    press(test, "Remove")
    assert asked(test) == "who is linked to Leeds"


def test_a_time_is_written_and_one_that_is_none_changes_nothing() -> None:
    test = opened(page("links of Leeds before 1980"), "time")
    next(one for one in test.text_input if "Time" in one.label).set_value("whenever")
    shown(test.run())
    assert asked(test) == "links of Leeds before 1980"
    assert "nothing was changed" in html(test)
    next(one for one in test.text_input if "Time" in one.label).set_value("after 1985")
    shown(test.run())
    assert asked(test) == "who is linked to Leeds after 1985"


def test_an_unknown_word_is_written_otherwise() -> None:
    test = opened(page("which schools link to Brazil"), "unknown")
    next(one for one in test.text_input if one.label == "Replace with").set_value("Wuhan")
    shown(test.run())
    assert asked(test) == "which schools link to Wuhan"
