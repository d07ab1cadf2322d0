"""Reader of stories in TOML. Anybody may write these files, so each error names its line and its fix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model.errors import DataError
from graph.model.text import clean, clean_lines, fold
from graph.model.toml_files import parse_toml, text_of
from graph.stories.parse_errors import FileLines, check_choice, check_fields, missing_field, wrong_type
from graph.stories.story import LOOKS, MAX_LENGTHS, MAX_SLIDES, MAX_STORY_LENGTH, Slide, Story
from graph.stories.view_reference import slide_view
from graph.stories.writer import to_toml

__all__ = ["Stories", "read_stories", "read_story", "to_toml"]

STORY_FIELDS = ("title", "audience", "stops")
SLIDE_FIELDS = ("title", "look", "caption", "notes", "question", "view", "address", "emphasise")
CONTENT_FIELDS = ("question", "view", "address")


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of a folder by key, in the order of their titles, and the errors of the files that can't be opened.

    Each error starts with the name of its file.
    """

    stories: Mapping[str, Story] = field(default_factory=dict)
    problems: tuple[DataError, ...] = ()


def read_stories(folder: Path) -> Stories:
    """Read each *.toml file of a folder as a story. A broken file becomes a problem; the others are still read."""
    stories: list[Story] = []
    problems: list[DataError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            stories.append(read_story(text_of(path), path.stem))
        except DataError as error:
            problems.append(error)
    stories.sort(key=lambda story: (fold(story.title), story.key))
    return Stories({story.key: story for story in stories}, tuple(problems))


def read_story(text: str, key: str = "") -> Story:
    """Read the story in a TOML text. `key` is the name of its file without the ending.

    Ids and questions are not checked here: see `graph.stories.validation`.

    Raises:
        DataError: With line and reason. For invalid TOML; for a field that is missing, unknown, too long or of the
            wrong type; for a slide with no content or with more than one; and for more than MAX_SLIDES slides.
    """
    key = key.removesuffix(".toml")
    name = f"{key}.toml" if key else "The story"
    data = _parsed(text, name)
    lines = FileLines(name, text, len(_tables(data)))
    check_fields(data, STORY_FIELDS, lines)
    title = _text(data, "title", lines, required=True)
    if not isinstance(data.get("stops", []), list):
        raise wrong_type("stops", "tables that begin with [[stops]]", lines)
    if len(_tables(data)) > MAX_SLIDES:
        raise DataError(
            f"{name}: it has too many slides",
            value=str(len(_tables(data))),
            expected=f"at most {MAX_SLIDES}",
            fix="Split it into two stories",
        )
    slides = tuple(_slide(row, lines.of_slide(number)) for number, row in enumerate(_tables(data), 1))
    return Story(title, _text(data, "audience", lines), slides, key)


def _parsed(text: str, name: str) -> dict[str, Any]:
    if len(text) > MAX_STORY_LENGTH:
        raise DataError(f"{name}: it is larger than any story", expected=f"at most {MAX_STORY_LENGTH:,} letters")
    return parse_toml(text, name)


def _tables(data: Mapping[str, Any]) -> list[Any]:
    slides = data.get("stops", [])
    return slides if isinstance(slides, list) else []


def _slide(row: Any, lines: FileLines) -> Slide:
    if not isinstance(row, dict):
        raise wrong_type("stops", "tables that begin with [[stops]]", lines)
    check_fields(row, SLIDE_FIELDS, lines)
    shows = [name for name in CONTENT_FIELDS if row.get(name)]
    if len(shows) != 1:
        raise DataError(
            f"{lines.at(shows[-1] if shows else '')}: the slide shows {'two contents' if shows else 'nothing'}",
            value=", ".join(shows),
            expected="one of question, view and address",
            fix="Keep one of them" if shows else 'Add a line such as: question = "Leeds twin cities"',
        )
    return Slide(
        _text(row, "title", lines, required=True),
        _text(row, "caption", lines),
        _text(row, "notes", lines),
        check_choice(_text(row, "look", lines) or LOOKS[0], "look", LOOKS, lines),
        _text(row, "question", lines),
        slide_view(row, lines),
        _ids(row, lines),
    )


def _text(row: Mapping[str, Any], name: str, lines: FileLines, *, required: bool = False) -> str:
    """Return a text, cleaned. Notes keep their line breaks. Raise DataError for a text that is too long."""
    value = row.get(name, "")
    if not isinstance(value, str):
        raise wrong_type(name, "a text in quotes", lines)
    text = clean_lines(value) if name == "notes" else clean(value)
    if required and not text:
        raise missing_field(name, lines)
    longest = MAX_LENGTHS.get(name, MAX_STORY_LENGTH)
    if len(text) > longest:
        raise DataError(
            f"{lines.at(name)}: the {name} is too long",
            value=f"{len(text):,} letters",
            expected=f"at most {longest:,}",
            fix="Shorten it" if name == "notes" else "Shorten it, and move the rest to the notes",
        )
    return text


def _ids(row: Mapping[str, Any], lines: FileLines) -> tuple[str, ...]:
    ids = row.get("emphasise", [])
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise wrong_type("emphasise", 'a list of ids, such as ["geonames:2644688"]', lines)
    return tuple(dict.fromkeys(ids))
