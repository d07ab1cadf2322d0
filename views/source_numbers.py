"""Common numbering of the sources of several answers on one page, so that each citation is listed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.answers.answer import Answer, Citation


def renumber_sources(answers: Iterable[Answer]) -> tuple[list[Answer], list[Citation]]:
    """Return the answers with their source numbers changed to those of one common list, and that list."""
    common: dict[tuple[str, str, str, str], Citation] = {}
    renumbered = []
    for answer in answers:
        number = {}
        for one in answer.sources:
            key = (one.source.id, one.locator, one.asserted_by, one.as_of)
            same = common.setdefault(key, replace(one, number=len(common) + 1, claims=()))
            common[key] = replace(same, claims=tuple(dict.fromkeys((*same.claims, *one.claims))))
            number[one.number] = same.number
        rows = tuple(replace(row, sources=tuple(sorted(number[n] for n in row.sources))) for row in answer.rows)
        cited = tuple(common[key] for key in common if common[key].number in number.values())
        renumbered.append(replace(answer, rows=rows, sources=cited))
    return renumbered, list(common.values())
