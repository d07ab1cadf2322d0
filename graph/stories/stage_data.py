"""Stops made ready for a stage: the picture in its cells, dates, sources, and the evidence behind every line.

All slides are plain data, so that the same script plays them on the page and from one file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.catalogue.catalogue import Catalogue
from graph.drawing.layout import Point
from graph.drawing.picture import wrapped
from graph.drawing.styles import styles
from graph.explore.explorations import ViewService
from graph.explore.scene_picture import drawing
from graph.explore.view import View
from graph.explore.visible import Link, VisibleGraph
from graph.model.datasets import is_share_alike, licence_text
from graph.model.errors import CitylinksError
from graph.model.validity import year_span
from graph.stories.cells import assign_cells
from graph.stories.story import MAX_ITEMS, Slide, Story
from graph.stories.validation import check_story, with_successors
from graph.worldmap.world_map import world_map

LETTERS = 16  # of a line of a label on the stage
MAP_SIZES = {"label": 24.0, "dot": 9.0, "dot_most": 18.0}  # pixels, as everything on the stage


def stage_story(story: Story, service: ViewService) -> list[dict[str, Any]]:
    """Every slide as data: title, caption, notes, look, sentence, picture, rows, sources, and what is wrong with it.

    A slide that can't be shown has `trouble` and an empty picture; the others are not disturbed.
    """
    catalogue = service.explorer.catalogue
    story = with_successors(story, catalogue)
    made: list[dict[str, Any]] = []
    kept: dict[str, Point] = {}
    for number, slide in enumerate(story.slides, 1):
        one, kept = stage_slide(slide, service, catalogue, kept)
        kept = kept if slide.look == "network" else {}  # a map or a table shows no cells to keep
        made.append({"number": number, **one})
    return made


def stage_slide(
    slide: Slide, service: ViewService, catalogue: Catalogue, kept: Mapping[str, Point]
) -> tuple[dict[str, Any], dict[str, Point]]:
    """One slide as data, and the cells that its things stand in; those in `kept` do not move."""
    said: dict[str, Any] = {"title": slide.title, "caption": slide.caption, "notes": slide.notes, "look": slide.look}
    try:
        view = slide.shown()
        shown = service.show(replace(view, start=replace(view.start, first=min(view.start.first, MAX_ITEMS))))
    except CitylinksError as error:
        return {**said, "trouble": error.message(), **_nothing()}, {}
    kept_few = _few(shown, slide.emphasise)
    places = assign_cells([n.id for n in kept_few.nodes], _pairs(kept_few), kept)
    picture = drawing(replace(kept_few, positions=places), catalogue, service.conflicts(), "stage")
    for node in picture["nodes"]:
        node["label"] = wrapped(node["name"], LETTERS)
        node["emphasised"] = node["id"] in slide.emphasise
        node["size"] = round(node["size"] * 1.35, 1)
    picture["sizes"] = {**picture["sizes"], "label": styles().sizes["stage_label"]}
    if slide.look == "map":
        said["map"] = world_map(
            kept_few, catalogue, conflicts=service.conflicts(), frame="fit", sizes=MAP_SIZES, identity=slide.title
        )
    rest = {
        "question": slide.question,
        "sentence": shown.notes[0] if slide.question and shown.notes else "",
        "trouble": "" if kept_few.nodes else _trouble(slide, shown.notes, service),
        "picture": picture,
        "left_out": shown.total - len(kept_few.nodes),
        "dates": date_summary(kept_few),
        "sources": source_titles(kept_few, catalogue),
        "evidence": link_evidence(kept_few, catalogue),
    }
    return {**said, **rest}, places


def _trouble(slide: Slide, notes: Sequence[str], service: ViewService) -> str:
    """What is missing, with the nearest there is; the words of the view or answer where nothing is amiss."""
    said = [str(one) for one in check_story(Story("", slides=(slide,)), service)]
    return " ".join(said or notes) or "Nothing is recorded that this slide can show."


def view_slide(view: View, service: ViewService) -> dict[str, Any]:
    """All that a view shows as one slide, however much: for a file to look round in, with its map and its table."""
    shown, catalogue = service.show(view), service.explorer.catalogue
    said = {"number": 1, "title": shown.title, "caption": " ".join(shown.notes[:1]), "notes": "", "look": "network"}
    rest = {
        "free": True,
        "question": "",
        "sentence": "",
        "trouble": "" if shown.nodes else "Nothing is shown.",
        "picture": service.picture(view),
        "map": world_map(shown, catalogue, conflicts=service.conflicts(), frame="fit", identity="whole"),
        "left_out": shown.total - len(shown.nodes),
        "dates": date_summary(shown),
        "sources": source_titles(shown, catalogue),
        "evidence": link_evidence(shown, catalogue),
    }
    return {**said, **rest}


def answer_slide(question: str, service: ViewService) -> dict[str, Any]:
    """The answer to a question from the hall, as a slide: the sentence large, the picture where there is one."""
    answer = service.explorer.ask(question)
    made, _ = stage_slide(Slide(question, answer.sentence, question=question), service, service.explorer.catalogue, {})
    notes = " ".join((*answer.notes, *(f"Asked like this it works: {text}." for text in answer.suggestions[:3])))
    return {**made, "trouble": "", "notes": notes}


def _nothing() -> dict[str, Any]:
    return {"question": "", "sentence": "", "picture": None, "left_out": 0, "dates": "", "sources": [], "evidence": []}


def _few(shown: VisibleGraph, emphasise: tuple[str, ...]) -> VisibleGraph:
    """At most as many things as can be read: what is emphasised first, then by rank; and the links between them."""
    ordered = sorted(shown.nodes, key=lambda n: n.id not in emphasise)[:MAX_ITEMS]
    inside = {node.id for node in ordered}
    links = tuple(k for k in shown.links if {k.relationship.start, k.relationship.end} <= inside)
    locations = tuple(r for r in shown.locations if {r.start, r.end} <= inside)
    return replace(shown, nodes=tuple(ordered), links=links, locations=locations, unshown_neighbours={})


def _pairs(shown: VisibleGraph) -> set[tuple[str, str]]:
    return {(r.start, r.end) for r in (*shown.relationships, *shown.locations)}


def date_summary(shown: VisibleGraph) -> str:
    """The first and last year that the links shown are dated with, and how many have no date."""
    years = year_span(c for link in shown.links for c in link.claims)
    undated = sum(not link.is_dated for link in shown.links)
    said = [f"{years[0]} to {years[1]}" if years[0] != years[1] else str(years[0])] if years else []
    said += [f"{undated} without a date"] if undated else []
    return ", ".join(said)


def source_titles(shown: VisibleGraph, catalogue: Catalogue) -> list[str]:
    """The titles of the sources: those whose licence asks to be named first, then those with most claims."""
    counts: dict[str, int] = {}
    for link in shown.links:
        for claim in link.claims:
            counts[claim.source] = counts.get(claim.source, 0) + 1
    found = sorted(
        (catalogue.sources[i] for i in counts), key=lambda s: (not is_share_alike(s.licence), -counts[s.id], s.id)
    )
    return [f"{s.title} ({s.licence}, share-alike)" if is_share_alike(s.licence) else s.title for s in found]


def link_evidence(shown: VisibleGraph, catalogue: Catalogue) -> list[dict[str, Any]]:
    """For every link its claims, each with its source, place in it, date and whose word: what a click opens."""
    return [
        {"line": "|".join(sorted((k.relationship.start, k.relationship.end))), "claims": _claims(k, catalogue)}
        for k in shown.links
    ]


def _claims(link: Link, catalogue: Catalogue) -> list[dict[str, str]]:
    made = []
    for claim in link.claims:
        source = catalogue.sources[claim.source]
        made.append(
            {
                "note": claim.note,
                "source": ", ".join(filter(None, (f"{source.title} ({source.id})", licence_text(source.licence)))),
                "where": claim.locator,
                "as_of": claim.as_of,
                "word": claim.asserted_by,
                "url": source.url,
            }
        )
    return made
