"""Lists of nodes of a kind, nodes without a link, and where and what a node is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer, Row
from graph.answers.builder import Citations, label_words
from graph.answers.end_filters import VAGUE_PLACES
from graph.answers.findings import select_findings, selection
from graph.answers.large_results import LISTED
from graph.answers.members import closed_notes, excluded_group_notes, members
from graph.answers.phrases import phrase
from graph.answers.summary import duplicate_notes, group_words, link_words
from graph.answers.wording import FEW_NAMES, name_list, with_article
from graph.catalogue.catalogue import Catalogue, by_name
from graph.catalogue.names.homonyms import REPEATED, surplus_entries
from graph.model.dates import date_text
from graph.model.records import Node
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

COLUMNS = ("name", "what it is", "also known as")


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """All nodes of the target's labels and places; for "gaps", only those without such a link."""
    if question.form == "gaps" and question.by:
        return _places_without(question, catalogue, store)
    ids = _set_of(question, catalogue, store)
    if question.form == "gaps":
        ids, things = _without(question, ids, catalogue, store)
        twice = frozenset[str]()
    else:
        twice = surplus_entries(ids, catalogue) if REPEATED.intersection(question.target.labels) else frozenset()
        things = group_words(question.target, catalogue, len(ids) - len(twice))
    if not ids:
        key = "listings.no_gaps" if question.form == "gaps" else "listings.nothing"
        return Answer(question.text, "empty", phrase(key, things=things))
    citations = Citations(catalogue)
    nodes = [catalogue.nodes[i] for i in _first(ids, catalogue)]
    rows = tuple(replace(row, duplicate=row.nodes[0] in twice) for row in _rows(nodes, catalogue, citations))
    named = [node.name for node in nodes if node.id not in twice]
    more = len(ids) - len(twice) - len(named)
    count = len(ids) - len(twice)
    key = "listings.gaps" if question.form == "gaps" else "listings.one" if count == 1 else "listings.many"
    sentence = phrase(key, count=f"{count:,}", things=things, names=name_list(named, 12, more))
    beside = excluded_group_notes(question.target, catalogue)
    notes = (*closed_notes(question.target, ids, catalogue), *beside, *_former(question.target, catalogue))
    notes = (*notes, *(duplicate_notes(ids, catalogue) if twice else ()))
    if len(ids) > LISTED:
        notes = (f"The first {LISTED} of {len(ids):,} are listed, by name.", *notes)
    return Answer(
        question.text,
        "answer",
        sentence,
        columns=COLUMNS,
        rows=rows,
        notes=notes,
        sources=citations.all(),
        nodes=tuple(sorted(nodes, key=lambda n: n.id)),
        more=more,
    )


def _first(ids: list[str], catalogue: Catalogue) -> list[str]:
    """The ids by name; only the first LISTED if there are more."""
    if len(ids) <= LISTED:
        return catalogue.nodes.by_name(ids)
    return catalogue.nodes.first_by_name([catalogue.nodes.number[i] for i in ids], LISTED)


def _set_of(question: Question, catalogue: Catalogue, store: GraphStore) -> list[str]:
    """The ids that are asked about, in no order: by label and place, or by a kind of link, as in Leeds' twin cities."""
    tied = question.civic or question.types
    if (question.lacking or (question.statuses and question.civic)) and tied and not question.target.places:
        ties = replace(question, form="links", lacking=(), statuses=(), target=replace(question.target, places=()))
        found = select_findings(ties, catalogue, store)
        linked = {f.target for f in found if not f.target_unnamed and f.claim.status != "planned"}
        if question.anchor.is_any:
            linked |= {f.anchor for f in found if not f.anchor_unnamed}
        return list(linked)
    return list(members(question.target, catalogue))


