"""The Ask page on a small world: the question box, every outcome, and the whole app."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.answers.outcomes import EXAMPLES
from graph.model.errors import StoreError
from graph.stores.embedded.store import EmbeddedStore
from tests.engines import ROOT
from tests.views.ask.page import (
    HEADLINE,
    asked,
    explorer,
    html,
    labels,
    page,
    press,
    shown,
    world_with,
)

# ---- asking


def test_nothing_asked_offers_three_questions() -> None:
    test = page()
    assert labels(test)[:3] == list(EXAMPLES)
    test.button[0].click()
    shown(test.run())
    assert asked(test) == labels(page())[0]
    assert test.text_input[0].value == labels(page())[0]


def test_the_address_asks_and_a_new_question_changes_it() -> None:
    test = page(HEADLINE)
    assert test.text_input[0].value == HEADLINE
    test.text_input[0].set_value("partners of Leeds")
    shown(test.run())
    assert asked(test) == "partners of Leeds"
    assert "Leeds" in html(test)
    test.text_input[0].set_value("")
    shown(test.run())
    assert asked(test) == ""
    assert labels(test)[:3] == list(EXAMPLES)


def test_a_rerun_asks_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    questions = []
    real = Explorer.ask
    monkeypatch.setattr(Explorer, "ask", lambda self, text: questions.append(text) or real(self, text))
    test = page(HEADLINE)
    shown(test.run())
    assert questions == [HEADLINE]


# ---- outcomes


def test_an_answer_names_confirmed_and_possible_apart() -> None:
    written = html(page(HEADLINE))
    assert "2 confirmed, 1 possible" in written
    rows = re.findall(r'<tr role="row" class="is-(\w+)">.*?</tr>', written)
    assert rows == ["confirmed", "confirmed", "possible"]
    for name in ("Ash Primary", "Birch Primary", "Cedar Primary"):
        assert re.search(rf'<th scope="row" role="rowheader">{name}</th>', written)
    assert 'id="source-1"' in written


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("which schools in Leeds link to Siegen", "Not recorded"),
        ("which schools link to Zorpstadt", "Name not known"),
        ("partners of Newport", "More than one meaning"),
        ("what is the weather in May", "Outside this tool"),
    ],
)
def test_each_outcome_is_named_in_words_and_offers_questions(question: str, outcome: str) -> None:
    test = page(question, explorer(world_with("Newport on Sea", "Newport on Hill")))
    assert outcome in html(test)
    assert len(test.button) >= 2
    assert "<table" not in html(test)


def test_did_you_mean_asks_the_whole_question_with_every_word_mended() -> None:
    test = page("is Leedzzs linked to Siegzzn")
    assert "Did you mean" in html(test)
    assert "is Leeds linked to Siegen" in labels(test)
    press(test, "is Leeds linked to Siegen")
    assert asked(test) == "is Leeds linked to Siegen"


@pytest.mark.parametrize("name", ["Peru", "Quux"])
def test_a_question_with_a_name_that_is_not_known_is_offered_without_it(name: str) -> None:
    test = page(f"which cities is Leeds twinned with in {name}")
    button = next(button for button in test.button if button.label == f"Ask without “{name}”")
    after = shown(button.click().run())
    assert asked(after) and name not in asked(after) and "Hangzhou" in html(after)


def test_a_reading_is_the_whole_question() -> None:
    test = page("partners of Newport", explorer(world_with("Newport on Sea", "Newport on Hill")))
    assert labels(test)[-2:] == ["partners of Newport on Sea", "partners of Newport on Hill"]


def test_things_of_the_same_name_lead_to_their_profiles() -> None:
    test = page("partners of Newport", explorer(world_with("Newport", "Newport")))
    assert 'href="profile?node=x0"' in html(test)
    assert 'href="profile?node=x1"' in html(test)


def test_a_store_that_fails_says_so_and_the_page_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Explorer, text: str) -> Answer:
        raise StoreError("Neo4j does not answer", fix="Start it, then ask again")

    monkeypatch.setattr(Explorer, "ask", fail)
    test = page(HEADLINE)
    assert "<h2>Neo4j does not answer.</h2><p>Start it, then ask again.</p>" in html(test)
    assert test.text_input[0].value == HEADLINE


def test_an_empty_store_says_how_to_load() -> None:
    assert "citylinks load" in html(page(on=Explorer(EmbeddedStore())))


# ---- the whole app


@pytest.fixture
def fresh() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def app() -> AppTest:
    return shown(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run())


@pytest.mark.usefixtures("fresh")
def test_the_app_opens_on_the_curated_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CITYLINKS_STORE", raising=False)
    assert labels(app())[:3] == list(EXAMPLES)


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("store", ["bolt://127.0.0.1:1", "ftp://somewhere"])
def test_a_store_that_is_not_there(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYLINKS_STORE", store)
    test = app()
    assert 'role="alert"' in html(test)
    assert labels(test) == ["Try again"]


@pytest.mark.usefixtures("fresh")
def test_data_that_cannot_be_read(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CITYLINKS_STORE", raising=False)
    monkeypatch.setenv("CITYLINKS_DATA", str(tmp_path))
    assert "sources.csv" in html(app())
