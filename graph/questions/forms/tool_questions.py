"""Questions about the tool itself: what is loaded, and what can be asked."""

from __future__ import annotations

from dataclasses import replace

from graph.model.text import fold
from graph.questions.forms.draft import Draft
from graph.questions.question import Question


def parse_tool_question(draft: Draft) -> Question | None:
    """Read "which datasets are loaded" and "what can I ask"."""
    if draft.form == "sources":
        return replace(draft.question, form="sources")
    is_help = draft.form == "help" or fold(draft.question.text) == "help"
    return replace(draft.question, form="help") if is_help else None
