"""What kinds of thing are called in everyday words, as the graph itself says: "primary school", "academy trust"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model.text import fold
from graph.model.vocabulary import vocabulary

# What schools are parts of: charities by their label, which nobody means who asks for charities.
GROUPS = frozenset({"academy trust", "school trust", "federation"})
# The kinds that the bare word "trust" stands for.
TRUSTS = frozenset({"academy trust", "school trust", "charitable trust"})


def kind_phrases(kinds: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What nodes are called in everyday words, singular and plural, where that says more than their label."""
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
    """Folded everyday kinds as people say them: "primary schools", "trusts" for all that the bare word stands for."""
    if len(kinds) > 1 and set(kinds) <= TRUSTS:
        return "trust" if count == 1 else "trusts"
    return " and ".join(kind if count == 1 else _many(kind) for kind in kinds)


def _many(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
