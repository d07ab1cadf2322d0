"""The ladder: what is asked in ever wider meanings, until something is recorded; at its end, a search of the records.

Each rung says first what it changed. "Nothing is recorded" remains only if all rungs are empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer
from graph.answers.end_filters import VAGUE_PLACES
from graph.answers.findings import Finding, select_findings
from graph.answers.links import link_answers, predicates, record_answer
from graph.answers.phrases import phrase
from graph.answers.summary import link_words
from graph.answers.wording import name_list, relationship_words
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.search.record_match import RecordMatch
from graph.catalogue.themes import stem
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.lexicon import lexicon
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

# Forms whose question may be asked in a wider meaning.
LINKED = ("links", "count", "when", "duration", "evidence", "list", "gaps", "most")
# Forms that unused words may turn into the question what the links are about.
OPEN = ("links", "list", "gaps", "profile", "path", "kind", "where", "evidence", "about", "conflicts")
# So many unused words show that a list is not what is asked for.
MANY = 2
MATCHES = 5
# Meanings whose words name no theme.
NO_THEMES = (
    *("type:", "civic", "status:", "event:", "order:", "link", "form:"),
    *("undated", "state:", "abroad", "per:", "by:"),
)
SHOWS_NEAREST = ("links", "count", "when", "duration", "evidence", "most", "yesno", "kind", "where", "about")
NEAREST = 2  # links that are said if what is asked for is not recorded
# The records take the place of an answer if they explain so much more of the question.
MARGIN = 1.0
Rung = Callable[[Question, Catalogue, GraphStore], "tuple[Question, str] | None"]


def climb(question: Question, answer: Answer, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The answer, or a better one from a wider meaning or from the records. An empty one gets matching records."""
    made = answer
    if answer.status == "empty" and not answer.checked and not answer.rows:
        made = _wider(question, catalogue, store) or answer
    if made.status not in ("answer", "empty") or question.order or question.per or question.is_numbered:
        return made if made.status == "answer" else replace(made, records=matching_records(question, catalogue))
    weight = _weight(question, made, catalogue)
    asks_records = question.content and question.form in (*OPEN, *LINKED, "yesno")
    better = asks_records and record_answer.Weights(question, catalogue).total - weight > MARGIN
    found = record_answer.answer(question, catalogue, store) if better else None
    if made.status == "empty" and found and not (found.has_names and found.words & _themes(question)):
        found = None
    if made.status == "empty" and not made.rows and found is None:
        made = _nearest(question, made, catalogue, store)
    if found is not None:
        lead = found.weight - weight
        if lead > MARGIN and _tells(question, made, found):
            return found.answer
        if lead > MARGIN and found.answer.sentence not in made.sentence:
            made = replace(made, detail=f"{found.answer.sentence} {made.detail}".strip())
            return replace(made, records=matching_records(question, catalogue))
    return made if made.status == "answer" else replace(made, records=matching_records(question, catalogue))


