"""Counts what a load would change: nodes by their content, claims by their two ends and type, without their source."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

import numpy as np

from graph.columns.claims import claim_columns, related_pairs
from graph.columns.nodes import NodeColumns, node_columns
from graph.model.datasets import Difference
from graph.model.records import Records

MAX_NAMES = 8


def differences(new: Records, earlier: Records | None, existing: Collection[str] = ()) -> tuple[Difference, Difference]:
    """Compare a new file with the earlier file and the existing ids. Returns the counts of nodes and of claims."""
    old = earlier.nodes if earlier else ()
    return _of_nodes(node_columns(new.nodes), node_columns(old), existing), _of_claims(new, earlier)


def _of_nodes(new: NodeColumns, old: NodeColumns, existing: Collection[str]) -> Difference:
    new_rows = {id: at for at, id in enumerate(new.ids())}
    old_rows = {id: at for at, id in enumerate(old.ids())}
    both = [id for id in new_rows if id in old_rows]
    new_nodes, old_nodes = (
        nodes.take_rows(np.array([at[id] for id in both], np.int64)) for nodes, at in ((new, new_rows), (old, old_rows))
    )
    changed = sum(a != b for a, b in zip(new_nodes, old_nodes, strict=True))
    known = sum(id in existing or id in old_rows for id in new_rows)
    return Difference(len(new_rows) - known, known - changed, changed, len(old_rows) - len(both))


def _of_claims(new: Records, earlier: Records | None) -> Difference:
    both = [claim_columns(records.claims) for records in (new, earlier) if records]
    new_rows, *old_rows = related_pairs(both)
    known = sum(len(np.intersect1d(new_rows, old, assume_unique=True)) for old in old_rows)
    return Difference(len(new_rows) - known, known, 0, sum(map(len, old_rows)) - known)


def retired_share(new: Records, earlier: Records | None) -> float:
    """The share of the earlier file's nodes that the new file no longer contains, from 0 to 1."""
    old = set(ids_of(earlier)) if earlier else set()
    return len(old.difference(ids_of(new))) / len(old) if old else 0.0


def new_names(new: Records, existing: Collection[str]) -> tuple[str, ...]:
    """The names of up to 8 nodes that are new."""
    nodes = node_columns(new.nodes)
    fresh = islice((at for at, id in enumerate(nodes.ids()) if id not in existing), MAX_NAMES)
    return tuple(node.name for node in nodes.take_rows(np.fromiter(fresh, np.int64)))


def ids_of(records: Records) -> list[str]:
    """The ids of the nodes, read from columns without creating `Node` objects."""
    return node_columns(records.nodes).ids()
