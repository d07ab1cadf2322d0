"""Opens the store that CITYLINKS_STORE names.

A new store needs its schemes and a function in `STORES`, and a fixture in `tests/parity/conftest.py`. Neither store
imports the other: this module is above both.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from graph.model.errors import StoreError
from graph.stores.base import GraphStore


def _embedded(url: str) -> GraphStore:
    from graph.stores.embedded.store import EmbeddedStore

    return EmbeddedStore()


def _neo4j(url: str) -> GraphStore:
    from graph.stores.neo4j.store import Neo4jStore

    return Neo4jStore(url)


NEO4J_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
STORES = {"memory": _embedded, **dict.fromkeys(NEO4J_SCHEMES, _neo4j)}
"""What opens the store for each scheme of a URL. Only the module of the store that is opened is imported."""


def open_store(url: str = "memory") -> GraphStore:
    """An empty embedded store for "memory", or a connection to the server that a URL names.

    Raises StoreError for an unknown scheme, listing the known ones, and when the server can't be reached.
    """
    scheme = "memory" if url in ("", "memory") else urlsplit(url).scheme
    if scheme not in STORES:
        raise StoreError(
            "CITYLINKS_STORE names no store that is known",
            value=url.split("@")[-1],
            expected="memory, or a URL that begins with " + ", ".join(f"{name}://" for name in NEO4J_SCHEMES),
            fix="Set CITYLINKS_STORE=memory to use the embedded store",
        )
    return STORES[scheme](url)
