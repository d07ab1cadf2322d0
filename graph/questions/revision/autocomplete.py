"""What the question box offers while somebody writes: names of things and saved questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from graph.catalogue.catalogue import Catalogue
from graph.model.records import Node
from graph.model.vocabulary import vocabulary
from graph.questions.library import library

MOST = 2000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to put into the box, what it is in a few words, and other names it answers to."""

    text: str
    about: str
    others: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def name_suggestions(catalogue: Catalogue) -> tuple[Suggestion, ...]:
    """Names of one load, those with most links first and no more than can be sent to a page."""
    links = catalogue.links
    every: Iterable[Node] = catalogue.nodes.values()
    if catalogue.is_large:  # what a register only lists is too much to offer, and to look through
        every = (catalogue.nodes[i] for i in links.keys() | catalogue.of_labels(vocabulary().place_labels))
    best = nsmallest(MOST, every, key=lambda node: (-links[node.id], node.name, node.id))
    return tuple(Suggestion(node.name, catalogue.describe(node.id), node.aliases) for node in best)


def saved_suggestions() -> tuple[Suggestion, ...]:
    """The saved questions with their blanks filled."""
    return tuple(Suggestion(question.filled(), question.title) for question in library())
