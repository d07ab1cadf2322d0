"""Every store treats fuzzy dates, renewals, plans, succession, conflicts, counts and unnamed ends in the same way."""

import pytest

from graph.answers.answer import CONFIRMED, POSSIBLE
from graph.answers.explorer import Explorer
from graph.catalogue.reciprocity import attribution
from graph.model.conflicts import conflicts
from graph.model.records import Node
from tests import worlds
from tests.worlds import claim


@pytest.fixture
def tiny(store):
    store.load(worlds.tiny())
    return Explorer(store)


def rows(answer, level=CONFIRMED):
    return {row.cells[0] for row in answer.rows if row.certainty == level}


def test_a_decade_is_possible_for_a_year_and_certain_for_itself(tiny):
    asked = tiny.ask("Birch Primary partners in 1935")
    assert (rows(asked), rows(asked, POSSIBLE)) == (set(), {"Wuhan"})
    assert rows(tiny.ask("Birch Primary partners in the 1930s")) == {"Wuhan"}
    assert rows(tiny.ask("Birch Primary partners in 1945")) == {"Wuhan"}  # begun before, with no end
    assert "No partnerships" in tiny.ask("Birch Primary partners in 1925").sentence


def test_a_two_year_range_is_possible_for_one_of_its_years(tiny):
    assert rows(tiny.ask("Leeds twinnings in 1989"), POSSIBLE) == {"Hangzhou"}
    assert rows(tiny.ask("Leeds twinnings in the 1980s")) == {"Hangzhou"}


def test_undated_links_are_counted_apart_and_never_dropped(tiny):
    answer = tiny.ask("which networks is Leeds a member of since 1990")
    assert answer.status == "empty"
    assert any("No date is recorded for 1 more" in note for note in answer.notes)


def test_a_renewal_is_not_a_start(store):
    world = worlds.tiny()
    renewed = claim("hangzhou", "TWINNED_WITH", "leeds", start="2012", event="renewed")
    store.load(worlds.records(list(world.nodes), [*world.claims, renewed]))
    answer = Explorer(store).ask("when did Leeds twin with Hangzhou")
    assert "since 1988/1989" in answer.sentence and "renewed 2012" in answer.text
    assert "since 2012" not in answer.text


def test_a_planned_agreement_is_not_an_agreement(store):
    nodes = [Node("a", "City", "Aford"), Node("b", "City", "Burg")]
    plan = claim("a", "TWINNED_WITH", "b", status="planned", event="announced", start="2030")
    store.load(worlds.records(nodes, [plan]))
    explorer = Explorer(store)
    answer = explorer.ask("is Aford twinned with Burg")
    assert answer.status == "empty" and answer.sentence.startswith("Not yet recorded")
    assert "planned" in answer.rows[0].cells
    assert explorer.ask("which twinnings are planned").status == "answer"


def test_a_renamed_university_is_found_by_both_names(store):
    world = worlds.tiny()
    old = claim("old-met", "PARTNERED_WITH", "hangzhou", start="2001")
    store.load(worlds.records(list(world.nodes), [*world.claims, old]))
    explorer = Explorer(store)
    for name in ("Leeds Metropolitan University", "Leeds Beckett University"):
        answer = explorer.ask(f"{name} partners")
        assert rows(answer) == {"Hangzhou"}, name
    assert any(
        "Leeds Metropolitan University" in note for note in explorer.ask("Leeds Beckett University partners").notes
    )


def test_a_merged_borough_keeps_its_links_under_the_city(store):
    world = worlds.tiny()
    merged = claim("morley", "SUCCEEDED_BY", "leeds", start="1974")
    claims = [c for c in world.claims if not (c.subject == "leeds" and c.object == "siegen")]
    store.load(worlds.records(list(world.nodes), [*claims, merged]))
    explorer = Explorer(store)
    for name in ("Morley", "Leeds"):
        answer = explorer.ask(f"is {name} twinned with Siegen")
        assert answer.sentence.startswith("Yes: Morley is twinned with Siegen"), name


def test_a_conflict_of_holder_is_found_and_both_claims_kept(store):
    nodes = [Node("a", "City", "Aford"), Node("b", "City", "Burg"), Node("u", "University", "Aford University")]
    claims = [
        claim("a", "TWINNED_WITH", "b", held_by="a", start="2008"),
        claim("a", "TWINNED_WITH", "b", "other", held_by="u", start="2008"),
    ]
    store.load(worlds.records(nodes, claims))
    (conflict,) = conflicts(store.relationships())
    assert conflict.rule == "holder" and set(conflict.claims) == set(claims)
    answer = Explorer(store).ask("which claims conflict")
    assert "Aford University" in answer.text and len(answer.rows[0].claims) == 2


def test_conflicting_starts_stand_side_by_side(tiny):
    answer = tiny.ask("when did Newcastle upon Tyne twin with Wuhan")
    assert "1985" in answer.text and "2008" in answer.text
    assert any(c.rule == "date" for c in conflicts(tiny.store.relationships()))


def test_a_count_is_kept_and_makes_no_nodes(tiny):
    (membership,) = (r for r in tiny.store.relationships() if (r.start, r.end) == ("leeds", "network"))
    assert membership.claims[0].counts == ("cities >= 190", "countries = 39")
    assert len(tiny.ask("members of Network of Cities").rows) == 2


def test_an_unnamed_end_is_a_link_counted_by_its_named_end(tiny):
    answer = tiny.ask("which schools link to Wuhan")
    assert rows(answer) == {"Ash Primary", "Birch Primary"}
    assert rows(answer, POSSIBLE) == {"Cedar Primary"}
    assert "a school in Wuhan, not named" in answer.text


def test_roll_up_through_three_levels(tiny):
    for place in ("Wuhan", "Hubei", "China", "Asia"):
        assert "Ash Primary" in rows(tiny.ask(f"which Newcastle upon Tyne schools link to {place}")), place


def test_a_tie_that_one_side_states_says_so(tiny):
    catalogue = tiny.catalogue
    (twinning,) = (r for r in tiny.store.relationships() if (r.start, r.end) == ("hangzhou", "leeds"))
    assert attribution(twinning.claims, catalogue) == "according to Leeds only"


def test_two_cities_that_share_only_a_country_are_not_linked(tiny):
    assert tiny.ask("is Wuhan twinned with Hangzhou").status == "empty"
    paths = tiny.ask("how is Newcastle-under-Lyme connected to Leeds")
    assert paths.status == "empty"
