"""The record pages on a small world and on the curated graph: sections, links to sources, unknown ids, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.answers.answer import Answer, Citation, Row
from graph.answers.explorer import Explorer
from graph.answers.records.data_checks import data_checks
from graph.model.errors import StoreError
from graph.model.records import Node, Records
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds
from tests.engines import ROOT
from views.look import element, escape_markdown
from views.source_numbers import renumber_sources
from views.table import link_names, profile_link

NEWCASTLE, WEST_JESMOND = "geonames:2641673", "GB-EDU-131203"
SCRIPT = "<script>window.stolen=1</script>"
PAGES = ("place", "profile", "data_health", "sources_page")


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """Pages cache what they read by load number and id, which the small worlds share."""
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def small(records: Records | None = None) -> Explorer:
    store = EmbeddedStore()
    store.load(records or worlds.tiny())
    return Explorer(store)


def page(name: str, on: Explorer, **address: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "views" / "records" / f"{name}.py"), default_timeout=60)
    test.session_state["explorer"] = on
    for key, value in address.items():
        test.query_params[key.replace("_", "-")] = value
    return shown(test.run())


def shown(test: AppTest) -> AppTest:
    assert not test.exception
    return test


def html(test: AppTest) -> str:
    return "\n".join(part.value for part in test.get("html"))


def section_labels(test: AppTest) -> list[str]:
    """The labels of the sections as text."""
    return [re.sub(r"\\(.)|\*", r"\1", section.label) for section in test.expander]


def levels(test: AppTest) -> list[int]:
    return [int(level) for level in re.findall(r"<h(\d)", html(test))]


# ---- place


def test_a_place_shows_its_sectors_counts_and_gaps(explorer: Explorer) -> None:
    test = page("place", explorer)
    written = html(test)
    assert '<h1 class="page-title">Newcastle upon Tyne</h1>' in written
    assert test.selectbox[0].value == NEWCASTLE
    titles = re.findall(r"<h3>(.*?)</h3>", written)
    assert titles[:8] == [
        "Civic links", "Consular corps", "Business", "Civil society", "Education links",
        "Arts, culture, heritage and sports", "International communities", "Newcastles of the World",
    ]  # fmt: skip
    assert "What is missing" in written
    assert any(re.fullmatch(r"\d+ schools", label) for label in section_labels(test))
    assert any(label.endswith(" China") for label in section_labels(test))
    assert any(label.endswith(" 2010s") for label in section_labels(test))
    assert "<table" not in written


def test_the_address_opens_a_place_and_a_door(explorer: Explorer) -> None:
    test = page("place", explorer, place="geonames:2644688", place_civic="true")
    written = html(test)
    assert ">Leeds</h1>" in written
    number = next(label for label in section_labels(test) if "Civic links" in label).split()[0]
    assert written.count('<tr role="row" class=') == int(number)
    for target in re.findall(r'href="#([^"]+)"', written):
        assert f'id="{target}"' in written


def test_choosing_a_place_changes_the_address() -> None:
    test = page("place", small(), place="newcastle")
    test.selectbox(key="place_box").set_value("leeds")
    shown(test.run())
    assert "leeds" in test.query_params["place"]
    assert ">Leeds</h1>" in html(test)


def test_a_place_without_a_link_says_that_nothing_is_recorded() -> None:
    test = page("place", small(), place="lyme")
    assert "No link of it is recorded." in html(test)
    assert section_labels(test) == []
    assert "Nothing is recorded under “Civic links”." in html(test)


@pytest.mark.parametrize("unknown", ["nowhere", SCRIPT, "a-school"])
def test_a_place_that_is_none_is_said(unknown: str) -> None:
    written = html(page("place", small(), place=unknown))
    assert "Place overview</h1>" in written
    assert "<script" not in written


# ---- profile


def test_a_profile_tells_links_sources_place_and_questions(explorer: Explorer) -> None:
    written = html(page("profile", explorer, node=WEST_JESMOND))
    assert ">West Jesmond Primary</h1>" in written
    assert "West Jesmond Primary School" in written
    assert profile_link(NEWCASTLE, "Newcastle upon Tyne") in written
    assert "<h2>Partnerships</h2>" in written
    assert "./?q=Who%20is%20West%20Jesmond%20Primary" in written
    ids = re.findall(r'<li id="([^"]+)"', written)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', written):
        assert target in ids
    assert 'href="sources?source=001"' in written


def test_what_lies_in_a_place_opens() -> None:
    test = page("profile", small(), node="newcastle", profile_school="true")
    assert "3 Schools" in section_labels(test)
    assert profile_link("a-school", "Ash Primary") in html(test)


def test_a_thing_that_was_succeeded_says_by_what() -> None:
    written = html(page("profile", small(), node="old-met"))
    assert "It was succeeded by Leeds Beckett University." in written
    assert profile_link("beckett", "Leeds Beckett University") in written


def test_a_thing_without_a_link_has_a_profile() -> None:
    written = html(page("profile", small(), node="island"))
    assert "Island Club 武汉" in written
    assert "No link of it is recorded." in written


@pytest.mark.parametrize(
    ("asked", "near"), [("a-schol", "Ash Primary"), ("Birch Primry", "Birch Primary"), (SCRIPT, ""), ("x" * 5000, "")]
)
def test_an_unknown_id_is_said_and_the_nearest_offered(asked: str, near: str) -> None:
    test = page("profile", small(), node=asked)
    assert "No item has the id" in html(test)
    assert near in html(test)
    assert "<script" not in html(test)
    assert test.selectbox[0].value is None


# ---- data health


def test_each_check_is_a_number_and_opens_its_rows() -> None:
    test = page("data_health", small(), health_undated="true", health_one_side="true")
    written = html(test)
    opened = [label for label in section_labels(test) if "No date" in label or "One side only" in label]
    assert written.count('<tr role="row" class=') == sum(int(label.split()[0]) for label in opened)
    assert "Links with no start date." in " ".join(section_labels(test))


def test_of_many_things_all_are_counted_and_the_first_listed() -> None:
    tiny = worlds.tiny()
    lone = [Node(f"lone{number}", "School", f"Lone {number}") for number in range(1200)]
    on = small(worlds.records([*tiny.nodes, *lone], list(tiny.claims)))
    (section,) = [one for one in data_checks(on.catalogue, on.store) if one.key == "unlinked"]
    assert section.count > 1200
    assert len(section.answer.rows) == 500
    assert "The first 500 by name are listed." in section.explanation
    assert any(
        label.startswith(f"{section.count:,} Without a link") for label in section_labels(page("data_health", on))
    )


def test_of_a_large_graph_what_registers_list_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = worlds.tiny()
    charities = [Node(f"charity{number}", "Charity", f"Charity {number}") for number in range(30)]
    listed = [worlds.claim(node.id, "OPERATES_IN", "uk") for node in charities]
    records = worlds.records([*tiny.nodes, *charities], [*tiny.claims, *listed])
    before = {one.key: one.count for one in data_checks(small().catalogue, small().store)}
    monkeypatch.setattr("graph.catalogue.catalogue.LARGE", 10)
    on = small(records)
    found = {one.key: one.count for one in data_checks(on.catalogue, on.store)}
    for key in ("undated", "one-source", "third-party", "unchecked", "unlinked"):
        assert found[key] == before[key], key
    assert "Complete registers are checked by their publishers" in html(page("data_health", on))


def test_a_number_that_is_zero_is_text(explorer: Explorer) -> None:
    test = page("data_health", explorer)
    assert "<b>0</b> Not checked for 2 years" in html(test)
    assert not any("Not checked" in label for label in section_labels(test))


# ---- sources


def test_all_sources_are_listed_the_one_asked_for_first(explorer: Explorer) -> None:
    written = html(page("sources_page", explorer, source="002"))
    titles = re.findall(r"<h2>(.*?)<span", written)
    assert len(titles) == len(explorer.catalogue.sources)
    assert titles[0] == "International relations"
    assert 'href="https://www.geonames.org/"' in written
    assert "geonames: GeoNames, https://www.geonames.org/. Licence: CC BY 4.0." in written


def test_a_source_opens_what_rests_on_it() -> None:
    test = page("sources_page", small(), source_other="true")
    label = next(label for label in section_labels(test) if "based on other" in label)
    assert html(test).count('<tr role="row" class=') == int(label.split()[0])
    assert "No source has the id “zz”." in html(page("sources_page", small(), source="zz"))


def test_only_web_addresses_of_sources_are_links() -> None:
    tiny = worlds.tiny()
    bad = [replace(source, url="javascript:alert(1)", title=SCRIPT, note="<b>") for source in tiny.sources]
    written = html(page("sources_page", small(replace(tiny, sources=tuple(bad)))))
    assert 'href="javascript' not in written
    assert "<script" not in written
    assert "<b>" not in written


# ---- every page


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_order(name: str, explorer: Explorer) -> None:
    found = levels(page(name, explorer))
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found))


@pytest.mark.parametrize("name", PAGES)
def test_a_store_that_is_empty_or_fails_says_so(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "citylinks load" in html(page(name, Explorer(EmbeddedStore())))
    broken = small()

    def fail(*_: object, **__: object) -> None:
        raise StoreError("Neo4j does not answer", fix="Start it, then ask again")

    monkeypatch.setattr(broken.store, "relationships", fail)
    if name != "profile":
        assert "Neo4j does not answer." in html(page(name, broken))


@pytest.mark.parametrize("name", [SCRIPT, "[x](javascript:1)", "**b**", "<b>&"])
def test_names_are_text_on_every_page(name: str) -> None:
    tiny = worlds.tiny()
    claims = [worlds.claim("newcastle", "TWINNED_WITH", "x"), worlds.claim("x", "LOCATED_IN", "y")]
    nodes = [Node("x", "City", name, (name,)), Node("y", "Country", name)]
    on = small(worlds.records([*tiny.nodes, *nodes], [*tiny.claims, *claims]))
    tests = [
        page("place", on, place="newcastle", place_own="true"),
        page("profile", on, node="x"),
        page("data_health", on, health_undated="true"),
        page("sources_page", on, source_page="true"),
    ]
    for test in tests:
        assert element("a", name).removeprefix("<a>") in html(test)
        assert "<script" not in html(test)
        assert "<b>&" not in html(test)
    assert f"**1** {escape_markdown(name)}" in [section.label for section in tests[0].expander]


@pytest.mark.parametrize("name", PAGES)
def test_a_rerun_reads_nothing_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on = small()
    test = page(name, on)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(on.store, "relationships", fail)
    shown(test.run())


# ---- the parts


def test_names_in_a_cell_are_links_and_the_rest_is_text() -> None:
    names = {"a": "Leeds", "b": "Leeds United"}
    assert link_names("Leeds United – Leeds", ("a", "b"), names) == [
        profile_link("b", "Leeds United"), " – ", profile_link("a", "Leeds")
    ]  # fmt: skip
    assert link_names("Leedsish", ("a",), names) == ["Leedsish"]
    assert link_names("Anything", ("c d&",), {}) == [profile_link("c d&", "Anything")]
    assert 'href="profile?node=c%20d%26"' in profile_link("c d&", "x")
    assert link_names("Civic", (), names) == ["Civic"]


def test_one_numbering_lists_each_place_in_a_source_once() -> None:
    def answer(*places: str) -> Answer:
        cited = tuple(Citation(i, worlds.PAGE, at, "party", "", (at,)) for i, at in enumerate(places, 1))
        rows = tuple(Row((at,), sources=(i,)) for i, at in enumerate(places, 1))
        return Answer("q", "answer", "s", columns=("name",), rows=rows, sources=cited)

    made, cited = renumber_sources([answer("one", "two"), answer("two", "three")])
    assert [(c.number, c.locator) for c in cited] == [(1, "one"), (2, "two"), (3, "three")]
    assert [row.sources for each in made for row in each.rows] == [(1,), (2,), (2,), (3,)]
