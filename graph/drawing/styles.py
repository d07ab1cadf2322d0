"""The styles in data/styles.toml: how every kind, status and certainty is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.model.data_folder import data_file, read_once
from graph.model.errors import DataError
from graph.model.toml_files import read_toml
from graph.model.vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the page, light or dark, as "#RRGGBB"."""

    background: str
    surface: str
    text: str
    muted: str
    accent: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a label is drawn: a name in `Styles.shapes`, a colour, hollow or filled, and a letter or ""."""

    shape: str
    colour: str
    hollow: bool = False
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn: pixels on and off (empty is solid), and the text of the legend."""

    dash: tuple[float, ...]
    width: float
    light: str
    dark: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark in the middle of a line: a sign, or "" for an open circle, and the text of the legend."""

    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles. `looks` has every label, and `statuses` maps every status to its line."""

    themes: Mapping[str, Theme]
    sizes: Mapping[str, float]
    shapes: Mapping[str, str]
    looks: Mapping[str, Look]
    lines: Mapping[str, Line]
    statuses: Mapping[str, str]
    marks: Mapping[str, Mark]


def read_styles(path: Path, words: Vocabulary) -> Styles:
    """Read a style file. Raises DataError if a label or status of the vocabulary has no style."""
    raw = read_toml(path)
    try:
        styles = Styles(
            themes={name: Theme(**row) for name, row in raw["themes"].items()},
            sizes=raw["sizes"],
            shapes=raw["shapes"],
            looks={name: _look(name, label.group, raw) for name, label in words.labels.items()},
            lines={name: Line(**{**row, "dash": tuple(row["dash"])}) for name, row in raw["lines"].items()},
            statuses=raw["statuses"],
            marks={name: Mark(**row) for name, row in raw["marks"].items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"The styles cannot be read ({type(error).__name__}: {error})",
            value=path.name,
            expected="tables themes, sizes, shapes, groups, labels, lines, statuses and marks",
            fix="Compare it with the version that came with the project",
        ) from error
    _check(styles, words)
    return styles


def _look(label: str, group: str, raw: Mapping[str, Any]) -> Look:
    row = {**raw["groups"].get(group, {}), **raw["labels"].get(label, {})}
    if row.get("shape") not in raw["shapes"] or "colour" not in row:
        raise DataError(
            "A label has no style",
            value=label,
            expected=f"a shape and a colour for it or for its group {group!r} in data/styles.toml",
            fix=f"Give it one of the shapes {', '.join(raw['shapes'])}",
        )
    return Look(**row)


def _check(styles: Styles, words: Vocabulary) -> None:
    for status in words.values["status"]:
        if styles.statuses.get(status) not in styles.lines:
            raise DataError(
                "A status has no line",
                value=status,
                expected=f"one of {', '.join(styles.lines)} under [statuses] in data/styles.toml",
                fix="Add the status there",
            )


@read_once("styles.toml", "vocabulary.toml")
def styles() -> Styles:
    """The styles of the active data folder."""
    return read_styles(data_file("styles.toml"), vocabulary())
