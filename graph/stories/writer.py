"""Stories as TOML: one `[[stops]]` table for each slide, notes over several lines, the view as a table of its own."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from graph.explore.address import as_data
from graph.model.text import clean_lines
from graph.model.toml_files import toml_text
from graph.stories.story import LOOKS, Slide, Story

WIDTH = 110


def to_toml(story: Story) -> str:
    """The story as TOML; `read_story` gives the same story back. Fields at their default are left out.

    Unpaired surrogates, which TOML can't hold, become U+FFFD.
    """
    parts = [toml_text({"title": story.title, **({"audience": story.audience} if story.audience else {})})]
    for slide in story.slides:
        # Each slide is written alone: the library would put short slides on one line each.
        parts.append("[[stops]]\n" + toml_text(_fields(slide)) + (_notes(slide.notes) if slide.notes else ""))
        if slide.view is not None:
            parts.append(toml_text({"stops": {"view": as_data(slide.view)}}))
    return "\n".join(parts)


def _fields(slide: Slide) -> dict[str, Any]:
    """The slide's texts and numbers that differ from the default, in the order in which people read them."""
    fields: dict[str, Any] = {"title": slide.title}
    if slide.look != LOOKS[0]:
        fields["look"] = slide.look
    fields |= {name: text for name in ("question", "caption") if (text := getattr(slide, name))}
    if slide.emphasise:
        fields["emphasise"] = slide.emphasise
    return fields


def _notes(notes: str) -> str:
    """The notes over several lines. A long line is continued after a backslash, which the reader removes."""
    first, *lines, _ = toml_text({"notes": f"{clean_lines(notes)}\n"}, multiline=True).rstrip("\n").split("\n")
    wrapped = [" \\\n".join(wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)) for line in lines]
    return "\n".join((first, *wrapped)) + '"""\n'
