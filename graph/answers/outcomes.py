"""Answers when there is none: a word not known, a name that means several things, a question beyond the graph."""

from __future__ import annotations

from graph.answer import Answer
from graph.answers.wording import listed
from graph.catalogue import Catalogue
from graph.questions.question import Question

EXAMPLES = (
    "Which Newcastle schools link to Wuhan?",
    "When did Leeds twin with Lille?",
    "How is Leeds United connected to Dortmund?",
)


def unknown(question: Question, catalogue: Catalogue) -> Answer:
    """Names the words that mean nothing here; the rest of the question is not answered as if they were not there."""
    words = listed([f"“{word}”" for word in question.unknown])
    near = dict.fromkeys(catalogue.name(i) for name in question.near for i in catalogue.names.get(name, ()))
    suggestions = tuple(f"Did you mean {name}?" for name in list(near)[:3])
    elsewhere = [w for w in question.unknown if catalogue.is_other_place(w)]
    sentence = f"Not known: {words}. Nothing is recorded by that name, so the question is not answered."
    if elsewhere:
        sentence = f"Nothing is recorded about {listed(elsewhere)}, so the question is not answered."
    return Answer(question.text, "unknown", sentence, suggestions=suggestions or EXAMPLES)


def ambiguous(question: Question, catalogue: Catalogue) -> Answer:
    """Offers the things that the name may mean."""
    choices = [f"{catalogue.name(i)} ({catalogue.describe(i)})" for i in question.ambiguous]
    return Answer(
        question.text,
        "ambiguous",
        f"Several things have that name: {listed(choices, 8)}. Which one is meant?",
        suggestions=tuple(catalogue.name(i) for i in question.ambiguous),
    )


def out_of_scope(question: Question) -> Answer:
    """Says what can be asked."""
    what = f" ({listed([f'“{w}”' for w in question.outside])} is beyond it)" if question.outside else ""
    sentence = (
        "This tool answers questions about the recorded international links of cities, schools, universities, "
        f"charities and networks{what}."
    )
    return Answer(question.text, "out_of_scope", sentence, suggestions=EXAMPLES)
