"""Stories written as TOML, in one form: texts with every mark escaped, notes over several lines, views as tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from graph.explore.address import as_data
from graph.model.text import REPLACEMENT, clean_lines
from graph.stories.story import LOOKS, Slide, Story

WIDTH = 110
UNPAIRED = re.compile("[\ud800-\udfff]")


def to_toml(story: Story) -> str:
    """The story as TOML that `read_story` reads back as it was; fields at their default are left out.

    Texts are taken as they are kept: one line, notes with their line ends. Unpaired surrogates become U+FFFD.
    """
    lines = [f"title = {_value(story.title)}"]
    lines += [f"audience = {_value(story.audience)}"] if story.audience else []
    for slide in story.slides:
        lines += ["", "[[stops]]", *_slide(slide)]
    return "\n".join(lines) + "\n"


def _slide(slide: Slide) -> Iterator[str]:
    yield f"title = {_value(slide.title)}"
    if slide.look != LOOKS[0]:
        yield f"look = {_value(slide.look)}"
    for name in ("question", "caption"):
        if getattr(slide, name):
            yield f"{name} = {_value(getattr(slide, name))}"
    if slide.emphasise:
        yield f"emphasise = {_value(slide.emphasise)}"
    if slide.notes:
        yield f"notes = {_long(clean_lines(slide.notes))}"
    if slide.view is not None:
        # A table takes in every line after it, so it stands last.
        yield from ("", "[stops.view]")
        yield from (f"{_key(name)} = {_value(value)}" for name, value in as_data(slide.view).items())


def _value(value: Any) -> str:
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value)  # numbers, true and false are spelt alike


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _value(name)


def _escaped(text: str) -> str:
    """As JSON escapes it, and the delete character, which TOML wants escaped too."""
    whole = UNPAIRED.sub(REPLACEMENT, text)
    return json.dumps(whole, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")


def _long(notes: str) -> str:
    """Over several lines; a line that goes on in the next ends in a backslash, which the reader takes out again."""
    said = []
    for line in notes.split("\n"):
        parts = wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
        said.append(" \\\n".join(_escaped(part).replace('\\"', '"').replace('"""', '""\\"') for part in parts))
    return "\n".join(('"""', *said, '"""'))
