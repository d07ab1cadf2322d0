"""Settings.from_env(): the only reader of environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.vocabulary import DATA

MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph is kept and where the curated data lies."""

    store: str = MEMORY
    data: Path = DATA

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """CITYLINKS_STORE (memory, or a bolt/neo4j URL) and CITYLINKS_DATA (a folder like data/)."""
        store = environment.get("CITYLINKS_STORE", "").strip() or MEMORY
        return cls(
            store=MEMORY if store.rstrip(":/") == MEMORY else store,
            data=Path(environment["CITYLINKS_DATA"]) if environment.get("CITYLINKS_DATA") else DATA,
        )


@dataclass(frozen=True, slots=True)
class Neo4jSettings:
    """How to log in: never part of an error message."""

    user: str = ""
    password: str = ""
    database: str = "neo4j"

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Neo4jSettings:
        """NEO4J_USER, NEO4J_PASSWORD (both empty: no log-in) and NEO4J_DATABASE."""
        return cls(
            environment.get("NEO4J_USER", ""),
            environment.get("NEO4J_PASSWORD", ""),
            environment.get("NEO4J_DATABASE", "neo4j"),
        )
