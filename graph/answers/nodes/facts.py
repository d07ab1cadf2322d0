"""Facts that registers state about nodes, with their source and date; or that a fact is not recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from graph.answers.answer import Answer, Row
from graph.answers.builder import Citations
from graph.answers.large_results import LISTED
from graph.answers.members import members
from graph.answers.phrases import phrase
from graph.answers.summary import group_words
from graph.answers.wording import name_list, with_article
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text
from graph.model.records import Claim, NodeFilter, Scalar
from graph.model.vocabulary import Fact, vocabulary
from graph.questions.question import Question
from graph.stores.base import GraphStore

COLUMNS = ("name", "what", "value", "as of")
# Up to this many nodes are looked at one by one.
FEW = 5000


@dataclass(frozen=True, slots=True)
class _FactValue:
    """One fact about one node: what it is called, its value, and the day or year it is for."""

    id: str
    what: str
    value: Scalar
    dated: str

    @property
    def order(self) -> float:
        """The value as a number for sorting."""
        return float(self.value) if isinstance(self.value, int | float) else 0.0


def fact_words(name: str) -> str:
    """The name of a fact, or of something that is left out on purpose."""
    known = vocabulary()
    return known.facts[name].title if name in known.facts else known.unrecorded_facts[name].words[0]


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The fact for the named node, or for each of a set. If it is left out on purpose, the reason."""
    left_out = vocabulary().unrecorded_facts.get(question.fact)
    if left_out:
        return Answer(question.text, "out_of_scope", left_out.answer, suggestions=_instead(question, catalogue))
    fact = vocabulary().facts[question.fact]
    if question.anchor.ids:
        return _of_one(question, fact, catalogue, store)
    return _of_set(question, fact, catalogue, store)


def _instead(question: Question, catalogue: Catalogue) -> tuple[str, ...]:
    named = question.anchor.ids[:1]
    return tuple(f"Everything about {catalogue.name(i)}?" for i in named) or (
        f"List the {group_words(question.target, catalogue)}?",
    )


def _of_one(question: Question, fact: Fact, catalogue: Catalogue, store: GraphStore) -> Answer:
    ids = question.anchor.ids
    name = catalogue.name(ids[0])
    found = _said(fact, ids, catalogue)
    if not found:
        note = f"It is {with_article(catalogue.describe(ids[0]))}. {_kept(fact, catalogue)}"
        sentence = f"Not recorded: the {fact.title} of {name}."
        return Answer(question.text, "empty", sentence, notes=(note,), suggestions=_instead(question, catalogue))
    told = dict.fromkeys(f"{_value(fact, one)}{f', {_dated(one)}' if one.dated else ''}" for one in found)
    be = f"The {found[0].what} of {name} is {name_list(list(told), word='or')}."
    citations = Citations(catalogue)
    rows = _rows(fact, found, catalogue, store, citations)
    notes = ("Entries differ in it; each is shown.",) if len(told) > 1 else ()
    nodes = tuple(catalogue.nodes[i] for i in sorted({one.id for one in found}))
    return Answer(
        question.text, "answer", be, columns=COLUMNS, rows=rows, notes=notes, sources=citations.all(), nodes=nodes
    )


