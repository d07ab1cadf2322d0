"""A text with several questions is read as several questions, and each of them is answered."""

import pytest

from graph.answers.explorer import Explorer
from graph.questions.text.question_parts import question_parts
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds


@pytest.fixture(scope="module")
def tiny():
    store = EmbeddedStore()
    store.load(worlds.tiny())
    return Explorer(store)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("who signed it and when did Leeds join", ("who signed it", "when did Leeds join")),
        ("Who chose Leeds? Is it still active?", ("Who chose Leeds", "Is it still active")),
        ("can they go to Durban - which uni is it for", ("can they go to Durban", "which uni is it for")),
        ("Lille: is it 1968 or does it go back further", ("Lille: is it 1968", "does it go back further")),
        ("how many twins does Leeds have and what for", ("how many twins does Leeds have", "what for")),
    ],
)
def test_each_question_of_a_text_is_found(text, parts):
    assert question_parts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "which schools and which universities link to China",
        "when and where was it signed",
        "Light Night: is there a French connection",
        "Borussia Dortmund and Leeds United, what did they do together",
        "which cities is Leeds twinned with",
        "",
        "?",
        "and",
    ],
)
def test_a_single_question_is_not_split(text):
    assert question_parts(text) == ()


def test_both_questions_are_answered_with_their_sources(tiny):
    answer = tiny.ask("is Newcastle twinned with Wuhan? which cities is Leeds twinned with")
    first, second = map(tiny.ask, question_parts(answer.question))
    assert answer.status == "answer"
    assert first.sentence in answer.sentence and second.sentence in answer.sentence
    assert {row.nodes for row in answer.rows} == {row.nodes for row in (*first.rows, *second.rows)}
    assert [citation.number for citation in answer.sources] == list(range(1, len(answer.sources) + 1))
    cited = {citation.number for citation in answer.sources}
    assert all(set(row.sources) <= cited for row in answer.rows)


def test_a_later_question_may_be_about_what_the_first_one_names(tiny):
    answer = tiny.ask("when did Leeds twin with Hangzhou and who says so")
    assert "1988" in answer.sentence and answer.sources


def test_a_part_that_is_not_understood_changes_nothing(tiny):
    whole = tiny.ask("which cities is Leeds twinned with")
    assert tiny.ask("which cities is Leeds twinned with? is it wobbly and green").rows == whole.rows
