"""Suggestions of the question box: names of nodes, and saved questions."""

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
    """A text for the question box, its description in a few words, and its other names."""

    text: str
    about: str
    others: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def name_suggestions(catalogue: Catalogue) -> tuple[Suggestion, ...]:
    """The names of one load, most links first, at most as many as a page can receive."""
    links = catalogue.links
    every: Iterable[Node] = catalogue.nodes.values()
    if catalogue.is_large:  # entries known only from a register are too many to suggest
        every = (catalogue.nodes[i] for i in links.keys() | catalogue.of_labels(vocabulary().place_labels))
    best = nsmallest(MOST, every, key=lambda node: (-links[node.id], node.name, node.id))
    return tuple(Suggestion(node.name, catalogue.describe(node.id), node.aliases) for node in best)


def saved_suggestions() -> tuple[Suggestion, ...]:
    """The saved questions with their blanks filled."""
    return tuple(Suggestion(question.filled(), question.title) for question in library())
