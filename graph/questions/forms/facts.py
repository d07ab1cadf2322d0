"""Facts that registers state besides links: "income of X", "website of X", "the largest charities in Leeds"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.catalogue.catalogue import Catalogue
from graph.model.vocabulary import vocabulary
from graph.questions.entity_linking import link_entities
from graph.questions.forms.registers import REGISTERED
from graph.questions.interpretation import Interpretation, interpret
from graph.questions.lexicon import Lexicon
from graph.questions.question import Group, Question
from graph.questions.spans import Span, Token, tokens
from graph.questions.time_limits import top

# Meanings that may accompany a fact and do not change the question.
BESIDE = ("form:profile", "form:count", "form:list", "form:where", "form:kind", "label:", "kind:", "top", "yes")
MOST = frozenset(["biggest", "largest", "highest", "greatest", "richest", "wealthiest"])
LEAST = frozenset(["smallest", "lowest", "poorest"])
AMOUNT = re.compile(
    r"\b(?P<limit>more than|greater than|over|above|exceeding|at least|under|below|less than|at most|up to)\s+£?\s*"
    r"(?P<number>\d[\d,]*(?:\.\d+)?|an?(?=\s+\w+illion))\s*(?P<unit>thousand|million|billion|k|m|bn)?\b",
    re.IGNORECASE,
)
UNITS = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9}
FROM, ABOVE = "at least", ("more than", "greater than", "over", "above", "exceeding")
BELOW = ("under", "below", "less than")
# The fact that "largest" means, if the question names none.
SIZES = {"Charity": "income", "School": "pupils", "University": "pupils"}


def parse_fact(text: str, catalogue: Catalogue, words: Lexicon) -> Question | None:
    """Read a question for a fact of one node, or of each node of a set. None if it asks anything more."""
    said = tokens(text)
    name, spoken = _named(said, words)
    size = next((token for token in said if token.folded in MOST | LEAST), None)
    if not (name or size):
        return None
    fact = vocabulary().facts.get(name)
    amount = AMOUNT.search(text) if fact and fact.currency else None
    rest = _without(AMOUNT.sub(" ", text) if amount else text, spoken)
    rest = _without(rest, [size]) if size else rest
    spans = link_entities(rest, catalogue, words, catalogue.other_places)
    if not all(map(_is_beside, spans)):
        return None
    not_known = [span for span in spans if span.kind == "unknown"]
    if name and not_known:
        near = tuple(one for span in not_known for one in span.suggestions)
        return Question(
            text, form="fact", fact=name, unknown=tuple(span.text for span in not_known), spelling_suggestions=near
        )
    reading = interpret(spans, catalogue)
    least, most = _amounts(amount) if amount else (0, 0)
    question = Question(text, form="fact", fact=name, at_least=least, at_most=most, ambiguous=reading.ambiguous)
    if len(reading.named) == 1 and not size and not amount:
        return _of_one(question, reading, catalogue)
    if len(reading.labelled) != 1 or reading.named:
        return None
    target = reading.labelled[0]
    name = name or SIZES.get(target.labels[0], "")
    if not name or not _is_asked_of(name, target.labels):
        return None
    many = top(spans)
    order = "first" if size and size.folded in LEAST else "last" if size or many else ""
    return replace(question, fact=name, target=target, order=order, top=many)


def _named(said: Sequence[Token], words: Lexicon) -> tuple[str, Sequence[Token]]:
    """The name of a fact and the longest words for it; "" and no words if the question names none."""
    longest = max(phrase.count(" ") for phrase in words.facts) + 1
    for count in range(longest, 0, -1):
        for at in range(len(said) - count + 1):
            name = words.facts.get(" ".join(token.folded for token in said[at : at + count]))
            if name:
                return name, said[at : at + count]
    return "", ()


def _without(text: str, some: Sequence[Token]) -> str:
    """The text without these words, whatever joins them."""
    said = r"[\W_]+".join(re.escape(token.text) for token in some)
    return re.sub(rf"(?<!\w){said}(?!\w)", " ", text, count=1) if some else text


def _is_beside(span: Span) -> bool:
    """Whether a span names nodes, or adds nothing to the question."""
    if span.kind == "meaning":
        return all(part.startswith(BESIDE) for part in span.value.split())
    return span.kind in ("stop", "relation", "number", "unknown") or (span.kind == "name" and bool(span.ids))


def _of_one(question: Question, reading: Interpretation, catalogue: Catalogue) -> Question | None:
    ids = reading.named[0]
    labels = tuple(dict.fromkeys(catalogue.nodes.label(i) for i in ids))
    said_again = all(set(group.labels) <= set(labels) and not group.places for group in reading.labelled)
    unlisted = question.fact == "status" and not set(labels) <= REGISTERED
    if not ids or unlisted or not said_again or not _is_asked_of(question.fact, labels):
        return None
    is_left_out = question.fact in vocabulary().unrecorded_facts  # the answer is the same for each of them
    return replace(question, anchor=Group(ids=ids), ambiguous=() if is_left_out else question.ambiguous)


def _is_asked_of(name: str, labels: Sequence[str]) -> bool:
    """Whether nodes with these labels can have the fact: a network may have a chair, but no head teacher."""
    left_out = vocabulary().unrecorded_facts.get(name)
    return not left_out or bool(set(labels) & set(left_out.labels))


def _amounts(found: re.Match[str]) -> tuple[int, int]:
    """The smallest and the largest amount, in whole pounds. 0 sets no limit."""
    said = found["number"].replace(",", "")
    number = float(said if said[0].isdigit() else 1) * UNITS.get((found["unit"] or "").lower(), 1)
    limit = found["limit"].lower()
    if limit == FROM:
        return int(number), 0
    if limit in ABOVE:
        return int(number) + 1, 0
    return 0, int(number) - (limit in BELOW)
