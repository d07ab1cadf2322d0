"""The closed list of operators: words of a question that change what is asked and name nothing in the graph.

"Oldest", "only", "except" and "according to" are operators. Their words are in data/lexicon.toml, among the meanings
or in the table of time. Number limits ("at least 3 networks") are patterns, listed here.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.catalogue.register_status import CLOSED, CLOSING, OPEN, OPENED

# Meanings that name something of the vocabulary, such as "type:TWINNED_WITH". `form` names a row of forms/table.py.
SLOTS = ("form", "type", "label", "kind", "sector", "role", "event", "status", "keyword")
# What links can be grouped by, besides a label of places.
GROUPINGS = ("decade", "sector", "source", "type", "label")
VIEWS = ("map", "timeline", "table", "chart", "picture", "story")


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator: its name in the lexicon, its effect, and the attribute of Question that it sets.

    `values` are all values that may follow its name ("order:first"). Empty if it takes no value, or a label.
    `is_time`: its words are in the lexicon's table of time.
    """

    name: str
    effect: str
    attribute: str
    values: tuple[str, ...] = ()
    is_time: bool = False


OPERATORS = (
    Operator("link", "asks about links of any type", "form"),
    Operator("civic", "asks about twin cities and partner cities", "civic"),
    Operator("order", "puts the oldest or the newest first", "order", ("first", "last")),
    Operator("top", "limits how many rows are shown", "top"),
    Operator("most", "ranks by the number of links", "form"),
    Operator("more", "compares two numbers of links", "form"),
    Operator("yes", "asks for yes or no", "form"),
    Operator("by", "shows one row for each place of a label", "by"),
    Operator("per", "counts links in groups", "per"),
    Operator("parts", "includes the working groups of a network", "parts"),
    Operator("through", "names what a path must pass", "through"),
    Operator("except", "leaves out what follows", "excluded"),
    Operator("neither", "asks for what has no such link", "unlinked_to"),
    Operator("undated", "keeps only links without a start", "undated"),
    Operator("unnamed", "asks about links with an unnamed end", "form"),
    Operator("every", "asks for all of a kind, which can't be checked", "unsupported"),
    Operator("abroad", "keeps only links to other countries", "abroad"),
    Operator("state", "keeps what a register lists as open or closed", "state", (OPEN, CLOSED, OPENED, CLOSING)),
    Operator("view", "chooses how the answer is shown", "view", VIEWS),
    Operator("source", "keeps only what the named sources say", "sources"),
    Operator("before", "keeps what began before a time", "when", is_time=True),
    Operator("after", "keeps what began after a time", "when", is_time=True),
    Operator("since", "keeps what began in a time or later", "when", is_time=True),
    Operator("during", "keeps what began within a time", "when", is_time=True),
    Operator("between", "keeps what began from one time to another", "when", is_time=True),
)


@dataclass(frozen=True, slots=True)
class NumberLimit:
    """A limit to how many links a node has.

    In the pattern `words`, # stands for the number. `least` and `most` are added to it, to give the smallest and the
    largest count. None sets no such limit.
    """

    words: str
    least: int | None
    most: int | None


NUMBER_LIMITS = (
    NumberLimit("no (?:more|greater) than #", None, 0),
    NumberLimit("no (?:fewer|less) than #", 0, None),
    NumberLimit("(?:more than|greater than|over|above) #", 1, None),
    NumberLimit("(?:fewer than|less than|under|below) #", None, -1),
    NumberLimit("at least #|# or more", 0, None),
    NumberLimit("at most #|up_to #|# or fewer|# or less", None, 0),
    NumberLimit("(?:exactly|precisely|only|just) #", 0, 0),
)
