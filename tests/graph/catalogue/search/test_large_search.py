"""A graph with loaded registers is searched through the entries of the registers. Small graphs are treated as large."""

import pytest

from graph.answers.explorer import Explorer
from graph.model.records import Claim, Node, Source
from graph.stores.embedded.store import EmbeddedStore
from tests import register_worlds

REGISTER = Source("funds", "dataset", "Register of funds", as_of="2026-10-01")
NODES = [
    Node("GB-CHC-9000001", "Charity", "Fund for Pandas", (), "charitable trust", note="Keeps bamboo forests."),
    Node("GB-CHC-9000002", "Charity", "Fund for Otters", ("Ottery",), "charitable trust"),
]
CLAIMS = [
    Claim(node.id, kind, place, "funds", locator=f"fund {node.id[-7:]}")
    for node in NODES
    for kind, place in (("LOCATED_IN", "geonames:2644688"), ("OPERATES_IN", "iso:ZA"))
]
# The claim of a register that does more than list its entries.
TWINNING = Claim("geonames:2644688", "TWINNED_WITH", "iso:ZA", "funds", note="A bamboo twinning.")


@pytest.fixture(params=register_worlds.SIZES)
def opened(request: pytest.FixtureRequest) -> Explorer:
    return register_worlds.opened(register_worlds.with_curated(NODES, [*CLAIMS, TWINNING], [REGISTER]), request.param)


def test_an_entry_of_a_register_is_found_by_its_name_note_kind_and_place(opened: Explorer) -> None:
    find = opened.catalogue.search.find
    for words in (["pandas"], ["bamboo", "keeps"], ["fund", "Leeds", "forest"]):
        match = find(words)[0]
        assert match.text == "Fund for Pandas is a charitable trust in Leeds. Keeps bamboo forests."
        assert (match.kind, match.id, match.source) == ("node", "GB-CHC-9000001", "Register of funds")
    assert find(["ottery"])[0].id == "GB-CHC-9000002"


def test_what_a_register_lists_of_its_entries_has_no_text_of_its_own(opened: Explorer) -> None:
    found = opened.catalogue.search.find(["pandas", "fund", "bamboo"], limit=50)
    listed = {claim.id for claim in CLAIMS}
    assert not listed & {match.id for match in found}
    assert TWINNING.id in {match.id for match in found}


def test_a_graph_of_any_size_gives_the_same_matches(explorer: Explorer) -> None:
    every = [
        register_worlds.opened(register_worlds.with_curated(NODES, [*CLAIMS, TWINNING], [REGISTER]), size)
        for size in register_worlds.SIZES
    ]
    for words in (["Leeds", "fund"], ["football"], ["China", "school", "visit"], ["bamboo", "otters"]):
        one, other = (ready.catalogue.search.find(words, limit=20) for ready in every)
        assert one == other and one


def test_a_search_that_was_prepared_reads_no_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    records = register_worlds.with_curated(NODES, CLAIMS, [REGISTER])
    ready = register_worlds.opened(records, register_worlds.SIZES[1])
    ready.prepare()
    monkeypatch.setattr(EmbeddedStore, "claims", lambda *_: pytest.fail("read when it was asked"))
    assert ready.catalogue.search.find(["pandas"])