def _nearest(question: Question, answer: Answer, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The empty answer with the links of the node that is named, or those between the two that are."""
    ids = [i for i in record_answer.named(question) if i in catalogue.nodes]
    ids = [i for i in ids if catalogue.nodes.label(i) not in VAGUE_PLACES] or ids
    if catalogue.is_large or not 1 <= len(ids) <= 2 or question.form not in SHOWS_NEAREST:
        return answer
    found = _links(Group(ids=(ids[0],)), Group(ids=tuple(ids[1:])), catalogue, store)
    if not found:
        return answer
    links = name_list(list(dict.fromkeys(relationship_words(f.relationship, catalogue) for f in found)), NEAREST)
    return replace(answer, sentence=f"{answer.sentence} {phrase('ladder.nearest', links=links)}")


def _links(anchor: Group, target: Group, catalogue: Catalogue, store: GraphStore) -> list[Finding]:
    """The links of a node, or between two, those of partners first."""
    order = list(vocabulary().types)
    types = tuple(vocabulary().types.listed)
    found = select_findings(Question("", anchor=anchor, target=target, types=types), catalogue, store)
    linked = [f for f in found if f.claim.type in vocabulary().link_types and f.claim.status != "planned"]
    return sorted(linked, key=lambda f: (bool(f.target_unnamed or f.anchor_unnamed), order.index(f.claim.type)))


def _weight(question: Question, answer: Answer, catalogue: Catalogue) -> float:
    """How much of the question an answer explains. An empty one explains no word, a wider one not those it drops."""
    weights = record_answer.Weights(question, catalogue)
    if answer.status == "empty" and not answer.rows:
        return 0.0
    unused = weights.stems if answer.status == "empty" else _stems(answer.left_out or question.left_out)
    return weights.names + weights.words(weights.stems - unused)


def _themes(question: Question) -> set[str]:
    """The stems of the words that may be a theme of a record: all but those for kinds of links, status and dates."""
    told = (*question.content, *question.left_out, *question.keywords)
    asked = f" {fold(' '.join((question.text, *told)))} "
    meant = (words for words, meaning in lexicon().phrases.items() if meaning.startswith(NO_THEMES))
    return _telling_words(told) - _stems([words for words in meant if f" {words} " in asked])


def _tells(question: Question, answer: Answer, found: record_answer.RecordAnswer) -> bool:
    """Whether the records may take the place of an answer. An exact list, count or date stays, unless it is empty."""
    if (
        answer.status == "empty"
        and answer.checked
        and any(cell.startswith("planned") for row in answer.rows for cell in row.cells)
    ):
        return False
    if answer.status == "empty" or question.form in OPEN:
        sure = any(row.certainty == CONFIRMED for row in answer.rows)
        exact = question.form in ("links", "list") and question.target.labels and sure
        unused = _telling_words(answer.left_out or question.left_out)
        return answer.status == "empty" or not (exact and len(unused) < MANY)
    if question.form == "count":
        return any(word.isdecimal() for word in fold(found.answer.sentence).split())
    return question.form in ("yesno", "when", "duration") and bool(_telling_words(answer.left_out or question.left_out))


def _telling_words(texts: Sequence[str]) -> set[str]:
    """The stems of the words that may name a theme: not those that only hold questions together."""
    stop = lexicon().stop
    return {stem(word) for text in texts for word in fold(text).split() if word not in stop}


def _stems(texts: Sequence[str]) -> set[str]:
    return {stem(word) for text in texts for word in fold(text).split()}


def _wider(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """The first rung with an answer, with its change said first."""
    named = question.anchor.ids or question.target.ids or question.target.places or question.keywords
    if catalogue.is_large or question.form not in (*LINKED, "yesno") or not named or question.is_numbered:
        return None
    for rung in RUNGS if question.form in LINKED else (_any_status, _within):
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
    if not (question.keywords or question.sectors or question.roles):
        return None
    words = [*question.keywords, *(vocabulary().sectors[s].title for s in question.sectors), *question.roles]
    bare = replace(question, keywords=(), sectors=(), roles=())
    return bare, phrase("ladder.theme", words=name_list(words))


def _any_status(question: Question, _catalogue: Catalogue, _store: GraphStore) -> tuple[Question, str] | None:
    """The links of any status: what is not in force may be planned."""
    if not question.statuses or "planned" in question.statuses:
        return None
    return replace(question, statuses=()), phrase("ladder.status", status=name_list(question.statuses))


def _within(question: Question, catalogue: Catalogue, _store: GraphStore) -> tuple[Question, str] | None:
    """What is in a city instead of what is linked to it: "does Newcastle have consulates"."""
    ids, target = question.anchor.ids, question.target
    if question.types or len(ids) != 1 or not catalogue.is_place(ids[0]) or not target.labels or target.places:
        return None
    return replace(question, target=replace(target, places=ids), anchor=Group()), ""


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
    _any_status, _within, _as_links, _neighbouring_types, _inside_places, _without_theme, _without_labels, _any_type,
)  # fmt: skip


def _dropped(question: Question, asked: Question) -> Sequence[str]:
    """The theme words that a wider question does not use."""
    return [word for word in question.keywords if word not in asked.keywords]


def matching_records(question: Question, catalogue: Catalogue) -> tuple[RecordMatch, ...]:
    """The records that match the question's words and names best."""
    return record_answer.matches(question, catalogue, limit=MATCHES)
