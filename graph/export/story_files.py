"""A story's files by the kind that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.export.handout import story_pdf
from graph.export.images import slide_svg, svg_png
from graph.export.pptx_deck import story_pptx
from graph.model.errors import CitylinksError
from graph.model.toml_files import text_of
from graph.stories.reader import read_stories, read_story
from graph.stories.slide_rows import SlideData
from graph.stories.story import Story

KINDS = ("pptx", "pdf", "svg", "png")
PRINT = 2.0  # pixels to a unit: 3840 x 2160, enough for 30 cm of paper


def named_story(name: str, folder: Path) -> Story:
    """The story of this key in a folder, or of a .toml file.

    Raises:
        CitylinksError: For a name that no story has, with those there are; and for a story that can't be read.
    """
    if name.endswith(".toml"):
        return read_story(text_of(Path(name)), Path(name).stem)
    found = read_stories(folder)
    if name in found.stories:
        return found.stories[name]
    for problem in found.problems:
        if problem.message().startswith((f"{name}.toml:", f"{name}.toml,")):
            raise problem
    known = ", ".join(found.stories) or "none, for the folder stories/ of the data holds none"
    raise CitylinksError(
        "No story has this name",
        value=name,
        expected=f"one of: {known}",
        fix="Write one of these, or the path of a .toml file",
    )


def story_files(kind: str, story: Story, slides: Sequence[SlideData], out: Path, *, url: str = "") -> dict[Path, bytes]:
    """What to write where. `kind` is one of KINDS.

    Slides and hand-out are one file; pictures one a slide, as out-01.svg, out-02.svg, … beside `out`, or `out` itself
    where there is just one slide.
    """
    if kind == "pptx":
        return {out: story_pptx(story, slides, url=url)}
    if kind == "pdf":
        return {out: story_pdf(story, slides, url=url)}
    svgs = [slide_svg(slide) for slide in slides]
    paths = [out] if len(svgs) == 1 else [out.with_stem(f"{out.stem}-{i:02}") for i in range(1, len(svgs) + 1)]
    return {
        path: svg.encode() if kind == "svg" else svg_png(svg, scale=PRINT)
        for path, svg in zip(paths, svgs, strict=True)
    }
