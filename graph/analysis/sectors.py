"""Links of each thing by sector: a matrix of things and sectors."""

from __future__ import annotations

from graph.analysis.measure import LINKS, About, Figure, Metric, metric
from graph.analysis.scope import counted
from graph.analysis.titles import by_name, titles
from graph.answers.findings import with_parent_sectors
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import Link, VisibleGraph
from graph.model.vocabulary import vocabulary

ABOUT = About(
    "sectors",
    "Links by sector",
    "How many links each thing has here, in all and in each sector that a claim files them under.",
    ("thing", "sector", "links"),
    counted=LINKS,
)
ALL, NONE = "all links", "no sector recorded"
SEVERAL = "A link with several sectors counts in each of them, so the sectors add up to more than all links."
WIDER = "Sport counts under arts and culture too."
ORDER = "Most links first, then by name; an empty cell is 0."


def sectors(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """A row for each linked thing: all its links, those of each sector it has any in, those without a sector."""
    held: dict[str, dict[str, set[str]]] = {}
    for link in counted(shown):
        r = link.relationship
        for end in {r.start, r.end}:
            row = held.setdefault(end, {})
            for sector in (ALL, *(sectors_of(link) or (NONE,))):
                row.setdefault(sector, set()).add(r.id)
    order = by_name(catalogue)
    names = titles(held, catalogue)
    heads = {ALL: ALL} | {key: sector.title for key, sector in vocabulary().sectors.items()} | {NONE: NONE}
    figures = [
        Figure(names[i], str(len(held[i][key])), i, links=tuple(sorted(held[i][key])), other=title)
        for i in sorted(held, key=lambda i: (-len(held[i][ALL]), order(i)))
        for key, title in heads.items()
        if key in held[i]
    ]
    unlinked = len(shown.nodes) - len(held)
    without = f"Without a link: {unlinked} of {len(shown.nodes)} things." if unlinked else ""
    return metric(ABOUT, shown, figures, (SEVERAL, WIDER, without, ORDER), none="No link is shown.")


def sectors_of(link: Link) -> tuple[str, ...]:
    """The sectors that its claims name, with the wider ones they count for, in the order of the vocabulary."""
    named = with_parent_sectors(sector for claim in link.claims for sector in claim.sectors)
    return tuple(key for key in vocabulary().sectors if key in named)
