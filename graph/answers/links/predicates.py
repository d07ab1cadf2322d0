"""Predicates: each condition of a yes/no question is tested on the claims, and said with what was found.

The answer is "Yes" only if one claim meets all conditions. It is "No" only if a recorded date says so; otherwise the
answer is that this is not recorded, with the nearest that is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graph.answers.answer import CONFIRMED, Answer, Check
from graph.answers.builder import COLUMNS, Citations, with_evidence
from graph.answers.findings import Finding, select_findings
from graph.answers.links.date_sentences import found_relationships
from graph.answers.links.link_sentences import why_possible
from graph.answers.links.publishers import publisher_sentence
from graph.answers.phrases import phrase
from graph.answers.row_order import rows_by_relationship
from graph.answers.summary import group_words, link_words
from graph.answers.wording import name_list, relationship_words, start_dates
from graph.catalogue.catalogue import CITY_LABELS, Catalogue
from graph.model.dates import Match
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.lexicon import lexicon
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its words, and the question without it."""

    name: str
    words: str
    without: Callable[[Question], Question]


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """Yes, no or not recorded, with each condition; None if nothing is recorded between the two at all."""
    if question.all_of or question.state:
        return None  # whether all places or a register's state are met is decided with the rows
    conditions = _conditions(question)
    found = _found(question, catalogue, store)
    sure = [f for f in found if f.certainty == CONFIRMED and f.timing is not Match.UNKNOWN]
    if sure:
        checks = [Check(_words(c), _finding(sure, catalogue), "yes") for c in conditions]
        return _answer(question, _yes(question, sure, catalogue), sure, checks, catalogue)
    if found:
        return _answer(question, _possible(question, found, catalogue), found, (), catalogue)
    return _unmet(question, conditions, catalogue, store)


def _unmet(
    question: Question, conditions: Sequence[Condition], catalogue: Catalogue, store: GraphStore
) -> Answer | None:
    """The answer if not all conditions hold: what holds without the first condition that fails."""
    bare = question
    for condition in conditions:
        bare = condition.without(bare)
    nearest = _found(bare, catalogue, store, plans=True)
    if not nearest:
        return None
    checks, failed = [], []
    for condition in conditions:
        met = _found(_only(bare, question, condition), catalogue, store)
        sure = [f for f in met if f.certainty == CONFIRMED and f.timing is not Match.UNKNOWN]
        finding = _finding(sure, catalogue) if sure else _contrary(condition, nearest, catalogue)
        checks.append(Check(_words(condition), finding, "yes" if sure else _result(condition, nearest)))
        failed += [] if sure else [condition]
    closest = question
    for condition in failed:
        closest = condition.without(closest)
    if failed:
        nearest = _found(closest, catalogue, store, plans=True) or nearest
    elif question.when:
        nearest = [f for f in nearest if f.claim.status != "planned"] or nearest
    plans = [f for f in _found(question, catalogue, store, plans=True) if f.claim.status == "planned"]
    if plans and not question.when:
        sentence = phrase("yesno.only_planned", links=_finding(plans, catalogue))
        return replace(_answer(question, sentence, plans, checks, catalogue), status="empty")
    sentence, status = _no(question, failed, checks, nearest, catalogue)
    return replace(_answer(question, sentence, nearest, checks, catalogue), status=status)


def _only(bare: Question, question: Question, condition: Condition) -> Question:
    """The bare question with one condition of the question."""
    q = question
    if condition.name == "time":
        return replace(bare, when=q.when, start_only=q.start_only)
    if condition.name == "status":
        return replace(bare, statuses=q.statuses)
    if condition.name == "event":
        return replace(bare, events=q.events, types=q.types)
    if condition.name == "theme":
        return replace(bare, keywords=q.keywords, sectors=q.sectors, roles=q.roles)
    return replace(bare, types=q.types, civic=q.civic)


