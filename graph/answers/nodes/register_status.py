"""What opened and closed according to registers: lists, and the status of one node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, POSSIBLE, Answer, Row
from graph.answers.builder import Citations
from graph.answers.large_results import LISTED
from graph.answers.members import members
from graph.answers.phrases import phrase
from graph.answers.summary import filter_words, group_words
from graph.answers.wording import count_phrase, name_list
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.register_status import CLOSED, CLOSING, OPEN, OPENED
from graph.model.dates import Match, date_text, match_date, sort_key
from graph.questions.question import Question
from graph.stores.base import GraphStore

COLUMNS = ("name", "what it is", "opened", "closed", "became")
# The words for the first and the last to open, and to close.
RANKS = (("oldest", "newest"), ("first to close", "last to close"))
# The verb of each state by label, for several nodes and for one; "" is for all other labels.
WORDS = {
    OPENED: {
        "Charity": ("registered", "was registered"),
        "University": ("established", "was established"),
        "": ("that opened", "opened"),
    },
    CLOSED: {"Charity": ("removed from the register", "was removed from its register"), "": ("that closed", "closed")},
    CLOSING: {"": ("proposed to close", "is proposed to close")},
    OPEN: {"Charity": ("on the register", "is on its register"), "": ("that are open", "is open")},
}


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """One row for each target in the state asked for, dated ones oldest first; or the status of one node."""
    if question.anchor.ids:
        return _of_one(question, catalogue)
    standing = catalogue.register_status
    labels = question.target.labels
    things = group_words(replace(question.target, places=()), catalogue)
    said = standing.in_state(question.state)
    among = [i for i in members(question.target, catalogue, former=True) if i in said]
    if not among and not standing.covers(labels):
        sentence = f"Not recorded: no loaded register says which {things} are open, or when they opened or closed."
        return Answer(question.text, "empty", sentence)
    timed = _in_time(question, among, said)
    levels = (Match.CERTAIN, Match.POSSIBLE)
    sure, maybe = (catalogue.nodes.by_name(i for i, match in timed.items() if match is level) for level in levels)
    undated = sum(match is Match.UNKNOWN for match in timed.values())
    notes = (f"Of {count_phrase(undated, 'more', 'more')} no date is recorded; not counted.",) if undated else ()
    what = _said(question, catalogue, one=False)
    whole = group_words(question.target, catalogue, len(sure))
    limits = filter_words(question, catalogue)
    if not sure and not maybe:
        return Answer(question.text, "empty", phrase("outcomes.none", things=f"{whole} {what}{limits}"), notes=notes)
    ordered = _ordered(question, sure, maybe, said)
    citations = Citations(catalogue)
    rows = _rows(ordered[:LISTED], set(maybe), catalogue, citations)
    shown = [f"{catalogue.name(i)} ({date_text(said[i])})" if said[i] else catalogue.name(i) for i in ordered[:LISTED]]
    sentence = f"{len(sure):,} {whole} {what}{limits}: {name_list(shown, 12, len(ordered) - len(shown))}."
    if question.order:
        rank = RANKS[question.state == CLOSED][question.order == "last"]
        dated = sum(bool(said[i]) for i in timed)
        sentence = f"The {rank} of {dated:,} {whole} with a recorded date: {name_list(shown)}."
    if maybe:
        sentence += (
            f" Of {count_phrase(len(maybe), 'of these', 'of these')} the recorded date may fall outside that time."
        )
    if len(ordered) > LISTED:
        notes = (f"The first {LISTED} of {len(ordered):,} are listed.", *notes)
    nodes = tuple(catalogue.nodes[i] for i in sorted(ordered[:LISTED]))
    return Answer(
        question.text, "answer", sentence,
        columns=COLUMNS, rows=rows, notes=notes, sources=citations.all(), nodes=nodes,
        more=0 if question.order else len(sure) - sum(row.certainty == CONFIRMED for row in rows),
    )  # fmt: skip


def _in_time(question: Question, among: Sequence[str], said: Mapping[str, str]) -> dict[str, Match]:
    """The nodes that the time limit does not rule out, with how certain each is."""
    if question.when is None:
        return dict.fromkeys(among, Match.CERTAIN)
    found = {i: match_date(said[i], question.when.period) for i in among}
    return {i: match for i, match in found.items() if match is not Match.NO}


def _ordered(question: Question, sure: list[str], maybe: list[str], said: Mapping[str, str]) -> list[str]:
    """By date if a date or an order is asked for, else by name; as many as asked for."""
    every = [*sure, *maybe]
    if question.when or question.order:
        every = sorted(every, key=lambda i: (not said[i], sort_key(said[i])))
    if question.order:
        every = [i for i in every if said[i]]
        every = every[::-1] if question.order == "last" else every
        return every[: question.top or 1]
    return every


def _rows(ids: Sequence[str], maybe: set[str], catalogue: Catalogue, citations: Citations) -> tuple[Row, ...]:
    placings = catalogue.location_claims_of(ids)
    standing = catalogue.register_status
    made = []
    for node_id in ids:
        later = name_list([catalogue.name(i) for i in sorted(catalogue.successors.get(node_id, ()))]).replace(
            "nothing", ""
        )
        dates = (date_text(date) for date in (standing.opened_on(node_id), standing.closed_on(node_id)))
        cells = (catalogue.name(node_id), catalogue.describe(node_id), *dates, later)
        made.append(
            Row(
                cells,
                POSSIBLE if node_id in maybe else CONFIRMED,
                nodes=(node_id,),
                claims=tuple(c.id for c in placings[node_id]),
                sources=citations.cite(placings[node_id]),
            )
        )
    return tuple(made)


def _day(date: str) -> str:
    """A date in a sentence: "on 1 September 2012", "in 1980"; "" for no date."""
    return f"{'on' if len(date) == len('2012-09-01') else 'in'} {date_text(date)}" if date else ""


def _later(node_id: str, catalogue: Catalogue) -> str:
    """The names of the node's successors, or ""."""
    later = sorted(catalogue.successors.get(node_id, ()))
    return name_list([catalogue.name(i) for i in later]) if later else ""


