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


@pytest.mark.parametrize(
    ("text", "sentence", "status"),
    [
        ("Is Dortmund in France?", "No: Dortmund is a city in North Rhine-Westphalia, Germany.", "answer"),
        (
            "Are Hainan and Henan cities or provinces?",
            "Hainan is a province in China. Henan is a province in China.",
            "answer",
        ),
        ("which schools have no links", "There are no schools without a recorded link.", "empty"),
    ],
)
def test_where_and_what_something_is_said_plainly(explorer, text, sentence, status):
    answer = explorer.ask(text)
    assert (answer.status, answer.sentence) == (status, sentence)


def test_a_link_that_has_ended_is_not_active(explorer):
    answer = explorer.ask("is the CIVIC project still active")
    assert answer.sentence.startswith("No: ") and "(ended)" in answer.sentence
    assert {check.result for check in answer.checked} == {"no"}


def test_a_plan_is_said_without_what_is_so(explorer):
    answer = explorer.ask("is the newcastle directory live")
    assert "None is recorded as active. Only planned so far: " in answer.sentence
    assert "since" not in answer.sentence


@pytest.mark.parametrize(
    "text",
    ["list of consulates in newcastle", "Does Newcastle have any consulates or consuls?", "consuls in newcastle"],
)
def test_consuls_whose_countries_are_not_named_are_not_left_out(explorer, text):
    answer = explorer.ask(text)
    assert answer.status == "answer" and "not named" in answer.sentence


def test_it_in_a_later_question_is_what_the_earlier_one_names(explorer):
    answer = explorer.ask("what do we have on Wuhan, is it twinned with us (Newcastle)?")
    assert "Yes" not in answer.sentence and "No twinnings match" in answer.sentence
