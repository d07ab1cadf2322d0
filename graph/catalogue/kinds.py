"""Everyday words for kinds of node, as the graph uses them: "primary school", "academy trust"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model.records import Node
from graph.model.text import fold
from graph.model.vocabulary import vocabulary

CITY_LABELS = ("City", "District")
# Organisations that schools are part of. Their label is Charity, but nobody who asks for charities means them.
GROUPS = frozenset({"academy trust", "school trust", "federation"})
# The kinds that the word "trust" alone may mean.
TRUSTS = frozenset({"academy trust", "school trust", "charitable trust"})


def kind_phrases(kinds: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Everyday words for nodes, singular and plural, to their meaning. Only words that say more than the label."""
    found: dict[str, set[str]] = {}
    for kind, label in kinds:
        if fold(kind) not in vocabulary().labels[label].words[:1]:
            found.setdefault(fold(kind), set()).add(label)
    meanings: dict[str, str] = {}
    for kind, labels in found.items():
        if len(labels) == 1:
            meaning = f"label:{next(iter(labels))} kind:{kind.replace(' ', '_')}"
            meanings |= dict.fromkeys((kind, f"{kind}s", f"{kind[:-1]}ies" if kind.endswith("y") else kind), meaning)
    return meanings


def kinds_text(kinds: Sequence[str], count: int = 2) -> str:
    """Folded everyday kinds as people write them: "primary schools", or "trusts" for every kind of trust."""
    if len(kinds) > 1 and set(kinds) <= TRUSTS:
        return "trust" if count == 1 else "trusts"
    return " and ".join(kind if count == 1 else _many(kind) for kind in kinds)


def description(node: Node, above: Sequence[Node]) -> str:
    """Kind and place in a few words: "city in Hubei, China". `above` are the places that contain it, nearest first."""
    near = [place for place in above if place.label not in ("Continent", "World")]
    shown = [near[0], near[-1]] if len(near) > 1 else near
    if shown and shown[0].label in CITY_LABELS:
        shown = shown[:1]
    first, _, rest = (node.kind or vocabulary().labels[node.label].singular).partition(", ")
    where = " in " + ", ".join(place.name for place in shown) if shown else ""
    return first + where + (f" ({rest})" if rest else "")


def _many(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
