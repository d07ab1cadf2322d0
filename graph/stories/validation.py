"""What of a story is not recorded: questions that are not understood, things that are gone, stops that show nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.names.nearest import NEAR, nearest_nodes
from graph.explore.explorations import Explorations
from graph.explore.facets import NONE
from graph.explore.view import Filters, View
from graph.stories.story import Stop, Story

KINDS = ("question", "empty", "missing", "followed")
OF_THINGS = ("place", "holder")  # facets whose values are ids of things
UNDERSTOOD = ("answer", "empty")


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one stop, the first being 1, and what to do about it.

    `kind` is one of KINDS: a question that is not understood, a stop that shows nothing, an id that is not recorded,
    one that is not recorded but was followed to what it became. `value` is the question or the id. `instead` are ids:
    the one it was followed to; or the nearest, which may be none.
    """

    stop: int
    kind: str
    value: str
    said: str
    fix: str
    instead: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Stop, what is wrong, and the fix, as `citylinks check` prints them."""
        return f"stop {self.stop}: {self.said} {self.fix}"


def check_story(story: Story, service: Explorations) -> tuple[Trouble, ...]:
    """Everything that is wrong with the stops of a story in the newest load, in their order; empty when all is well."""
    catalogue = service.explorer.catalogue
    return tuple(t for number, stop in enumerate(story.stops, 1) for t in _troubles(number, stop, service, catalogue))


def followed(story: Story, catalogue: Catalogue) -> Story:
    """The story with every id that is no longer recorded replaced by what it became, where the data says to what."""

    def now(old: str) -> str:
        return old if old in catalogue.nodes else catalogue.lineage.current_id(old, catalogue.names) or old

    return replace(story, stops=tuple(_renamed(stop, now) for stop in story.stops))


def _troubles(number: int, stop: Stop, service: Explorations, catalogue: Catalogue) -> Iterator[Trouble]:
    gone = list(_gone(number, stop, catalogue))
    yield from gone
    text = stop.shown().start.text if stop.shown().start.kind == "question" else ""
    answer = service.explorer.ask(text) if text else None
    if answer is not None and answer.status not in UNDERSTOOD:
        fix = f"Ask in other words, such as: {answer.suggestions[0]}" if answer.suggestions else "Ask in other words."
        yield Trouble(number, "question", text, f"The question “{text}” is not answered: {answer.sentence}", fix)
    elif not any(trouble.kind == "missing" for trouble in gone):
        yield from _empty(number, stop, service, catalogue)


def _gone(number: int, stop: Stop, catalogue: Catalogue) -> Iterator[Trouble]:
    for old in _ids(stop):
        if old in catalogue.nodes:
            continue
        said = f"Nothing recorded has the id “{old}”"
        if new := catalogue.lineage.current_id(old, catalogue.names):
            fix = f"Write {new} in its place."
            yield Trouble(
                number, "followed", old, f"{said}; {catalogue.name(new)} is shown, its successor.", fix, (new,)
            )
        else:
            yield _missing(number, old, f"{said}.", {i: catalogue.name(i) for i in nearest_nodes(old, catalogue)})
    for source in _values(stop.shown().filters, ("source",)):
        if source not in catalogue.sources:
            near = get_close_matches(source, catalogue.sources, n=NEAR)
            titles = {i: catalogue.sources[i].title for i in near}
            yield _missing(number, source, f"No source has the id “{source}”.", titles)


def _missing(number: int, old: str, said: str, near: dict[str, str]) -> Trouble:
    offered = ", ".join(f"{i} ({name})" for i, name in near.items())
    fix = f"Nearest to it: {offered}. Write one of these, or take it out." if near else "Take it out."
    return Trouble(number, "missing", old, said, fix, tuple(near))


def _empty(number: int, stop: Stop, service: Explorations, catalogue: Catalogue) -> Iterator[Trouble]:
    """A view without a link shows nothing that could be told; an answer may be a list of things without any."""
    now = followed(Story("", stops=(stop,)), catalogue).stops[0]
    shown = service.show(now.shown())
    if not shown.nodes or (now.view is not None and not shown.links):
        what = f"the question “{stop.question}”" if stop.question else "the view"
        said = " ".join(("This stop shows nothing:", what, "finds nothing that is recorded."))
        fix = "Ask another question." if stop.question else "Take out a filter or a step, or choose another view."
        yield Trouble(number, "empty", stop.question, said, fix)


def _ids(stop: Stop) -> list[str]:
    """The ids of things that a stop names, each once: of its view, of the view's filters, of what it emphasises."""
    view = stop.shown()
    named = [*view.start.ids]
    for step in view.steps:
        named += [*step.ids, *filter(None, [step.through]), *_values(step.filters, OF_THINGS)]
    named += [*_values(view.filters, OF_THINGS), *stop.emphasise]
    return list(dict.fromkeys(named))


def _values(filters: Filters, facets: tuple[str, ...]) -> list[str]:
    pairs = (*filters.only, *filters.off)
    return [value for facet, values in pairs if facet in facets for value in values if value != NONE]


def _renamed(stop: Stop, now: Callable[[str], str]) -> Stop:
    emphasised = tuple(dict.fromkeys(map(now, stop.emphasise)))
    return replace(stop, view=stop.view and _renamed_view(stop.view, now), emphasise=emphasised)


def _renamed_view(view: View, now: Callable[[str], str]) -> View:
    start = replace(view.start, ids=tuple(dict.fromkeys(map(now, view.start.ids))))
    steps = tuple(
        replace(
            step, ids=tuple(map(now, step.ids)), through=now(step.through), filters=_renamed_filters(step.filters, now)
        )
        for step in view.steps
    )
    return View(start, steps, _renamed_filters(view.filters, now))


def _renamed_filters(filters: Filters, now: Callable[[str], str]) -> Filters:
    for facet in OF_THINGS:
        filters = filters.with_only(facet, frozenset(map(now, filters.chosen(facet))))
        filters = filters.with_off(facet, frozenset(map(now, filters.dropped(facet))))
    return filters
