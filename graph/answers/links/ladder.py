"""The ladder: what is asked in ever wider meanings, until something is recorded; at its end, a search of the records.

Each rung says first what it changed. "Nothing is recorded" remains only if all rungs are empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.answers.answer import Answer
from graph.answers.links import link_answers, predicates, record_answer
from graph.answers.phrases import phrase
from graph.answers.summary import link_words
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.search.record_match import RecordMatch
from graph.catalogue.themes import stem
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.lexicon import lexicon
from graph.questions.question import Question
from graph.stores.base import GraphStore

# Forms whose question may be asked in a wider meaning.
LINKED = ("links", "count", "when", "duration", "evidence", "list", "gaps", "most")
# Forms that unused words may turn into the question what the links are about.
OPEN = ("links", "list", "gaps", "profile", "path", "kind", "where", "evidence", "about", "conflicts")
# So many unused words show that a list is not what is asked for.
MANY = 2
MATCHES = 5
ASKING = frozenset(["what", "who", "whose", "which", "when", "where", "why", "how"])
Rung = Callable[[Question, Catalogue, GraphStore], "tuple[Question, str] | None"]


def climb(question: Question, answer: Answer, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The answer, or a better one from a wider meaning. An unsure or empty answer gets matching records."""
    if answer.status == "answer":
        return _weighed(question, answer, catalogue, store)
    telling = _telling_words((*question.left_out, *question.keywords))
    if answer.status == "empty" and not answer.checked and not answer.rows:
        wider = _wider(question, catalogue, store)
        if wider is not None:
            return _weighed(question, wider, catalogue, store)
        found = record_answer.answer(question, catalogue, store) if telling and question.form in OPEN else None
        if found is not None and telling - _stems(found.left_out):
            return found
    return replace(answer, records=matching_records(question, catalogue))


def _weighed(question: Question, answer: Answer, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The answer, or the one from the records if that uses more of the words. An exact form keeps its answer."""
    unused = _telling_words(answer.left_out or question.left_out)
    if question.order or question.per or question.is_numbered or not (unused or _asks_much(question)):
        return answer
    found = record_answer.answer(question, catalogue, store)
    if found is not None and question.form in OPEN and question.content and _asks_much(question):
        return found if len(found.left_out) <= len(answer.left_out or question.left_out) else answer
    if found is None or not unused - _stems(found.left_out):
        return answer
    if question.form in OPEN and not (question.target.labels and len(unused) < MANY):
        return found
    return replace(answer, records=matching_records(question, catalogue))


def _asks_much(question: Question) -> bool:
    """Whether the text asks several questions at once."""
    words = fold(question.text).split()
    return sum(word in ASKING for word in words) > 1


def _telling_words(texts: Sequence[str]) -> set[str]:
    """The stems of the words that may name a theme: not those that only hold questions together."""
    stop = lexicon().stop
    return {stem(word) for text in texts for word in fold(text).split() if word not in stop}


def _stems(texts: Sequence[str]) -> set[str]:
    return {stem(word) for text in texts for word in fold(text).split()}


def _wider(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """The first rung with an answer, with its change said first."""
    named = question.anchor.ids or question.target.ids or question.target.places or question.keywords
    if catalogue.is_large or question.form not in LINKED or not named or question.is_numbered:
        return None
    for rung in RUNGS:
        changed = rung(question, catalogue, store)
        if changed is None or changed[0] == question:
            continue
        asked, lead = changed
        found = link_answers.answer(replace(asked, form="links"), catalogue, store)
        if found.paths:
            continue  # a chain through others is no link of the kind asked for
        if found.status == "empty" and found.rows:
            return replace(found, question=question.text, records=matching_records(question, catalogue))
        if found.status == "answer":
            words = tuple(dict.fromkeys((*question.left_out, *_dropped(question, asked))))
            return replace(found, question=question.text, sentence=f"{lead} {found.sentence}".strip(), left_out=words)
    return None


def _neighbouring_types(question: Question, _catalogue: Catalogue, _store: GraphStore) -> tuple[Question, str] | None:
    """The types next to those asked for: twinned and partnered; member, participant and part."""
    known = vocabulary().types
    groups = (
        known.acting_as("twinning", "partnership"),
        known.acting_as("membership", "participation", "part"),
        known.acting_as("foundation", "support"),
    )
    asked = set(question.types)
    wider = asked.union(*(group for group in groups if group & asked))
    if not asked or wider == asked:
        return None
    return replace(question, types=tuple(sorted(wider))), phrase("ladder.types", links=link_words(question))


def _inside_places(question: Question, catalogue: Catalogue, _store: GraphStore) -> tuple[Question, str] | None:
    """What is in the cities that are named."""
    rolled = predicates.inside(question, catalogue)
    return (rolled, phrase("ladder.inside")) if rolled != question else None


def _without_theme(question: Question, _catalogue: Catalogue, _store: GraphStore) -> tuple[Question, str] | None:
    if not (question.keywords or question.sectors):
        return None
    words = [*question.keywords, *(vocabulary().sectors[s].title for s in question.sectors)]
    return replace(question, keywords=(), sectors=()), phrase("ladder.theme", words=", ".join(words))


def _as_links(question: Question, _catalogue: Catalogue, _store: GraphStore) -> tuple[Question, str] | None:
    """The links of a list of items, which may have items without a name."""
    listed = question.form == "list" and question.target.labels
    return (replace(question, form="links"), "") if listed else None


def _without_labels(question: Question, _catalogue: Catalogue, _store: GraphStore) -> tuple[Question, str] | None:
    """The links of the named nodes with anything."""
    named_ends = question.anchor.ids or question.target.ids
    told = question.when or question.events or question.roles
    if not named_ends or not told or not (question.target.labels or question.anchor.labels):
        return None
    target, anchor = (replace(g, labels=(), kinds=()) for g in (question.target, question.anchor))
    return replace(question, target=target, anchor=anchor), phrase("ladder.labels")


def _any_type(question: Question, catalogue: Catalogue, _store: GraphStore) -> tuple[Question, str] | None:
    """Links of any type, of the places and what is in them. A time limit stays."""
    bare = replace(
        predicates.inside(question, catalogue),
        types=(), civic=False, roles=(), events=(), statuses=(), keywords=(), sectors=(), agent="", order="", top=None,
    )  # fmt: skip
    asked = question.types or question.civic
    return bare, phrase("ladder.any_type", links=link_words(question)) if asked else ""


RUNGS: tuple[Rung, ...] = (
    _as_links, _neighbouring_types, _inside_places, _without_theme, _without_labels, _any_type,
)  # fmt: skip


def _dropped(question: Question, asked: Question) -> Sequence[str]:
    """The theme words that a wider question does not use."""
    return [word for word in question.keywords if word not in asked.keywords]


def matching_records(question: Question, catalogue: Catalogue) -> tuple[RecordMatch, ...]:
    """The records that match the question's words and names best."""
    return record_answer.matches(question, catalogue, limit=MATCHES)
