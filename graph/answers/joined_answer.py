"""One answer from the answers to several questions that were asked in one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from graph.answers.answer import Answer, Citation, Row

T = TypeVar("T")
SAID = ("answer", "empty", "out_of_scope")


def join_answers(whole: Answer, parts: Sequence[Answer]) -> Answer | None:
    """The answers to the parts of a text as one; None if the answer to the whole text is as good.

    `whole` is the answer to all of the text as one question. The rows of a part with other columns are left out; its
    sentence stays.
    """
    said = [part for part in parts if part.status in SAID]
    answered = [part for part in said if part.status == "answer"]
    unused = _each(word for part in parts for word in part.left_out)
    if not answered or len({part.sentence for part in said}) < len(parts):
        return None
    if len({frozenset(part.rows) for part in answered}) < len(answered):
        return None  # a part that shows what another one shows was not understood
    if whole.status == "answer" and (len(unused) > len(whole.left_out) or len(answered) < len(parts)):
        return None
    columns = next((part.columns for part in said if part.rows), ())
    sources: list[Citation] = []
    rows: list[Row] = []
    for part in said:
        numbers = _cited(part.sources, sources)
        if part.columns == columns:
            rows += (replace(row, sources=tuple(numbers[n] for n in row.sources)) for row in part.rows)
    return replace(
        whole,
        status="answer",
        sentence=" ".join(_each(part.sentence for part in said)),
        detail=next((part.detail for part in answered if part.detail), ""),
        understood=_each(chip for part in said for chip in part.understood),
        columns=columns,
        rows=_each(rows),
        paths=_each(path for part in said for path in part.paths),
        sources=tuple(sources),
        notes=_each(note for part in answered for note in part.notes),
        suggestions=_each(text for part in said for text in part.suggestions)[:6],
        nodes=tuple({node.id: node for part in said for node in part.nodes}.values()),
        relationships=tuple({link.id: link for part in said for link in part.relationships}.values()),
        possible=frozenset().union(*(part.possible for part in said)),
        more=sum(part.more for part in said),
        left_out=unused,
        checked=_each(check for part in said for check in part.checked),
        view=next((part.view for part in said if part.view), ""),
        records=_each(record for part in said for record in part.records),
    )


def _cited(citations: Sequence[Citation], known: list[Citation]) -> dict[int, int]:
    """The new number of each citation, after it is added to the known ones or to one of the same place."""
    numbers = {}
    for citation in citations:
        key = (citation.source.id, citation.locator, citation.asserted_by, citation.as_of)
        at = next(
            (i for i, c in enumerate(known) if (c.source.id, c.locator, c.asserted_by, c.as_of) == key), len(known)
        )
        if at == len(known):
            known.append(replace(citation, number=at + 1))
        else:
            known[at] = replace(known[at], claims=_each((*known[at].claims, *citation.claims)))
        numbers[citation.number] = at + 1
    return numbers


def _each(items: Iterable[T]) -> tuple[T, ...]:
    """Each item once, in order."""
    return tuple(dict.fromkeys(items))