def _without(question: Question, ids: list[str], catalogue: Catalogue, store: GraphStore) -> tuple[list[str], str]:
    """The nodes without a confirmed link to the anchor, or to nodes of the lacking labels; and words for them."""
    if question.lacking:
        place = question.anchor.ids if all(map(catalogue.is_place, question.anchor.ids)) else ()
        wanted = Question(question.text, target=Group(labels=question.lacking, places=place))
        links = [f for f in select_findings(wanted, catalogue, store) if f.certainty == CONFIRMED]
        reached = {up for f in links for end in (f.target, f.anchor) for up in (end, *catalogue.above(end))}
        kept = [i for i in ids if i not in reached]
        if question.target.labels and not (question.civic or question.types):
            things = group_words(question.target, catalogue, len(kept))
            return kept, f"{things} without a recorded link of {label_words(question.lacking)}"
        ties = link_words(question)
        words_of = f"{ties} of {group_words(question.anchor, catalogue)}" if question.anchor.ids else ties
        return kept, f"of the {words_of} without a recorded link of {label_words(question.lacking)}"
    chosen = selection(question, catalogue, store)
    linked = {
        f.target
        for f in chosen.findings
        if not f.target_unnamed and f.claim.status != "planned" and f.certainty == CONFIRMED
    }
    linked |= chosen.large.ids if chosen.large else set()
    kept = [i for i in ids if i not in linked]
    things = f"{group_words(question.target, catalogue, len(kept))} without a recorded link"
    return kept, things if question.anchor.is_any else f"{things} to {group_words(question.anchor, catalogue)}"


