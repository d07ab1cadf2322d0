"""Answers about links: lists, counts, durations, dates, evidence, or yes and no."""

from __future__ import annotations

from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer
from graph.answers.findings import select_findings
from graph.answers.links import path, predicates
from graph.answers.links.result import recorded_links
from graph.answers.wording import name_list
from graph.catalogue.catalogue import CITY_LABELS, Catalogue
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

WIDE = ("Region", "Country", "Continent", "World")


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The links asked for, in the form asked for. If there are none, the nearest other meaning is tried."""
    if _asks_for_helper(question):
        return _helpers(question, catalogue, store)
    if question.form == "yesno" or (question.form in ("when", "duration") and "ended" in question.statuses):
        tested = predicates.answer(question, catalogue, store)
        rolled = predicates.inside(question, catalogue)
        if rolled != question and not (tested and predicates.is_sure(tested)):
            inside = predicates.answer(rolled, catalogue, store)
            tested = inside if inside and (tested is None or predicates.is_sure(inside)) else tested
        if tested is not None:
            return tested
    made = recorded_links(question, catalogue, store)
    if made.status == "empty":
        for attempt in ATTEMPTS:
            tried = attempt(question, catalogue, store)
            if tried is not None:
                return tried if tried.status == "answer" else made
    return made


def _asks_for_helper(question: Question) -> bool:
    """Whether the question asks who arranged or supported a link, and not who supports a node."""
    if question.anchor.is_any or question.form == "yesno":
        return False
    pair = bool(question.target.ids and question.anchor.ids)
    who = question.text.casefold().startswith("who")
    known, types = vocabulary().types, set(question.types)
    supports = types & known.acting_as("support") and (pair or who or not types & known.acting_as("foundation"))
    return "broker" in question.roles or (bool(supports) and not question.target.is_any)


def _helpers(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Who supported either end of the links."""
    made = recorded_links(_of_both_ends(question, catalogue, store), catalogue, store)
    names = name_list([row.cells[0] for row in made.rows if row.certainty == CONFIRMED])
    return replace(made, sentence=f"Recorded as having helped or arranged it: {names}.") if made.rows else made


def _in_any_sector(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    if not question.sectors or question.keywords or question.anchor.is_any:
        return None
    note = "No record of this is filed under the sector asked about; this is what is recorded in any."
    return _noted(recorded_links(replace(question, sectors=()), catalogue, store), note)


def _of_any_kind(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """The same theme, for targets of any kind."""
    if not question.keywords or not question.target.labels or question.form == "yesno":
        return None
    loose = recorded_links(replace(question, target=replace(question.target, labels=(), kinds=())), catalogue, store)
    return loose if loose.status == "answer" or question.anchor.is_any else None


def _without_theme(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    if not question.keywords or question.anchor.is_any or question.form == "yesno":
        return None
    note = f"No record of this mentions “{' '.join(question.keywords)}”; this is what is recorded without that."
    return _noted(recorded_links(replace(question, keywords=(), types=(), sectors=()), catalogue, store), note)


def _as_path(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    if not _may_be_path(question):
        return None
    note = "No link of its own is recorded between the two; this is how they are connected."
    return _noted(path.answer(replace(question, form="path"), catalogue, store, home=False), note)


def _inside_cities(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """The links of organisations in the named cities, if the cities have none. Twinnings belong to cities alone."""
    given, asked = question.anchor.ids, question.target.ids
    cities = bool(given) and all(catalogue.nodes.label(i) in CITY_LABELS for i in (*given, *asked))
    if not cities or question.target.labels or _is_twinning(question):
        return None
    rolled = replace(question, anchor=Group(places=given), target=Group(places=asked))
    inside = recorded_links(rolled, catalogue, store)
    return _noted(inside, "Not of the city itself, but of what is in it.") if asked else inside


def _is_twinning(question: Question) -> bool:
    """Whether only twinnings are meant. Towns have them; organisations in a town do not."""
    return bool(question.types) and set(question.types) <= vocabulary().types.acting_as("twinning")


def _by_wider_meaning(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """The same without labels that a link may stand for, or of any type if it is asked who began the link."""
    if question.types and question.target.labels and set(question.target.labels) <= {"Project", "Event", "Network"}:
        return recorded_links(replace(question, target=replace(question.target, labels=())), catalogue, store)
    if question.types and set(question.types) <= vocabulary().types.acting_as("foundation", "support"):
        return recorded_links(replace(question, types=(), form="links"), catalogue, store)
    return None


# Other meanings to try if nothing is recorded. The first that applies is used.
ATTEMPTS = (_in_any_sector, _of_any_kind, _without_theme, _as_path, _inside_cities, _by_wider_meaning)


def _noted(made: Answer, note: str) -> Answer:
    return replace(made, notes=(note, *made.notes))


def _may_be_path(question: Question) -> bool:
    """Whether the question is only about how two named nodes are linked."""
    limits = (question.types, question.sectors, question.keywords, question.events, question.statuses, question.roles)
    named = (
        question.target.ids
        and question.anchor.ids
        and not question.civic
        and not (question.target.labels or question.anchor.labels)
    )
    return bool(named) and not any(limits) and question.when is None and question.form in ("links", "yesno", "when")


def _of_both_ends(question: Question, catalogue: Catalogue, store: GraphStore) -> Question:
    """The question who supports either end of the links meant."""
    bare = replace(question, form="links", types=(), roles=(), events=(), keywords=(), when=None)
    question = replace(question, types=tuple(sorted(vocabulary().types.acting_as("support"))), agent="target")
    ends = {end for f in select_findings(bare, catalogue, store) for end in (f.target, f.anchor)}
    kept = ends - {end for end in ends if catalogue.nodes.label(end) in WIDE}
    return replace(question, target=Group(), anchor=Group(ids=tuple(sorted(kept)))) if kept else question
