"""The closed lists of a view: kinds of start, kinds of action, and facets. Add an entry here and nowhere else.

The keys are saved in addresses, files and stories, so they keep their spelling.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StartKind:
    """A way to start a view: its parameter in an address, and the fields of `Start` that it needs."""

    parameter: str
    needs_ids: bool = False
    needs_text: bool = False
    needs_years: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A property that links are filtered by.

    `of_claims`: each claim has its own value. Otherwise the value is that of the whole link. `of_nodes`: the values
    are node ids.
    """

    title: str
    of_claims: bool = False
    of_nodes: bool = False


START_KINDS = {
    "things": StartKind("things", needs_ids=True),
    "question": StartKind("q", needs_text=True),
    "compare": StartKind("compare", needs_ids=True),
    "dates": StartKind("changes", needs_ids=True, needs_years=True),
    "whole": StartKind("whole"),
}
FACETS = {
    "kind": Facet("Kind of item"),
    "type": Facet("Type of link"),
    "sector": Facet("Sector", of_claims=True),
    "status": Facet("Status", of_claims=True),
    "certainty": Facet("Certainty"),
    "reach": Facet("Reach"),
    "place": Facet("In a place", of_nodes=True),
    "holder": Facet("Held by", of_claims=True, of_nodes=True),
    "source": Facet("Source", of_claims=True),
    "group": Facet("In the comparison"),
}
# `Action` describes each kind; `graph.explore.actions` has a function for each.
ACTION_KINDS = ("open", "close", "hide", "show", "pin", "unpin", "move", "paths", "between", "arrange", "more")
