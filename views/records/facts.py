"""The facts of a profile before its links: other names, location, predecessors and successors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers.records.node_summary import NodeSummary
from graph.catalogue.catalogue import Catalogue
from graph.model.records import Claim, Node
from views.look import Html, element
from views.sources import source_link
from views.table import profile_link


def facts_list(summary: NodeSummary, catalogue: Catalogue, succession: Iterable[Claim]) -> Html:
    """The facts as a list. Each node links to its profile, and each fact to its source."""
    node = summary.node
    facts: list[tuple[str, Sequence[str]]] = []
    if node.aliases:
        facts.append(("Other names", [", ".join(node.aliases)]))
    if summary.places:
        facts.append(
            ("Located in", [*_node_links(summary.places), *_sources(catalogue.location_claims(node.id), catalogue)])
        )
    cited = _sources(succession, catalogue)
    facts += [
        (title, [*_node_links(nodes), ", whose links are included", *cited])
        for title, nodes in (("Succeeded by", summary.successors), ("Preceded by", summary.predecessors))
        if nodes
    ]
    if node.note:
        facts.append(("Note", [node.note]))
    parts = [element("div", element("dt", title), element("dd", *value)) for title, value in facts]
    return element("dl", *parts, class_="facts") if parts else Html("")


def _node_links(nodes: Sequence[Node]) -> list[str]:
    parts = [part for node in nodes for part in (", ", profile_link(node.id, node.name))]
    return parts[1:]


def _sources(claims: Iterable[Claim], catalogue: Catalogue) -> list[str]:
    """The sources of these claims, each as a link to its entry on the Sources page."""
    found = dict.fromkeys(claim.source for claim in claims)
    links = [part for i in found for part in ("; ", source_link(i, catalogue.sources[i].title))]
    return [element("span", " · source: ", *links[1:], class_="muted")] if links else []
