"""Promises of yes and no: each condition is checked, and "Yes" needs all of them."""

import pytest

from graph.questions.lexicon import lexicon


@pytest.mark.parametrize(
    ("text", "begins", "status"),
    [
        ("is Leeds twinned with Lille", "Yes: ", "answer"),
        ("was Leeds twinned with Brno in 1990", "No: ", "answer"),
        ("was Leeds twinned with Siegen in 1970", "No: ", "answer"),
        ("is Newcastle twinned with Wuhan", "No twinning", "empty"),
        ("Has Broadwood Primary already visited its Chinese sister school?", "Not yet recorded", "empty"),
        ("has Newcastle's partnership with Taiyuan ended", "No end is recorded", "empty"),
        ("Did any of these partnerships end?", "No end", "empty"),
        ("European twin cities of Newcastle upon Tyne?", "No city partnerships between Europe and", "empty"),
    ],
)
def test_yes_only_if_all_conditions_hold(explorer, text, begins, status):
    answer = explorer.ask(text)
    assert answer.sentence.startswith(begins)
    assert answer.status == status


def test_a_yes_has_only_conditions_that_hold(explorer):
    from tests.graph.answers.test_asked import ASKED

    answers = [explorer.ask(asked["question"]) for asked in ASKED[::3]]
    yes = [answer for answer in answers if answer.sentence.startswith("Yes:")]
    assert yes
    for answer in yes:
        assert all(check.result == "yes" for check in answer.checked), answer.question
        assert all(set(word.lower().split()) <= lexicon().stop for word in answer.left_out), answer.question


def test_each_condition_has_its_finding(explorer):
    answer = explorer.ask("was Leeds twinned with Brno in 1990")
    assert [(check.result, "1991" in check.finding) for check in answer.checked] == [("yes", True), ("no", True)]


@pytest.mark.parametrize(
    ("year", "partners"),
    [
        (1967, {"Siegen"}),
        (1990, {"Siegen", "Lille", "Dortmund", "Hangzhou"}),
        (2000, {"Siegen", "Lille", "Dortmund", "Hangzhou", "Brno", "Durban"}),
    ],
)
def test_in_a_year_means_in_force_then(explorer, year, partners):
    answer = explorer.ask(f"who was Leeds twinned with in {year}")
    assert {row.cells[0] for row in answer.rows} == partners


def test_a_word_that_is_not_checked_takes_away_the_yes(explorer):
    answer = explorer.ask("is Leeds twinned with Lille for beekeeping")
    assert not answer.sentence.startswith("Yes") and "beekeeping" in answer.text
