"""Saved questions with blanks, from data/questions.toml. The page, stories and tests use the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from pathlib import Path

from graph.catalogue.catalogue import Catalogue, by_name
from graph.model.data_folder import data_file, read_once
from graph.model.errors import DataError
from graph.model.toml_files import read_toml
from graph.model.vocabulary import vocabulary

MOST = 2000  # items in the list of one blank
AUDIENCES = ("staff", "analyst", "presenter")


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank: its name, its default, and what may fill it: nodes with some labels, or some words."""

    name: str
    default: str
    labels: tuple[str, ...] = ()
    among: tuple[str, ...] = ()

    def choices(self, catalogue: Catalogue) -> list[str]:
        """What may fill the blank, in the order of a list on screen. Of very many nodes, those with links."""
        if self.among:
            return list(self.among)
        names = [node.name for node in islice(catalogue.labelled(self.labels), MOST + 1)]
        if len(names) <= MOST:
            return names
        known = (catalogue.nodes[i] for i in catalogue.links if catalogue.nodes[i].label in self.labels)
        return [node.name for node in nsmallest(MOST, known, key=by_name)]


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question with blanks, for one audience."""

    audience: str
    title: str
    text: str
    blanks: tuple[Blank, ...]

    def filled(self, words: Mapping[str, str] | None = None) -> str:
        """The question with its blanks filled. A blank that `words` lacks takes its default."""
        values = {blank.name: (words or {}).get(blank.name) or blank.default for blank in self.blanks}
        return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], self.text)


def read_library(path: Path) -> tuple[SavedQuestion, ...]:
    """All saved questions, in file order. Raises DataError that names the wrong question and the reason."""
    raw = read_toml(path)
    try:
        return tuple(_saved(row) for row in raw["question"])
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"The saved questions can't be read ({type(error).__name__}: {error})", value=path.name,
            expected="[[question]] tables with for, title, text, and a table for each blank",
            fix="Compare it with the version that came with the project",
        ) from error  # fmt: skip


def _saved(row: Mapping[str, object]) -> SavedQuestion:
    title, text, audience = str(row["title"]), str(row["text"]), str(row["for"])
    blanks = tuple(_blanks(title, text, row))
    if audience not in AUDIENCES:
        raise DataError(
            "A saved question has an unknown audience",
            value=f"{title}: {audience}",
            expected=", ".join(AUDIENCES),
            fix='Write, for example: for = "staff"',
        )
    return SavedQuestion(audience, title, text, blanks)


def _blanks(title: str, text: str, row: Mapping[str, object]) -> Iterator[Blank]:
    for name in re.findall(r"\{(\w+)\}", text):
        blank = row.get(name)
        if not isinstance(blank, dict) or "default" not in blank:
            raise DataError(
                "A blank of a saved question has no table",
                value=f"{title}: {{{name}}}",
                expected="of or among, and default",
                fix=f'Add a line such as: {name} = {{ of = ["City"], default = "Leeds" }}',
            )
        unknown = [label for label in blank.get("of", ()) if label not in vocabulary().labels]
        if unknown:
            raise DataError(
                "A blank of a saved question offers an unknown label",
                value=f"{title}: {unknown[0]}",
                expected=", ".join(vocabulary().labels),
                fix="Correct the label, or add it to vocabulary.toml",
            )
        yield Blank(name, str(blank["default"]), tuple(blank.get("of", ())), tuple(blank.get("among", ())))


@read_once("questions.toml", "vocabulary.toml")
def library() -> tuple[SavedQuestion, ...]:
    """The saved questions of the active data folder."""
    return read_library(data_file("questions.toml"))
