"""The one object that everything shows: page, terminal, table, picture, map, slide and export are its skins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from graph.model.datasets import is_share_alike
from graph.model.records import Node, Path, Relationship, Source
from graph.questions.chips import Chip

STATUSES = ("answer", "empty", "unknown", "ambiguous", "out_of_scope")
CONFIRMED, POSSIBLE = "confirmed", "possible"
DIRECT, THROUGH_CITY = "direct", "through the city"
DOCUMENTS = re.compile("the (?:[0-9]+ )?documents?")
LONGEST_TEXT = 5500
MOST_MARKS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the answer. `cells` holds one text for each of the answer's columns, in their order.

    `certainty` is confirmed or possible, `reach` direct or through the city: two levels each, never added together.
    `nodes` are the ids the row speaks of, the row's own thing first; `claims` the claim ids behind it; `sources` the
    numbers of its citations in the answer's `sources`, from 1. Not `named`: the source leaves its thing without a name;
    `duplicate`: another entry of what a row before it speaks of, as it may be, which is not counted a second time.
    """

    cells: tuple[str, ...]
    certainty: str = CONFIRMED
    reach: str = DIRECT
    nodes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    named: bool = True
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered place in a source: which source, where in it, whose word, as of when, and the claims it carries."""

    number: int
    source: Source
    locator: str
    asserted_by: str
    as_of: str
    claims: tuple[str, ...]

    def __str__(self) -> str:
        """As it stands in an e-mail: title, publisher, place in the source, date, whose word, and its licence."""
        parts = [f"{self.source.title} ({self.source.id})"]
        parts += [self.source.publisher] if self.source.publisher else []
        if self.locator:
            parts.append(f"at “{self.locator}”" if self.source.kind == "document" else f"record {self.locator}")
        parts += [f"as of {self.as_of}"] if self.as_of else []
        parts += ["a third party's word"] if self.asserted_by == "third party" else []
        parts += [self.source.licence] if self.source.licence else []
        return ", ".join(parts) + (" (share-alike)" if is_share_alike(self.source.licence) else "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what was understood, and what is recorded about it, with its evidence.

    `nodes` and `relationships` are the subgraph to draw, and hold just what the rows and paths speak of, with
    `possible` the ids of relationships that are possible answers only. `searched` names the documents and the loaded
    datasets that the answer was looked for in; `more` things are counted and have no row. Empty parts are empty
    tuples, never None.
    """

    question: str
    status: str
    sentence: str
    understood: tuple[Chip, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    paths: tuple[Path, ...] = ()
    sources: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    possible: frozenset[str] = frozenset()
    searched: tuple[str, ...] = ()
    more: int = 0

    @property
    def evidence(self) -> tuple[str, ...]:
        """The citations as text, in the order of their numbers."""
        return tuple(str(citation) for citation in self.sources)

    @property
    def share_alike(self) -> tuple[Source, ...]:
        """The cited sources whose licence goes on to whatever is made with them, each once."""
        return tuple({c.source.id: c.source for c in self.sources if is_share_alike(c.source.licence)}.values())

    @property
    def searched_words(self) -> str:
        """What was searched as a line to show, or "" where it is the documents alone, which goes without saying."""
        loaded = [one for one in self.searched if not DOCUMENTS.fullmatch(one)]
        return f"Searched: {'; '.join(self.searched)}." if loaded else ""

    @property
    def text(self) -> str:
        """Sentence, rows and notes as the terminal shows them; suggestions and sources stand apart."""
        lines = [self.sentence]
        shown = self._fitting()
        for row in self.rows[:shown]:
            cells = " · ".join(cell for cell in row.cells if cell)
            marks = [f"[{number}]" for number in row.sources[:MOST_MARKS]]
            level = [row.certainty] if row.certainty == POSSIBLE else []
            level += [row.reach] if row.reach != DIRECT else []
            lines.append(
                "  - " + cells + (f" ({', '.join(level)})" if level else "") + ("  " + "".join(marks) if marks else "")
            )
        lines += [f"  … and {len(self.rows) - shown} more rows"] if shown < len(self.rows) else []
        lines += [f"Note: {note}" for note in self.notes]
        return "\n".join(lines)

    def _fitting(self) -> int:
        """How many rows fit into a text that can still be read."""
        length = 0
        for count, row in enumerate(self.rows):
            length += sum(map(len, row.cells)) + MOST_MARKS * 5
            if length > LONGEST_TEXT:
                return count
        return len(self.rows)

    def as_json(self) -> dict[str, Any]:
        """Plain lists and texts for `--json`; rows as objects keyed by column."""
        names = {node.id: node.name for node in self.nodes}
        return {
            "question": self.question,
            "status": self.status,
            "understood": [{"field": c.field, "text": c.text, "value": c.value} for c in self.understood],
            "sentence": self.sentence,
            "columns": list(self.columns),
            "rows": [
                dict(zip(self.columns, row.cells, strict=True))
                | {"certainty": row.certainty, "reach": row.reach, "nodes": list(row.nodes)}
                | {"claims": list(row.claims), "sources": list(row.sources), "again": row.duplicate}
                for row in self.rows
            ],
            "more": self.more,
            "paths": [
                [
                    {
                        "from": hop.start,
                        "to": hop.end,
                        "from_name": names.get(hop.start, hop.start),
                        "to_name": names.get(hop.end, hop.end),
                        "relationships": [r.id for r in hop.relationships],
                    }
                    for hop in path.hops
                ]
                for path in self.paths
            ],
            "sources": [
                {
                    "number": c.number,
                    "source": c.source.id,
                    "title": c.source.title,
                    "locator": c.locator,
                    "asserted_by": c.asserted_by,
                    "as_of": c.as_of,
                    "licence": c.source.licence,
                    "share_alike": is_share_alike(c.source.licence),
                    "url": c.source.url,
                }
                for c in self.sources
            ],
            "notes": list(self.notes),
            "suggestions": list(self.suggestions),
            "text": self.text,
            "evidence": list(self.evidence),
            "searched": list(self.searched),
        }
