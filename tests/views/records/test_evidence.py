"""The evidence page: each claim with its file, line, row and source; unknown ids, and markup in the data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from datasets.live import LiveLibrary, open_graph
from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.model.settings import Settings
from tests.engines import ROOT
from tests.views.records.test_pages import html, shown
from views.table import MAX_CLAIMS, answer_table

MEMBERS = "network,member,country,role\nEurocities,Leeds,United Kingdom,member\n"


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> LiveLibrary:
    """The curated data with one loaded list of members."""
    _, library = open_graph(Settings(home=tmp_path_factory.mktemp("home")))
    path = tmp_path_factory.mktemp("files") / "members.csv"
    path.write_text(MEMBERS, encoding="utf-8")
    library.commit([library.preview(path, library.load_options("", [], [], []))])
    return library


@pytest.fixture(scope="module")
def on(library: LiveLibrary) -> Explorer:
    return Explorer(library.store)


def page(on: Explorer, library: LiveLibrary, **address: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "views" / "records" / "evidence.py"), default_timeout=60)
    test.session_state["explorer"], test.session_state["datasets"] = on, library
    for key, value in address.items():
        test.query_params[key] = value
    return shown(test.run())


def links(answer: Answer) -> list[dict[str, str]]:
    """The parameters of each evidence link in an answer's table."""
    found = re.findall(r'href="(evidence\?[^"]*)"', answer_table(answer))
    return [{name: values[0] for name, values in parse_qs(urlsplit(link).query).items()} for link in found]


def test_each_row_of_an_answer_links_to_its_evidence(on: Explorer, library: LiveLibrary) -> None:
    answer = on.ask("which Newcastle schools link to Wuhan")
    addresses = links(answer)
    assert len(addresses) == len(answer.rows)
    for row, address in zip(answer.rows, addresses, strict=True):
        written = html(page(on, library, **address))
        assert all(f"<code>{claim_id}</code>" in written for claim_id in row.claims)


def test_a_curated_claim_shows_file_line_row_and_source(on: Explorer, library: LiveLibrary) -> None:
    claim = next(claim for claim in library.store.claims() if claim.source == "002")
    written = html(page(on, library, claim=claim.id))
    place = re.search(r"data/claims\.csv, line (\d+)", written)
    assert place
    with (library.data / "claims.csv").open(encoding="utf-8", newline="") as file:
        row = list(csv.DictReader(file))[int(place[1]) - 2]
    assert (row["subject"], row["object"]) == (claim.subject, claim.object)
    assert f'<th scope="row">subject</th><td>{claim.subject} (' in written
    assert 'href="sources?source=002"' in written
    assert "<dt>Checked</dt>" in written


def test_a_loaded_claim_shows_its_file_and_dataset(on: Explorer, library: LiveLibrary) -> None:
    dataset = library.datasets()[0]
    claim = next(claim for claim in library.store.claims(["MEMBER_OF"]) if claim.source == dataset.id)
    written = html(page(on, library, claim=claim.id, node=claim.subject))
    assert "members.csv, row 2" in written
    assert f"dataset {dataset.id}" in written


def test_an_id_that_no_claim_has_is_named(on: Explorer, library: LiveLibrary) -> None:
    written = html(page(on, library, claim="<b>0</b>"))
    assert "No claim has the id “&lt;b&gt;0&lt;/b&gt;”." in written


def test_without_an_id_the_page_says_how_to_get_there(on: Explorer, library: LiveLibrary) -> None:
    assert "“Evidence” link" in html(page(on, library))


def test_many_claims_are_shown_up_to_a_limit(on: Explorer, library: LiveLibrary) -> None:
    ids = [claim.id for claim in library.store.claims()[: MAX_CLAIMS + 5]]
    written = html(page(on, library, claim=",".join(ids)))
    assert written.count("<dt>Claim</dt>") == MAX_CLAIMS
    assert f"Only the first {MAX_CLAIMS} of {MAX_CLAIMS + 5} claims are shown." in written
