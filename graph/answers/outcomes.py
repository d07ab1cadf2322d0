"""Answers to questions that cannot be answered: an unknown word, an ambiguous name, or a question out of scope."""

from __future__ import annotations

from graph.answers.answer import Answer
from graph.answers.phrases import phrase
from graph.answers.wording import name_list
from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.questions.lexicon import lexicon
from graph.questions.question import Question
from graph.questions.revision.rephrasing import name_with_place

MOST_OFFERED = 20  # nodes of one name that are offered
EXAMPLES = (
    "Which Newcastle schools link to Wuhan?",
    "When did Leeds twin with Lille?",
    "How is Leeds United connected to Dortmund?",
)


def unknown(question: Question, catalogue: Catalogue) -> Answer:
    """Name the unknown words. The question is not answered as if they were not there."""
    words = name_list([f"“{word}”" for word in question.unknown])
    near = dict.fromkeys(
        catalogue.name(i) for name in question.spelling_suggestions for i in catalogue.names.get(name, ())
    )
    suggestions = tuple(f"Did you mean {name}?" for name in list(near)[:3])
    elsewhere = [w for w in question.unknown if catalogue.is_other_place(w)]
    sentence = phrase("outcomes.unknown_name" if len(question.unknown) == 1 else "outcomes.unknown_names", name=words)
    if elsewhere:
        sentence = phrase("outcomes.elsewhere", names=name_list(elsewhere))
    countries = {fold(place) for place in lexicon().demonyms.values()}
    status = "empty" if all(fold(word) in countries for word in question.unknown) else "unknown"
    return Answer(question.text, status, sentence, suggestions=suggestions or EXAMPLES)


def unsupported(question: Question) -> Answer:
    """Name a limit that cannot be combined with the rest. Without it, another question would be answered."""
    words = name_list([f"“{word}”" for word in question.unsupported])
    sentence = phrase("outcomes.unsupported", words=words)
    return Answer(question.text, "unknown", sentence, notes=(phrase("outcomes.ask_less"),), suggestions=EXAMPLES)


def unknown_source(question: Question, catalogue: Catalogue) -> Answer:
    """Name the sources that exist, if the question names one that does not."""
    words = name_list([f"“{word}”" for word in question.unknown_sources])
    known = [f"{source.title} ({source.id})" for source in catalogue.sources.values()]
    sentence = phrase("outcomes.unknown_source", words=words, sources=name_list(known, 12))
    return Answer(question.text, "unknown", sentence, suggestions=("Which sources do you have?",))


def ambiguous(question: Question, catalogue: Catalogue) -> Answer:
    """Offer the nodes that the name may mean."""
    shown = question.ambiguous[:MOST_OFFERED]
    choices = [f"{catalogue.name(i)} ({catalogue.describe(i)})" for i in shown]
    names = [catalogue.name(i) for i in shown]
    told = [
        name_with_place(i, catalogue) or name if names.count(name) > 1 else name
        for i, name in zip(shown, names, strict=True)
    ]
    which = name_list(choices, 8, len(question.ambiguous) - len(shown))
    return Answer(
        question.text,
        "ambiguous",
        phrase("outcomes.ambiguous", which=which),
        suggestions=tuple(dict.fromkeys(told)),
    )


def out_of_scope(question: Question) -> Answer:
    """Say what is not in the records, if the question asks for it; otherwise what can be asked."""
    reasons = dict.fromkeys(lexicon().out_of_scope.get(fold(word), "") for word in question.out_of_scope)
    said = " ".join(filter(None, reasons))
    return Answer(question.text, "out_of_scope", said or phrase("outcomes.scope"), suggestions=EXAMPLES)
