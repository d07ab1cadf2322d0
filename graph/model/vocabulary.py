"""The closed lists of the graph: labels, relationship types, values, sectors and facts, from data/vocabulary.toml.

A store takes the relationship types of its queries from here and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model.data_folder import data_file, read_once
from graph.model.errors import DataError
from graph.model.relationship_types import RelationshipTypes, read_types
from graph.model.toml_files import read_toml


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node: the group whose style it shares, its plural, and the words that people use for it."""

    name: str
    group: str
    plural: str
    words: tuple[str, ...]

    @property
    def singular(self) -> str:
        """The everyday word, for example "government body"."""
        return self.words[0]


@dataclass(frozen=True, slots=True)
class Sector:
    """A theme of links. `within` is the name of the wider sector that it also counts for, or ""."""

    name: str
    title: str
    words: tuple[str, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What registers record about a node besides its links: some of its properties, or an id of another register.

    `properties` are names of properties and the words for each. `scheme` is the prefix of the ids where the fact is an
    id. `dated` is the property that holds the date of the fact. `kept_by` names the file to load for it.
    """

    name: str
    title: str
    properties: Mapping[str, str]
    words: tuple[str, ...]
    kept_by: str
    scheme: str = ""
    dated: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class UnrecordedFact:
    """A fact that people ask for and no record holds, about nodes of some labels; `answer` says so."""

    name: str
    labels: tuple[str, ...]
    words: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All closed lists. Mappings keep the order of the file."""

    labels: Mapping[str, Label]
    types: RelationshipTypes
    values: Mapping[str, tuple[str, ...]]
    sectors: Mapping[str, Sector]
    facts: Mapping[str, Fact]
    unrecorded_facts: Mapping[str, UnrecordedFact]

    @property
    def place_labels(self) -> frozenset[str]:
        """The labels of places: the nodes that other nodes can lie in."""
        return frozenset(name for name, label in self.labels.items() if label.group == "place")

    @property
    def link_types(self) -> frozenset[str]:
        """The relationship types that count as a link."""
        return self.types.links


def read_vocabulary(path: Path) -> Vocabulary:
    """Read one vocabulary file. Raises DataError with the file and the reason."""
    tables = read_toml(path)
    try:
        return Vocabulary(
            labels={
                name: Label(name, row["group"], row["plural"], tuple(row["words"]))
                for name, row in tables["labels"].items()
            },
            types=read_types(tables["types"], tables["labels"], tables["values"]["role"]),
            values={name: tuple(words) for name, words in tables["values"].items()},
            sectors={
                name: Sector(name, row["title"], tuple(row["words"]), row.get("within", ""))
                for name, row in tables["sectors"].items()
            },
            facts={
                name: Fact(name, **row | {"words": tuple(row["words"])})
                for name, row in tables.get("facts", {}).items()
            },
            unrecorded_facts={
                name: UnrecordedFact(name, tuple(row["of"]), tuple(row["words"]), row["said"])
                for name, row in tables.get("left_out", {}).items()
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"The vocabulary can't be read ({type(error).__name__}: {error})",
            value=path.name,
            expected="tables labels, types, values, sectors, facts and left_out",
            fix="Compare it with the version that came with the project",
        ) from error


@read_once("vocabulary.toml")
def vocabulary() -> Vocabulary:
    """The vocabulary of the active data folder."""
    return read_vocabulary(data_file("vocabulary.toml"))
