"""Merges the curated evidence and the loaded datasets into one graph, and applies the decisions on duplicates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from graph.columns.claims import claim_columns, concatenate_claims
from graph.columns.node_changes import replace_nodes
from graph.columns.nodes import NodeColumns, concatenate_nodes, node_columns
from graph.model.records import Node, Records, Source
from graph.model.text import fold


@dataclass(frozen=True, slots=True)
class MergedGraph:
    """The records of a store, the fingerprint of their datasets, and the ids that were replaced (old to new)."""

    fingerprint: str
    replacements: Mapping[str, str]
    records: Records

    def new_replacements(self, replacements: Mapping[str, str]) -> dict[str, str]:
        """Return the new pairs if they can be applied to these records. Otherwise {}, and the graph is merged again.

        They can be applied if the earlier decisions are unchanged and share no id with the new ones. Both ids of a
        pair must be in the records, because claims about other ids were dropped.
        """
        added = {old: new for old, new in replacements.items() if old not in self.replacements}
        if (
            len(added) + len(self.replacements) != len(replacements)
            or not self.replacements.items() <= replacements.items()
        ):
            return {}
        ends = [*added, *added.values()]
        known = {*self.replacements, *self.replacements.values()}
        is_there = len(positions(node_columns(self.records.nodes), ends)) == len(ends)
        return added if is_there and not known & {*ends} else {}


def merge_nodes(first: Node, second: Node, *, old_id: str = "") -> Node:
    """Merge two nodes: the values of the first, completed by those of the second.

    The name of the second becomes an alias. `old_id` becomes one too, so that a search for it still works.
    """
    unnamed = [is_named_by_its_number(node) for node in (first, second)]
    name = second.name if unnamed[0] else first.name
    known = {
        fold(name),
        "",
        *(fold(node.name) for node, bare in zip((first, second), unnamed, strict=True) if bare),
    }
    aliases = [] if unnamed[0] else list(first.aliases)
    known.update(map(fold, aliases))
    for alias in (*first.aliases, second.name, *second.aliases, old_id):
        key = alias if alias == old_id else fold(alias)
        if key not in known:
            known.add(key)
            aliases.append(alias)
    has_coordinates = first.latitude is not None
    return replace(
        first,
        name=name,
        aliases=tuple(aliases),
        kind=first.kind or second.kind,
        latitude=first.latitude if has_coordinates else second.latitude,
        longitude=first.longitude if has_coordinates else second.longitude,
        note=second.note if unnamed[0] else first.note or ("" if unnamed[1] else second.note),
        properties=tuple((dict(second.properties) | dict(first.properties)).items()),
    )


def is_named_by_its_number(node: Node) -> bool:
    """Whether a node has no name, only its Wikidata number, such as "Q39121"."""
    return node.id == f"wikidata:{node.name}"


def merged(several: Sequence[Records], same: Mapping[str, str]) -> tuple[Records, int]:
    """Merge records and apply decisions. Values of earlier records win. `same` gives the new id for an old one.

    Claims are dropped if one of their ends is in no records, because its register is not loaded. Returns the records
    and the number of dropped claims.
    """
    return apply_decisions(merge_records(several), same)


def merge_records(several: Sequence[Records]) -> Records:
    """Merge records without decisions: one node for each id, sorted by id, and each claim once."""
    return Records(
        nodes=_unique_nodes(concatenate_nodes([node_columns(records.nodes) for records in several])),
        claims=concatenate_claims([claim_columns(records.claims) for records in several]),
        sources=_sources(records.sources for records in several),
        rejections=several[0].rejections,
        read=several[0].read,
    )


def apply_decisions(records: Records, same: Mapping[str, str]) -> tuple[Records, int]:
    """Merge the nodes that are the same. Returns the records and the number of dropped claims.

    A claim is dropped if one of its ends is not in the records. The nodes must be columns sorted by id.
    """
    nodes, claims = node_columns(records.nodes), claim_columns(records.claims)
    if same:
        rows = positions(nodes, [*same, *same.values()])
        claims = claims.with_ids_replaced({old: new for old, new in same.items() if new in rows})
        nodes = _with_pairs_merged(
            nodes, [(old, new) for old, new in same.items() if old in rows and new in rows], rows
        )
    complete = claims.both_ends_in(nodes)
    dangling = len(claims) - int(complete.sum())
    return replace(records, nodes=nodes, claims=claims.select(complete) if dangling else claims), dangling


def positions(nodes: NodeColumns, wanted: Iterable[str]) -> dict[str, int]:
    """The row of each of these ids that is in the nodes. The nodes must be sorted by id."""
    ids = nodes.ids()
    found = ((id, bisect_left(ids, id)) for id in wanted)
    return {id: at for id, at in found if at < len(ids) and ids[at] == id}


def _with_pairs_merged(nodes: NodeColumns, pairs: Sequence[tuple[str, str]], rows: Mapping[str, int]) -> NodeColumns:
    """The nodes with each pair (old id, new id) merged into one node with the new id."""
    pairs = [(old, new) for old, new in pairs if old != new]
    changing = list(dict.fromkeys(chain.from_iterable(pairs)))
    merged_nodes = {node.id: node for node in nodes.take_rows(np.array([rows[id] for id in changing], np.int64))}
    for old, new in pairs:
        if old in merged_nodes and new in merged_nodes:
            merged_nodes[new] = merge_nodes(merged_nodes[new], merged_nodes.pop(old), old_id=old)
    return replace_nodes(nodes, changing, list(merged_nodes.values())) if changing else nodes


def _unique_nodes(nodes: NodeColumns) -> NodeColumns:
    """The nodes sorted by id, with nodes of the same id merged.

    Only repeated ids become `Node` objects. All other rows are copied as columns.
    """
    ids, rows, repeated = nodes.ids(), dict[str, int](), list[int]()
    for at, id in enumerate(ids):
        if rows.setdefault(id, at) != at:
            repeated.append(at)
    changing = dict.fromkeys(ids[at] for at in repeated)
    merged_nodes: dict[str, Node] = {}
    for node in nodes.take_rows(np.array([*map(rows.pop, changing), *repeated], np.int64)):
        merged_nodes[node.id] = merge_nodes(merged_nodes[node.id], node) if node.id in merged_nodes else node
    rows |= {id: len(nodes) + at for at, id in enumerate(merged_nodes)}
    order = np.array([rows[id] for id in sorted(rows)], np.int64)
    return concatenate_nodes([nodes, node_columns(merged_nodes.values())]).take_rows(order)


def _sources(several: Iterable[Sequence[Source]]) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for source in chain.from_iterable(several):
        found.setdefault(source.id, source)
    return tuple(found[key] for key in sorted(found))
