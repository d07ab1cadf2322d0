"""Slides with many nodes or with names from a hostile file, and the text of the files written from them."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader

from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.model.records import Claim, Node, Records, Source
from graph.stores.embedded.store import EmbeddedStore
from graph.stories.stage_data import stage_story
from graph.stories.story import Slide, Story

SVG = "{http://www.w3.org/2000/svg}"
SCRIPT = "<script>stolen=1</script>"
IMAGE = '<img src=x onerror="stolen=1">'
LINK = '<a href="javascript:stolen=1">'
FORMULA = "=1+1 & @x"
CONTROL = "a\x00b\x1bc\ud83d"
PRINTED = "a\ufffdb\ufffdc\ufffd"
CHINESE = "武汉市"
TITLE, CAPTION, NOTES = f"Title {SCRIPT}", f"Caption {IMAGE} {FORMULA} {CHINESE}", f"Note {LINK} {FORMULA}"
NAMES = ("Hub", SCRIPT, IMAGE, LINK, FORMULA, CHINESE)


def records(names: tuple[str, ...] = NAMES, *, label: str = "City") -> Records:
    """Return a first node linked to all others. The title of their source is markup too."""
    nodes = tuple(Node(f"n{i:03}", label, name) for i, name in enumerate(names))
    claims = [
        Claim("n000", "TWINNED_WITH", node.id, "page", locator=LINK, start=f"{1950 + i}", note=IMAGE)
        for i, node in enumerate(nodes[1:])
    ]
    source = Source("page", "document", f"Source {SCRIPT}", FORMULA, as_of="2021")
    return Records(nodes, tuple(sorted(claims, key=lambda c: c.id)), (source,))


def service(made: Records) -> ViewService:
    store = EmbeddedStore()
    store.load(made)
    return ViewService(Explorer(store))


def story(*looks: str) -> Story:
    """Return a story with one slide for each look, all with hostile texts."""
    view = View(Start("things", ids=("n000",)))
    slides = tuple(Slide(TITLE, CAPTION, NOTES, look=look, view=view, emphasise=("n001",)) for look in looks)
    return Story(f"Story {SCRIPT}", f"For {IMAGE}", slides, key="mine")


def slides(*looks: str, names: tuple[str, ...] = NAMES) -> list[dict[str, Any]]:
    return stage_story(story(*looks), service(records(names)))


def crowd(count: int = 25) -> tuple[str, ...]:
    return ("Hub", *(f"A rather long name of a city, number {i}" for i in range(1, count)))


def bare(text: str) -> str:
    """Return the text without blanks, because lines and words break where they have no room."""
    return "".join(text.split())


def in_svg(svg: str) -> str:
    return bare("".join(one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")))  # noqa: S314 - our own


def in_pdf(content: bytes) -> str:
    return bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
