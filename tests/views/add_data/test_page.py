"""The Add data page: current previews can be loaded, datasets removed, loads undone and duplicates decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from datasets.live import LiveLibrary
from graph.model.data_folder import SHIPPED_DATA
from graph.model.settings import Settings
from graph.stores.embedded.store import EmbeddedStore
from tests.views.add_data.page_actions import adding, box, button, buttons, chosen, copied, given, html, pressed, shown
from views.add_data.preview_text import scope_text

HEADER = "network,member,role,since,source\n"
LINKS = ("members.csv", HEADER + "Eurocities,Leeds,member,1999,\nEurocities,Lille,,,\nEurocities,Brno,,,\n")
OTHERS = ("others.csv", HEADER + "Energy Cities,Dortmund,,,\n")
TORN = ("torn.csv", HEADER + "Eurocities,Leeds,,,\nEurocities\n")
PAGE = ("page.csv", "<!doctype html><html>503</html>")


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


@pytest.fixture
def live(tmp_path: Path) -> LiveLibrary:
    data = copied(SHIPPED_DATA, tmp_path / "data")
    settings = Settings.from_env({"CITYLINKS_HOME": str(tmp_path / "home"), "CITYLINKS_DATA": str(data)})
    made = LiveLibrary(settings, EmbeddedStore())
    made.sync_store()
    return made


@pytest.fixture
def test(live: LiveLibrary) -> AppTest:
    return adding(live)


def titles(live: LiveLibrary) -> list[str]:
    return [dataset.file for dataset in live.datasets()]


def test_a_preview_is_loaded_and_the_form_is_empty_again(test: AppTest, live: LiveLibrary) -> None:
    assert "3 rows read = 3 accepted + 0 rejected." in html(given(test, LINKS))
    written = html(pressed(test, "Load"))
    assert "Loaded: members.csv." in written
    assert titles(live) == ["members.csv"]
    assert test.file_uploader[0].value == []


@pytest.mark.parametrize(
    ("key", "value"), [("add_place", "Leeds"), ("add_country", "China"), ("add_la", "383"), ("add_kind", "ror")]
)
def test_a_preview_can_no_longer_be_loaded_when_the_form_changes(test: AppTest, key: str, value: str) -> None:
    assert "Load" in buttons(given(test, LINKS))
    (test.selectbox if key == "add_kind" else test.text_input)(key=key).set_value(value)
    shown(test.run())
    assert "Load" not in buttons(test)
    assert "rows read" not in html(test)


def test_a_preview_can_no_longer_be_loaded_when_another_session_has_loaded(test: AppTest, live: LiveLibrary) -> None:
    given(test, LINKS)
    pressed(given(adding(live), OTHERS), "Load")
    button(test, "Load").click()
    written = html(shown(test.run()))
    assert "A dataset was loaded or removed since this preview" in written
    assert titles(live) == ["others.csv"]
    assert "Load" in buttons(pressed(test, "Preview"))


def test_what_one_session_loads_and_decides_another_sees_at_its_next_turn(test: AppTest, live: LiveLibrary) -> None:
    other = adding(live)
    pressed(given(test, LINKS), "Load")
    assert "Possible duplicates: 3 pairs to review" in html(shown(other.run()))
    test.text_input(key="add_decider").set_value("The office")
    pressed(test, "Keep separate")
    written = html(shown(other.run()))
    assert "Possible duplicates: 2 pairs to review" in written
    assert "not the same, by The office on" in written


def test_each_file_keeps_its_own_word(test: AppTest) -> None:
    written = html(given(test, LINKS, PAGE, OTHERS))
    assert "The file is a web page, not data." in written
    assert ">page.csv<" in written
    assert "3 rows read" in written
    assert "1 row read" in written
    assert "The file is a web page, not data." in html(shown(test.run()))


def test_the_same_file_under_another_name_is_held_back(test: AppTest, live: LiveLibrary) -> None:
    pressed(given(test, LINKS), "Load")
    written = html(given(test, ("copy.csv", LINKS[1])))
    assert "the same file is loaded as members.csv" in written
    assert button(test, "Load").disabled


def test_what_is_loaded_already_changes_nothing(test: AppTest, live: LiveLibrary) -> None:
    pressed(given(test, LINKS), "Load")
    assert "This file is loaded already. Loading it again would change nothing." in html(given(test, LINKS))
    assert "Load" not in buttons(test)
    assert live.last_load() == (1, "Loaded members.csv")


def test_two_days_of_one_list_are_not_loaded_together(test: AppTest, live: LiveLibrary) -> None:
    older, newer = ("list-2024-01.csv", LINKS[1]), ("list-2025-01.csv", HEADER + "Eurocities,Leeds,,,\n")
    written = html(given(test, older, newer))
    assert "This is another version of a list that is also chosen" in written
    pressed(test, "Load")
    assert titles(live) == ["list-2024-01.csv"]
    assert "This file replaces list-2024-01.csv." in html(given(test, newer))


def test_places_are_loaded_before_what_is_resolved_against_them(test: AppTest, live: LiveLibrary) -> None:
    divisions = ("admin1.txt", "GB.ENG\tEngland\tEngland\t6269131\n")
    counties = ("admin2.txt", "GB.ENG.H3\tLeeds\tLeeds\t3333164\n")
    written = html(given(test, LINKS, counties, divisions))
    assert "Load admin1.txt first, because the other files need its places." in written
    pressed(test, "Load")
    assert titles(live) == ["admin1.txt"]
    assert html(test).count("A dataset was loaded or removed since this preview.") == 2
    assert "admin2.txt first" in html(pressed(test, "Preview"))
    pressed(test, "Load")
    pressed(pressed(test, "Preview"), "Load")
    assert titles(live) == ["admin1.txt", "admin2.txt", "members.csv"]


def test_half_of_the_rows_torn_is_held_back_until_somebody_wants_it(test: AppTest, live: LiveLibrary) -> None:
    written = html(given(test, TORN))
    assert "2 rows read = 1 accepted + 1 rejected." in written
    assert "On hold: " in written
    assert button(test, "Load").disabled
    test.checkbox(key="add_override").check()
    shown(test.run())
    pressed(test, "Load")
    assert titles(live) == ["torn.csv"]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("add_place", "Atlantis", "leave out “Only places”"),
        ("add_la", "383, 391", "“Only local authorities” doesn&#x27;t work for this"),
        ("add_la", "999999", "No local authority has this code"),
        ("add_country", "Ruritania", "No country has this name"),
    ],
)
def test_a_part_that_is_not_known_is_refused_in_the_words_of_the_page(
    test: AppTest, key: str, value: str, said: str
) -> None:
    test.text_input(key=key).set_value(value)
    shown(test.run())
    written = html(given(test, LINKS))
    assert said in written
    assert "--only" not in written
    assert "Load" not in buttons(test)


def test_a_kind_that_cannot_be_told_is_to_be_chosen_in_the_box(test: AppTest) -> None:
    written = html(given(test, ("a.txt", "just words\nand more\n")))
    assert "Name it with “Kind of file”" in written
    assert "--" not in written


def test_a_part_is_told_by_its_names(test: AppTest, live: LiveLibrary) -> None:
    pressed(given(test, LINKS), "Load")
    part = replace(live.datasets()[0], scope="383, geonames:2644688, iso:XX")
    said = scope_text(part, test.session_state["explorer"].catalogue)
    assert said == "local authority 383, Leeds (geonames:2644688), iso:XX"


def test_no_file_is_a_sentence_that_names_the_way_for_large_ones(test: AppTest) -> None:
    written = html(pressed(test, "Preview"))
    assert "No file was chosen." in written
    assert "Load a file of more than 200 MB in the terminal" in written


def test_what_is_taken_out_is_taken_back_in(test: AppTest, live: LiveLibrary) -> None:
    pressed(given(test, LINKS), "Load")
    pressed(test, "Remove")
    assert titles(live) == []
    assert r"Undo last load\: Removed network\-members\-members" in buttons(test)
    pressed(test, r"Undo last load\: Removed network\-members\-members")
    assert titles(live) == ["members.csv"]


def test_a_second_press_on_take_back_takes_back_nothing_else(test: AppTest, live: LiveLibrary) -> None:
    pressed(given(test, LINKS), "Load")
    pressed(given(test, OTHERS), "Load")
    late = button(test, r"Undo last load\: Loaded others\.csv")
    late.click()
    shown(test.run())
    late.click()
    shown(test.run())
    assert titles(live) == ["members.csv"]


def test_a_decision_says_who_when_and_why_and_is_taken_back(test: AppTest, live: LiveLibrary) -> None:
    pressed(given(test, LINKS), "Load")
    written = html(pressed(test, "Merge"))
    assert "The box “Your name or team” is empty." in written
    test.text_input(key="add_decider").set_value("The office")
    box(test, "Why").set_value("Its web page says so")
    pressed(test, "Merge")
    made = live.decisions()[-1]
    assert (made.decision, made.by, made.why) == ("same", "The office", "Its web page says so")
    assert "same, by The office on" in html(test)
    pressed(test, "Undo decision")
    assert made not in live.decisions()
    assert "Possible duplicates: 3 pairs to review" in html(test)


def test_a_decision_taken_back_and_another_made_are_both_seen(test: AppTest, live: LiveLibrary) -> None:
    pressed(given(test, LINKS), "Load")
    test.text_input(key="add_decider").set_value("The office")
    first, second, _ = live.candidates()
    pressed(test, "Keep separate")
    pairs = {one.key for one in test.button if one.label == "Merge"}
    assert f"add_merge_{first.a}_{first.b}" not in pairs
    live.withdraw(first.a, first.b)
    pressed(test, "Keep separate")
    pairs = {one.key for one in test.button if one.label == "Merge"}
    assert f"add_merge_{second.a}_{second.b}" not in pairs
    assert f"add_merge_{first.a}_{first.b}" in pairs


def test_a_pair_decided_twice_is_listed_once_with_what_holds(test: AppTest, live: LiveLibrary) -> None:
    pressed(given(test, LINKS), "Load")
    test.text_input(key="add_decider").set_value("The office")
    pressed(test, "Merge")
    made = live.decisions()[-1]
    live.decide(type(made)(made.b, made.a, "not the same", "Another", made.on, "it is not"))
    written = html(shown(test.run()))
    assert "not the same, by Another" in written
    assert "same, by The office" not in written


def test_share_alike_is_said_before_loading(test: AppTest) -> None:
    mapped = "name,licence\nAsh,x\n"
    given(test, ("own.csv", mapped), kind="own-table")
    chosen(test, ("Title of the table", 0, "Ours"), ("Licence", 0, "ODbL 1.0"), ("Type", 0, "School"))
    chosen(test, ("Name column", 0, "name"))
    written = html(pressed(test, "Preview", 1))
    assert "Share-alike: " in written
    assert "Anything made with it must be shared under this licence." in written
