"""Counts of nodes and claims by label, type, source and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model.records import Claim, Node


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of nodes of each label, and of claims of each type, source and status. Largest first, then by name."""

    labels: dict[str, int]
    types: dict[str, int]
    sources: dict[str, int]
    statuses: dict[str, int]

    def as_json(self) -> dict[str, object]:
        """The counts with their totals."""
        return {
            "nodes": sum(self.labels.values()),
            "claims": sum(self.types.values()),
            "labels": self.labels,
            "types": self.types,
            "sources": self.sources,
            "statuses": self.statuses,
        }

    def as_text(self) -> str:
        """The counts as short tables."""
        lines = [f"{sum(self.labels.values())} nodes, {sum(self.types.values())} claims"]
        for title in ("labels", "types", "sources", "statuses"):
            lines += [
                "",
                title,
                *(f"  {count:>6}  {name}" for name, count in getattr(self, title).items()),
            ]
        return "\n".join(lines)


def count(nodes: Iterable[Node], claims: Iterable[Claim]) -> Counts:
    """Count nodes and claims."""
    every = list(claims)
    return Counts(
        _ranked(node.label for node in nodes),
        _ranked(claim.type for claim in every),
        _ranked(claim.source for claim in every),
        _ranked(claim.status for claim in every),
    )


def _ranked(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
