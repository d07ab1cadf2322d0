"""A story: a title, an audience, and slides. Each slide is a question or a saved view, with a caption and notes."""

from __future__ import annotations

from dataclasses import dataclass

from graph.explore.view import Start, View

LOOKS = ("network", "map", "table")  # what a slide shows
MAX_ITEMS = 25  # labelled items on a slide: as many as the back row of a hall can read
MAX_SLIDES = 30
# Characters. MAX_LENGTHS limits the texts of a story; MAX_STORY_LENGTH limits its file.
MAX_LENGTHS = {"title": 80, "audience": 200, "caption": 200, "notes": 4000, "question": 2000}
MAX_STORY_LENGTH = 1_000_000


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. It has a question or a view, never both.

    `caption` is shown under the picture. `notes` are for the speaker only; an empty line separates paragraphs. `look`
    is one of LOOKS. `emphasise` holds ids of nodes.
    """

    title: str
    caption: str = ""
    notes: str = ""
    look: str = "network"
    question: str = ""
    view: View | None = None
    emphasise: tuple[str, ...] = ()

    def shown_view(self) -> View:
        """Return the view that the slide shows: its own, or the answer to its question."""
        return self.view or View(Start("question", text=self.question, first=MAX_ITEMS))


@dataclass(frozen=True, slots=True)
class Story:
    """A story. `key` is the name of its file without the ending; "" for a story that was never saved.

    Example:
        >>> slide = Slide("Twin cities", caption="Leeds has six.", question="Leeds twin cities")
        >>> Story("Leeds abroad", audience="Visitors", slides=(slide,)).slides[0].shown_view().start.text
        'Leeds twin cities'
    """

    title: str
    audience: str = ""
    slides: tuple[Slide, ...] = ()
    key: str = ""
