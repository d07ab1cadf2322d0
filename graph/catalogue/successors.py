"""What became of a thing whose id is no longer recorded, where the data says it."""

from __future__ import annotations

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.stores.base import MAX_PLACES


def successor(old: str, catalogue: Catalogue) -> str:
    """The recorded thing that an id which is not recorded became; "" where the data does not say, or says several.

    Said by a SUCCEEDED_BY claim, over several steps too, or by a thing that has the old id among its other names.
    """
    now = old
    for _ in range(MAX_PLACES):
        if now in catalogue.nodes:
            return now
        later = catalogue.successors.get(now, set()) or _bearers(now, catalogue)
        if len(later) != 1:
            return ""
        now = min(later)
    return ""


def _bearers(old: str, catalogue: Catalogue) -> set[str]:
    return {i for i in catalogue.names.get(fold(old), ()) if old in catalogue.nodes[i].aliases}
