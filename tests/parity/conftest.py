"""Fixtures with an empty store, one for each kind of store."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import neo4j
import pytest

from graph.stores.base import GraphStore
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.neo4j.store import Neo4jStore

STORES = {"memory": EmbeddedStore, "neo4j": Neo4jStore}


@pytest.fixture(params=STORES)
def new_store(request: pytest.FixtureRequest) -> Iterator[Callable[[], GraphStore]]:
    """A function that returns an empty store. A property test calls it for each example."""
    if request.param == "memory":
        yield EmbeddedStore
        return
    url = request.getfixturevalue("neo4j_url")
    opened: list[Neo4jStore] = []
    with neo4j.GraphDatabase.driver(url) as driver:

        def empty() -> GraphStore:
            driver.execute_query("MATCH (n) DETACH DELETE n")
            if opened:
                opened[0].refresh()
            else:
                opened.append(Neo4jStore(url))
            return opened[0]

        yield empty
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: Callable[[], GraphStore]) -> GraphStore:
    return new_store()
