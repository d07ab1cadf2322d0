"""One graph out of the curated evidence and the loaded datasets: nodes of one id united, decisions carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from graph.columns import claim_columns, concatenated
from graph.model import Node, Records, Source
from graph.text import fold


def united(first: Node, second: Node, *, old_id: str = "") -> Node:
    """Two nodes found to be one: the first's word stands, the second adds what the first does not say.

    The second's name becomes another name; with `old_id`, its id too, so that what points to it is followed.
    """
    have = {fold(first.name), ""}
    aliases = []
    for name in (*first.aliases, second.name, *second.aliases, old_id):
        key = name if name == old_id else fold(name)
        if key not in have:
            have.add(key)
            aliases.append(name)
    placed = first.latitude is not None
    return replace(
        first,
        aliases=tuple(aliases),
        kind=first.kind or second.kind,
        latitude=first.latitude if placed else second.latitude,
        longitude=first.longitude if placed else second.longitude,
        note=first.note or second.note,
        properties=tuple((dict(second.properties) | dict(first.properties)).items()),
    )


def merged(several: Sequence[Records], same: Mapping[str, str]) -> tuple[Records, int]:
    """All records as one, earlier ones first in authority; `same` gives for an id the id that stands for it.

    Claims about things that no records bring are set aside (their register is not loaded); the number says how many.
    """
    nodes: dict[str, Node] = {}
    for records in several:
        for node in records.nodes:
            known = nodes.get(node.id)
            nodes[node.id] = node if known is None else united(known, node)
    for old, new in same.items():
        if old in nodes and new in nodes and old != new:
            nodes[new] = united(nodes[new], nodes.pop(old), old_id=old)
    claims = concatenated([claim_columns(records.claims) for records in several])
    if same:
        claims = claims.renamed({old: new for old, new in same.items() if new in nodes})
    there = np.fromiter((name in nodes for name in claims.ids.to_pylist()), np.bool_, len(claims.ids))
    whole = there[claims.rows.subject] & there[claims.rows.object] if len(claims) else np.ones(0, np.bool_)
    aside = len(claims) - int(whole.sum())
    return Records(
        nodes=tuple(nodes[key] for key in sorted(nodes)),
        claims=claims.chosen(whole) if aside else claims,
        sources=_sources(records.sources for records in several),
        rejections=several[0].rejections,
        read=several[0].read,
    ), aside


def _sources(several: Iterable[Sequence[Source]]) -> tuple[Source, ...]:
    found = {source.id: source for sources in several for source in reversed(sources)}
    return tuple(found[key] for key in sorted(found))
