"""Everything recorded about one node: links by type, what lies in it, conflicts, names, and questions to ask."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.answers.answer import Answer
from graph.answers.findings import select_findings
from graph.answers.links import disputes
from graph.answers.nodes import profile
from graph.answers.records.sections import Section, node_section, section
from graph.catalogue.catalogue import Catalogue
from graph.model.records import Node
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore


@dataclass(frozen=True, slots=True)
class NodeSummary:
    """The record page of one node. `places` contain it, nearest first; `inside` is what lies in it, by label."""

    node: Node
    lead: Answer
    links: tuple[Section, ...]
    conflicts: Answer
    places: tuple[Node, ...]
    inside: tuple[Section, ...]
    successors: tuple[Node, ...]
    predecessors: tuple[Node, ...]
    questions: tuple[str, ...]


def node_summary(node_id: str, catalogue: Catalogue, store: GraphStore) -> NodeSummary:
    """The record page of a node in the catalogue."""
    node = catalogue.nodes[node_id]
    types = vocabulary().types.listed
    question = Question(node.name, anchor=Group(ids=(node_id,)), types=types)
    found = select_findings(question, catalogue, store)
    grouped = {kind: [f for f in found if f.claim.type == kind] for kind in types}
    titles = {kind: vocabulary().types[kind].plural.capitalize() for kind in types}
    return NodeSummary(
        node,
        lead=profile.answer(question, catalogue, store),
        links=tuple(
            section(kind, titles[kind], group, catalogue, by_date=True) for kind, group in grouped.items() if group
        ),
        conflicts=disputes.answer(replace(question, form="conflicts", types=()), catalogue, store),
        places=tuple(catalogue.nodes[p] for p in catalogue.chain(node_id)),
        inside=_inside(node_id, catalogue),
        successors=tuple(catalogue.nodes[i] for i in sorted(catalogue.successors.get(node_id, ()))),
        predecessors=tuple(catalogue.nodes[i] for i in sorted(catalogue.lineage.predecessors.get(node_id, ()))),
        questions=_questions(node, catalogue),
    )


def _inside(node_id: str, catalogue: Catalogue) -> tuple[Section, ...]:
    """What lies in a place: one section for each label, with the source of each location."""
    if not catalogue.is_place(node_id):
        return ()
    found: dict[str, list[Node]] = {name: [] for name in vocabulary().labels}
    for one in catalogue.inside((node_id,)) - {node_id}:
        node = catalogue.nodes[one]
        found[node.label].append(node)
    titles = {name: label.plural.capitalize() for name, label in vocabulary().labels.items()}
    return tuple(node_section(name, titles[name], nodes, catalogue) for name, nodes in found.items() if nodes)


def _questions(node: Node, catalogue: Catalogue) -> tuple[str, ...]:
    """Questions about the node, ready to be asked."""
    asked = [f"who is {node.name} linked with", f"where does it say that {node.name} has links"]
    if node.label == "City":
        asked += [
            f"{node.name} twin cities",
            f"which countries is {node.name} linked to",
            f"which schools in {node.name} have links",
        ]
    elif node.label in ("Network", "Project", "Charity"):
        asked += [f"who are the members of {node.name}"]
    home = next(iter(catalogue.homes(node.id)), "")
    if home:
        asked += [f"how is {node.name} connected to {catalogue.name(home)}"]
    return tuple(f"{text[0].upper()}{text[1:]}?" for text in asked)
