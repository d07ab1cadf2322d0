"""The Explorer: the service that every page and command calls. It turns a question into an Answer.

It raises no error for a question, only for a store that fails.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from threading import Lock

from graph.answers import outcomes
from graph.answers.answer import Answer
from graph.answers.form_answers import ANSWER_FUNCTIONS
from graph.answers.joined_answer import join_answers
from graph.answers.links import ladder
from graph.answers.nodes.facts import fact_words
from graph.answers.phrases import phrase
from graph.answers.suggestions import follow_ups
from graph.answers.summary import group_words, number_words
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.dataset_sources import searched
from graph.catalogue.names.homonyms import repeated_names
from graph.model.validity import IN_FORCE
from graph.model.vocabulary import vocabulary
from graph.questions.chips import Chip
from graph.questions.forms.table import FORMS
from graph.questions.forms.type_words import grouping_words
from graph.questions.grammar import parse_question
from graph.questions.lexicon import lexicon
from graph.questions.question import Group, Question
from graph.questions.revision.follow_up import (
    follow_on,
    has_pronoun,
    is_complete,
    is_follow_up,
    merge_follow_up,
    refers_back,
)
from graph.questions.revision.rendering import render_question
from graph.questions.text.question_parts import question_parts
from graph.stores.base import GraphStore
from graph.stores.cached import cached_store

LONGEST_QUESTION = 2000


class Explorer:
    """Answers questions on one store. Threads can share it: it notices a new load and reads its names once.

    For example:

        explorer = Explorer(open_store())
        answer = explorer.ask("which Newcastle schools link to Wuhan")
        answer.sentence    the answer in one or two sentences; answer.rows and answer.sources hold its evidence
    """

    def __init__(self, store: GraphStore) -> None:
        """Read the names of the store's newest load."""
        self.store = store
        self._lock = Lock()
        self._catalogue = _read(store)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the newest load."""
        if self.store.refresh() != self._catalogue.number:
            with self._lock:
                self._catalogue = _read(self.store)
        return self._catalogue

    def prepare(self) -> None:
        """Read now what the first question would otherwise wait for."""
        lexicon()
        self.catalogue.prepare()

    def ask(self, text: str, *, previous: str = "") -> Answer:
        """The answer to a question in plain words. The same load always gives the same answer.

        `previous` is the question asked before. A follow-up ("and in Germany?") keeps the rest of that question, and
        the answer's `question` is then the whole one.
        """
        catalogue = self.catalogue
        question = self._understand(text, previous, catalogue)
        store = cached_store(self.store, all_types=not catalogue.is_large)
        answer = self._answer(question, catalogue, store)
        answer = join_answers(answer, self._ask_parts(text, catalogue, store)) or answer
        followed = bool(previous) and question.text == text and question != parse_question(text, catalogue, lexicon())
        return replace(answer, question=render_question(question, catalogue)) if followed else answer

    def _ask_parts(self, text: str, catalogue: Catalogue, store: GraphStore) -> list[Answer]:
        """The answers to the questions in a text, if it has several. A later one may ask about an earlier one."""
        answers: list[Answer] = []
        before: Question | None = None
        for part in question_parts(text[:LONGEST_QUESTION]):
            question = parse_question(part, catalogue, lexicon())
            if before is not None and (has_pronoun(part) or refers_back(part, question) or not is_complete(question)):
                question = follow_on(before, question, part, catalogue)
            answers.append(self._answer(question, catalogue, store))
            before = question
        return answers

    def understand(self, text: str, *, previous: str = "") -> Question:
        """The typed question of a text. A follow-up is merged with the previous question."""
        return self._understand(text, previous, self.catalogue)

    def _understand(self, text: str, previous: str, catalogue: Catalogue) -> Question:
        question = parse_question(text[:LONGEST_QUESTION], catalogue, lexicon())
        if previous and (is_follow_up(text) or refers_back(text, question)):
            return merge_follow_up(
                parse_question(previous[:LONGEST_QUESTION], catalogue, lexicon()), question, catalogue
            )
        return question

    def say(self, question: Question) -> str:
        """A question as plain words that give the same answer when they are asked again."""
        return render_question(question, self.catalogue)

    def path(self, start: str, end: str) -> Answer:
        """How two named nodes are connected."""
        catalogue = self.catalogue
        first, second = (parse_question(name, catalogue, lexicon()) for name in (start, end))
        unknown = (
            first.unknown
            + second.unknown
            + tuple(
                name
                for name, q in ((start, first), (end, second))
                if not (q.anchor.ids or q.target.ids) and not q.unknown
            )
        )
        question = Question(
            f"path between {start} and {end}",
            form="path",
            anchor=Group(ids=first.anchor.ids or first.target.ids),
            target=Group(ids=second.anchor.ids or second.target.ids),
            unknown=unknown,
            spelling_suggestions=first.spelling_suggestions + second.spelling_suggestions,
            ambiguous=first.ambiguous or second.ambiguous,
        )
        return self.answer(question, catalogue)

    def answer(self, question: Question, catalogue: Catalogue | None = None) -> Answer:
        """The answer to a typed question."""
        names = catalogue or self.catalogue
        return self._answer(question, names, cached_store(self.store, all_types=not names.is_large))

    def _answer(self, question: Question, names: Catalogue, store: GraphStore) -> Answer:
        made = _outcome(question, names, store)
        if question.language:
            made = replace(made, sentence=f"{phrase('ladder.language')} {made.sentence}")
        if made.status in ("unknown", "out_of_scope", "ambiguous") and not made.records:
            made = replace(made, records=ladder.matching_records(question, names))
        return replace(
            made,
            left_out=made.left_out or question.left_out,
            view=question.view,
            understood=chips(question, names),
            notes=_taken(question, names) + made.notes,
            suggestions=made.suggestions or follow_ups(question, made, names),
            searched=searched(names.sources.values()),
        )


def _outcome(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    if question.out_of_scope or question.form == "help":
        return outcomes.out_of_scope(question)
    if question.unknown_sources:
        return outcomes.unknown_source(question, catalogue)
    if question.unknown:
        return outcomes.unknown(question, catalogue)
    if question.unsupported:
        return outcomes.unsupported(question)
    if question.ambiguous:
        return outcomes.ambiguous(question, catalogue)
    if _is_empty(question):
        return outcomes.out_of_scope(question)
    return ladder.climb(question, ANSWER_FUNCTIONS[question.form](question, catalogue, store), catalogue, store)


def _read(store: GraphStore) -> Catalogue:
    """The catalogue of the store's load. A large one is kept out of garbage collection, which would be slow."""
    catalogue = Catalogue(store)
    if catalogue.is_large:
        gc.freeze()
    return catalogue


