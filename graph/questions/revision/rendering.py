"""A Question as plain words that are read as the same question: for URLs, edited chips and follow-ups."""

from __future__ import annotations

from graph.catalogue.catalogue import Catalogue
from graph.questions.forms.table import FORMS
from graph.questions.question import Question


def render_question(question: Question, catalogue: Catalogue) -> str:
    """One plain sentence that gives the same answer when it is asked.

    Returns the typed text if the question was not wholly understood.
    """
    return question.text if question.is_refused else FORMS[question.form].render(question, catalogue)
