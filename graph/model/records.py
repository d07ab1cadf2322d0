"""The records that all packages exchange: nodes, claims, relationships, paths and sources.

A claim is a statement in a named source that two nodes are related. A relationship is the set of claims about the same
pair and type. All records are immutable. A text that is not recorded is "". Uses the standard library only.
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
    """A place or an organisation: a city, a school, a network.

    `id` is the prefix and key of a register (`geonames:2641673`, `GB-EDU-131203`) or `local:<label>:<slug>`.
    Coordinates are WGS 84 decimal degrees; a node has both or neither. `kind` is an everyday word ("province") that is
    more precise than the label, or "".

    >>> Node("geonames:2644688", "City", "Leeds", latitude=53.79648, longitude=-1.54785).aliases
    ()
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
    """A document, gazetteer or register that claims cite.

    `as_of` and `retrieved` are EDTF dates. `speaks_for` is the id of the place or organisation that published it about
    itself, or "".
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
    """A statement in a source that subject and object are related. A claim without a source raises ValueError.

    `start`, `end`, `as_of` and `checked` are EDTF dates (ISO 8601-2), or "" if not recorded. `counterpart` is the label
    of an unnamed node in the place that is the object ("a sister school in Wuhan"). `subject_counterpart` is the same
    for the subject. `at_least` is the number of such nodes. `counts` are numbers about the object, for example
    "cities >= 190". `object_as` is the label that the source gives the object, if the object has another one. `rank`
    is "first" or "latest" if the source calls the link the subject's first or latest of its type.

    >>> claim = Claim("geonames:2644688", "TWINNED_WITH", "geonames:2998324", "leeds-page", start="1968")
    >>> claim.status, claim.id == replace(claim, checked="2026").id
    ('unknown', True)
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
        """Check that the claim has a source."""
        if not self.source:
            raise ValueError(f"a claim needs a source: {self.subject} {self.type} {self.object}")

    def __getattr__(self, name: str) -> str:
        """Compute the id, a hash of the content without `checked`, so that a second load changes nothing.

        It is computed on first access, because it takes half of the time of creating a claim, and most claims of a
        register are never read.
        """
        if name != "id":
            raise AttributeError(name)
        digest = hashlib.sha256("\x1f".join(map(str, claim_content(self))).encode()).hexdigest()[:16]
        object.__setattr__(self, "id", digest)
        return digest


# The fields that make the id of a claim.
claim_content = attrgetter(*(f.name for f in fields(Claim) if f.name not in ("id", "checked")))


class PatternClaim(NamedTuple):
    """A claim as a pattern that many claims share, with its own subject and object. Saves memory for registers.

    The subject and object of the pattern are ignored. Its start, end and locator count where this claim has none.
    """

    pattern: Claim
    subject: str
    object: str
    start: str = ""
    end: str = ""
    locator: str = ""

    def claim(self) -> Claim:
        """The claim as a Claim."""
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
    """Many claims of one pattern. Subject, object and locator of a claim have the same index in the three lists."""

    pattern: Claim
    subjects: Sequence[str]
    objects: Sequence[str]
    locators: Sequence[str]


@dataclass(frozen=True, slots=True)
class Relationship:
    """All claims about one pair and type, in claim-id order. For a symmetric type the smaller id is `start`."""

    start: str
    type: str
    end: str
    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """The ends and the type as one text, which is the same in every load."""
        return f"{self.start}|{self.type}|{self.end}"

    def other(self, node_id: str) -> str:
        """The end that is not `node_id`."""
        return self.end if node_id == self.start else self.start


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, with all relationships between its two nodes in id order. Each keeps its stored direction."""

    start: str
    end: str
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A sequence of hops over distinct nodes. A hop can follow a relationship in either direction."""

    hops: tuple[Hop, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Node ids from start to end."""
        return (self.hops[0].start, *(hop.end for hop in self.hops)) if self.hops else ()


@dataclass(frozen=True, slots=True)
class NodeFilter:
    """A set of nodes, chosen by id, by label and by place. A node must meet every condition that is not None.

    `within` selects these places and all nodes in them, over any number of LOCATED_IN steps. `containers` adds the
    places that contain the selected nodes and the places of `within`.

    >>> schools_in_leeds = NodeFilter(labels=frozenset({"School"}), within=frozenset({"geonames:2644688"}))
    """

    ids: frozenset[str] | None = None
    labels: frozenset[str] | None = None
    within: frozenset[str] | None = None
    containers: bool = False


ANY_NODE = NodeFilter()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not loaded: its file and line, the field and its value, the reason and the fix."""

    file: str
    line: int
    field: str
    value: str
    reason: str
    fix: str

    def __str__(self) -> str:
        """The rejection on one line."""
        return f"{self.file}:{self.line}: {self.field} = {self.value!r}: {self.reason}. {self.fix}"


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a load: nodes, claims and sources, the rejected rows, and the number of rows read."""

    nodes: Sequence[Node]
    claims: Sequence[Claim]
    sources: tuple[Source, ...]
    rejections: tuple[Rejection, ...] = ()
    read: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """The number of a load, and how many nodes and claims it added and removed."""

    number: int
    added: int
    removed: int
