"""Names for the rows of a result: no two are alike, and they have a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold


def distinct_titles(ids: Iterable[str], catalogue: Catalogue) -> dict[str, str]:
    """Return a name for each id. Equal names get their kind and place, and the id where they are still equal.

    All ids must be in the catalogue.
    """
    titles = {i: catalogue.name(i) for i in sorted(set(ids))}
    spellings: tuple[Callable[[str], str], ...] = (
        lambda i: f"{catalogue.name(i)}, {catalogue.describe(i)}",
        lambda i: f"{catalogue.name(i)} ({i})",
    )
    for spell in spellings:
        uses = Counter(titles.values())
        titles = {i: spell(i) if uses[title] > 1 else title for i, title in titles.items()}
    return titles


def name_order(catalogue: Catalogue) -> Callable[[str], tuple[str, str]]:
    """Return a sort key that orders ids by folded name, then by id."""
    return lambda i: (fold(catalogue.name(i)), i)
