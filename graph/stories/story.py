"""A story: a title, an audience, and slides; each slide is a question or a saved view with a caption and notes."""

from __future__ import annotations

from dataclasses import dataclass

from graph.explore.view import Start, View

LOOKS = ("network", "map", "table")  # what a slide shows large
MAX_ITEMS = 25  # labelled things of a slide: what can be read from the back of a hall
MAX_SLIDES = 30
# Letters of a text, as it is shown and kept; of a story as a file, LARGEST bytes.
MAX_LENGTHS = {"title": 80, "audience": 200, "caption": 200, "notes": 4000, "question": 2000}
MAX_STORY_LENGTH = 1_000_000


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: `look` is one of LOOKS; a question or a view, never both; ids of what to emphasise.

    `caption` stands under the picture; `notes` are for the speaker alone, paragraphs parted by an empty line.
    """

    title: str
    caption: str = ""
    notes: str = ""
    look: str = "network"
    question: str = ""
    view: View | None = None
    emphasise: tuple[str, ...] = ()

    def shown(self) -> View:
        """The view that the slide shows: its own, or the answer to its question."""
        return self.view or View(Start("question", text=self.question, first=MAX_ITEMS))


@dataclass(frozen=True, slots=True)
class Story:
    """A story; `key` is the name of its file without the ending, "" for one that was never saved."""

    title: str
    audience: str = ""
    slides: tuple[Slide, ...] = ()
    key: str = ""
