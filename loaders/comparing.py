"""What a load would change: nodes by their content, claims by what they relate, whatever file says so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice

from graph.columns import ClaimColumns, claim_columns
from graph.desk import Difference
from graph.model import Node, Records
from graph.node_columns import NodeColumns

Triple = tuple[str, str, str]
SHOWN = 8


def differences(new: Records, before: Records | None, there: Collection[str] = ()) -> tuple[Difference, Difference]:
    """Of nodes and of claims: what `new` would bring, against the earlier file and the ids that are there."""
    old = {node.id: node for node in before.nodes} if before else {}
    return _of_nodes({node.id: node for node in new.nodes}, old, there), _of_claims(new, before)


def _of_nodes(new: Mapping[str, Node], old: Mapping[str, Node], there: Collection[str]) -> Difference:
    changed = sum(key in old and old[key] != node for key, node in new.items())
    known = sum(key in there or key in old for key in new)
    return Difference(len(new) - known, known - changed, changed, sum(key not in new for key in old))


def _of_claims(new: Records, before: Records | None) -> Difference:
    now = triples(claim_columns(new.claims))
    then = triples(claim_columns(before.claims)) if before else set()
    known = len(now & then)
    return Difference(len(now) - known, known, 0, len(then - now))


def triples(claims: ClaimColumns) -> set[Triple]:
    """What is related to what and how, each once."""
    ids, types, rows = claims.ids.to_pylist(), claims.types().tolist(), claims.rows
    return {
        (ids[subject], types[pattern], ids[other])
        for subject, pattern, other in zip(
            rows.subject.tolist(), rows.pattern.tolist(), rows.object.tolist(), strict=True
        )
    }


def retired_share(new: Records, before: Records | None) -> float:
    """Which share of the earlier file's nodes is not in the new one, from 0 to 1."""
    old = {node.id for node in before.nodes} if before else set()
    return len(old - {node.id for node in new.nodes}) / len(old) if old else 0.0


def fresh_names(new: Records, there: Collection[str]) -> tuple[str, ...]:
    """The names of the first few things that are new, to look at."""
    return tuple(islice((node.name for node in new.nodes if node.id not in there), SHOWN))


def ids_of(records: Records) -> list[str]:
    """The ids of the nodes, without making nodes that are kept as columns."""
    return records.nodes.ids() if isinstance(records.nodes, NodeColumns) else [node.id for node in records.nodes]
