"""Links of each item by sector: a matrix of items and sectors."""

from __future__ import annotations

from graph.analysis.measure import LINKS, Measure, MeasureResult, ResultRow, measure_result
from graph.analysis.names import distinct_titles, name_order
from graph.analysis.scope import counted_links
from graph.answers.findings import with_parent_sectors
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import Link, VisibleGraph
from graph.model.vocabulary import vocabulary

SECTORS = Measure(
    "sectors",
    "Links by sector",
    "How many links each item has here: in all, and in each sector that a claim files them under.",
    ("item", "sector", "links"),
    LINKS,
)
ALL, NONE = "all links", "no sector recorded"
SEVERAL = "A link with several sectors counts in each of them, so the sectors add up to more than all links."
WIDER = "Sport also counts under arts and culture."
ORDER = "Most links first, then by name. An empty cell means 0."


def sectors(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """One row for each linked item and column: all its links, those of each sector, those without a sector."""
    links_of: dict[str, dict[str, set[str]]] = {}
    for link in counted_links(shown):
        r = link.relationship
        for end in {r.start, r.end}:
            cells = links_of.setdefault(end, {})
            for sector in (ALL, *(sectors_of(link) or (NONE,))):
                cells.setdefault(sector, set()).add(r.id)
    order = name_order(catalogue)
    names = distinct_titles(links_of, catalogue)
    heads = {ALL: ALL} | {key: sector.title for key, sector in vocabulary().sectors.items()} | {NONE: NONE}
    rows = [
        ResultRow(names[i], str(len(links_of[i][key])), i, links=tuple(sorted(links_of[i][key])), other=title)
        for i in sorted(links_of, key=lambda i: (-len(links_of[i][ALL]), order(i)))
        for key, title in heads.items()
        if key in links_of[i]
    ]
    unlinked = len(shown.nodes) - len(links_of)
    without = f"Without a link: {unlinked} of {len(shown.nodes)} items." if unlinked else ""
    return measure_result(SECTORS, shown, rows, (SEVERAL, WIDER, without, ORDER), none="No links are shown.")


def sectors_of(link: Link) -> tuple[str, ...]:
    """The sectors that the claims name, with their parent sectors, in the order of the vocabulary."""
    named = with_parent_sectors(sector for claim in link.claims for sector in claim.sectors)
    return tuple(key for key in vocabulary().sectors if key in named)
