"""One graph out of the curated evidence and the loaded datasets: nodes of one id united, decisions carried out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from graph.columns import claim_columns, concatenated
from graph.model import Node, Records, Source
from graph.node_columns import NodeColumns, joined, node_columns
from graph.text import fold


def united(first: Node, second: Node, *, old_id: str = "") -> Node:
    """Two nodes found to be one: the first's word stands, the second adds what the first does not say.

    The second's name becomes another name; with `old_id`, its id too, so that what points to it is followed.
    """
    bare = [is_named_by_its_number(node) for node in (first, second)]
    name = second.name if bare[0] else first.name
    have = {fold(name), "", *(fold(node.name) for node, is_bare in zip((first, second), bare, strict=True) if is_bare)}
    aliases = []
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
    nodes, ids = _one_of_each(joined([node_columns(records.nodes) for records in several]), same)
    claims = concatenated([claim_columns(records.claims) for records in several])
    if same:
        claims = claims.renamed({old: new for old, new in same.items() if new in ids})
    there = np.fromiter((name in ids for name in claims.ids.to_pylist()), np.bool_, len(claims.ids))
    whole = there[claims.rows.subject] & there[claims.rows.object] if len(claims) else np.ones(0, np.bool_)
    aside = len(claims) - int(whole.sum())
    return Records(
        nodes=nodes,
        claims=claims.chosen(whole) if aside else claims,
        sources=_sources(records.sources for records in several),
        rejections=several[0].rejections,
        read=several[0].read,
    ), aside


def _one_of_each(nodes: NodeColumns, same: Mapping[str, str]) -> tuple[NodeColumns, Collection[str]]:
    """The nodes by id, those of one id or found to be the same united; and their ids.

    Only these few are made into nodes; all others stay as they stand in the columns.
    """
    ids, place, again = nodes.ids(), dict[str, int](), list[int]()
    for at, id in enumerate(ids):
        if place.setdefault(id, at) != at:
            again.append(at)
    pairs = [(old, new) for old, new in same.items() if old in place and new in place and old != new]
    changing = dict.fromkeys([*(ids[at] for at in again), *chain.from_iterable(pairs)])
    made: dict[str, Node] = {}
    for node in nodes.taken(np.array([*map(place.pop, changing), *again], np.int64)):
        made[node.id] = united(made[node.id], node) if node.id in made else node
    for old, new in pairs:
        if old in made and new in made:
            made[new] = united(made[new], made.pop(old), old_id=old)
    place |= {id: len(nodes) + at for at, id in enumerate(made)}
    order = np.array([place[id] for id in sorted(place)], np.int64)
    return joined([nodes, node_columns(made.values())]).taken(order), place.keys()


def _sources(several: Iterable[Sequence[Source]]) -> tuple[Source, ...]:
    found = {source.id: source for sources in several for source in reversed(sources)}
    return tuple(found[key] for key in sorted(found))
