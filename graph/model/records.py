"""The records that cross every boundary: nodes, claims, relationships, paths, sources.

Standard library only. Everything stored is a claim: somebody says, in a named source, that two things are related.
A relationship is the set of claims about the same pair and type. All records are frozen; absent text is "".
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import NamedTuple

Scalar = str | float | int | bool


@dataclass(frozen=True, slots=True)
class Node:
    """One thing: a city, a school, a network.

    `id` is a register's prefix and key (`geonames:2641673`, `GB-EDU-131203`) or `local:<label>:<slug>`.
    Coordinates are WGS 84 decimal degrees, both or neither. `kind` is the everyday word ("province") where it says
    more than the label.
    """

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""
    properties: tuple[tuple[str, Scalar], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: a document, gazetteer or register that claims point to.

    `as_of` and `retrieved` are EDTF dates; `speaks_for` is the id of the place or body whose own word it is, or "".
    """

    id: str
    kind: str
    title: str
    publisher: str = ""
    url: str = ""
    licence: str = ""
    as_of: str = ""
    retrieved: str = ""
    speaks_for: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sourced statement that subject and object are related. Built only with a source.

    `start`, `end`, `as_of` and `checked` are EDTF (ISO 8601-2) or "" for not recorded. `counterpart` is the label of
    an unnamed object that lies in the place named as object ("a sister school in Wuhan"); `subject_counterpart` the
    same for the subject; `at_least` how many of them. `counts` are numbers said about the object, as
    "cities >= 190". `object_as` is the label by which the source calls the object, where it is not the object's own.
    `rank` says that the source calls this the subject's first or latest of its type.
    """

    subject: str
    type: str
    object: str
    source: str
    locator: str = ""
    subject_counterpart: str = ""
    counterpart: str = ""
    at_least: int | None = None
    counts: tuple[str, ...] = ()
    object_as: str = ""
    start: str = ""
    end: str = ""
    status: str = "unknown"
    event: str = ""
    rank: str = ""
    sectors: tuple[str, ...] = ()
    role: str = ""
    held_by: str = ""
    asserted_by: str = "party"
    as_of: str = ""
    note: str = ""
    checked: str = ""
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a claim without a source."""
        if not self.source:
            raise ValueError(f"a claim needs a source: {self.subject} {self.type} {self.object}")

    def __getattr__(self, name: str) -> str:
        """The id, made from all that the claim says, so that a second load changes nothing; made when first asked for.

        Half of the time of making a claim would go into its id, and most claims of a register are never looked at.
        """
        if name != "id":
            raise AttributeError(name)
        made = hashlib.sha256("\x1f".join(map(str, claim_content(self))).encode()).hexdigest()[:16]
        object.__setattr__(self, "id", made)
        return made


claim_content = attrgetter(*(f.name for f in fields(Claim) if f.name not in ("id", "checked")))


class PatternClaim(NamedTuple):
    """A claim that says what `pattern` says, about these two things; the registers' way of saying one thing often.

    Of the pattern all counts but its subject and object, and its start, end and locator where they are given here.
    """

    pattern: Claim
    subject: str
    object: str
    start: str = ""
    end: str = ""
    locator: str = ""

    def claim(self) -> Claim:
        """The claim itself."""
        pattern = self.pattern
        return replace(
            pattern,
            subject=self.subject,
            object=self.object,
            start=self.start or pattern.start,
            end=self.end or pattern.end,
            locator=self.locator or pattern.locator,
        )


class PatternClaims(NamedTuple):
    """What `pattern` says of many pairs: of each subject and the object at its place, with the locator there."""

    pattern: Claim
    subjects: Sequence[str]
    objects: Sequence[str]
    locators: Sequence[str]


@dataclass(frozen=True, slots=True)
class Relationship:
    """All claims about one pair and type, in claim-id order. A symmetric type has the smaller id first."""

    start: str
    type: str
    end: str
    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """Stable across loads: the ends and the type."""
        return f"{self.start}|{self.type}|{self.end}"

    def other(self, node_id: str) -> str:
        """The end that is not `node_id`."""
        return self.end if node_id == self.start else self.start


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: from, to, and every relationship between the two, in id order and stored direction."""

    start: str
    end: str
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Distinct nodes walked in either direction."""

    hops: tuple[Hop, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Node ids from start to end."""
        return (self.hops[0].start, *(hop.end for hop in self.hops)) if self.hops else ()


@dataclass(frozen=True, slots=True)
class NodeFilter:
    """A set of nodes, said by any of: ids, labels, the places they lie in. None means "any"; parts are joined by and.

    `within` means: the node is one of these places or lies in one, by any number of LOCATED_IN steps. With
    `containers`, the places that hold the chosen nodes (and the places of `within`) are in the set too.
    """

    ids: frozenset[str] | None = None
    labels: frozenset[str] | None = None
    within: frozenset[str] | None = None
    containers: bool = False


ANY_NODE = NodeFilter()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not loaded: where, which field and value, why, and how to mend it."""

    file: str
    line: int
    field: str
    value: str
    reason: str
    fix: str

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.file}:{self.line}: {self.field} = {self.value!r}: {self.reason}. {self.fix}"


@dataclass(frozen=True, slots=True)
class Records:
    """What a load brings: nodes by id, claims by id, sources by id; and what was rejected and read on the way."""

    nodes: Sequence[Node]
    claims: Sequence[Claim]
    sources: tuple[Source, ...]
    rejections: tuple[Rejection, ...] = ()
    read: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """One numbered load: what it brought and retired, in nodes and claims."""

    number: int
    added: int
    removed: int
