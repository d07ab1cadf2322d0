"""Invented registers added to the curated graph, read as a small graph and as a large one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.answers.explorer import Explorer
from graph.answers.nodes import facts
from graph.catalogue import catalogue, locations
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim, Node, Records, Source
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated

SIZES = ("as it is", "taken for a large one")


def with_curated(nodes: Sequence[Node], claims: Sequence[Claim], sources: Sequence[Source]) -> Records:
    """The curated graph and these records."""
    curated = read_curated(SHIPPED_DATA)
    return Records((*curated.nodes, *nodes), (*curated.claims, *claims), (*curated.sources, *sources))


def opened(records: Records, size: str) -> Explorer:
    """An explorer of the records. With the size "large", any graph is treated as large."""
    store = EmbeddedStore()
    store.load(records)
    with pytest.MonkeyPatch.context() as patch:
        if size != SIZES[0]:
            patch.setattr(catalogue, "LARGE", 0)
            patch.setattr(locations, "FEW", 0)
            patch.setattr(facts, "FEW", 0)
        return Explorer(store)
