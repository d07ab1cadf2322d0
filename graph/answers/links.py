"""The family of the headline question: who is linked to whom; also counted, dated, answered yes or no, evidenced."""

from __future__ import annotations

from dataclasses import replace

from graph.answer import CONFIRMED, Answer
from graph.answers import path
from graph.answers.findings import select
from graph.answers.recorded import recorded
from graph.answers.wording import listed
from graph.catalogue import CITY_LABELS, Catalogue
from graph.questions.question import Group, Question
from graph.store import GraphStore

WIDE = ("Region", "Country", "Continent", "World")


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The links asked for, in the form asked for; where there are none, the nearest way to mean the same."""
    pair = bool(question.asked.ids and question.given.ids)
    who = question.text.casefold().startswith("who")
    both = (
        not question.asked.is_any and "SUPPORTS" in question.types and (pair or who or "FOUNDED" not in question.types)
    )
    if ("broker" in question.roles or both) and not question.given.is_any and question.form != "yesno":
        made = recorded(_of_both_ends(question, catalogue, store), catalogue, store)
        helpers = listed([row.cells[0] for row in made.rows if row.certainty == CONFIRMED])
        return replace(made, sentence=f"Recorded as having helped or arranged it: {helpers}.") if made.rows else made
    made = recorded(question, catalogue, store)
    if made.status != "empty":
        return made
    if question.sectors and not question.keywords and not question.given.is_any:
        bare = recorded(replace(question, sectors=()), catalogue, store)
        note = "No record of this is filed under the sector asked about; this is what is recorded in any."
        return replace(bare, notes=(note, *bare.notes)) if bare.status == "answer" else made
    if question.keywords:
        return _without_words(question, made, catalogue, store)
    if _may_be_path(question):
        found = path.answer(replace(question, form="path"), catalogue, store, home=False)
        note = "No link of its own is recorded between the two; this is how they are connected."
        return replace(found, notes=(note, *found.notes)) if found.status == "answer" else made
    wide = tuple(i for i in question.given.ids if catalogue.nodes[i].label in CITY_LABELS)
    others = tuple(i for i in question.asked.ids if catalogue.nodes[i].label in CITY_LABELS)
    if wide and wide == question.given.ids and others == question.asked.ids and not question.asked.labels:
        rolled = replace(question, given=Group(places=wide), asked=Group(places=others))
        inside = recorded(rolled if others else replace(rolled, asked=Group()), catalogue, store)
        if inside.status == "answer" and question.types != ("TWINNED_WITH",):
            note = "Not of the city itself, but of what is in it." if others else ""
            return replace(inside, notes=(note, *inside.notes) if note else inside.notes)
    if question.types and question.asked.labels and set(question.asked.labels) <= {"Project", "Event", "Network"}:
        return _better(made, recorded(replace(question, asked=replace(question.asked, labels=())), catalogue, store))
    if set(question.types) <= {"FOUNDED", "SUPPORTS"} and question.types:
        return _better(made, recorded(replace(question, types=(), form="links"), catalogue, store))
    return made


def _without_words(question: Question, made: Answer, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The theme of any kind of thing; else what is recorded without the theme, which is then said first.

    The kind and the theme are judged here, so that trying without the kind reads nothing more.
    """
    if question.form == "yesno":
        return made
    if question.asked.labels:
        loose = recorded(replace(question, asked=replace(question.asked, labels=(), kinds=())), catalogue, store)
        if loose.status == "answer" or question.given.is_any:
            return _better(made, loose)
    if question.given.is_any:
        return made
    bare = recorded(replace(question, keywords=(), types=(), sectors=()), catalogue, store)
    note = f"No record of this mentions “{' '.join(question.keywords)}”; this is what is recorded without that."
    return replace(bare, notes=(note, *bare.notes)) if bare.status == "answer" else made


def _better(strict: Answer, loose: Answer) -> Answer:
    return loose if loose.status == "answer" else strict


def _may_be_path(question: Question) -> bool:
    """Whether the question is only about how two named things are linked."""
    limits = (question.types, question.sectors, question.keywords, question.events, question.statuses, question.roles)
    named = (
        question.asked.ids
        and question.given.ids
        and not question.civic
        and not (question.asked.labels or question.given.labels)
    )
    return bool(named) and not any(limits) and question.when is None and question.form in ("links", "yesno", "when")


def _of_both_ends(question: Question, catalogue: Catalogue, store: GraphStore) -> Question:
    """Who arranged a link is asked of what stands at its ends."""
    bare = replace(question, form="links", types=(), roles=(), events=(), keywords=(), when=None)
    question = replace(question, types=("SUPPORTS",), doer="asked")
    ends = {end for f in select(bare, catalogue, store) for end in (f.near, f.far)}
    kept = ends - {end for end in ends if catalogue.nodes[end].label in WIDE}
    return replace(question, asked=Group(), given=Group(ids=tuple(sorted(kept)))) if kept else question
