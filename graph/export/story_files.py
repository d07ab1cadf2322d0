"""A story to write as files: the story with its staged slides, found by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.model.errors import CitylinksError
from graph.model.toml_files import text_of
from graph.stories.reader import read_stories, read_story
from graph.stories.slide_rows import SlideData
from graph.stories.story import Story


@dataclass(frozen=True, slots=True)
class StoryExport:
    """A story, its slides from `graph.stories.stage_data.stage_story`, and the address for its QR code or ""."""

    story: Story
    slides: Sequence[SlideData]
    url: str = ""


def named_story(name: str, folder: Path) -> Story:
    """Return the story of this key in a folder, or of a .toml file.

    Raises:
        CitylinksError: For an unknown name, with the names there are; and for a story that can't be read.
    """
    if name.endswith(".toml"):
        return read_story(text_of(Path(name)), Path(name).stem)
    found = read_stories(folder)
    if name in found.stories:
        return found.stories[name]
    for problem in found.problems:
        if problem.message().startswith((f"{name}.toml:", f"{name}.toml,")):
            raise problem
    known = ", ".join(found.stories) or "none, because the folder stories/ of the data is empty"
    raise CitylinksError(
        "No story has this name",
        value=name,
        expected=f"one of: {known}",
        fix="Write one of these, or the path of a .toml file",
    )


def numbered_paths(out: Path, count: int) -> list[Path]:
    """Where to write `count` files: `out` itself for one, else out-01.svg, out-02.svg, … in the same folder."""
    return [out] if count == 1 else [out.with_stem(f"{out.stem}-{number:02}") for number in range(1, count + 1)]
