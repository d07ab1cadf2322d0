"""A very large start is ranked by outlines: the result is the same as from all claims, and few claims are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.explorer import Explorer
from graph.catalogue import catalogue, locations
from graph.explore import starts
from graph.explore.explorations import ViewService
from graph.explore.facets import Facets
from graph.explore.ranking import first_of
from graph.explore.view import Action, Filters, Start, View
from graph.explore.visible import VisibleGraph, line_types
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import ANY_NODE, Claim, Node, NodeFilter, Records, Relationship, Source
from graph.model.text import fold
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated
from tests.worlds import OTHER, PAGE, claim, graphs, records

KINDS = st.sampled_from(["TWINNED_WITH", "PARTNERED_WITH", "MEMBER_OF"])
FILTERS = st.builds(
    lambda kind, type_, source, place, years: (
        Filters(since=years, undated=not years)
        .with_off("kind", kind)
        .with_only("type", type_)
        .with_off("source", source)
        .with_only("place", place)
    ),
    st.frozensets(st.sampled_from(["School", "Network"]), max_size=1),
    st.frozensets(KINDS, max_size=2),
    st.frozensets(st.sampled_from(["page", "other"]), max_size=1),
    st.frozensets(st.sampled_from(["n0", "n1"]), max_size=1),
    st.sampled_from([None, None, 1990]),
)


class Counting(EmbeddedStore):
    """A store that counts the claims that it returns."""

    given = 0

    def relationships(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> tuple[Relationship, ...]:
        found = super().relationships(near, far, types)
        self.given += sum(len(r.claims) for r in found)
        return found

    def claims(self, types: Collection[str] | None = None, sources: Collection[str] | None = None) -> tuple[Claim, ...]:
        found = super().claims(types, sources)
        self.given += len(found)
        return found


def opened(world: Records) -> ViewService:
    store = Counting()
    store.load(world)
    service = ViewService(Explorer(store))
    store.given = 0
    return service


def register(count: int) -> Records:
    """Charities of one city that work in one to four countries each, as in a register."""
    countries = [Node(f"c{at}", "Country", f"Country {at}") for at in range(4)]
    nodes = [Node("city", "City", "City"), *countries]
    claims = [claim("city", "LOCATED_IN", "c0")]
    for at in range(count):
        charity = Node(f"fund-{at:05}", "Charity", f"Fund {at}")
        nodes.append(charity)
        claims.append(claim(charity.id, "LOCATED_IN", "city", locator=f"row {at}"))
        claims += [claim(charity.id, "OPERATES_IN", f"c{to}", locator=f"row {at}") for to in range(at % 4 + 1)]
    return records(nodes, claims)


# ---- few claims are read


@pytest.mark.parametrize("start", [Start("things", ("c0",)), Start("compare", ("c0", "city")), Start()])
def test_a_first_picture_reads_no_more_claims_than_it_draws(monkeypatch, start: Start) -> None:
    monkeypatch.setattr(catalogue, "LARGE", 0)
    service, view = opened(register(5000)), View(start)
    shown = service.show(view)
    service.picture(view), service.years(view), service.undated(view), service.counts(view)
    assert shown.total > 5000
    drawn = [claim for r in (*shown.relationships, *shown.locations) for claim in r.claims]
    assert 0 < service.explorer.store.given <= len(drawn)


@pytest.mark.parametrize("filters", [Filters(), Filters().with_only("source", frozenset({"page"}))])
def test_opening_a_hub_reads_no_more_claims_than_it_draws(monkeypatch, filters: Filters) -> None:
    monkeypatch.setattr(catalogue, "LARGE", 0)
    service, view = opened(register(5000)), View(Start("things", ("fund-00004",)), filters=filters)
    before = ids(service.show(view))
    service.explorer.store.given = 0
    shown = service.show(view.then(Action("open", ("c0",), filters)))
    assert len(ids(shown) - before) == 20
    assert shown.unshown_neighbours["c0"] == 5000 - 21
    assert service.unshown_by_type(shown.view, "c0") == {"OPERATES_IN": 5000 - 21}
    drawn = [claim for r in (*shown.relationships, *shown.locations) for claim in r.claims]
    assert service.explorer.store.given <= len(drawn)


def test_what_is_drawn_is_told_in_full() -> None:
    shown = opened(register(20)).show(View(Start("things", ("fund-00004",))))
    (link,) = shown.links
    assert link.claims == (claim("fund-00004", "OPERATES_IN", "c0", locator="row 4"),)


# ---- the same result as from all claims


def ids(shown: VisibleGraph) -> set[str]:
    return {node.id for node in shown.nodes}


def held(links: Iterable[Relationship], own: tuple[str, ...], service: ViewService) -> tuple[list[str], list[str]]:
    """The nodes and links of a start, found by reading every link."""
    every = {r.id: r for r in links if r.start != r.end}
    degree = Counter(own)
    degree.update(end for r in every.values() for end in (r.start, r.end))
    name = service.explorer.catalogue.name
    ordered = sorted(degree, key=lambda i: (i not in own, -degree[i], fold(name(i)), i))[: starts.MOST]
    return ordered, sorted(key for key, r in every.items() if r.start in ordered and r.end in ordered)


@settings(max_examples=60)
@given(graphs(), st.sampled_from(["n0", "n1", "n5"]), st.sampled_from([2, 4, 2000]))
def test_a_start_holds_what_reading_all_links_finds(world: Records, thing: str, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starts, "MOST", most)
        service = opened(world)
        names, store = service.explorer.catalogue, service.explorer.store
        ends = NodeFilter(within=frozenset({thing})) if names.is_place(thing) else NodeFilter(ids=frozenset({thing}))
        seed = starts.seed(Start("things", (thing,)), service.explorer, names)
        expected = held(store.relationships(ends, types=line_types()), (thing,), service)
        assert (list(seed.ranked), [r.id for r in seed.links]) == expected
        whole = starts.seed(Start(), service.explorer, names)
        assert (list(whole.ranked), [r.id for r in whole.links]) == held(
            store.relationships(types=line_types()), (), service
        )


@settings(max_examples=60)
@given(graphs(), FILTERS)
def test_what_is_not_shown_is_counted_as_if_every_link_were_read(world: Records, filters: Filters) -> None:
    service = opened(world)
    view = View(Start("things", ("n0",), first=3), filters=filters)
    shown, facets = service.show(view), Facets(service.explorer.catalogue)
    expected = {}
    for node in ids(shown):
        links = service.explorer.store.relationships(NodeFilter(ids=frozenset({node})), types=line_types())
        far = {r.other(node) for r in links if r.start != r.end and facets.test(r, filters)} - ids(shown)
        off = filters.dropped("kind")
        expected[node] = sum(service.explorer.catalogue.nodes[i].label not in off for i in far)
    assert shown.unshown_neighbours == {node: count for node, count in expected.items() if count}


@given(st.dictionaries(st.sampled_from([f"n{at}" for at in range(9)]), st.integers(1, 3)), st.integers(0, 9))
def test_the_first_of_many_are_those_that_sorting_all_puts_first(weights: dict[str, int], most: int) -> None:
    world = Records([Node(f"n{at}", "City", f"Name {at % 3}") for at in range(9)], (), (OTHER, PAGE))
    names = opened(world).explorer.catalogue
    ordered = sorted(weights, key=lambda i: (-weights[i], fold(names.name(i)), i))
    assert first_of(weights, most, names) == ordered[:most]


def test_conflicts_of_a_large_graph_are_marked_as_those_of_a_small_one(monkeypatch) -> None:
    small = opened(read_curated(SHIPPED_DATA)).conflicts()
    monkeypatch.setattr(catalogue, "LARGE", 0)
    monkeypatch.setattr(locations, "FEW", 0)
    assert opened(read_curated(SHIPPED_DATA)).conflicts() == small != frozenset()


def test_what_a_filter_kept_out_while_all_was_tidied_up_comes_back() -> None:
    nodes = [Node(i, label, i) for i, label in (("a", "Club"), ("b", "City"), ("c", "School"))]
    service = opened(records(nodes, [claim("a", "PARTNERED_WITH", "b"), claim("b", "PARTNERED_WITH", "c")]))
    without = Filters().with_off("kind", frozenset({"School"}))
    view = View(Start("things", ("a",))).then(Action("open", ("b",)))
    tidied = view.filtered(without).then(Action("arrange", filters=without)).filtered(Filters())
    assert ids(service.show(tidied)) == {"a", "b", "c"}
    assert service.show(tidied).positions["c"] == service.show(view).positions["c"]


@pytest.mark.parametrize("start", [Start("things", ("c0",)), Start("whole", ())], ids=["a place", "the whole graph"])
def test_of_a_large_graph_what_has_links_of_its_own_goes_before_what_registers_list(
    monkeypatch: pytest.MonkeyPatch, start: Start
) -> None:
    world = register(40)
    twins = [Node(f"twin-{at}", "City", f"Twin {at}") for at in range(3)]
    links = [claim("city", "TWINNED_WITH", twin.id) for twin in twins]
    much = records([*world.nodes, *twins], [*world.claims, *links])
    much = replace(much, sources=(*much.sources, Source("register", "dataset", "A register")))
    monkeypatch.setattr(starts, "MOST", 5)
    assert not {"twin-0", "twin-1", "twin-2"} <= {node.id for node in opened(much).show(View(start)).nodes}
    monkeypatch.setattr(catalogue, "LARGE", 10)
    monkeypatch.setattr(locations, "FEW", 10)
    shown = opened(much).show(View(start))
    assert {"city", "twin-0", "twin-1", "twin-2"} <= {node.id for node in shown.nodes}
    assert {r.type for r in shown.relationships} >= {"TWINNED_WITH"}