def _is_empty(question: Question) -> bool:
    """Whether the question has no condition that the graph can be searched for."""
    limits = (
        question.types,
        question.sectors,
        question.roles,
        question.events,
        question.statuses,
        question.keywords,
    )
    return (
        question.target.is_any
        and question.anchor.is_any
        and not any(limits)
        and not question.civic
        and question.when is None
        and not question.order
        and not FORMS[question.form].is_about_all
        and not question.undated
        and not (question.per and question.form in ("links", "count"))
    )


def chips(question: Question, catalogue: Catalogue) -> tuple[Chip, ...]:
    """What was understood, as short texts that the user can check and edit."""
    known = vocabulary()
    made = [Chip("form", question.form, question.form)]
    for name, group in (("asked", question.target), ("given", question.anchor)):
        if not group.is_any:
            made.append(
                Chip(
                    name,
                    group_words(group, catalogue),
                    " ".join((*group.labels, *group.places, *group.ids)),
                )
            )
    fact = question.fact if question.form == "number" else fact_words(question.fact) if question.fact else ""
    made += [Chip("fact", fact)] if fact else []
    made += [Chip("per", f"per {grouping_words(question)}", question.per)] if question.per else []
    made += [Chip("number", number_words(question))] if question.is_numbered else []
    made += [Chip("link", known.types[t].plural, t) for t in question.types]
    made += [Chip("link", "city partnerships", "civic")] if question.civic else []
    made += [Chip("state", question.state, question.state)] if question.state else []
    made += [Chip("abroad", "abroad")] if question.abroad else []
    made += [Chip("sector", known.sectors[s].title, s) for s in question.sectors]
    for field in ("roles", "events", "statuses", "keywords"):
        made += [Chip(field, value, value) for value in getattr(question, field)]
    made += [Chip("source", catalogue.sources[s].title, s) for s in question.sources]
    if question.when:
        meaning = phrase("time.in_force", time=question.when.text) if question.when.relation == IN_FORCE else ""
        made.append(Chip("time", meaning or question.when.text, question.when.text))
    if question.order:
        made.append(Chip("order", f"{question.order} {question.top or 1}", question.order))
    made += [
        Chip("unknown", word, word)
        for word in (*question.unknown, *question.unknown_sources, *question.unsupported, *question.out_of_scope)
    ]
    return tuple(made)


def _taken(question: Question, catalogue: Catalogue) -> tuple[str, ...]:
    """Notes which spelling was corrected, so that users can notice a wrong guess."""
    made = []
    for typed, meant in question.corrections:
        ids = catalogue.names.get(meant, ())
        made.append(f"“{typed}” was taken as {catalogue.name(ids[0]) if ids else meant}.")
    named = (
        ()
        if question.ambiguous or question.fact in vocabulary().unrecorded_facts
        else (*question.target.ids, *question.anchor.ids)
    )
    for name, count in repeated_names(named, catalogue).items():
        seen = "only the best known is shown" if FORMS[question.form].is_about_one else "all were looked through"
        made.append(f"{count} entries are called {name} and may be one; {seen}.")
    return tuple(made)
