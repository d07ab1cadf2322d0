"""The closed lists of labels, relationship types, values and sectors, read from data/vocabulary.toml.

Stores take relationship types for their queries from here and from nowhere else.
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
    """A kind of node: the group whose look it shares, its plural, and the words people use for it."""

    name: str
    group: str
    plural: str
    words: tuple[str, ...]

    @property
    def singular(self) -> str:
        """The everyday word, as "government body"."""
        return self.words[0]


@dataclass(frozen=True, slots=True)
class Sector:
    """A theme of links; `within` names the wider sector it also counts for, or is ""."""

    name: str
    title: str
    words: tuple[str, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What registers say of a thing beside its links: its properties and their words, or the scheme of its id.

    `dated` is the property that says of when it is, `kept_by` what may be loaded for it.
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
    """What is asked of things of some labels and is in no record; `said` is the answer."""

    name: str
    of: tuple[str, ...]
    words: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All closed lists; mappings keep the order of the file."""

    labels: Mapping[str, Label]
    types: RelationshipTypes
    values: Mapping[str, tuple[str, ...]]
    sectors: Mapping[str, Sector]
    facts: Mapping[str, Fact]
    left_out: Mapping[str, UnrecordedFact]

    @property
    def places(self) -> frozenset[str]:
        """The labels that are places: what other things lie in."""
        return frozenset(name for name, label in self.labels.items() if label.group == "place")

    @property
    def links(self) -> frozenset[str]:
        """The relationship types that count as a link."""
        return self.types.links


def read_vocabulary(path: Path) -> Vocabulary:
    """Read one vocabulary file. Raises DataError with the file and reason."""
    raw = read_toml(path)
    try:
        return Vocabulary(
            labels={
                name: Label(name, row["group"], row["plural"], tuple(row["words"]))
                for name, row in raw["labels"].items()
            },
            types=read_types(raw["types"], raw["labels"], raw["values"]["role"]),
            values={name: tuple(words) for name, words in raw["values"].items()},
            sectors={
                name: Sector(name, row["title"], tuple(row["words"]), row.get("within", ""))
                for name, row in raw["sectors"].items()
            },
            facts={
                name: Fact(name, **row | {"words": tuple(row["words"])}) for name, row in raw.get("facts", {}).items()
            },
            left_out={
                name: UnrecordedFact(name, tuple(row["of"]), tuple(row["words"]), row["said"])
                for name, row in raw.get("left_out", {}).items()
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"The vocabulary cannot be read ({type(error).__name__}: {error})",
            value=path.name,
            expected="tables labels, types, values, sectors, facts and left_out",
            fix="Compare it with the version that came with the project",
        ) from error


@read_once("vocabulary.toml")
def vocabulary() -> Vocabulary:
    """The vocabulary of the active data folder."""
    return read_vocabulary(data_file("vocabulary.toml"))
