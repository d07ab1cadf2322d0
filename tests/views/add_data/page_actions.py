"""Actions for the tests of the Add data page: choose files, press buttons, fill boxes, read the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from datasets.live import LiveLibrary
from graph.answers.explorer import Explorer
from tests.engines import ROOT

Given = tuple[str, str | bytes]


def adding(live: LiveLibrary) -> AppTest:
    """Open the page in a new session."""
    test = AppTest.from_file(str(ROOT / "views" / "add_data" / "page.py"), default_timeout=60)
    test.session_state["explorer"], test.session_state["datasets"] = Explorer(live.store), live
    return shown(test.run())


def shown(test: AppTest) -> AppTest:
    assert not test.exception
    return test


def html(test: AppTest) -> str:
    return "\n".join(str(part.value) for part in test.get("html") if isinstance(part, Element))


def given(test: AppTest, *files: Given, kind: str = "") -> AppTest:
    """Choose these files and press Preview."""
    test.file_uploader[0].set_value(
        [(name, content if isinstance(content, bytes) else content.encode(), "") for name, content in files]
    )
    if kind:
        test.selectbox(key="add_kind").set_value(kind)
    return pressed(test, "Preview")


def pressed(test: AppTest, label: str, at: int = 0) -> AppTest:
    button(test, label, at).click()
    return shown(test.run())


def button(test: AppTest, label: str, at: int = 0) -> Any:
    return [one for one in test.button if one.label == label][at]


def buttons(test: AppTest) -> list[str]:
    return [one.label for one in test.button]


def box(test: AppTest, label: str, at: int = 0) -> Any:
    return [one for one in (*test.selectbox, *test.text_input) if one.label == label][at]


def chosen(test: AppTest, *choices: tuple[str, int, str]) -> AppTest:
    """Set these boxes one after the other. Each is a label, its position among boxes of that label, and a value."""
    for label, at, value in choices:
        box(test, label, at).set_value(value)
        shown(test.run())
    return test


def copied(data: Path, to: Path) -> Path:
    """Copy a data folder, so that a test can write decisions to it."""
    to.mkdir()
    for path in data.iterdir():
        if path.is_file():
            (to / path.name).write_bytes(path.read_bytes())
    return to
