"""The typed Question: what was understood, whole enough to run, to show as chips, and to put in a URL."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model.dates import Period


@dataclass(frozen=True, slots=True)
class Group:
    """A set of things: named ones (`ids`), or things of some `labels`, lying in some `places`. Empty parts mean any.

    `kinds` are folded everyday words that narrow the labels: "primary school"; `any_of`: one of the ids is enough.
    """

    ids: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    any_of: bool = False

    @property
    def is_any(self) -> bool:
        """Whether nothing limits it."""
        return not (self.ids or self.labels or self.places)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A limit in time: the period meant, and the words for it."""

    period: Period
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `form` is the shape of the answer; `asked` the things wanted, `given` what they are linked to.

    Forms: links, count, yesno, when, duration, path, profile, list, where, located, kind, common, compare, dates,
    evidence, gaps, conflicts, most, standing, fact, sources, help. `by` groups the rows by the place of that label.
    `excluded` are things, or places with what lies in them, that are not wanted; `unlike` things to which what is
    asked for must have no link, `also` networks that it must be in, `lacking` labels of things to which it has none;
    `undated` keeps only links without a start; `doer` says which side must be the subject, asked ("who visited
    Siegen") or given; `starting`: only the beginning of a tie counts, no renewal; `all_of`: tied to each of the
    given; `parts`: a network's working groups count for it; `state` is open, closed or opened, as registers say it of
    what they list, `dated`: when it became so; `abroad`: only what is tied to other countries than its own;
    `measured`: before or after the tie with this thing began; `sources`: only what these say counts, by id;
    `fact` names what a register says of things, as their income; `at_least` and `at_most`: so much of that is wanted,
    or things with so many of the given, or of ties; 0 sets no limit.
    `unsourced` are words that should name a source and name none; `unkept` limits that can't be kept beside the rest.
    `unknown` holds words and names that mean nothing here, `near` names that resemble them, `taken` the (typed,
    understood) pairs of mended spelling, `ambiguous` the ids that a name may mean.
    """

    text: str
    form: str = "links"
    target: Group = field(default_factory=Group)
    anchor: Group = field(default_factory=Group)
    through: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unlinked_to: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    undated: bool = False
    agent: str = ""
    start_only: bool = False
    all_of: bool = False
    parts: bool = False
    state: str = ""
    dated: bool = False
    abroad: bool = False
    relative_to: tuple[str, str] = ("", "")
    types: tuple[str, ...] = ()
    civic: bool = False
    sectors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    when: TimeLimit | None = None
    order: str = ""
    top: int | None = None
    at_least: int = 0
    at_most: int = 0
    fact: str = ""
    by: str = ""
    unknown: tuple[str, ...] = ()
    unknown_sources: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    spelling_suggestions: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @property
    def is_numbered(self) -> bool:
        """Whether a limit is set to how many of something a thing is tied to."""
        return bool(self.at_least or self.at_most)

    def wants(self, count: int) -> bool:
        """Whether so many are as many as were asked for."""
        return count >= self.at_least and (not self.at_most or count <= self.at_most)
