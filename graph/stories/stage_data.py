"""Slides prepared for a stage: the picture laid out in cells, dates, sources, and the evidence behind each line.

A slide is plain data, so that the same script plays it on the page and in an offline file.
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

LETTERS = 16  # on one line of a label on the stage
MAP_SIZES = {"label": 24.0, "dot": 9.0, "dot_most": 18.0}  # pixels of the stage


def stage_story(story: Story, service: ViewService) -> list[dict[str, Any]]:
    """Return each slide as data: title, caption, notes, look, sentence, picture, rows, sources and problem.

    A slide that can't be shown has a `problem` and an empty picture. The other slides are not affected.
    """
    catalogue = service.explorer.catalogue
    story = with_successors(story, catalogue)
    staged: list[dict[str, Any]] = []
    cells: dict[str, Point] = {}
    for number, slide in enumerate(story.slides, 1):
        data, cells = stage_slide(slide, service, catalogue, cells)
        cells = cells if slide.look == "network" else {}  # a map or a table shows no cells to keep
        staged.append({"number": number, **data})
    return staged


def stage_slide(
    slide: Slide, service: ViewService, catalogue: Catalogue, fixed: Mapping[str, Point]
) -> tuple[dict[str, Any], dict[str, Point]]:
    """Return one slide as data, and the cells of its nodes. Nodes in `fixed` keep their cells."""
    texts: dict[str, Any] = {"title": slide.title, "caption": slide.caption, "notes": slide.notes, "look": slide.look}
    try:
        view = slide.shown_view()
        shown = service.show(replace(view, start=replace(view.start, first=min(view.start.first, MAX_ITEMS))))
    except CitylinksError as error:
        return {**texts, "problem": error.message(), **_nothing()}, {}
    few = _few(shown, slide.emphasise)
    places = assign_cells([n.id for n in few.nodes], _pairs(few), fixed)
    picture = drawing(replace(few, positions=places), catalogue, service.conflicts(), "stage")
    for node in picture["nodes"]:
        node["label"] = wrapped(node["name"], LETTERS)
        node["emphasised"] = node["id"] in slide.emphasise
        node["size"] = round(node["size"] * 1.35, 1)
    picture["sizes"] = {**picture["sizes"], "label": styles().sizes["stage_label"]}
    if slide.look == "map":
        texts["map"] = world_map(
            few, catalogue, conflicts=service.conflicts(), frame="fit", sizes=MAP_SIZES, identity=slide.title
        )
    content = {
        "question": slide.question,
        "sentence": shown.notes[0] if slide.question and shown.notes else "",
        "problem": "" if few.nodes else _problem(slide, shown.notes, service),
        "picture": picture,
        "left_out": shown.total - len(few.nodes),
        "dates": date_summary(few),
        "sources": source_titles(few, catalogue),
        "evidence": link_evidence(few, catalogue),
    }
    return {**texts, **content}, places


def _problem(slide: Slide, notes: Sequence[str], service: ViewService) -> str:
    """Return the problems of a slide that shows nothing; where there is none, the notes of its view or answer."""
    problems = [str(one) for one in check_story(Story("", slides=(slide,)), service)]
    return " ".join(problems or notes) or "Nothing is recorded for this slide."


def view_slide(view: View, service: ViewService) -> dict[str, Any]:
    """Return a whole view as one slide of any size, with its map and table: for an offline file to explore."""
    shown, catalogue = service.show(view), service.explorer.catalogue
    texts = {"number": 1, "title": shown.title, "caption": " ".join(shown.notes[:1]), "notes": "", "look": "network"}
    content = {
        "free": True,
        "question": "",
        "sentence": "",
        "problem": "" if shown.nodes else "Nothing is shown.",
        "picture": service.picture(view),
        "map": world_map(shown, catalogue, conflicts=service.conflicts(), frame="fit", identity="whole"),
        "left_out": shown.total - len(shown.nodes),
        "dates": date_summary(shown),
        "sources": source_titles(shown, catalogue),
        "evidence": link_evidence(shown, catalogue),
    }
    return {**texts, **content}


def answer_slide(question: str, service: ViewService) -> dict[str, Any]:
    """Return the answer to a question as a slide: its sentence as the caption, and its picture where there is one."""
    answer = service.explorer.ask(question)
    data, _ = stage_slide(Slide(question, answer.sentence, question=question), service, service.explorer.catalogue, {})
    notes = " ".join((*answer.notes, *(f"Try asking: {text}." for text in answer.suggestions[:3])))
    return {**data, "problem": "", "notes": notes}


def _nothing() -> dict[str, Any]:
    return {"question": "", "sentence": "", "picture": None, "left_out": 0, "dates": "", "sources": [], "evidence": []}


def _few(shown: VisibleGraph, emphasise: tuple[str, ...]) -> VisibleGraph:
    """Keep at most MAX_ITEMS nodes, the emphasised ones first, then by rank; and the links between them."""
    ordered = sorted(shown.nodes, key=lambda n: n.id not in emphasise)[:MAX_ITEMS]
    inside = {node.id for node in ordered}
    links = tuple(k for k in shown.links if {k.relationship.start, k.relationship.end} <= inside)
    locations = tuple(r for r in shown.locations if {r.start, r.end} <= inside)
    return replace(shown, nodes=tuple(ordered), links=links, locations=locations, unshown_neighbours={})


def _pairs(shown: VisibleGraph) -> set[tuple[str, str]]:
    return {(r.start, r.end) for r in (*shown.relationships, *shown.locations)}


def date_summary(shown: VisibleGraph) -> str:
    """Return the first and last year of the links shown, and how many have no date."""
    years = year_span(c for link in shown.links for c in link.claims)
    undated = sum(not link.is_dated for link in shown.links)
    parts = [f"{years[0]} to {years[1]}" if years[0] != years[1] else str(years[0])] if years else []
    parts += [f"{undated} without a date"] if undated else []
    return ", ".join(parts)


def source_titles(shown: VisibleGraph, catalogue: Catalogue) -> list[str]:
    """Return the titles of the sources: share-alike ones first, then those with most claims."""
    counts: dict[str, int] = {}
    for link in shown.links:
        for claim in link.claims:
            counts[claim.source] = counts.get(claim.source, 0) + 1
    found = sorted(
        (catalogue.sources[i] for i in counts), key=lambda s: (not is_share_alike(s.licence), -counts[s.id], s.id)
    )
    return [f"{s.title} ({s.licence}, share-alike)" if is_share_alike(s.licence) else s.title for s in found]


def link_evidence(shown: VisibleGraph, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return the claims of each link with source, place in the source, date and who says so: what a click shows."""
    return [
        {"line": "|".join(sorted((k.relationship.start, k.relationship.end))), "claims": _claims(k, catalogue)}
        for k in shown.links
    ]


def _claims(link: Link, catalogue: Catalogue) -> list[dict[str, str]]:
    rows = []
    for claim in link.claims:
        source = catalogue.sources[claim.source]
        rows.append(
            {
                "note": claim.note,
                "source": ", ".join(filter(None, (f"{source.title} ({source.id})", licence_text(source.licence)))),
                "where": claim.locator,
                "as_of": claim.as_of,
                "word": claim.asserted_by,
                "url": source.url,
            }
        )
    return rows