def located(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Whether a node lies in a place: yes, no if it lies in another country, or not recorded."""
    node_id, place = question.anchor.ids[0], question.target.ids[0]
    names = f"{catalogue.name(node_id)} is in {catalogue.name(place)}"
    if place not in catalogue.above(node_id):
        described = f"{catalogue.name(node_id)} is {with_article(catalogue.describe(node_id))}"
        if _countries(node_id, catalogue) and _countries(place, catalogue) - _countries(node_id, catalogue):
            return _placed(question, node_id, phrase("listings.elsewhere", described=described), catalogue)
        return Answer(question.text, "empty", phrase("listings.not_in", names=names, described=described))
    return _placed(question, node_id, f"Yes: {names}.", catalogue)


def _countries(node_id: str, catalogue: Catalogue) -> set[str]:
    """The country of a node, or the node itself if it is one."""
    return {i for i in (node_id, *catalogue.above(node_id)) if catalogue.nodes.label(i) == "Country"}


def _places_without(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The places with one kind of link, such as a twinning, but without a link of the targets."""
    wanted = replace(question.target, labels=question.lacking or question.target.labels)
    label, things_words = question.by, group_words(wanted, catalogue)
    ties = select_findings(replace(question, form="links", target=Group(), by="", lacking=()), catalogue, store)
    home = {catalogue.place_of(i, label) for i in question.anchor.ids}
    have = {catalogue.place_of(end, label) for f in ties for end in (f.target, f.anchor)} - {""} - home
    things = replace(wanted, places=wanted.places or question.anchor.ids)
    links = select_findings(Question(question.text, target=things), catalogue, store)
    reached = {catalogue.place_of(end, label) for f in links for end in (f.target, f.anchor)}
    nodes = sorted((catalogue.nodes[i] for i in have - reached), key=lambda n: n.name)
    many = vocabulary().labels[label].plural
    without = f"{many} with {link_words(question)} but without a recorded link of {things_words}"
    if not nodes:
        return Answer(question.text, "empty", phrase("outcomes.none", things=f"{without}"))
    citations = Citations(catalogue)
    rows = _rows(nodes, catalogue, citations)
    sentence = f"{len(nodes):,} {without}: {name_list([n.name for n in nodes], 12)}."
    return Answer(
        question.text, "answer", sentence, columns=COLUMNS, rows=rows, sources=citations.all(), nodes=tuple(nodes)
    )


def sources(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Every source: kind, publisher, date and licence."""
    found = sorted(catalogue.sources.values(), key=lambda s: s.id)
    rows = tuple(
        Row((f"{s.title} ({s.id})", s.kind, s.publisher, date_text(s.as_of), s.licence or "cited, not copied"))
        for s in found
    )
    documents = [f"“{s.title}” ({s.id})" for s in found if s.kind == "document"]
    sentence = f"The data is from {len(found)} sources; the documents are {name_list(documents, 8)}."
    columns = ("source", "kind", "publisher", "as of", "licence")
    return Answer(question.text, "answer", sentence, columns=columns, rows=rows)


def _former(group: Group, catalogue: Catalogue) -> tuple[str, ...]:
    """The note about nodes of the group that have a successor. They are not counted."""
    places = catalogue.family(group.places)
    former = (catalogue.nodes[i] for i in catalogue.successors if i in catalogue.nodes)
    here = [n for n in former if n.label in group.labels and (not places or catalogue.above(n.id) & places)]
    here = [n for n in here if not group.kinds or any(kind in fold(n.kind) for kind in group.kinds)]
    here.sort(key=by_name)
    more = len(here[LISTED:])
    now = {n.name: name_list([catalogue.name(i) for i in sorted(catalogue.successors[n.id])]) for n in here[:LISTED]}
    said = name_list(
        [f"{a} (now {b})" for a, b in now.items()], FEW_NAMES if len(here) <= FEW_NAMES else FEW_NAMES // 2, more
    )
    return (f"Not counted, since succeeded: {said}.",) if now else ()


def _rows(nodes: Sequence[Node], catalogue: Catalogue, citations: Citations) -> tuple[Row, ...]:
    placings = catalogue.location_claims_of([node.id for node in nodes])
    return tuple(
        Row(
            (node.name, catalogue.describe(node.id), ", ".join(node.aliases[:4])),
            nodes=(node.id,),
            claims=tuple(c.id for c in placings[node.id]),
            sources=citations.cite(placings[node.id]),
        )
        for node in nodes
    )


def where(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The places that contain a node, nearest first; or the one of the label asked for."""
    node_id = question.anchor.ids[0]
    chain = [p for p in catalogue.chain(node_id) if question.by or catalogue.nodes.label(p) not in VAGUE_PLACES]
    wanted = [p for p in chain if not question.by or catalogue.nodes.label(p) == question.by]
    name = catalogue.name(node_id)
    if not wanted:
        label = vocabulary().labels[question.by].singular if question.by else "place"
        return Answer(question.text, "empty", phrase("outcomes.none_one", things=f"{label} that {name} lies in"))
    return _placed(
        question,
        node_id,
        f"{name} is in {', '.join(catalogue.name(p) for p in wanted)}.",
        catalogue,
    )


def kind(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The kind of one or more nodes, and what a source calls them otherwise."""
    ids = question.anchor.ids
    sentence = " ".join(f"{catalogue.name(i)} is {with_article(catalogue.describe(i))}." for i in ids)
    notes = tuple(note for i in ids for note in _called_otherwise(i, catalogue, store))
    return _placed(question, ids[0], sentence, catalogue, notes)


def _called_otherwise(node_id: str, catalogue: Catalogue, store: GraphStore) -> tuple[str, ...]:
    about = Question("", anchor=Group(ids=(node_id,)), types=tuple(vocabulary().types))
    other = [
        f.claim for f in select_findings(about, catalogue, store) if f.claim.object == node_id and f.claim.object_as
    ]
    said = sorted({(vocabulary().labels[c.object_as].singular, catalogue.sources[c.source].title) for c in other})
    return tuple(f"Conflict: “{title}” calls {catalogue.name(node_id)} a {label}." for label, title in said)


def _placed(
    question: Question,
    node_id: str,
    sentence: str,
    catalogue: Catalogue,
    notes: tuple[str, ...] = (),
) -> Answer:
    citations = Citations(catalogue)
    nodes = sorted({node_id, *catalogue.above(node_id)})
    chain = [node_id, *catalogue.chain(node_id)]
    rows = _rows(
        [catalogue.nodes[i] for i in chain if catalogue.nodes.label(i) not in VAGUE_PLACES], catalogue, citations
    )
    return Answer(
        question.text,
        "answer",
        sentence,
        columns=COLUMNS,
        rows=rows,
        notes=notes,
        sources=citations.all(),
        nodes=tuple(catalogue.nodes[i] for i in nodes),
    )
