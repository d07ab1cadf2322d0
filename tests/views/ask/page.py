"""The Ask page on a small world, and functions that read it, for its tests."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from datasets.live import LiveLibrary
from graph.answers.answer import Answer, Citation, Row
from graph.answers.explorer import Explorer
from graph.model.records import Node, Records, Source
from graph.model.settings import Settings
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds
from tests.engines import ROOT

HEADLINE = "which schools in Newcastle upon Tyne link to Wuhan"
NO_HOME = Path("no-such-folder")  # nothing is loaded
SCRIPT = "<script>window.stolen=1</script>"


def explorer(records: Records | None = None) -> Explorer:
    store = EmbeddedStore()
    store.load(records or worlds.tiny())
    return Explorer(store)


def page(question: str = "", on: Explorer | None = None) -> AppTest:
    test = AppTest.from_file(str(ROOT / "views" / "ask" / "page.py"), default_timeout=60)
    on = on or explorer()
    test.session_state["explorer"] = on
    test.session_state["datasets"] = LiveLibrary(Settings(home=NO_HOME), on.store)
    if question:
        test.query_params["q"] = question
    return shown(test.run())


def shown(test: AppTest) -> AppTest:
    assert not test.exception
    return test


def asked(test: AppTest) -> str:
    """The question in the URL. AppTest returns a list or a text."""
    value = test.query_params.get("q", "")
    return value if isinstance(value, str) else value[0]


def html(test: AppTest) -> str:
    return "\n".join(part.value for part in test.get("html"))


def labels(test: AppTest) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", button.label) for button in test.button]


def world_with(*names: str) -> Records:
    """The tiny world with cities of these names, each twinned with Leeds."""
    tiny = worlds.tiny()
    nodes = [Node(f"x{i}", "City", name, ("Newport",)) for i, name in enumerate(names)]
    claims = [worlds.claim("leeds", "TWINNED_WITH", node.id) for node in nodes]
    claims += [worlds.claim(node.id, "LOCATED_IN", "uk") for node in nodes]
    return worlds.records([*tiny.nodes, *nodes], [*tiny.claims, *claims])


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if re.sub(r"\\(.)", r"\1", button.label) == label).click()
    return shown(test.run())


def choice(test: AppTest, title: str) -> Any:
    return next(box for box in test.selectbox if box.label == title)


def answer(*rows: Row, cited: Source = worlds.PAGE, **more: object) -> Answer:
    citation = Citation(1, cited, "Heading", "party", "2021", ("a",))
    made = Answer("q", "answer", "Said.", columns=("name", "note"), rows=rows, sources=(citation,))
    return replace(made, **more)  # type: ignore[arg-type]
