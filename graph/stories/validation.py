"""Checks of a story against the graph: unanswered questions, missing ids, slides that show nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.names.nearest import close_matches, nearest_nodes
from graph.explore.explorations import ViewService
from graph.explore.facets import NONE
from graph.explore.view import Filters, View
from graph.explore.view_kinds import FACETS
from graph.model.text import fold
from graph.questions.lexicon import lexicon
from graph.stories.story import Slide, Story

KINDS = ("question", "empty", "missing", "followed")
NODE_FACETS = tuple(name for name, facet in FACETS.items() if facet.of_nodes)
# Ids of sources are short, so more of their letters must agree than of names.
SOURCE_ALIKE = 0.6
UNDERSTOOD = ("answer", "empty")


@dataclass(frozen=True, slots=True)
class SlideProblem:
    """A problem of one slide and its fix. Slides are counted from 1.

    `kind` is one of KINDS: "question" (not understood), "empty" (the slide shows nothing), "missing" (an id is not
    recorded) or "followed" (an id is not recorded, but has a successor). `value` is the question or the id.
    `replacements` holds the successor, or the closest ids, which may be none.
    """

    slide: int
    kind: str
    value: str
    message: str
    fix: str
    replacements: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return slide, problem and fix as `citylinks check` prints them."""
        return f"slide {self.slide}: {self.message} {self.fix}"


def check_story(story: Story, service: ViewService) -> tuple[SlideProblem, ...]:
    """Return every problem of the slides in the newest load, in the order of the slides; empty when there is none."""
    catalogue = service.explorer.catalogue
    return tuple(
        t for number, slide in enumerate(story.slides, 1) for t in _problems(number, slide, service, catalogue)
    )


def with_successors(story: Story, catalogue: Catalogue) -> Story:
    """Return the story with each id that is no longer recorded replaced by its successor, where the data names one."""

    def now(old: str) -> str:
        return old if old in catalogue.nodes else catalogue.lineage.current_id(old, catalogue.names) or old

    return replace(story, slides=tuple(_renamed(slide, now) for slide in story.slides))


def _problems(number: int, slide: Slide, service: ViewService, catalogue: Catalogue) -> Iterator[SlideProblem]:
    gone = list(_gone(number, slide, catalogue))
    yield from gone
    text = slide.shown_view().start.text if slide.shown_view().start.kind == "question" else ""
    answer = service.explorer.ask(text) if text else None
    unused = [word for word in answer.left_out if fold(word) not in lexicon().stop] if answer else []
    if answer is not None and (answer.status not in UNDERSTOOD or unused):
        fix = f"Ask in other words, such as: {answer.suggestions[0]}" if answer.suggestions else "Ask in other words."
        reason = f"these words are not used: {', '.join(unused)}." if unused else answer.sentence
        yield SlideProblem(number, "question", text, f"The question “{text}” is not answered: {reason}", fix)
    elif not any(problem.kind == "missing" for problem in gone):
        yield from _empty(number, slide, service, catalogue)


def _gone(number: int, slide: Slide, catalogue: Catalogue) -> Iterator[SlideProblem]:
    for old in _ids(slide):
        if old in catalogue.nodes:
            continue
        message = f"Nothing recorded has the id “{old}”"
        if new := catalogue.lineage.current_id(old, catalogue.names):
            fix = f"Replace it with {new}."
            yield SlideProblem(
                number, "followed", old, f"{message}; {catalogue.name(new)} is shown, its successor.", fix, (new,)
            )
        else:
            yield _missing(number, old, f"{message}.", {i: catalogue.name(i) for i in nearest_nodes(old, catalogue)})
    for source in _values(slide.shown_view().filters, ("source",)):
        if source not in catalogue.sources:
            near = close_matches(source, catalogue.sources, alike=SOURCE_ALIKE)
            titles = {i: catalogue.sources[i].title for i in near}
            yield _missing(number, source, f"No source has the id “{source}”.", titles)


def _missing(number: int, old: str, message: str, near: dict[str, str]) -> SlideProblem:
    offered = ", ".join(f"{i} ({name})" for i, name in near.items())
    fix = f"The closest ids are {offered}. Use one of these, or remove it." if near else "Remove it."
    return SlideProblem(number, "missing", old, message, fix, tuple(near))


def _empty(number: int, slide: Slide, service: ViewService, catalogue: Catalogue) -> Iterator[SlideProblem]:
    """Report a slide that shows nothing: a view needs a link; an answer may be a list of items without links."""
    now = with_successors(Story("", slides=(slide,)), catalogue).slides[0]
    shown = service.show(now.shown_view())
    if not shown.nodes or (now.view is not None and not shown.links):
        what = f"the question “{slide.question}”" if slide.question else "the view"
        message = " ".join(("This slide shows nothing:", what, "finds nothing that is recorded."))
        fix = "Ask another question." if slide.question else "Remove a filter or an action, or choose another view."
        yield SlideProblem(number, "empty", slide.question, message, fix)


def _ids(slide: Slide) -> list[str]:
    """Return the node ids that a slide names, each once: in its view, in the filters and in its emphasis."""
    view = slide.shown_view()
    named = [*view.start.ids]
    for step in view.actions:
        named += [*step.ids, *filter(None, [step.through]), *_values(step.filters, NODE_FACETS)]
    named += [*_values(view.filters, NODE_FACETS), *slide.emphasise]
    return list(dict.fromkeys(named))


def _values(filters: Filters, facets: tuple[str, ...]) -> list[str]:
    pairs = (*filters.only, *filters.off)
    return [value for facet, values in pairs if facet in facets for value in values if value != NONE]


def _renamed(slide: Slide, now: Callable[[str], str]) -> Slide:
    emphasised = tuple(dict.fromkeys(map(now, slide.emphasise)))
    return replace(slide, view=slide.view and _renamed_view(slide.view, now), emphasise=emphasised)


def _renamed_view(view: View, now: Callable[[str], str]) -> View:
    start = replace(view.start, ids=tuple(dict.fromkeys(map(now, view.start.ids))))
    actions = tuple(
        replace(
            action,
            ids=tuple(map(now, action.ids)),
            through=now(action.through),
            filters=_renamed_filters(action.filters, now),
        )
        for action in view.actions
    )
    return View(start, actions, _renamed_filters(view.filters, now))


def _renamed_filters(filters: Filters, now: Callable[[str], str]) -> Filters:
    for facet in NODE_FACETS:
        filters = filters.with_only(facet, frozenset(map(now, filters.chosen(facet))))
        filters = filters.with_off(facet, frozenset(map(now, filters.dropped(facet))))
    return filters
