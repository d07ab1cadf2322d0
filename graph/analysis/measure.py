"""The description and the result of one measure of a view: rows of numbers, each with the ids that it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.scope import scope_text
from graph.explore.visible import VisibleGraph

LINKS, NODES = "links", "nodes"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of a result: its subject, the number as text, and the ids that the number counts.

    `node` is the id of the subject, or "". `other` is the column of a matrix, or the second item of a pair.
    `other_node` is its id, or "". `nodes` and `links` (relationship ids) contain each id once, in id order.
    """

    name: str
    value: str
    node: str = ""
    nodes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    other: str = ""
    other_node: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """The description of a measure, which is the same for every view.

    `columns` are the headings of name and value, or of name, other and value. `unit` says what a value counts:
    LINKS, NODES, or "" for a value that counts neither.
    """

    key: str
    title: str
    explanation: str
    columns: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """A measure of one view. No two rows have the same name and other.

    `scope` says what was measured. `note` says how it was counted and what was left out; without rows it says why.
    """

    key: str
    title: str
    explanation: str
    scope: str
    columns: tuple[str, ...]
    rows: tuple[ResultRow, ...]
    note: str = ""
    unit: str = ""


def measure_result(
    measure: Measure, shown: VisibleGraph, rows: Iterable[ResultRow], notes: Iterable[str], *, none: str
) -> MeasureResult:
    """Build the result with its scope.

    `notes` are sentences; "" is skipped. `none` replaces them where there are no rows.
    """
    listed = tuple(rows)
    note = " ".join(filter(None, notes)) if listed else none
    if not shown.nodes:
        note = "Nothing is shown, so nothing is counted."
    return MeasureResult(
        measure.key,
        measure.title,
        measure.explanation,
        scope_text(shown),
        measure.columns,
        listed,
        note,
        measure.unit,
    )
