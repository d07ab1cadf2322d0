"""One numbering of sources for several answers on a page, so that each place in a source is listed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.answers.answer import Answer, Citation


def renumber_sources(answers: Iterable[Answer]) -> tuple[list[Answer], list[Citation]]:
    """The answers with their rows' numbers changed to those of the common list, and that list."""
    found: dict[tuple[str, str, str, str], Citation] = {}
    made = []
    for answer in answers:
        number = {}
        for one in answer.sources:
            key = (one.source.id, one.locator, one.asserted_by, one.as_of)
            same = found.setdefault(key, replace(one, number=len(found) + 1, claims=()))
            found[key] = replace(same, claims=tuple(dict.fromkeys((*same.claims, *one.claims))))
            number[one.number] = same.number
        rows = tuple(replace(row, sources=tuple(sorted(number[n] for n in row.sources))) for row in answer.rows)
        cited = tuple(found[key] for key in found if found[key].number in number.values())
        made.append(replace(answer, rows=rows, sources=cited))
    return made, list(found.values())
