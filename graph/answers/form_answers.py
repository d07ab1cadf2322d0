"""The answer function of each form of question. The forms are the rows of graph/questions/forms/table.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from graph.answers import outcomes
from graph.answers.answer import Answer
from graph.answers.comparisons import comparison
from graph.answers.counts import numbers, ranking
from graph.answers.links import about, disputes, link_answers, path, start_dates
from graph.answers.nodes import facts, listings, profile, register_status
from graph.answers.records import missing_details
from graph.catalogue.catalogue import Catalogue
from graph.questions.question import Question
from graph.stores.base import GraphStore

AnswerFunction = Callable[[Question, Catalogue, GraphStore], Answer]


def _help(question: Question, _catalogue: Catalogue, _store: GraphStore) -> Answer:
    return outcomes.out_of_scope(question)


def _about(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    return about.answer(question, catalogue, store) or link_answers.answer(
        replace(question, form="links"), catalogue, store
    )


ANSWER_FUNCTIONS: Mapping[str, AnswerFunction] = {
    "sources": listings.sources,
    "help": _help,
    "conflicts": disputes.answer,
    "evidence": link_answers.answer,
    "about": _about,
    "number": numbers.answer,
    "missing": missing_details.answer,
    "gaps": listings.answer,
    "common": comparison.answer,
    "compare": comparison.answer,
    "count": link_answers.answer,
    "duration": link_answers.answer,
    "when": link_answers.answer,
    "path": path.answer,
    "where": listings.where,
    "kind": listings.kind,
    "profile": profile.answer,
    "list": listings.answer,
    "links": link_answers.answer,
    "yesno": link_answers.answer,
    "most": ranking.answer,
    "located": listings.located,
    "dates": start_dates.answer,
    "standing": register_status.answer,
    "fact": facts.answer,
}