def _conditions(question: Question) -> list[Condition]:
    made = []
    if question.types or question.civic:
        made.append(Condition("type", link_words(question), lambda q: replace(q, types=(), civic=False)))
    if question.statuses:
        words = name_list(list(question.statuses))
        made.append(Condition("status", words, lambda q: replace(q, statuses=())))
    if question.events:
        made.append(Condition("event", name_list(list(question.events)), lambda q: replace(q, events=())))
    if question.sectors or question.keywords or question.roles:
        known = vocabulary().sectors
        titles = [known[s].title for s in question.sectors]
        words = name_list([*titles, *question.roles, *question.keywords])
        made.append(Condition("theme", words, lambda q: replace(q, keywords=(), sectors=(), roles=())))
    if question.when:
        text = question.when.text
        made.append(Condition("time", text, lambda q: replace(q, when=None, start_only=False)))
    return made


def _found(question: Question, catalogue: Catalogue, store: GraphStore, *, plans: bool = False) -> list[Finding]:
    """The findings that count. With `plans`, plans too. Unnamed nodes count, as they exist."""
    about = replace(question, form="links")
    found = select_findings(about, catalogue, store)
    if plans or "planned" in question.statuses:
        return [f for f in found if not _is_internal(f, question, catalogue)]
    if question.when:
        found = [f for f in found if not _is_of_predecessor(f, question, catalogue)]
    counted = [f for f in found if f.claim.status != "planned" and not _is_internal(f, question, catalogue)]
    real = [f for f in counted if "World" not in {catalogue.nodes.label(end) for end in (f.target, f.anchor)}]
    timely = any(f.timing is not Match.UNKNOWN for f in real)
    return real if real and (timely or question.when is None) else counted


def _is_of_predecessor(finding: Finding, question: Question, catalogue: Catalogue) -> bool:
    """Whether a link belongs to what a named node came from: Morley's twinning of 1966 was not yet Leeds'."""
    named = {*question.anchor.ids, *question.target.ids}
    ends = {finding.target, finding.anchor} - named
    return any(catalogue.successors.get(end, set()) & named for end in ends)


def _is_internal(finding: Finding, question: Question, catalogue: Catalogue) -> bool:
    """Whether both ends lie in a place that is asked about. Such a link leads nowhere else."""
    ends = [{end, *catalogue.above(end)} for end in (finding.target, finding.anchor)]
    places = {i for group in (question.anchor, question.target) for i in (*group.places, *group.ids)}
    places = {i for i in places if catalogue.is_place(i)}
    home = {i for i in places if all(i in around for around in ends)}
    return bool(home) and not (places - home and any(places - home & around for around in ends))


def _words(condition: Condition) -> str:
    return phrase(f"yesno.condition_{condition.name}", words=condition.words)


def _finding(found: Sequence[Finding], catalogue: Catalogue) -> str:
    """Up to two relationships as statements."""
    return name_list(list(dict.fromkeys(relationship_words(r, catalogue) for r in found_relationships(found))), 2)


def _contrary(condition: Condition, nearest: Sequence[Finding], catalogue: Catalogue) -> str:
    """What the records say instead of a condition that does not hold."""
    if condition.name == "status" and "ended" in condition.words:
        return phrase("yesno.no_end")
    if all(f.claim.status == "planned" for f in nearest):
        return phrase("yesno.planned", links=_finding(nearest, catalogue))
    if condition.words == "active" and all(f.claim.status == "ended" for f in nearest):
        return _finding(nearest, catalogue)
    if condition.name == "time":
        dated = [f for f in nearest if start_dates([f.claim])]
        return _finding(dated, catalogue) if dated else phrase("yesno.no_date")
    return phrase("yesno.not_recorded")


def _result(condition: Condition, nearest: Sequence[Finding]) -> str:
    """The result "no" if the recorded dates or ends rule the condition out, else "not recorded"."""
    dated = [f for f in nearest if start_dates([f.claim])]
    over = nearest and condition.words == "active" and all(f.claim.status == "ended" for f in nearest)
    return "no" if (condition.name == "time" and dated) or over else "not recorded"


