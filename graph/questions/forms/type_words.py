"""Words for relationship types in the text of a question, from data/vocabulary.toml and the lexicon."""

from __future__ import annotations

from graph.model.text import fold
from graph.model.validity import IN_FORCE
from graph.model.vocabulary import vocabulary
from graph.questions.lexicon import lexicon
from graph.questions.question import Question, TimeLimit

GROUPING_WORDS = {"decade": "decade", "sector": "theme", "source": "source", "type": "kind of link", "label": "kind"}


def verb_words(question: Question) -> str:
    """The verb for the links, after "is" or "are": "twinned with", "linked to"."""
    if question.civic:
        return "a city partner of"
    types = vocabulary().types
    joint = "" if set(question.types) <= types.links else _joint_phrase(question.types)
    return joint or " or ".join(types[t].predicate for t in question.types) or "linked to"


def _joint_phrase(types: tuple[str, ...]) -> str:
    """The shortest phrase of the lexicon that means just these types together, as "part of"; "" for none."""
    meaning = f"type:{','.join(types)}"
    phrases = [p for p, m in lexicon().phrases.items() if m == meaning and not p.startswith(("is ", "are "))]
    return min(phrases, key=lambda phrase: (len(phrase), phrase), default="") if len(types) > 1 else ""


def noun_words(question: Question) -> str:
    """The plural noun for the links: "twinnings", "links"."""
    if question.civic:
        return "city partnerships"
    return " and ".join(vocabulary().types[t].plural for t in question.types if _is_noun_known(t)) or "links"


def _is_noun_known(type_name: str) -> bool:
    """Whether the lexicon reads the noun of this type as the type, and not as something else."""
    meaning = lexicon().phrases.get(fold(vocabulary().types[type_name].plural), "")
    return any(
        type_name in part.removeprefix("type:").split(",") for part in meaning.split() if part.startswith("type:")
    )


def asks_who_visited(question: Question) -> bool:
    """Whether the question is who visited. The active verb is clearer than "visited by"."""
    visits = vocabulary().types.acting_as("visit")
    return question.agent == "target" and bool(question.types) and set(question.types) <= visits


def time_text(when: TimeLimit) -> str:
    """A time with its meaning: "in force in 1990", "dated 1991"."""
    if when.relation == IN_FORCE:
        return when.text if when.text.startswith("in force") else f"in force {when.text}"
    first, _, rest = when.text.partition(" ")
    return f"dated {rest}" if first.lower() in ("in", "during", "by") and rest else when.text


def grouping_words(question: Question) -> str:
    """What links are counted by: "country", "decade"."""
    labels = vocabulary().labels
    return labels[question.per].singular if question.per in labels else GROUPING_WORDS[question.per]
