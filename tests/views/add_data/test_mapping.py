"""The Add data page with a custom table: its columns are mapped, it is previewed and loaded, the mapping is saved."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import xlsxwriter  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

from datasets.live import LiveLibrary
from graph.model.settings import Settings
from graph.stores.embedded.store import EmbeddedStore
from loaders.custom_table.mapping_files import from_toml, to_toml
from tests.views.add_data import page_actions
from tests.views.add_data.page_actions import box, button, chosen, html, shown
from views.add_data.mapping_fields import MappingForm

LINKS = """School,URN,Email,Town,Partner,Land,Since
Ash Primary,900001,head@ash.example,Leeds,Lille,France,1998
Oak Primary,900002,head@oak.example,Leeds,Brno,Czech Republic,2004
"""
MAPPING: dict[str, Any] = {
    "title": "Friendship links",
    "licence": "our own",
    "type": "PARTNERED_WITH",
    "subject": {"label": "School", "name": "School", "id": "URN", "prefix": "GB-EDU-", "place": "Town",
                "country": "United Kingdom"},
    "object": {"label": "City", "name": "Partner", "country": "Land"},
    "claim": {"start": "Since"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


@pytest.fixture
def test(tmp_path: Path) -> AppTest:
    store = EmbeddedStore()
    live = LiveLibrary(Settings.from_env({"CITYLINKS_HOME": str(tmp_path)}), store)
    live.sync_store()
    return page_actions.adding(live)


def given(test: AppTest, content: str | bytes = LINKS, name: str = "links.csv", kind: str = "") -> AppTest:
    """Choose this file and press Preview."""
    return page_actions.given(test, (name, content), kind=kind)


def filled(test: AppTest) -> AppTest:
    return chosen(
        test,
        ("Title of the table", 0, "Friendship links"), ("Licence", 0, "our own"), ("Relationship", 0, "PARTNERED_WITH"),
        ("Type", 0, "School"), ("Name column", 0, "School"), ("Register ID column", 0, "URN"),
        ("Prefix of the ID", 0, "GB-EDU-"), ("City column", 0, "Town"),
        ("or one country for every row", 0, "United Kingdom"), ("Type", 1, "City"),
        ("Name column", 1, "Partner"), ("Country column", 1, "Land"), ("Since", 0, "Since"),
    )  # fmt: skip


def test_a_table_that_is_no_known_file_shows_its_columns_with_samples(test: AppTest) -> None:
    written = html(given(test))
    assert "What do its columns mean?" in written
    assert '<th scope="col">Partner</th>' in written
    assert "<td>Brno</td>" in written
    assert box(test, "Name column").options == ["(none)", "School", "URN", "Town", "Partner", "Land", "Since"]


def test_a_personal_column_is_neither_shown_nor_to_be_chosen(test: AppTest) -> None:
    written = html(given(test))
    assert "Email" not in written
    assert "head@" not in written


def test_columns_explained_in_the_boxes_are_previewed_and_loaded(test: AppTest) -> None:
    filled(given(test))
    button(test, "Preview", 1).click()
    assert "2 rows read = 2 accepted + 0 rejected" in html(shown(test.run()))
    button(test, "Load").click()
    written = html(shown(test.run()))
    assert "Loaded: links.csv." in written
    assert "What do its columns mean?" not in written
    explorer = test.session_state["explorer"]
    assert explorer.catalogue.name("GB-EDU-900001") == "Ash Primary"


def test_a_preview_by_other_columns_can_no_longer_be_loaded(test: AppTest) -> None:
    filled(given(test))
    button(test, "Preview", 1).click()
    assert "Load" in page_actions.buttons(shown(test.run()))
    chosen(test, ("Name column", 1, "Land"))
    assert "Load" not in page_actions.buttons(test)
    assert "The choice of columns has changed since this preview." in html(test)
    chosen(test, ("Name column", 1, "Partner"))
    assert "Load" in page_actions.buttons(test)


def test_a_mapping_that_is_refused_can_not_be_loaded_as_it_was_before(test: AppTest) -> None:
    filled(given(test))
    button(test, "Preview", 1).click()
    shown(test.run())
    chosen(test, ("Title of the table", 0, ""))
    button(test, "Preview", 1).click()
    assert "The mapping has no title" in html(shown(test.run()))
    assert "Load" not in page_actions.buttons(test)


def test_what_was_chosen_is_in_the_boxes_when_they_come_back(test: AppTest) -> None:
    filled(given(test))
    chosen(test, ("Relationship", 0, ""))
    chosen(test, ("Relationship", 0, "PARTNERED_WITH"))
    assert box(test, "Name column", 1).value == "Partner"


def test_a_saved_mapping_fills_the_boxes(test: AppTest) -> None:
    given(test)
    uploader = test.file_uploader[-1]
    uploader.set_value(("links.toml", to_toml(MAPPING).encode(), "application/toml"))
    shown(test.run())
    assert box(test, "Name column", 1).value == "Partner"
    assert box(test, "or one country for every row").value == "United Kingdom"
    button(test, "Preview", 1).click()
    assert "2 rows read = 2 accepted + 0 rejected" in html(shown(test.run()))


def test_a_saved_mapping_fills_the_boxes_even_if_a_press_cuts_that_short(
    test: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = given(test)
    key = box(test, "Relationship").key
    test.file_uploader[-1].set_value(("links.toml", to_toml(MAPPING).encode(), "application/toml"))
    with monkeypatch.context() as cut:
        cut.setattr(MappingForm, "mapping", lambda fields: st.stop())
        shown(test.run())
    test.session_state[key] = ""  # the browser sends the value that it still has in a box that was not drawn again
    assert box(shown(test.run()), "Relationship").value == "PARTNERED_WITH"
    assert box(chosen(test, ("Relationship", 0, "TWINNED_WITH")), "Relationship").value == "TWINNED_WITH"


def test_what_a_saved_mapping_names_and_the_table_has_not_is_said(test: AppTest) -> None:
    given(test)
    other = {**MAPPING, "object": {**MAPPING["object"], "name": "Friend"}}
    test.file_uploader[-1].set_value(("links.toml", to_toml(other).encode(), "application/toml"))
    shown(test.run())
    assert "the mapping says “Friend”" in html(test)
    assert box(test, "Name column", 1).value == ""


def test_a_broken_mapping_is_a_sentence(test: AppTest) -> None:
    given(test)
    test.file_uploader[-1].set_value(("links.toml", b"[subject", "application/toml"))
    assert "The column mapping, line 1: this is not TOML" in html(shown(test.run()))


def test_what_is_missing_in_the_boxes_is_said_at_the_preview(test: AppTest) -> None:
    given(test)
    button(test, "Preview", 1).click()
    assert "The mapping has no title" in html(shown(test.run()))


def test_sheets_and_the_line_of_the_header_can_be_chosen(test: AppTest) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["Remark", "By"])
        links = book.add_worksheet("Links")
        links.write_row(0, 0, ["Links of 2026", "draft"])
        links.write_row(2, 0, ["School", "Partner"])
        links.write_row(3, 0, ["Ash Primary", "Lille"])
    given(test, stream.getvalue(), "links.xlsx")
    assert '<th scope="col">Remark</th>' in html(test)
    chosen(test, ("Sheet", 0, "Links"))
    test.number_input[0].set_value(3)
    assert "<td>Lille</td>" in html(shown(test.run()))


def test_the_mapping_saved_is_the_one_in_the_boxes(test: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def text(mapping: Mapping[str, Any]) -> str:
        texts.append(to_toml(mapping))
        return texts[-1]

    monkeypatch.setattr(test.session_state["datasets"], "mapping_text", text)
    filled(given(test))
    assert from_toml(texts[-1]) == MAPPING


@pytest.mark.parametrize(
    ("content", "name"),
    [("<!doctype html><html>503</html>", "links.csv"), ('{"a": 1}', "links.json"), ("just words\nand more", "a.txt")],
)
def test_what_is_no_table_is_refused_and_has_no_boxes(test: AppTest, content: str, name: str) -> None:
    written = html(given(test, content, name))
    assert "What do its columns mean?" not in written
    assert 'role="alert"' in written


def test_markup_in_a_table_is_text(test: AppTest) -> None:
    written = html(given(test, "<script>x</script>,Partner\n<b>Ash</b>,Lille\n"))
    assert "<script" not in written
    assert "&lt;b&gt;Ash&lt;/b&gt;" in written
