"""A search finds claims and nodes by any of their words, best first, the same every time."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.search.record_search import MOST_ALIKE, MOST_WORDS
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds


@pytest.fixture(scope="module")
def curated(explorer: Explorer) -> Catalogue:
    return explorer.catalogue


@pytest.fixture(scope="module")
def tiny() -> Catalogue:
    store = EmbeddedStore()
    store.load(worlds.tiny())
    return Catalogue(store)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("football radicalism", "Leeds United supports BVB Borussia Dortmund"),
        ("tea museum", "National Tea Museum"),
        ("gardening", "Leeds is partnered with Durban"),
        ("anniversary Shanghai", "Liverpool"),
        ("Leeds 1991", "Leeds has been twinned with Brno since 1991"),
        ("武汉", "Wuhan"),
        ("e-commerce Hangzhou", "Hangzhou"),
        ("LUFC", "Leeds United"),
    ],
)
def test_the_best_match_is_the_record_that_the_words_describe(curated: Catalogue, words: str, wanted: str) -> None:
    assert wanted in curated.search.find(words.split())[0].text


def test_a_word_finds_its_other_endings_and_is_given_back_as_typed(curated: Catalogue) -> None:
    (match,) = curated.search.find(["LESSON", "Siegen"], limit=1)
    assert "lessons" in match.text
    assert match.words == ("LESSON", "Siegen")


def test_a_match_says_how_many_of_the_distinct_words_it_has(curated: Catalogue) -> None:
    (match,) = curated.search.find(["gardening", "Gardening", "pandas", "—"], limit=1)
    assert (match.words, match.asked, match.coverage) == (("gardening",), 2, 0.5)


def test_a_node_reads_as_what_it_is_where_it_is_and_its_other_names(tiny: Catalogue) -> None:
    (match,) = tiny.search.find(["Ash"], limit=1)
    assert (match.kind, match.id, match.nodes) == ("node", "a-school", ("a-school",))
    assert match.text == "Ash Primary is a school in Newcastle upon Tyne, also called Ash."
    assert match.source == "A page"


def test_a_claim_reads_as_a_sentence_with_its_date_and_note_and_has_its_source(tiny: Catalogue) -> None:
    (first, *_) = tiny.search.find(["twinned", "Morley", "1966"])
    assert first.text == "Morley is twinned with Siegen, signed 1966."
    assert (first.kind, first.nodes, first.source) == ("claim", ("morley", "siegen"), "A page")
    (noted, *_) = tiny.search.find(["stated"])
    assert noted.text == "Cedar Primary is partnered with a school in China. A sister school, city not stated."


def test_who_holds_a_link_is_among_its_nodes(tiny: Catalogue) -> None:
    (match, *_) = tiny.search.find(["signatory"])
    assert match.nodes == ("newcastle", "wuhan", "uni")


def test_what_is_planned_reads_as_planned(curated: Catalogue) -> None:
    texts = [match.text for match in curated.search.find(["planned"], limit=20)]
    assert any(text.startswith("Broadwood Primary is to visit a school in China (planned).") for text in texts)
    assert any(text.startswith("Leeds is to be partnered with Brno (planned).") for text in texts)


def test_no_text_is_too_long_to_read(curated: Catalogue) -> None:
    found = curated.search.find(["city", "school", "partner", "support", "place", "take"], limit=1000)
    assert len(found) > 300
    assert max(len(match.text) for match in found) <= 300
    assert {match.text[0].isupper() or not match.text[0].isascii() for match in found} == {True}


def test_matches_are_sorted_by_score_and_then_by_id(curated: Catalogue) -> None:
    found = curated.search.find(["school", "china"], limit=100)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    for one, other in pairwise(found):
        assert (one.score, other.kind, other.id) > (other.score, one.kind, one.id)


def test_a_text_is_given_once(tiny: Catalogue) -> None:
    texts = [match.text for match in tiny.search.find(["partnered", "in", "school"], limit=50)]
    assert len(texts) == len(set(texts))


def test_many_claims_about_one_relationship_do_not_hide_the_rest(curated: Catalogue) -> None:
    few, many = (curated.search.find(["Hangzhou", "leader"], limit=limit) for limit in (5, 200))
    assert sum("Hangzhou is a leader in" in match.text for match in few) == MOST_ALIKE
    assert sum("Hangzhou is a leader in" in match.text for match in many) > MOST_ALIKE


def test_about_keeps_what_is_about_a_place_or_inside_it(tiny: Catalogue) -> None:
    inside = tiny.inside(("newcastle",))
    found = tiny.search.find(["partnered", "school", "network"], limit=50, about=("newcastle",))
    assert {match.id for match in found} >= {"a-school", "b-school", "c-school"}
    assert all(inside & set(match.nodes) for match in found)
    assert tiny.search.find(["school"], about=("nowhere",)) == ()


def test_types_keep_the_claims_of_these_types(tiny: Catalogue) -> None:
    claims = {c.id: c for c in worlds.tiny().claims}
    found = tiny.search.find(["Leeds", "Siegen"], limit=50, types=("TWINNED_WITH",))
    assert found and {claims[match.id].type for match in found} == {"TWINNED_WITH"}


@pytest.mark.parametrize("words", [[], [""], ["—", "!?"], ["pandas"], ["'; DROP TABLE"], ["\ud800"]])
def test_words_that_no_record_has_find_nothing(curated: Catalogue, words: list[str]) -> None:
    assert curated.search.find(words) == ()


@given(st.lists(st.text() | st.sampled_from(["Leeds", "school", "twinned 1991"]), max_size=30), st.integers(0, 30))
def test_any_words_give_a_valid_result(curated: Catalogue, words: list[str], limit: int) -> None:
    found = curated.search.find(words, limit=limit)
    assert len(found) <= limit
    assert all(match.words and set(match.words) <= set(words) and match.text and match.score > 0 for match in found)


def test_only_the_first_words_of_a_pasted_page_count(curated: Catalogue) -> None:
    page = [f"word{at}" for at in range(MOST_WORDS)] + ["gardening"] * 2000
    assert curated.search.find(page) == ()
    assert curated.search.find(["gardening", *page])[0].asked == MOST_WORDS


def test_a_word_is_mentioned_if_any_record_has_it_with_any_ending(curated: Catalogue) -> None:
    said = {word: curated.search.mentions(word) for word in ("Lesson", "e-commerce", "e-pandas", "pandas", "", "—")}
    assert [word for word, there in said.items() if there] == ["Lesson", "e-commerce"]


def test_no_limit_finds_nothing_and_an_empty_store_can_be_searched() -> None:
    empty = Catalogue(EmbeddedStore()).search
    assert empty.find(["Leeds"]) == ()
    store = EmbeddedStore()
    store.load(worlds.tiny())
    assert Catalogue(store).search.find(["Leeds"], limit=0) == ()


def test_threads_get_the_same_matches_from_an_index_that_is_not_yet_built() -> None:
    store = EmbeddedStore()
    store.load(worlds.tiny())
    search = Catalogue(store).search
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: search.find(["school", "Newcastle"]), range(32)))
    assert len(set(found)) == 1 and found[0]
