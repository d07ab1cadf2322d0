"""The schools, or other organisations, of several places: how many, what they link to, and where they operate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.answers.answer import CONFIRMED, Answer, Row
from graph.answers.builder import Citations, with_evidence
from graph.answers.comparisons.aspects import (
    FindingsById,
    Key,
    aspects_of,
    by_key,
    compared_rows,
    links_of,
    shared_rows,
)
from graph.answers.counts.operations_by_place import operation_findings, operations_by_place
from graph.answers.findings import Finding
from graph.answers.members import members
from graph.answers.phrases import phrase
from graph.answers.summary import duplicate_notes, group_words
from graph.answers.wording import best_first, name_list
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.names.homonyms import surplus_entries
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

# How many entries of each place are cited, and how many countries are named.
EXAMPLES, NAMED = 3, 12
OPERATING = "countries they operate in"


@dataclass(frozen=True, slots=True, eq=False)
class _Set:
    """The organisations of one place, their links, and the numbers of those that operate in each country.

    `where` is the country of each node that is operated in.
    """

    name: str
    ids: Sequence[str]
    links: Sequence[Finding]
    where: Mapping[str, str]
    countries: Mapping[str, NDArray[np.int64]]

    def most_first(self, catalogue: Catalogue) -> list[str]:
        """The countries, by the number of organisations that operate in them."""
        return sorted(self.countries, key=lambda place: (-len(self.countries[place]), catalogue.name(place)))


Sets = Mapping[str, _Set]
Read = Mapping[tuple[str, str], Sequence[Finding]]


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """One row for each aspect; for "common", only what the organisations of all the places have."""
    found = links_of(question, question.anchor, catalogue, store)
    links = [f for f in found if f.certainty == CONFIRMED and f.claim.type not in vocabulary().types.registers]
    sets = {place: _of(place, question, links, catalogue) for place in question.anchor.ids}
    aspects = {} if question.types == (vocabulary().types.operation,) else aspects_of(question, catalogue)
    things = group_words(replace(question.anchor, ids=()), catalogue)
    citations = Citations(catalogue)
    is_common = question.form == "common"
    wanted = _shared_countries(sets, catalogue) if is_common else _named_countries(sets, catalogue)
    read = _read(sets, wanted, catalogue, store)
    build = _common if is_common else _compare
    columns, rows, sentence = build(sets, aspects, things, read, catalogue, citations)
    if question.target.places and rows:
        sentence += _limited(sets, name_list([catalogue.name(i) for i in question.target.places]))
    if not rows:
        return Answer(question.text, "empty", sentence)
    found = [*links, *(f for some in read.values() for f in some)]
    notes = tuple(note for one in sets.values() for note in duplicate_notes(one.ids, catalogue))
    whole = Answer(question.text, "answer", sentence, columns=columns, rows=tuple(rows), notes=notes)
    return with_evidence(whole, found, catalogue, citations)


def _of(place: str, question: Question, links: Sequence[Finding], catalogue: Catalogue) -> _Set:
    here = replace(question.anchor, ids=(), places=(place,))
    itself = catalogue.family((place,))
    own = [f for f in links if itself & {f.anchor, *catalogue.above(f.anchor)}]
    operated = replace(question, target=here, anchor=Group(places=question.target.places), by="Country")
    where, countries = operations_by_place(operated, catalogue)
    return _Set(catalogue.name(place), list(members(here, catalogue)), own, where, countries)


def _named_countries(sets: Sets, catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    return ((place, country) for place, one in sets.items() for country in one.most_first(catalogue)[:NAMED])


def _shared_countries(sets: Sets, catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    shared = set.intersection(*(set(one.countries) for one in sets.values()))
    first = next(iter(sets.values()))
    return ((place, country) for country in first.most_first(catalogue) if country in shared for place in sets)


def _read(sets: Sets, wanted: Iterable[tuple[str, str]], catalogue: Catalogue, store: GraphStore) -> Read:
    """The operations of the first organisation by name, for each place and country; read together."""
    first = {
        (place, country): catalogue.nodes.first_by_name(sets[place].countries[country].tolist(), 1)[0]
        for place, country in wanted
    }
    said = operation_findings(set(first.values()), store) if first else {}
    return {
        (place, country): [f for f in said.get(node_id, ()) if sets[place].where.get(f.anchor) == country]
        for (place, country), node_id in first.items()
    }


def _common(
    sets: Sets, aspects: Mapping[str, Key], things: str, read: Read, catalogue: Catalogue, citations: Citations
) -> tuple[tuple[str, ...], list[Row], str]:
    """What all link to, and the countries in which some of each operate."""
    names = [one.name for one in sets.values()]
    rows, said = shared_rows(_links(sets), aspects, catalogue, citations)
    countries = list(dict.fromkeys(country for _, country in read))
    for country in countries:
        counts = (f"{len(one.countries[country]):,}" for one in sets.values())
        some = [f for place in sets for f in read[place, country]]
        rows.append(_row((catalogue.name(country), OPERATING, *counts), (country,), some, citations))
    said += [f"{OPERATING}: {name_list(list(map(catalogue.name, countries)), 8)}"] if countries else []
    sentence = f"The {things} in {name_list(names)} have in common — {'; '.join(said)}."
    if not rows:
        sentence = f"Nothing is recorded: the {things} in {name_list(names)} share no links and no countries."
    return ("shared", "as", *(f"by {things} in {name}" for name in names)), rows, sentence


def _compare(
    sets: Sets, aspects: Mapping[str, Key], things: str, read: Read, catalogue: Catalogue, citations: Citations
) -> tuple[tuple[str, ...], list[Row], str]:
    """How many there are, what they link to, and in which countries most of them operate."""
    names = [one.name for one in sets.values()]
    columns = ("aspect", *names)
    if not any(one.ids or one.links for one in sets.values()):
        return columns, [], phrase("outcomes.none", things=f"{things} in {name_list(names, word='or')}")
    counts = [f"{len(one.ids) - len(surplus_entries(one.ids, catalogue)):,}" for one in sets.values()]
    said = name_list([f"{count} in {name}" for count, name in zip(counts, names, strict=True)])
    sentence = f"{things[:1].upper()}{things[1:]} compared: {said}."
    linked = [row for row in compared_rows(_links(sets), aspects, citations) if row.claims]
    if linked:
        key = next(iter(aspects.values()))
        counted = ", ".join(f"{one.name} {len(by_key(one.links, key))}" for one in sets.values())
        sentence += f" By what they are linked to themselves: {counted}."
    if read:
        operated = ", ".join(f"{one.name} {len(one.countries)}" for one in sets.values())
        sentence += f" By the countries they operate in: {operated}."
    rows = [_counted(sets, counts, catalogue, citations), *linked]
    return columns, [*rows, *([_operated(sets, read, catalogue, citations)] if read else [])], sentence


def _limited(sets: Sets, where: str) -> str:
    """How many operate in the places that limit the question, and that links elsewhere are not included."""
    counts = {one.name: len(set().union(*(some.tolist() for some in one.countries.values()))) for one in sets.values()}
    operate = name_list([f"{count:,} in {name}" for name, count in counts.items()])
    said = f" Of these, {operate} operate in {where}." if any(counts.values()) else ""
    return f"{said} Links and operations are only those with {where}."


def _links(sets: Sets) -> FindingsById:
    return {place: one.links for place, one in sets.items()}


def _counted(sets: Sets, counts: Sequence[str], catalogue: Catalogue, citations: Citations) -> Row:
    """How many there are, with the entries of the first few as examples."""
    cells = []
    for count, one in zip(counts, sets.values(), strict=True):
        closed = catalogue.register_status.count_closed(one.ids)
        cells.append(f"{count}, {closed:,} of them closed or removed" if closed else count)
    number = catalogue.nodes.number
    some = [i for one in sets.values() for i in catalogue.nodes.first_by_name([number[i] for i in one.ids], EXAMPLES)]
    claims = best_first(claim for said in catalogue.location_claims_of(some).values() for claim in said)
    ids = tuple(claim.id for claim in claims)
    return Row(("how many", *cells), nodes=tuple(sets), claims=ids, sources=citations.cite(claims))


def _operated(sets: Sets, read: Read, catalogue: Catalogue, citations: Citations) -> Row:
    cells = []
    for one in sets.values():
        order = one.most_first(catalogue)
        named = [f"{catalogue.name(country)} ({len(one.countries[country]):,})" for country in order[:NAMED]]
        cells.append(name_list(named, NAMED, len(order) - len(named)))
    countries = tuple(dict.fromkeys(country for _, country in read))
    return _row((OPERATING, *cells), countries, [f for some in read.values() for f in some], citations)


def _row(cells: tuple[str, ...], nodes: tuple[str, ...], found: Sequence[Finding], citations: Citations) -> Row:
    claims = best_first({f.claim.id: f.claim for f in found}.values())
    return Row(cells, nodes=nodes, claims=tuple(c.id for c in claims), sources=citations.cite(claims))
