"""The claims that say where things lie: of a small graph read at once, of a large one when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.model.records import Claim, NodeFilter
from graph.model.vocabulary import vocabulary
from graph.stores.base import GraphStore

# Up to so many, all are read together, so that no question has to go back to a server for them.
FEW = 20_000
LocationClaims = Mapping[tuple[str, str], list[Claim]]


class Locations:
    """By (thing, place); the claims of each in claim-id order."""

    def __init__(self, store: GraphStore, parents: Mapping[str, tuple[str, ...]]) -> None:
        self._store = store
        self._parents = parents
        self._every = _every(store) if len(parents) <= FEW else None

    def claims(self, things: Iterable[str]) -> LocationClaims:
        """The claims on where these things lie, one step up."""
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
