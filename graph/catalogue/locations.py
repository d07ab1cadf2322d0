"""The claims that say where nodes lie. For a small graph they are read at once, for a large one when needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.model.records import Claim, NodeFilter
from graph.model.vocabulary import vocabulary
from graph.stores.base import GraphStore

# Up to this many are read together, so that no question has to go back to a server for them.
FEW = 20_000
LocationClaims = Mapping[tuple[str, str], list[Claim]]


class Locations:
    """Location claims by node and place; the claims of each pair in order of claim id."""

    def __init__(self, store: GraphStore, parents: Mapping[str, tuple[str, ...]]) -> None:
        self._store = store
        self._parents = parents
        self._every = _every(store) if len(parents) <= FEW else None

    def claims(self, things: Iterable[str]) -> LocationClaims:
        """The claims that say where these nodes lie, one step up."""
        if self._every is not None:
            return self._every
        wanted = {thing: self._parents[thing] for thing in things if thing in self._parents}
        near = NodeFilter(ids=frozenset(wanted))
        far = NodeFilter(ids=frozenset(place for places in wanted.values() for place in places))
        found: dict[tuple[str, str], list[Claim]] = {}
        for relationship in self._store.relationships(near, far, (vocabulary().types.rollup,)) if wanted else ():
            found[relationship.start, relationship.end] = list(relationship.claims)
        return found


def _every(store: GraphStore) -> LocationClaims:
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in store.claims((vocabulary().types.rollup,)):
        found.setdefault((claim.subject, claim.object), []).append(claim)
    return found
