"""A record that a search found."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.records import Claim


@dataclass(frozen=True, slots=True)
class RecordMatch:
    """A claim or a node whose text has words of a question. `kind` is "claim" or "node", `id` is its id.

    `text` is the record in one or two sentences. `nodes` are the ids that it is about. `source` is the title of its
    source. `words` are the words of the question that it has, as typed. `asked` is how many distinct words were
    searched for. A higher `score` is a better match. `claim` is the claim itself; None for a node.
    """

    kind: str
    id: str
    text: str
    nodes: tuple[str, ...] = ()
    source: str = ""
    words: tuple[str, ...] = ()
    score: float = 0.0
    asked: int = 0
    claim: Claim | None = None

    @property
    def coverage(self) -> float:
        """The share of the words that the record has, from 0 to 1."""
        return len(self.words) / self.asked if self.asked else 0.0
