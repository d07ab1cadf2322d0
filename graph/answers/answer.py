"""The Answer: the one object that the page, the terminal, tables, pictures, maps, slides and exports show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from graph.catalogue.search.record_match import RecordMatch
from graph.model.datasets import is_share_alike
from graph.model.records import Node, Path, Relationship, Source
from graph.questions.chips import Chip

RESULTS = ("yes", "no", "not recorded")
STATUSES = ("answer", "empty", "unknown", "ambiguous", "out_of_scope")
CONFIRMED, POSSIBLE = "confirmed", "possible"
DIRECT, THROUGH_CITY = "direct", "through the city"
DOCUMENTS = re.compile("the (?:[0-9]+ )?documents?")
LONGEST_TEXT = 5500
MOST_MARKS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the answer. `cells` holds one text for each of the answer's columns, in their order.

    `certainty` is "confirmed" or "possible", and `reach` is "direct" or "through the city". Counts of different levels
    are never added together. `nodes` are the ids that the row is about, its own node first. `claims` are the ids of the
    claims behind it. `sources` are the numbers of its citations in the answer's `sources`, from 1. `named` is False if
    the source does not name the node. `duplicate` is True if the row may be about the same node as an earlier row; it
    is then not counted again.
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
    """A numbered place in a source: the source, the locator, who asserts it, its date, and the claims it supports."""

    number: int
    source: Source
    locator: str
    asserted_by: str
    as_of: str
    claims: tuple[str, ...]

    def __str__(self) -> str:
        """The citation as one line: title, publisher, locator, date, who asserts it, and licence."""
        parts = [f"{self.source.title} ({self.source.id})"]
        parts += [self.source.publisher] if self.source.publisher else []
        if self.locator:
            parts.append(f"at “{self.locator}”" if self.source.kind == "document" else f"record {self.locator}")
        parts += [f"as of {self.as_of}"] if self.as_of else []
        parts += ["third-party source"] if self.asserted_by == "third party" else []
        parts += [self.source.licence] if self.source.licence else []
        return ", ".join(parts) + (" (share-alike)" if is_share_alike(self.source.licence) else "")


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a question, and what the records say of it.

    `result` is one of RESULTS. `condition` and `finding` are short texts: "since 1966" and "since 1969".
    """

    condition: str
    finding: str
    result: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: what was understood and what is recorded, with its evidence.

    For example, for `answer = explorer.ask("which cities is Leeds twinned with")`:

        answer.status             "answer"
        answer.rows[0].cells      one text for each of answer.columns: ("Brno", "is twinned with Leeds", …)
        answer.rows[0].sources    the numbers of its citations in answer.sources

    `status` is one of STATUSES. `nodes` and `relationships` are the subgraph to draw: only what the rows and paths are
    about. `possible` are the ids of relationships that are possible answers only. `searched` names the documents and
    the loaded datasets that were searched. `more` is how many nodes are counted and have no row. `detail` is a second
    sentence with the date, the status and the publisher, or "". `left_out` are the words of the question that were not
    used. `checked` are the conditions of a yes/no question. `view` is how the question asks to see it, else "".
    `records` are the best matches of a search for the question's words, for an answer that is unsure or empty. Empty
    parts are empty tuples, never None.
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
    detail: str = ""
    left_out: tuple[str, ...] = ()
    checked: tuple[Check, ...] = ()
    view: str = ""
    records: tuple[RecordMatch, ...] = ()

    @property
    def spoken(self) -> tuple[str, ...]:
        """The one or two sentences that can be read out."""
        return tuple(filter(None, (self.sentence, self.detail)))

    @property
    def evidence(self) -> tuple[str, ...]:
        """The citations as text, in the order of their numbers."""
        return tuple(str(citation) for citation in self.sources)

    @property
    def share_alike(self) -> tuple[Source, ...]:
        """The cited sources with a share-alike licence, each once."""
        return tuple({c.source.id: c.source for c in self.sources if is_share_alike(c.source.licence)}.values())

    @property
    def searched_words(self) -> str:
        """The line that says what was searched; "" if only the documents were."""
        loaded = [one for one in self.searched if not DOCUMENTS.fullmatch(one)]
        return f"Searched: {'; '.join(self.searched)}." if loaded else ""

    @property
    def text(self) -> str:
        """The sentence, the rows and the notes, as the terminal shows them, without suggestions and sources."""
        lines = [" ".join(self.spoken)]
        lines += [f"Not used: {', '.join(self.left_out)}."] if self.left_out else []
        lines += [f"  {check.condition}: {check.finding}" for check in self.checked]
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
        """How many rows fit into a text of a readable length."""
        length = 0
        for count, row in enumerate(self.rows):
            length += sum(map(len, row.cells)) + MOST_MARKS * 5
            if length > LONGEST_TEXT:
                return count
        return len(self.rows)

    def as_json(self) -> dict[str, Any]:
        """The answer as plain lists and texts, for `--json`. Rows are objects keyed by column."""
        names = {node.id: node.name for node in self.nodes}
        return {
            "question": self.question,
            "status": self.status,
            "understood": [{"field": c.field, "text": c.text, "value": c.value} for c in self.understood],
            "sentence": self.sentence,
            "spoken": list(self.spoken),
            "left_out": list(self.left_out),
            "checked": [{"condition": c.condition, "finding": c.finding, "result": c.result} for c in self.checked],
            "view": self.view,
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
            "records": [
                {"kind": r.kind, "id": r.id, "text": r.text, "nodes": list(r.nodes), "source": r.source}
                for r in self.records
            ],
            "suggestions": list(self.suggestions),
            "text": self.text,
            "evidence": list(self.evidence),
            "searched": list(self.searched),
        }
