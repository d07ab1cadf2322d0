"""The typed Question: everything that was understood, enough to answer it, to show as chips, and to put in a URL."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model.dates import Period


@dataclass(frozen=True, slots=True)
class Group:
    """A set of nodes: named ones (`ids`), or nodes of some `labels` in some `places`. An empty part sets no limit.

    `kinds` are folded everyday words that narrow the labels: "primary school". `any_of`: one of the ids is enough.
    """

    ids: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    any_of: bool = False

    @property
    def is_any(self) -> bool:
        """Whether the group sets no limit."""
        return not (self.ids or self.labels or self.places)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit in time: its period, its words in the question, and what must lie in the period.

    `relation` is "in_force" (the link existed at some time in it), "began" or "ended".
    """

    period: Period
    text: str
    relation: str = "began"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: nodes of the target that are linked with nodes of the anchor. An empty field sets no limit.

    For example, "which Leeds schools link to China" is of the form "links". Its target is
    Group(labels=("School",), places=("geonames:2644688",)), all schools in Leeds; its anchor is
    Group(ids=("iso:CN",)), China. "Which is the oldest twin city of Leeds" has Leeds as anchor, order="first" and
    civic=True.
    """

    text: str
    form: str = "links"  # the name of a row in forms/table.py
    target: Group = field(default_factory=Group)
    anchor: Group = field(default_factory=Group)

    # Limits on the nodes and the links.
    through: tuple[str, ...] = ()  # ids that a path must pass
    excluded: tuple[str, ...] = ()  # ids of unwanted nodes, or of places with everything in them
    unlinked_to: tuple[str, ...] = ()  # ids that the target must have no link to
    also_in: tuple[str, ...] = ()  # ids of networks that the target must be a member of too
    lacking: tuple[str, ...] = ()  # labels that the target must have no link to
    undated: bool = False  # only links without a start
    agent: str = ""  # the end that must be the subject of a visit: "target" or "anchor"
    start_only: bool = False  # the time is of the start of a link, not of a renewal
    all_of: bool = False  # linked with every node of the anchor
    parts: bool = False  # the working groups of a network count too
    state: str = ""  # open, closed, opened or closing, according to a register
    dated: bool = False  # asks for the day when that state began
    abroad: bool = False  # only links with other countries
    relative_to: tuple[str, str] = ("", "")  # "before" or "after" the start of the link with a node, and its id

    # Limits on the claims.
    types: tuple[str, ...] = ()
    civic: bool = False  # only city partnerships
    sectors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()  # folded words of a note
    sources: tuple[str, ...] = ()  # ids of the only sources that count
    when: TimeLimit | None = None

    # Order, number and facts.
    order: str = ""  # "first" for the oldest, "last" for the newest
    top: int | None = None  # the number of rows
    at_least: int = 0  # limits the number of links, or the fact; 0 sets no limit
    at_most: int = 0
    fact: str = ""  # the name of what a register states, such as income
    by: str = ""  # one row for each place of this label
    per: str = ""  # counts links in groups: a label of places, or one of operators.GROUPINGS

    # How the answer is shown, and what was not used.
    view: str = ""  # map, timeline, table, chart, picture or story; "" if the question names none
    left_out: tuple[str, ...] = ()  # words that were not used
    content: tuple[str, ...] = ()  # all words but names and small words, to search the records for
    is_open: bool = False  # asks in words of its own what links are about: "why", "what came of"
    language: str = ""  # the language of the question, if it is not English

    # What was not understood.
    unknown: tuple[str, ...] = ()  # words without a meaning here
    unknown_sources: tuple[str, ...] = ()  # words where a source should be named
    unsupported: tuple[str, ...] = ()  # limits that can't be combined with the rest
    out_of_scope: tuple[str, ...] = ()  # words for what the graph can't know
    corrections: tuple[tuple[str, str], ...] = ()  # pairs of typed and corrected words
    spelling_suggestions: tuple[str, ...] = ()  # folded names similar to the unknown words
    ambiguous: tuple[str, ...] = ()  # ids that one name may mean

    @property
    def is_refused(self) -> bool:
        """Whether a part was not understood, so that the question can't be answered as it is."""
        parts = (self.unknown, self.unknown_sources, self.unsupported, self.out_of_scope, self.ambiguous)
        return any(parts)

    @property
    def is_numbered(self) -> bool:
        """Whether the number of links, or a fact, is limited."""
        return bool(self.at_least or self.at_most)

    def wants(self, count: int) -> bool:
        """Whether a count is within the limits."""
        return count >= self.at_least and (not self.at_most or count <= self.at_most)
