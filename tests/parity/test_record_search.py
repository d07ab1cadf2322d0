"""Every store finds the same records for the same words, and can read the claims of some sources alone."""

import pytest

from graph.catalogue.catalogue import Catalogue
from graph.model.data_folder import SHIPPED_DATA
from graph.stores.neo4j.store import Neo4jStore
from loaders.curated.folder import read_curated
from tests import worlds

WORDS = ["Leeds", "Brno", "school", "visit", "planned", "football", "gardening", "1991", "武汉", "e-commerce", "city"]


@pytest.fixture(scope="module")
def curated():
    return read_curated(SHIPPED_DATA)


def test_every_search_finds_the_same(store, curated, explorer):
    store.load(curated)
    search, reference = Catalogue(store).search, explorer.catalogue.search
    for first in WORDS:
        for second in WORDS:
            assert search.find([first, second], limit=20) == reference.find([first, second], limit=20)
    about = ("geonames:2644688",)
    assert search.find(WORDS, about=about, types=["VISITED"]) == reference.find(WORDS, about=about, types=["VISITED"])


def test_a_search_makes_no_round_trip(store, curated):
    if not isinstance(store, Neo4jStore):
        return  # the embedded store has no round trips
    store.load(curated)
    catalogue = Catalogue(store)
    before = store.round_trips
    assert catalogue.search.find(["Leeds", "school"], limit=50)
    assert store.round_trips == before


@pytest.mark.parametrize("sources", [(), ("other",), ("page", "other"), ("nowhere",)])
@pytest.mark.parametrize("types", [None, ("TWINNED_WITH", "MEMBER_OF")])
def test_claims_are_read_by_type_and_source(store, types, sources):
    world = worlds.tiny()
    store.load(world)
    wanted = tuple(c for c in world.claims if c.source in sources and (types is None or c.type in types))
    assert store.claims(types, sources) == wanted
    assert store.claims(sources=sources) == tuple(c for c in world.claims if c.source in sources)
