"""What a load would change: nodes by their content, claims by what they relate, whatever file says so."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

import numpy as np

from graph.columns.claims import claim_columns, related_pairs
from graph.columns.nodes import NodeColumns, node_columns
from graph.model.datasets import Difference
from graph.model.records import Records

SHOWN = 8


def differences(new: Records, before: Records | None, there: Collection[str] = ()) -> tuple[Difference, Difference]:
    """Of nodes and of claims: what `new` would bring, against the earlier file and the ids that are there."""
    old = before.nodes if before else ()
    return _of_nodes(node_columns(new.nodes), node_columns(old), there), _of_claims(new, before)


def _of_nodes(new: NodeColumns, old: NodeColumns, there: Collection[str]) -> Difference:
    now = {id: at for at, id in enumerate(new.ids())}
    then = {id: at for at, id in enumerate(old.ids())}
    both = [id for id in now if id in then]
    ours, theirs = (
        nodes.take_rows(np.array([at[id] for id in both], np.int64)) for nodes, at in ((new, now), (old, then))
    )
    changed = sum(a != b for a, b in zip(ours, theirs, strict=True))
    known = sum(id in there or id in then for id in now)
    return Difference(len(now) - known, known - changed, changed, len(then) - len(both))


def _of_claims(new: Records, before: Records | None) -> Difference:
    both = [claim_columns(records.claims) for records in (new, before) if records]
    now, *then = related_pairs(both)
    known = sum(len(np.intersect1d(now, old, assume_unique=True)) for old in then)
    return Difference(len(now) - known, known, 0, sum(map(len, then)) - known)


def retired_share(new: Records, before: Records | None) -> float:
    """Which share of the earlier file's nodes is not in the new one, from 0 to 1."""
    old = set(ids_of(before)) if before else set()
    return len(old.difference(ids_of(new))) / len(old) if old else 0.0


def new_names(new: Records, there: Collection[str]) -> tuple[str, ...]:
    """The names of the first few things that are new, to look at."""
    nodes = node_columns(new.nodes)
    fresh = islice((at for at, id in enumerate(nodes.ids()) if id not in there), SHOWN)
    return tuple(node.name for node in nodes.take_rows(np.fromiter(fresh, np.int64)))


def ids_of(records: Records) -> list[str]:
    """The ids of the nodes, without making nodes that are kept as columns."""
    return node_columns(records.nodes).ids()