def _said(question: Question, catalogue: Catalogue, *, one: bool) -> str:
    said = WORDS[question.state]
    labels = {catalogue.nodes.label(i) for i in question.anchor.ids} | set(question.target.labels)
    return said[labels.pop() if len(labels) == 1 and labels <= said.keys() else ""][one]


def _of_one(question: Question, catalogue: Catalogue) -> Answer:
    """Yes or no if a register says so, with the dates; else that it is not recorded."""
    standing, ids = catalogue.register_status, question.anchor.ids
    node_id = next((i for i in ids if standing.opened_on(i) or standing.closed_on(i)), ids[0])
    name = catalogue.name(node_id)
    begun, ended = standing.opened_on(node_id), standing.closed_on(node_id)
    is_closed, is_open = (node_id in standing.in_state(state) for state in (CLOSED, OPEN))
    opened, closed = (_said(replace(question, state=state), catalogue, one=True) for state in (OPENED, CLOSED))
    facts = [f"{opened} {_day(begun)}"] if begun else []
    facts += [f"{closed} {_day(ended)}".rstrip()] if is_closed else []
    is_closing = node_id in standing.in_state(CLOSING)
    wanted = {OPENED: begun, CLOSED: ended or is_closed, OPEN: is_open, CLOSING: is_closing}[question.state]
    what = _said(question, catalogue, one=True)
    if question.dated:
        known = begun if question.state != CLOSED else ended
        lead = "" if known else f"Not recorded: when {name} {closed if question.state == CLOSED else opened}. "
        facts = facts if known or begun else []
    elif wanted:
        lead = "Yes: "
        facts = [what] if question.state == CLOSING else facts or [what]
    elif question.state == OPEN and is_closed:
        lead = "No: "
    elif question.state == CLOSED and is_open:
        lead, facts = "No: ", [*facts, _said(replace(question, state=OPEN), catalogue, one=True)]
    else:
        lead = f"Not recorded: that {name} {what}. "
    told = f"{name} {' and '.join(facts)}." if facts else ""
    later = _later(node_id, catalogue)
    notes = (f"It became {later}.",) if later else ()
    citations = Citations(catalogue)
    rows = _rows([node_id], set(), catalogue, citations)
    status = "answer" if facts else "empty"
    return Answer(
        question.text, status, (lead + told).strip(),
        columns=COLUMNS, rows=rows if facts else (), notes=notes,
        sources=citations.all() if facts else (), nodes=(catalogue.nodes[node_id],) if facts else (),
    )  # fmt: skip
