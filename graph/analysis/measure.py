"""A number with its door, and a table of such numbers with the sentence that explains them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.scope import scope
from graph.explore.visible import VisibleGraph

LINKS, THINGS = "links", "things"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a result: what it is about, the number as shown, and the ids that the number stands for.

    `node` is the id of the thing it is about, or "". In a matrix `other` is the column, of a pair it is the second
    thing; `other_node` is its id, or "". `nodes` and `links` (relationship ids) hold each id once, in id order.
    """

    name: str
    value: str
    node: str = ""
    nodes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    other: str = ""
    other_node: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a metric is, whatever the view shows.

    `columns` are the headings of name and value, or of name, other and value. `counted` says which door a value is the
    length of: LINKS, THINGS, or "" where it counts neither.
    """

    key: str
    title: str
    explained: str
    columns: tuple[str, ...]
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure of what is shown. No two figures have the same name and other.

    `scope` says what was measured, `note` what is counted how and what is apart; without figures it says why.
    """

    key: str
    title: str
    explained: str
    scope: str
    columns: tuple[str, ...]
    figures: tuple[Figure, ...]
    note: str = ""
    counted: str = ""


def metric(about: About, shown: VisibleGraph, figures: Iterable[Figure], notes: Iterable[str], *, none: str) -> Metric:
    """The metric with its scope; `notes` are sentences, "" is passed over; `none` stands alone without figures."""
    made = tuple(figures)
    note = " ".join(filter(None, notes)) if made else none
    if not shown.nodes:
        note = "Nothing is shown, so nothing is counted."
    return Metric(
        about.key, about.title, about.explained, scope(shown), about.columns, made, note, counted=about.counted
    )
