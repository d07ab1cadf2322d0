"""Names of things side by side: no two alike, and their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold


def titles(ids: Iterable[str], catalogue: Catalogue) -> dict[str, str]:
    """Each id's name; where several share one, with kind and place, and with the id where that is not enough.

    All ids must be in the catalogue.
    """
    made = {i: catalogue.name(i) for i in sorted(set(ids))}
    spellings: tuple[Callable[[str], str], ...] = (
        lambda i: f"{catalogue.name(i)}, {catalogue.describe(i)}",
        lambda i: f"{catalogue.name(i)} ({i})",
    )
    for spell in spellings:
        borne = Counter(made.values())
        made = {i: spell(i) if borne[title] > 1 else title for i, title in made.items()}
    return made


def by_name(catalogue: Catalogue) -> Callable[[str], tuple[str, str]]:
    """The key that puts ids in the order of their folded names, then of the ids."""
    return lambda i: (fold(catalogue.name(i)), i)
