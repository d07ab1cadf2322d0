"""A Question as plain words that are read as the same question: for URLs, edited chips and follow-ups."""

from __future__ import annotations

from graph.catalogue.catalogue import Catalogue
from graph.questions.forms.table import FORMS
from graph.questions.question import Question


def render_question(question: Question, catalogue: Catalogue) -> str:
    """One plain sentence that gives the same answer when it is asked.

    Returns the typed text if the question was not wholly understood.
    """
    not_understood = (
        question.unknown,
        question.unknown_sources,
        question.unsupported,
        question.out_of_scope,
        question.ambiguous,
    )
    return question.text if any(not_understood) else FORMS[question.form].render(question, catalogue)
