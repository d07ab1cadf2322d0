"""The nodes most similar to an id that is not in the graph, by the letters of ids and names."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from graph.catalogue.catalogue import Catalogue
from graph.model.records import Node
from graph.model.text import fold

NEAR = 3
FEW = 100  # of many names, only this many are compared in full
ALIKE = 0.5  # of the letters; less similar names would only confuse


def close_matches(text: str, choices: Iterable[str], most: int = NEAR, alike: float = ALIKE) -> list[str]:
    """At most `most` choices, the most similar first. `alike` is the smallest share of letters in common, 0 to 1."""
    found = process.extract(text, list(choices), scorer=fuzz.ratio, limit=most, score_cutoff=100 * alike)
    return [choice for choice, _, _ in found]


def nearest_nodes(asked: str, catalogue: Catalogue, most: int = NEAR) -> tuple[str, ...]:
    """At most `most` ids of nodes with a similar id or name, the most similar first. May be empty."""
    nodes = _like(asked, catalogue) if catalogue.is_large else catalogue.nodes.values()
    bearers = {fold(node.name): node.id for node in nodes} | {node.id: node.id for node in nodes}
    close = close_matches(asked, bearers, most) + close_matches(fold(asked), bearers, most)
    return tuple(dict.fromkeys(bearers[key] for key in close))[:most]


def _like(asked: str, catalogue: Catalogue) -> list[Node]:
    """The nodes with a somewhat similar id or name."""
    names = process.extract(fold(asked), catalogue.all_names, scorer=fuzz.ratio, limit=FEW)
    ids = process.extract(asked, list(catalogue.nodes), scorer=fuzz.ratio, limit=FEW)
    found = dict.fromkeys((*(i for name, _, _ in names for i in catalogue.names[name]), *(i for i, _, _ in ids)))
    return [catalogue.nodes[i] for i in found]
