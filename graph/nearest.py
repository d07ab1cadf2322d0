"""What is nearest to an id that names nothing, by its letters, among the ids and the names of the graph."""

from __future__ import annotations

from difflib import get_close_matches

from graph.catalogue import Catalogue
from graph.text import fold

NEAR = 3
ALIKE = 0.5  # of the letters; below it, what is offered only puzzles


def nearest(asked: str, catalogue: Catalogue, most: int = NEAR) -> tuple[str, ...]:
    """Ids of at most `most` things whose id or name is like what was asked for, the most alike first; may be empty."""
    bearers = {fold(node.name): node.id for node in catalogue.nodes.values()} | {key: key for key in catalogue.nodes}
    close = get_close_matches(asked, bearers, n=most, cutoff=ALIKE)
    close += get_close_matches(fold(asked), bearers, n=most, cutoff=ALIKE)
    return tuple(dict.fromkeys(bearers[key] for key in close))[:most]
