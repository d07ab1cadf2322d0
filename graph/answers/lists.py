"""Lists of a kind of thing, those of them without a link, where a thing is, and what kind of thing it is."""

from __future__ import annotations

from graph.answer import Answer, Row
from graph.answers.building import Citations, label_words
from graph.answers.findings import VAGUE, select
from graph.answers.links import group_words
from graph.answers.wording import article, listed, plural
from graph.catalogue import Catalogue
from graph.model import Node
from graph.questions.question import Group, Question
from graph.store import GraphStore
from graph.vocabulary import vocabulary

COLUMNS = ("name", "what it is", "also known as")


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """All things of the labels asked for, in the places asked for; for "gaps" only those without such a link."""
    nodes = _members(question.asked, catalogue)
    things = group_words(question.asked, catalogue, len(nodes))
    if question.form == "gaps":
        linked = {
            f.near for f in select(question, catalogue, store) if not f.near_unnamed and f.claim.status != "planned"
        }
        nodes = [n for n in nodes if n.id not in linked]
        things = f"{group_words(question.asked, catalogue, len(nodes))} without a recorded link"
        if not question.given.is_any:
            things += f" to {group_words(question.given, catalogue)}"
    if not nodes:
        return Answer(question.text, "empty", f"Nothing is recorded: no {things}.")
    citations = Citations(catalogue)
    rows = tuple(_row(node, catalogue, citations) for node in nodes)
    sentence = f"{len(nodes)} {things}: {listed([n.name for n in nodes], 12)}."
    return Answer(
        question.text,
        "answer",
        sentence,
        columns=COLUMNS,
        rows=rows,
        sources=citations.all(),
        nodes=tuple(sorted(nodes, key=lambda n: n.id)),
    )


def _members(group: Group, catalogue: Catalogue) -> list[Node]:
    """Nodes of a group by name; a group of places alone means all bodies that lie in them."""
    labels = group.labels or [label for label in vocabulary().labels if label not in vocabulary().places]
    nodes = list(catalogue.labelled(labels))
    places = catalogue.family(group.places or group.ids)
    return [n for n in nodes if catalogue.above(n.id) & places] if places else nodes


def _row(node: Node, catalogue: Catalogue, citations: Citations) -> Row:
    placing = catalogue.placing(node.id)
    return Row(
        (node.name, catalogue.describe(node.id), ", ".join(node.aliases[:4])),
        nodes=(node.id,),
        claims=tuple(c.id for c in placing),
        sources=citations.cite(placing),
    )


def where(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The places a thing lies in, nearest first; or the one of the label asked for."""
    node_id = question.given.ids[0]
    chain = [p for p in catalogue.chain(node_id) if catalogue.nodes[p].label not in VAGUE]
    wanted = [p for p in chain if not question.by or catalogue.nodes[p].label == question.by]
    name = catalogue.name(node_id)
    if not wanted:
        label = vocabulary().labels[question.by].singular if question.by else "place"
        return Answer(question.text, "empty", f"Nothing is recorded: no {label} that {name} lies in.")
    return _placed(
        question,
        node_id,
        f"{name} is in {', '.join(catalogue.name(p) for p in wanted)}.",
        catalogue,
    )


def kind(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """What kind of thing it is; where a source calls it something else, that is said too."""
    node_id = question.given.ids[0]
    described = catalogue.describe(node_id)
    sentence = f"{catalogue.name(node_id)} is {article(described)}."
    return _placed(question, node_id, sentence, catalogue, _called_otherwise(node_id, catalogue, store))


def _called_otherwise(node_id: str, catalogue: Catalogue, store: GraphStore) -> tuple[str, ...]:
    about = Question("", given=Group(ids=(node_id,)), types=tuple(vocabulary().types))
    other = [f.claim for f in select(about, catalogue, store) if f.claim.object == node_id and f.claim.object_as]
    said = sorted({(vocabulary().labels[c.object_as].singular, catalogue.sources[c.source].title) for c in other})
    return tuple(f"Conflict: “{title}” calls it a {label}." for label, title in said)


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
    rows = tuple(_row(catalogue.nodes[i], catalogue, citations) for i in chain if catalogue.nodes[i].label not in VAGUE)
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


__all__ = ["answer", "kind", "label_words", "plural", "where"]
