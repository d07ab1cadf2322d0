"""The changes of one load in Neo4j: which versions to add and which to retire. Uses no server and no driver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model.records import Claim, Records
from graph.stores.base import stored_ends
from graph.stores.neo4j.records import claim_properties, digest, node_properties, source_properties

Row = dict[str, Any]
# The keys of the node versions at both ends, and the claim's id. A claim is added again when an end has changed.
ClaimKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class StoredVersions:
    """The versions in the current load: the keys of nodes and sources by digest, and the keys of claims."""

    nodes: Mapping[str, str]
    sources: Mapping[str, str]
    claims: Mapping[ClaimKey, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows to write, and keys to retire. Nodes are grouped by label and claims by type.

    A row of `retired_claims` has the key of the claim and of the node version at its start. `added` and `removed` count
    nodes and claims. A claim that is only rewritten because a node changed is not counted.
    """

    nodes: Mapping[str, list[Row]]
    sources: list[Row]
    claims: Mapping[str, list[Row]]
    retired_nodes: list[str]
    retired_claims: list[Row]
    added: int
    removed: int

    @property
    def is_empty(self) -> bool:
        """Whether the records are equal to the stored ones."""
        return not (self.nodes or self.sources or self.claims or self.retired_nodes or self.retired_claims)


def plan_changes(records: Records, stored: StoredVersions, number: int) -> Changes:
    """The changes that make the graph equal to these records, as load `number`."""
    nodes = {digest(p): p for p in map(node_properties, records.nodes)}
    sources = {digest(p): p for p in map(source_properties, records.sources)}
    keys = {p["id"]: stored.nodes.get(d) or f"{p['id']}@{number}" for d, p in nodes.items()}
    wanted = {(keys[stored_ends(c)[0]], keys[stored_ends(c)[1]], c.id): c for c in records.claims}
    new_nodes = [p for d, p in nodes.items() if d not in stored.nodes]
    gone_nodes = [key for d, key in stored.nodes.items() if d not in nodes]
    new_ids = {ends[2] for ends in wanted.keys() - stored.claims.keys()}
    gone_ids = {ends[2] for ends in stored.claims.keys() - wanted.keys()}
    return Changes(
        nodes=_grouped((p["label"], _version(keys[p["id"]], p, number)) for p in new_nodes),
        sources=[_version(f"{p['id']}@{number}", p, number) for d, p in sources.items() if d not in stored.sources],
        claims=_grouped(
            (c.type, _claim_row(c, ends, number)) for ends, c in wanted.items() if ends not in stored.claims
        ),
        retired_nodes=gone_nodes + [key for d, key in stored.sources.items() if d not in sources],
        retired_claims=[{"key": k, "start": ends[0]} for ends, k in stored.claims.items() if ends not in wanted],
        added=len(new_nodes) + len(new_ids - gone_ids),
        removed=len(gone_nodes) + len(gone_ids - new_ids),
    )


def _version(key: str, properties: Row, number: int) -> Row:
    return {"key": key, "properties": properties | {"key": key, "brought": number}}


def _claim_row(claim: Claim, ends: ClaimKey, number: int) -> Row:
    row = _version(f"{claim.id}@{number}", claim_properties(claim), number)
    return row | {"start": ends[0], "end": ends[1]}


def _grouped(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    made: dict[str, list[Row]] = {}
    for name, row in pairs:
        made.setdefault(name, []).append(row)
    return made
