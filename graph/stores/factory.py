"""Opens the store that a URL names. It stands above both stores, so that neither store imports the other."""

from __future__ import annotations

from urllib.parse import urlsplit

from graph.model.errors import StoreError
from graph.stores.base import GraphStore

SCHEMES = ("memory", "bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def open_store(url: str = "memory") -> GraphStore:
    """An empty embedded store for "memory", or a connection to Neo4j for its URL.

    Raises StoreError for an unknown scheme, listing those known, and when the server cannot be reached.
    """
    scheme = "memory" if url in ("", "memory") else urlsplit(url).scheme
    if scheme == "memory":
        from graph.stores.embedded.store import EmbeddedStore

        return EmbeddedStore()
    if scheme in SCHEMES:
        from graph.stores.neo4j.store import Neo4jStore

        return Neo4jStore(url)
    raise StoreError(
        "CITYLINKS_STORE names no store that is known",
        value=url.split("@")[-1],
        expected="memory, or a URL that begins with " + ", ".join(f"{s}://" for s in SCHEMES[1:]),
        fix="Set CITYLINKS_STORE=memory to use the embedded store",
    )
