"""Whether the lexicon, the table of forms and the list of operators fit together, for `citylinks check`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields

from graph.questions.forms.table import ROWS, Form
from graph.questions.lexicon import Lexicon
from graph.questions.operators import OPERATORS, SLOTS, Operator
from graph.questions.question import Question


def lexicon_problems(
    lexicon: Lexicon,
    answered: Collection[str],
    forms: Collection[Form] = ROWS,
    operators: Collection[Operator] = OPERATORS,
) -> Iterator[str]:
    """Each problem as one text. `answered` are the names of the forms that have an answer function."""
    meanings = {part for meaning in lexicon.phrases.values() for part in meaning.split()}
    spoken = {part.removeprefix("form:") for part in meanings if part.startswith("form:")}
    yield from _form_problems(forms, spoken, answered)
    yield from _operator_problems(operators, meanings, lexicon)
    known = {*SLOTS, *(operator.name for operator in operators)}
    for part in sorted(meanings):
        if part.partition(":")[0] not in known:
            yield f"lexicon.toml: no form or operator uses the meaning “{part}”. Remove it, or add its operator."


def _form_problems(forms: Collection[Form], spoken: set[str], answered: Collection[str]) -> Iterator[str]:
    names = {form.name for form in forms}
    for form in forms:
        if form.is_spoken and form.name not in spoken:
            yield f"lexicon.toml: the form “{form.name}” has no words. Add a meaning “form:{form.name}”."
        if form.name not in answered:
            yield f"The form “{form.name}” has no answer function. Add it to graph/answers/form_answers.py."
    for name in sorted(spoken - names):
        yield f"lexicon.toml: no form is called “{name}”. Remove the meaning “form:{name}”, or add the form."
    for name in sorted(set(answered) - names):
        yield f"An answer function is for the form “{name}”, which the table of forms lacks. Add a row for it."


def _operator_problems(operators: Collection[Operator], meanings: set[str], lexicon: Lexicon) -> Iterator[str]:
    named = {part.partition(":")[0] for part in meanings}
    attributes = {field.name for field in fields(Question)}
    relations = set(lexicon.time.values())
    for operator in operators:
        if operator.name not in (relations if operator.is_time else named):
            where = "the table time" if operator.is_time else "the table meanings"
            yield f"lexicon.toml: the operator “{operator.name}” has no words. Add some to {where}."
        for value in operator.values:
            if f"{operator.name}:{value}" not in meanings:
                yield f"lexicon.toml: “{operator.name}:{value}” has no words. Add some to the table meanings."
        if operator.attribute not in attributes:
            yield f"The operator “{operator.name}” sets “{operator.attribute}”, which a question does not have."
    for relation in sorted(relations - {operator.name for operator in operators if operator.is_time}):
        yield f"lexicon.toml: no operator is called “{relation}” in the table time. Correct it, or add its operator."
