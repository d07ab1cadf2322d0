"""Each form of question is read, put into words, answered and in the lexicon; so is each operator."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

import graph.answers.explorer as explorer_module
from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.answers.form_answers import ANSWER_FUNCTIONS
from graph.questions import grammar
from graph.questions.forms.draft import Draft
from graph.questions.forms.table import FORMS, READERS, ROWS, SPOKEN, Form
from graph.questions.lexicon import lexicon
from graph.questions.lexicon_check import lexicon_problems
from graph.questions.operators import NUMBER_LIMITS, OPERATORS, Operator
from graph.questions.question import Group, Question
from views.ask.answer_summary import chip_text

ROOT = Path(__file__).parents[4]


def problems(**changes: object) -> list[str]:
    words = replace(lexicon(), **changes.pop("lexicon", {}))  # type: ignore[arg-type]
    answered = changes.pop("answered", ANSWER_FUNCTIONS)
    return list(lexicon_problems(words, answered, **changes))  # type: ignore[arg-type]


def without(name: str) -> dict[str, str]:
    """The phrases of the lexicon without those that have this meaning, or a value of it."""
    return {
        phrase: meaning
        for phrase, meaning in lexicon().phrases.items()
        if not any(part.partition(":")[0] == name or part == name for part in meaning.split())
    }


def test_the_shipped_lexicon_fits_the_tables():
    assert problems() == []


def test_the_examples_in_the_docstring_of_question_hold(explorer: Explorer):
    question = explorer.understand("which Leeds schools link to China")
    assert (question.form, question.anchor) == ("links", Group(ids=("iso:CN",)))
    assert question.target == Group(labels=("School",), places=("geonames:2644688",))
    oldest = explorer.understand("which is the oldest twin city of Leeds")
    assert (oldest.anchor, oldest.order, oldest.civic) == (Group(ids=("geonames:2644688",)), "first", True)


@pytest.mark.parametrize("form", ROWS, ids=lambda form: form.name)
def test_a_form_is_read_and_answered_as_its_example(explorer: Explorer, form):
    question = explorer.understand(form.example)
    assert question.form == form.name
    assert explorer.answer(question).status in (("out_of_scope",) if form.name == "help" else ("answer", "empty"))


@pytest.mark.parametrize("form", ROWS, ids=lambda form: form.name)
def test_a_form_is_put_into_words_that_are_read_as_the_same_form(explorer: Explorer, form):
    text = explorer.say(explorer.understand(form.example))
    assert explorer.understand(text).form == form.name


@pytest.mark.parametrize("name", SPOKEN)
def test_a_form_without_words_is_reported(name):
    found = problems(lexicon={"phrases": without(f"form:{name}")})
    assert any(f"the form “{name}” has no words" in problem for problem in found)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_without_an_answer_function_is_reported(name):
    answered = {other for other in ANSWER_FUNCTIONS if other != name}
    assert problems(answered=answered) == [
        f"The form “{name}” has no answer function. Add it to graph/answers/form_answers.py."
    ]


def test_an_answer_function_for_no_form_is_reported():
    assert "“riddle”, which the table of forms lacks" in problems(answered={*ANSWER_FUNCTIONS, "riddle"})[0]


@pytest.mark.parametrize(
    ("meaning", "message"), [("form:riddle", "no form is called “riddle”"), ("mood:happy", "“mood:happy”")]
)
def test_a_meaning_that_nothing_uses_is_reported(meaning, message):
    found = problems(lexicon={"phrases": {**lexicon().phrases, "zorp": meaning}})
    assert len(found) == 1
    assert message in found[0]


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name)
def test_an_operator_without_words_is_reported(operator):
    time = {word: relation for word, relation in lexicon().time.items() if relation != operator.name}
    found = problems(lexicon={"time": time} if operator.is_time else {"phrases": without(operator.name)})
    assert any(f"the operator “{operator.name}” has no words" in problem for problem in found)


@pytest.mark.parametrize(
    ("name", "value"), [(operator.name, value) for operator in OPERATORS for value in operator.values]
)
def test_a_value_of_an_operator_without_words_is_reported(name, value):
    found = problems(lexicon={"phrases": without(f"{name}:{value}")})
    assert any(f"“{name}:{value}” has no words" in problem for problem in found)


def test_an_operator_that_sets_nothing_is_reported():
    stray = Operator("abroad", "has no effect", "colour")
    found = problems(operators=(*OPERATORS, stray))
    assert found == ["The operator “abroad” sets “colour”, which a question does not have."]


def test_a_relation_of_time_that_no_operator_has_is_reported():
    assert "no operator is called “whenever”" in problems(lexicon={"time": {**lexicon().time, "zorp": "whenever"}})[0]


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name)
def test_what_an_operator_sets_is_read_by_the_answers(operator):
    assert operator.attribute in {field.name for field in fields(Question)}
    sources = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "graph" / "answers").rglob("*.py")))
    assert any(f"question.{operator.attribute}" in text for text in sources)


@pytest.mark.parametrize(
    ("words", "limits"),
    [("at least 3", (3, 0)), ("more than 3", (4, 0)), ("at most 3", (0, 3)), ("only 3", (3, 3)), ("under 3", (0, 2))],
)
def test_a_number_limit_is_read(explorer: Explorer, words, limits):
    question = explorer.understand(f"which cities have {words} twin cities")
    assert (question.form, question.at_least, question.at_most) == ("most", *limits)


def test_every_number_limit_has_words_and_a_limit():
    assert all("#" in limit.words and (limit.least, limit.most) != (None, None) for limit in NUMBER_LIMITS)


def test_a_form_that_a_chip_offers_has_a_title_or_is_the_usual_one():
    assert {form.name for form in ROWS if form.choice and not form.title} == {"links"}
    assert len(FORMS) == len(ROWS)


def test_a_new_form_needs_a_row_a_reader_an_answer_function_and_words(explorer: Explorer, monkeypatch):
    def read(draft: Draft) -> Question | None:
        return replace(draft.question, form="riddle") if draft.form == "riddle" else None

    row = Form("riddle", "riddle me this", lambda question, catalogue: "riddle me", title="a riddle", is_about_all=True)
    words = replace(lexicon(), phrases={**lexicon().phrases, "riddle me": "form:riddle"})
    monkeypatch.setitem(FORMS, "riddle", row)
    monkeypatch.setitem(ANSWER_FUNCTIONS, "riddle", lambda question, *_: Answer(question.text, "answer", "A map."))
    monkeypatch.setattr(grammar, "SPOKEN", (*SPOKEN, "riddle"))
    monkeypatch.setattr(grammar, "READERS", (*READERS, read))
    monkeypatch.setattr(explorer_module, "lexicon", lambda: words)

    answer = explorer.ask("riddle me this")

    assert answer.sentence == "A map."
    assert chip_text(answer.understood[0], answer) == "a riddle"
    assert explorer.say(explorer.understand("riddle me this")) == "riddle me"
    assert list(lexicon_problems(words, ANSWER_FUNCTIONS, (*ROWS, row))) == []
