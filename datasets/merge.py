"""One graph out of the curated evidence and the loaded datasets: nodes of one id united, decisions carried out."""

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
    """What a store holds: the datasets and evidence it was made of, the ids that stand for others, and the records."""

    fingerprint: str
    replacements: Mapping[str, str]
    records: Records

    def new_replacements(self, replacements: Mapping[str, str]) -> dict[str, str]:
        """The pairs decided since, where all else is decided as it was and these have to do with none of it, else {}.

        Both of a pair must be there, so that nothing that was set aside is spoken of again.
        """
        fresh = {old: new for old, new in replacements.items() if old not in self.replacements}
        if (
            len(fresh) + len(self.replacements) != len(replacements)
            or not self.replacements.items() <= replacements.items()
        ):
            return {}
        ends = [*fresh, *fresh.values()]
        known = {*self.replacements, *self.replacements.values()}
        is_there = len(positions(node_columns(self.records.nodes), ends)) == len(ends)
        return fresh if is_there and not known & {*ends} else {}


def merge_nodes(first: Node, second: Node, *, old_id: str = "") -> Node:
    """One node from two that are the same: the values of the first, completed by those of the second.

    The second's name becomes an alias. With `old_id`, its id does too, so that what points to it is found.
    """
    bare = [is_named_by_its_number(node) for node in (first, second)]
    name = second.name if bare[0] else first.name
    have = {fold(name), "", *(fold(node.name) for node, is_bare in zip((first, second), bare, strict=True) if is_bare)}
    aliases = [] if bare[0] else list(first.aliases)
    have.update(map(fold, aliases))
    for alias in (*first.aliases, second.name, *second.aliases, old_id):
        key = alias if alias == old_id else fold(alias)
        if key not in have:
            have.add(key)
            aliases.append(alias)
    placed = first.latitude is not None
    return replace(
        first,
        name=name,
        aliases=tuple(aliases),
        kind=first.kind or second.kind,
        latitude=first.latitude if placed else second.latitude,
        longitude=first.longitude if placed else second.longitude,
        note=second.note if bare[0] else first.note or ("" if bare[1] else second.note),
        properties=tuple((dict(second.properties) | dict(first.properties)).items()),
    )


def is_named_by_its_number(node: Node) -> bool:
    """Whether a file gave no name for an item, so that its number stands for one: "Q39121"."""
    return node.id == f"wikidata:{node.name}"


def merged(several: Sequence[Records], same: Mapping[str, str]) -> tuple[Records, int]:
    """All records as one, earlier ones first in authority; `same` gives for an id the id that stands for it.

    Claims about things that no records bring are set aside (their register is not loaded); the number says how many.
    """
    return apply_decisions(merge_records(several), same)


def merge_records(several: Sequence[Records]) -> Records:
    """All records as one before anything is decided: nodes of one id united, by id; claims of all, each once."""
    return Records(
        nodes=_one_of_each(concatenate_nodes([node_columns(records.nodes) for records in several])),
        claims=concatenate_claims([claim_columns(records.claims) for records in several]),
        sources=_sources(records.sources for records in several),
        rejections=several[0].rejections,
        read=several[0].read,
    )


def apply_decisions(records: Records, same: Mapping[str, str]) -> tuple[Records, int]:
    """The records with what was found to be the same as one; and how many claims are set aside.

    These are about something that no records bring. The nodes must be columns sorted by id.
    """
    nodes, claims = node_columns(records.nodes), claim_columns(records.claims)
    if same:
        place = positions(nodes, [*same, *same.values()])
        claims = claims.with_ids_replaced({old: new for old, new in same.items() if new in place})
        nodes = _made_one(nodes, [(old, new) for old, new in same.items() if old in place and new in place], place)
    whole = claims.both_ends_in(nodes)
    dangling = len(claims) - int(whole.sum())
    return replace(records, nodes=nodes, claims=claims.select(whole) if dangling else claims), dangling


def positions(nodes: NodeColumns, some: Iterable[str]) -> dict[str, int]:
    """Where those of some ids stand that are there; the nodes must be sorted by id."""
    ids = nodes.ids()
    found = ((id, bisect_left(ids, id)) for id in some)
    return {id: at for id, at in found if at < len(ids) and ids[at] == id}


def _made_one(nodes: NodeColumns, pairs: Sequence[tuple[str, str]], place: Mapping[str, int]) -> NodeColumns:
    """The nodes with the first of each pair united with the second, which stands."""
    pairs = [(old, new) for old, new in pairs if old != new]
    changing = list(dict.fromkeys(chain.from_iterable(pairs)))
    made = {node.id: node for node in nodes.take_rows(np.array([place[id] for id in changing], np.int64))}
    for old, new in pairs:
        if old in made and new in made:
            made[new] = merge_nodes(made[new], made.pop(old), old_id=old)
    return replace_nodes(nodes, changing, list(made.values())) if changing else nodes


def _one_of_each(nodes: NodeColumns) -> NodeColumns:
    """The nodes by id, those of one id united.

    Only these few are made into nodes; all others stay as they stand in the columns.
    """
    ids, place, again = nodes.ids(), dict[str, int](), list[int]()
    for at, id in enumerate(ids):
        if place.setdefault(id, at) != at:
            again.append(at)
    changing = dict.fromkeys(ids[at] for at in again)
    made: dict[str, Node] = {}
    for node in nodes.take_rows(np.array([*map(place.pop, changing), *again], np.int64)):
        made[node.id] = merge_nodes(made[node.id], node) if node.id in made else node
    place |= {id: len(nodes) + at for at, id in enumerate(made)}
    order = np.array([place[id] for id in sorted(place)], np.int64)
    return concatenate_nodes([nodes, node_columns(made.values())]).take_rows(order)


def _sources(several: Iterable[Sequence[Source]]) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for source in chain.from_iterable(several):
        found.setdefault(source.id, source)
    return tuple(found[key] for key in sorted(found))
