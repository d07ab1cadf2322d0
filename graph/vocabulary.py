"""The closed lists of labels, relationship types, values and sectors, read from data/vocabulary.toml.

Stores take relationship types for their queries from here and from nowhere else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.errors import DataError

DATA = Path(__file__).resolve().parent.parent / "data"


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
class RelationshipType:
    """A type: whether it reads the same both ways, counts as a link, and its words in both directions."""

    name: str
    symmetric: bool
    link: bool
    forward: str
    backward: str
    noun: str
    plural: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A theme of links; `within` names the wider sector it also counts for, or is ""."""

    name: str
    title: str
    words: tuple[str, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All closed lists; mappings keep the order of the file."""

    labels: Mapping[str, Label]
    types: Mapping[str, RelationshipType]
    values: Mapping[str, tuple[str, ...]]
    sectors: Mapping[str, Sector]

    @property
    def places(self) -> frozenset[str]:
        """The labels that are places: what other things lie in."""
        return frozenset(name for name, label in self.labels.items() if label.group == "place")

    @property
    def links(self) -> frozenset[str]:
        """The relationship types that count as a link."""
        return frozenset(name for name, kind in self.types.items() if kind.link)


def read_vocabulary(path: Path) -> Vocabulary:
    """Read one vocabulary file. Raises DataError with the file and reason."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return Vocabulary(
            labels={
                name: Label(name, row["group"], row["plural"], tuple(row["words"]))
                for name, row in raw["labels"].items()
            },
            types={name: RelationshipType(name, **row) for name, row in raw["types"].items()},
            values={name: tuple(words) for name, words in raw["values"].items()},
            sectors={
                name: Sector(name, row["title"], tuple(row["words"]), row.get("within", ""))
                for name, row in raw["sectors"].items()
            },
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError(
            f"The vocabulary cannot be read ({type(error).__name__}: {error})",
            value=path.name,
            expected="tables labels, types, values and sectors",
            fix="Compare it with the version that came with the project",
        ) from error


@cache
def vocabulary() -> Vocabulary:
    """The project's vocabulary, read once."""
    return read_vocabulary(DATA / "vocabulary.toml")
