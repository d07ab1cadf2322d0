"""Growth: the number of links that began in each year. No date is made more precise than its source."""

from __future__ import annotations

from graph.analysis.measure import LINKS, Measure, MeasureResult, ResultRow, measure_result
from graph.analysis.start_dates import DATED, PLANNED, LinkStart, link_growth
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph

GROWTH = Measure(
    "growth",
    "Links by year",
    "The year in which each link began: its first recorded start, or for a visit its date. A date vaguer than a year "
    "counts in its decade.",
    ("began", "links"),
    LINKS,
)
SEVERAL, PLAN, NO_DATE = "several decades possible", "planned only", "no date"
FIRST = "Where sources give several starts, the earliest counts. A renewal or a later visit is no start."
ORDER = "Oldest first. Within a decade, links without a certain year come last."
LAST = 10_000  # sorts after every year


def growth(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """Count every link once: in its year, its decade, "several decades possible", "planned only" or "no date"."""
    link_starts = link_growth(shown)
    links_by_row: dict[tuple[int, int, str], list[str]] = {}
    for start in link_starts.starts:
        links_by_row.setdefault(_row_key(start), []).append(start.link)
    rows = [ResultRow(key[2], str(len(links)), links=tuple(links)) for key, links in sorted(links_by_row.items())]
    summary = ""
    if link_starts.years:
        last = link_starts.started_by(link_starts.years[-1])
        summary = f"By the end of {last.year} at least {last.at_least} had begun, and at most {last.at_most}."
    return measure_result(GROWTH, shown, rows, (summary, FIRST, ORDER), none="No links are shown.")


def _row_key(start: LinkStart) -> tuple[int, int, str]:
    """The sort key of a row, which ends with the row's name."""
    if start.year is not None:
        return start.year // 10 * 10, start.year, str(start.year)
    if start.decade is not None:
        return start.decade, LAST, f"{start.decade}s, year not certain"
    if start.kind == DATED:
        return LAST, 0, SEVERAL
    return (LAST, 1, PLAN) if start.kind == PLANNED else (LAST, 2, NO_DATE)
