"""What the question box offers while somebody writes: names of things and saved questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from graph.catalogue import Catalogue
from graph.questions.library import library
from graph.store import GraphStore

MOST = 2000


@dataclass(frozen=True, slots=True)
class Offer:
    """A text to put into the box, what it is in a few words, and other names it answers to."""

    text: str
    about: str
    others: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def offers(catalogue: Catalogue, store: GraphStore) -> tuple[Offer, ...]:
    """Names of one load, those with most links first and no more than can be sent to a page."""
    links = Counter(end for r in store.relationships() if r.type != "LOCATED_IN" for end in (r.start, r.end))
    best = sorted(catalogue.nodes.values(), key=lambda node: (-links[node.id], node.name, node.id))[:MOST]
    return tuple(Offer(node.name, catalogue.describe(node.id), node.aliases) for node in best)


def saved() -> tuple[Offer, ...]:
    """The saved questions with their blanks filled."""
    return tuple(Offer(question.filled(), question.title) for question in library())
