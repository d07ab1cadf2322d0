"""Follow-ups of an operator alone, or with a pronoun, keep the question before."""

import pytest

TWINS, LILLE = "which cities is Leeds twinned with", "Is Leeds twinned with Lille"


@pytest.mark.parametrize(
    ("before", "text", "holds"),
    [
        (TWINS, "and in Germany?", ("Siegen", "Dortmund")),
        (TWINS, "how many is that", ("Six",)),
        (TWINS, "which is the oldest", ("Siegen", "1966")),
        (TWINS, "per country", ("Germany (2)",)),
        (TWINS, "which of them did it inherit", ("Siegen", "1974")),
        (TWINS, "when did they begin", ("1966", "1998")),
        (LILLE, "since when?", ("1968",)),
        (LILLE, "who says so?", ("Leeds City Council",)),
        (LILLE, "why?", ("peace",)),
        ("which council governs Leeds", "and Newcastle?", ("Newcastle City Council",)),
        ("why is Leeds linked to Durban", "and Brno?", ("Brno",)),
        ("Leeds partners in 1990", "and in 1970?", ("Siegen", "Lille", "Dortmund")),
        ("is Newcastle twinned with Taiyuan", "has it ended?", ("No end", "1985")),
        ("Which UK universities have a Confucius Institute", "is it still running?", ("not recorded",)),
    ],
)
def test_a_follow_up_keeps_the_question_before(explorer, before, text, holds):
    answer = explorer.ask(text, previous=before)
    assert all(word in answer.text for word in holds), answer.sentence


def test_the_whole_question_is_shown(explorer):
    assert explorer.ask("since when?", previous=LILLE).question != "since when?"


def test_a_question_with_its_own_names_is_no_follow_up(explorer):
    alone = explorer.ask("who is Newcastle twinned with")
    assert explorer.ask("who is Newcastle twinned with", previous=TWINS) == alone


def test_a_view_asked_for_afterwards_is_chosen(explorer):
    assert explorer.ask("on a map", previous=TWINS).view == "map"
