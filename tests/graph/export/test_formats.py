"""The table of export formats: each function exists, loads late, and every place that offers files lists the table."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from commands import export
from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.export.formats import CONTENTS, FORMATS, Content, ExportFormat, format_named, formats_for
from graph.export.story_files import StoryExport, numbered_paths
from graph.export.view_records import ViewExport
from graph.model.records import Records
from graph.stories.stage_data import stage_story
from graph.stories.story import Slide, Story

ROOT = Path(__file__).parents[3]
HEAVY = {"pptx", "pypdf", "vl_convert", "pyvis", "networkx", "segno"}
HEADS = {
    "csv": b"\xef\xbb\xbfcertainty",
    "zip": b"PK",
    "json": b"{",
    "graphml": b"<",
    "gexf": b"<",
    "html": b"<!DOCTYPE html>",
    "pptx": b"PK",
    "pdf": b"%PDF-",
    "svg": b"<svg",
    "png": b"\x89PNG",
    "map": b"<svg",
    "pyvis": b"<!DOCTYPE html>",
}
LEEDS = "geonames:2644688"
QUESTION = "Leeds twin cities"
CELLS = [(one, content) for one in FORMATS for content in CONTENTS if one.holds(content)]


def test_names_and_endings_are_unique_and_every_format_holds_something() -> None:
    assert len({one.name for one in FORMATS}) == len({one.ending for one in FORMATS}) == len(FORMATS)
    assert all(any(one.holds(content) for content in CONTENTS) for one in FORMATS)
    assert get_args(Content) == CONTENTS
    assert [format_named(one.name) for one in FORMATS] == list(FORMATS)
    assert format_named("docx") is None


@pytest.mark.parametrize(("one", "content"), CELLS, ids=[f"{one.name}-{content}" for one, content in CELLS])
def test_every_cell_of_the_table_writes_a_file(
    one: ExportFormat, content: Content, explorer: Explorer, tmp_path: Path
) -> None:
    service = ViewService(explorer)
    if content == "graph":
        store = explorer.store
        written = one.write("graph", Records(store.nodes(), store.claims(), store.sources()), tmp_path)
        assert written and all(path.stat().st_size for path in written)
        return
    story = Story("A story", slides=(Slide("Twins", question=QUESTION),))
    view = View(Start("things", (LEEDS,)))
    subject = {
        "answer": lambda: explorer.ask(QUESTION),
        "view": lambda: ViewExport(service.show(view), service, "Leeds"),
        "story": lambda: StoryExport(story, stage_story(story, service)),
    }[content]()
    file = one.download(content, subject)
    assert file.startswith(b"PK" if one.zips(content) else HEADS[one.name])
    assert one.download_name(content, "x") == f"x.{one.ending}" + (".zip" if one.zips(content) else "")


def test_a_format_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(ValueError, match="the format pptx can't hold a view"):
        formats_for("story")[1].writer("view")


def test_the_table_loads_no_library_of_a_format() -> None:
    code = f"import sys, graph.export.formats; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_pictures_of_a_story_are_numbered_unless_there_is_one() -> None:
    assert numbered_paths(Path("a.svg"), 1) == [Path("a.svg")]
    assert numbered_paths(Path("b/a.svg"), 2) == [Path("b/a-01.svg"), Path("b/a-02.svg")]


def test_the_terminal_lists_the_table() -> None:
    parser = ArgumentParser()
    export.add_arguments(parser)
    (choices,) = [action.choices for action in parser._actions if action.dest == "format"]
    assert choices == [one.name for one in formats_for("graph", "answer", "story")]


def ask_page(question: str) -> None:
    import streamlit as st

    from views.ask.download import show_downloads

    show_downloads(st.session_state["explorer"].ask(question))


def explore_page(leeds: str) -> None:
    import streamlit as st

    from graph.explore.explorations import ViewService
    from graph.explore.view import Start, View
    from views.explore.files import _export

    service = ViewService(st.session_state["explorer"])
    _export(service.show(View(Start("things", (leeds,)))), service.explorer.catalogue, service)


def stories_page(question: str) -> None:
    import streamlit as st

    from graph.explore.explorations import ViewService
    from graph.stories.story import Slide, Story
    from views.stories.files import show_downloads

    story = Story("A story", slides=(Slide("Twins", question=question),))
    show_downloads("a", story, ViewService(st.session_state["explorer"]))


@pytest.mark.parametrize(
    ("page", "argument", "content"),
    [(ask_page, QUESTION, "answer"), (explore_page, LEEDS, "view"), (stories_page, QUESTION, "story")],
    ids=["ask", "explore", "stories"],
)
def test_the_pages_list_the_table(page: object, argument: str, content: Content, explorer: Explorer) -> None:
    app = AppTest.from_function(page, args=(argument,), default_timeout=60)  # type: ignore[arg-type]
    app.session_state["explorer"] = explorer
    app.run()
    assert not app.exception
    shown = [button.proto.id.rpartition("_")[2] for button in app.get("download_button")]
    assert shown == [one.name for one in formats_for(content)]