def _yes(question: Question, found: Sequence[Finding], catalogue: Catalogue) -> str:
    order = list(vocabulary().types)
    own = {*question.target.ids, *question.anchor.ids}
    ordered = sorted(
        found,
        key=lambda f: (
            not {f.target, f.anchor} <= own,
            bool(f.target_unnamed or f.anchor_unnamed),
            order.index(f.claim.type),
            not start_dates([f.claim]),
        ),
    )
    statements = list(dict.fromkeys(relationship_words(r, catalogue) for r in found_relationships(ordered)))
    one = bool(question.target.ids) and bool(question.anchor.ids)
    rest = phrase("yesno.more", count=len(statements) - SHOWN) if len(statements) > SHOWN and not one else ""
    links = "; ".join(statements[: 1 if one else SHOWN]) + rest
    unused = [text for text in question.left_out if not set(fold(text).split()) <= lexicon().stop]
    if unused:
        return phrase("yesno.unchecked", links=links, words=name_list(unused, word="or"))
    return phrase("yesno.yes", links=links)


def _possible(question: Question, found: Sequence[Finding], catalogue: Catalogue) -> str:
    known = [f for f in found if f.timing is not Match.UNKNOWN]
    if known:
        return phrase("yesno.possibly", links=_finding(known, catalogue))
    undated = [f for f in found if f.timing is Match.UNKNOWN]
    if undated and len(undated) == len(found):
        statements = list(dict.fromkeys(relationship_words(r, catalogue) for r in found_relationships(found)))
        return phrase("yesno.undated", links="; ".join(statements[:SHOWN]))
    names = name_list(sorted({catalogue.name(f.target) for f in found}))
    return phrase("yesno.possible", names=names, why=why_possible(found, question, catalogue))


def _no(
    question: Question,
    failed: Sequence[Condition],
    checks: Sequence[Check],
    nearest: Sequence[Finding],
    catalogue: Catalogue,
) -> tuple[str, str]:
    """The sentence if a condition fails, and the status: no by a recorded date, or not recorded."""
    links = _finding(nearest, catalogue)
    if not failed and "ended" in question.statuses:
        return phrase("yesno.no_end_of_any"), "empty"
    if not failed:
        return phrase("yesno.not_together", links=links), "empty"
    first = failed[0]
    if all(f.claim.status == "planned" for f in nearest):
        return phrase("yesno.only_planned", links=links), "empty"
    if first.name == "status" and "ended" in question.statuses and not (question.anchor.ids or question.target.ids):
        return phrase("yesno.no_end_of_any"), "empty"
    if first.name == "status" and "ended" in question.statuses:
        return phrase("yesno.no_end_of", links=links), "empty"
    if first.name == "status" and "active" in question.statuses:
        if nearest and all(f.claim.status == "ended" for f in nearest):
            return phrase("yesno.no", links=links), "answer"
        return phrase("yesno.not_active", links=links), "empty"
    if first.name == "time" and any(check.result == "no" for check in checks):
        return phrase("yesno.no", links=links), "answer"
    if first.name == "type":
        ends = [group_words(group, catalogue) for group in (question.anchor, question.target) if not group.is_any]
        known = vocabulary().types
        nouns = [known[t].noun for t in question.types] or [phrase("links.partner_city")]
        return phrase("yesno.other_type", links=name_list(nouns, word="or"), ends=name_list(ends), other=links), "empty"
    return phrase("yesno.other", words=first.words, links=links), "empty"


def _answer(
    question: Question, sentence: str, found: Sequence[Finding], checks: Sequence[Check], catalogue: Catalogue
) -> Answer:
    citations = Citations(catalogue)
    rows = rows_by_relationship(found, catalogue, citations)
    made = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows), checked=tuple(checks))
    detail = publisher_sentence((f.claim for f in found), catalogue)
    return replace(with_evidence(made, found, catalogue, citations), detail=detail)


def is_sure(answer: Answer) -> bool:
    """Whether all conditions of an answer hold, or a recorded date rules one out."""
    results = [check.result for check in answer.checked]
    return answer.status == "answer" and bool(results) and "not recorded" not in results


def inside(question: Question, catalogue: Catalogue) -> Question:
    """The question about what is in its cities, which the cities themselves do not answer."""
    twinning = bool(question.types) and set(question.types) <= vocabulary().types.acting_as("twinning")
    if question.civic or twinning:
        return question

    def rolled(group: Group) -> Group:
        cities = group.ids and all(catalogue.nodes.label(i) in CITY_LABELS for i in group.ids)
        return Group(places=group.ids) if cities else group

    return replace(question, anchor=rolled(question.anchor), target=rolled(question.target))
