"""What a profile says before the links: other names, where the thing lies, what it came from and became."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers.records.node_summary import NodeSummary
from graph.catalogue.catalogue import Catalogue
from graph.model.records import Claim, Node
from views.look import Html, element
from views.sources import source_link
from views.table import profile_link


def facts_list(whole: NodeSummary, catalogue: Catalogue, succession: Iterable[Claim]) -> Html:
    """Each thing leads to its profile, each fact to its source."""
    node = whole.node
    said: list[tuple[str, Sequence[str]]] = []
    if node.aliases:
        said.append(("Other names", [", ".join(node.aliases)]))
    if whole.places:
        said.append(("Lies in", [*_things(whole.places), *_sources(catalogue.location_claims(node.id), catalogue)]))
    cited = _sources(succession, catalogue)
    said += [
        (words, [*_things(nodes), ", whose links are included", *cited])
        for words, nodes in (("Succeeded by", whole.successors), ("Came after", whole.predecessors))
        if nodes
    ]
    if node.note:
        said.append(("Note", [node.note]))
    parts = [element("div", element("dt", words), element("dd", *value)) for words, value in said]
    return element("dl", *parts, class_="facts") if parts else Html("")


def _things(nodes: Sequence[Node]) -> list[str]:
    parts = [part for node in nodes for part in (", ", profile_link(node.id, node.name))]
    return parts[1:]


def _sources(claims: Iterable[Claim], catalogue: Catalogue) -> list[str]:
    """The sources of these claims, each as a link to its entry."""
    found = dict.fromkeys(claim.source for claim in claims)
    links = [part for i in found for part in ("; ", source_link(i, catalogue.sources[i].title))]
    return [element("span", " · source: ", *links[1:], class_="muted")] if links else []