def _of_set(question: Question, fact: Fact, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The nodes of a set that have the fact, by name, or by size if it is a number."""
    ids = list(members(question.target, catalogue))
    every = _said(fact, ids, catalogue)
    things = group_words(question.target, catalogue)
    if not every:
        sentence = f"Not recorded: the {fact.title} of any of the {things}."
        return Answer(question.text, "empty", sentence, notes=(_kept(fact, catalogue),))
    found = [one for one in every if question.wants(int(one.order))] if question.is_numbered else every
    limit = f" {_limits(question, fact)}" if question.is_numbered else ""
    if not found:
        return Answer(
            question.text, "empty", phrase("outcomes.none", things=f"{things} with {with_article(fact.title)}{limit}")
        )
    down = 1 if question.order == "first" else -1
    most = question.top or 10 if question.order else LISTED
    shown = nsmallest(most, found, key=lambda one: (down * one.order, catalogue.name(one.id), one.id))
    citations = Citations(catalogue)
    rows = _rows(fact, shown, catalogue, store, citations)
    named = name_list([f"{catalogue.name(one.id)} ({_value(fact, one)})" for one in shown], 12, len(found) - len(shown))
    of = f"recorded of {len(every):,} of {len(ids):,} {things}"
    many = group_words(question.target, catalogue, len(found))
    sentence = f"{len(found):,} {many} with {with_article(fact.title)}{limit}: {named}."
    if question.order:
        size = "Largest" if question.order == "last" else "Smallest"
        sentence = f"{size} {fact.title}: {name_list([row.cells[0] + f' ({row.cells[2]})' for row in rows], most)}."
    elif not question.is_numbered:
        sentence = f"The {fact.title} is {of}: {named}."
    notes = [f"{fact.title.capitalize()} is {of}; the others can't be ranked."] if question.order else []
    notes += [f"{fact.title.capitalize()} is {of}; the others are left out."] if question.is_numbered else []
    more = 0 if question.order else len(found) - len(shown)
    notes += [f"The first {len(shown):,} of {len(found):,} are listed."] if more else []
    nodes = tuple(catalogue.nodes[i] for i in sorted({one.id for one in shown}))
    return Answer(
        question.text, "answer", sentence,
        columns=COLUMNS, rows=rows, notes=tuple(notes), sources=citations.all(), nodes=nodes, more=more,
    )  # fmt: skip


def _said(fact: Fact, ids: Sequence[str], catalogue: Catalogue) -> list[_FactValue]:
    """The recorded values of these nodes, in their order. Nodes without one are left out."""
    if len(ids) > FEW:
        with_it = {i for name in fact.properties for i in catalogue.nodes.property(name)}
        ids = [i for i in ids if i in with_it or (fact.scheme and i.startswith(fact.scheme))]
    found = []
    for node_id in ids:
        held = dict(catalogue.nodes[node_id].properties)
        what = next((name for name in fact.properties if held.get(name) not in (None, "")), "")
        if what:
            found.append(_FactValue(node_id, fact.properties[what], held[what], str(held.get(fact.dated, ""))))
        elif fact.scheme and node_id.startswith(fact.scheme):
            found.append(_FactValue(node_id, fact.title, node_id.removeprefix(fact.scheme), ""))
    return found


def _rows(
    fact: Fact, found: Sequence[_FactValue], catalogue: Catalogue, store: GraphStore, citations: Citations
) -> tuple[Row, ...]:
    claims = _claims([one.id for one in found], catalogue, store)
    made = []
    for one in found:
        cells = (catalogue.name(one.id), one.what, _value(fact, one), _dated(one))
        ids = tuple(claim.id for claim in claims[one.id])
        made.append(Row(cells, nodes=(one.id,), claims=ids, sources=citations.cite(claims[one.id])))
    return tuple(made)


def _claims(ids: Sequence[str], catalogue: Catalogue, store: GraphStore) -> dict[str, list[Claim]]:
    """The claims about the location of these nodes, or their other claims if there are none."""
    placing = catalogue.location_claims_of(ids)
    found = {i: [c for c in placing[i] if catalogue.sources[c.source].kind == "dataset"] or placing[i] for i in ids}
    bare = frozenset(i for i, some in found.items() if not some)
    for relationship in store.relationships(NodeFilter(ids=bare)) if bare else ():
        for claim in relationship.claims:
            if claim.subject in bare:
                found[claim.subject].append(claim)
    return found


def _value(fact: Fact, one: _FactValue) -> str:
    return f"{fact.currency}{one.value:,}" if fact.currency and isinstance(one.value, int) else str(one.value)


def _dated(one: _FactValue) -> str:
    return f"of the year to {date_text(one.dated)}" if one.dated else ""


def _limits(question: Question, fact: Fact) -> str:
    """The limit in words: "of at least £500"; "over £1,000,000" for one pound more than that."""
    if question.at_least:
        is_over = question.at_least % 100 == 1
        return f"{'over' if is_over else 'of at least'} {fact.currency}{question.at_least - is_over:,}"
    is_under = question.at_most % 100 == 99
    return f"{'under' if is_under else 'of at most'} {fact.currency}{question.at_most + is_under:,}"


def _kept(fact: Fact, catalogue: Catalogue) -> str:
    """The labels that have the fact, or the dataset that would give it."""
    said = {label for name in fact.properties for label in catalogue.nodes.labels_with(name)}
    if not said:
        return f"It is recorded of nothing that is loaded; {fact.kept_by} gives it."
    labels = [label.plural for name, label in vocabulary().labels.items() if name in said]
    return f"It is recorded of {name_list(labels)}, where their register gives it."
