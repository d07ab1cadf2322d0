"""The words by which a claim is found, in three fields of falling weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from graph.catalogue.nodes import NodeIndex
from graph.catalogue.places import Places
from graph.model.dates import date_text
from graph.model.records import Claim, Source
from graph.model.text import fold
from graph.model.vocabulary import vocabulary


class ClaimWords(NamedTuple):
    """Folded words of a claim.

    `main` are the names of its ends and its note; `more` what else it states, and other names; `around` are the places
    that contain its ends, and its source.
    """

    main: str
    more: str
    around: str


class ClaimReader:
    """Reads the words of claims of one load."""

    def __init__(self, nodes: NodeIndex, sources: Mapping[str, Source], places: Places) -> None:
        self._nodes, self._sources, self._places = nodes, sources, places

    def words(self, claim: Claim) -> ClaimWords:
        """The words of one claim."""
        ends = [end for end in (claim.subject, claim.object) if end in self._nodes]
        names = [self._nodes[end].name for end in ends]
        around = dict.fromkeys(place for end in ends for place in self._places.chain(end) if place not in ends)
        source = self._sources.get(claim.source)
        published = (source.title, source.publisher) if source else ()
        return ClaimWords(
            _folded((*names, claim.note)),
            _folded((*self._more(claim, ends), *_stated(claim))),
            _folded((*(self._nodes[place].name for place in around if place in self._nodes), *published)),
        )

    def _more(self, claim: Claim, ends: Iterable[str]) -> Iterable[str]:
        """Other names and kinds of the ends, and who holds the link."""
        for end in ends:
            node = self._nodes[end]
            yield from node.aliases
            yield node.kind or vocabulary().labels[node.label].singular
        if claim.held_by in self._nodes:
            yield self._nodes[claim.held_by].name


def _stated(claim: Claim) -> Iterable[str]:
    """The type in words, dates, sectors, and the other cells of a claim."""
    labels, sectors = vocabulary().labels, vocabulary().sectors
    yield _type_words(claim.type)
    yield from (date_text(claim.start), date_text(claim.end))
    yield from (labels[label].singular for label in (claim.counterpart, claim.subject_counterpart) if label in labels)
    yield from chain.from_iterable((sectors[s].title, *sectors[s].words) for s in claim.sectors if s in sectors)
    yield from (claim.event, claim.role, claim.rank, claim.status if claim.status != "unknown" else "")
    yield from (claim.locator, *claim.counts)


@cache
def _type_words(name: str) -> str:
    kind = vocabulary().types[name]
    return " ".join((kind.forward, kind.backward.replace("{}", ""), kind.noun))


def _folded(texts: Iterable[str]) -> str:
    return " ".join(filter(None, map(fold, texts)))
