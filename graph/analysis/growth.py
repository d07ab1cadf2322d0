"""Growth: how many links began in each year, no date made more precise than it is recorded."""

from __future__ import annotations

from graph.analysis.measure import LINKS, About, Figure, Metric, metric
from graph.analysis.start_dates import DATED, PLANNED, Beginning, growth_of
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph

ABOUT = About(
    "growth",
    "Links by year",
    "In which year each link began: its first recorded start, for a visit its day. A date vaguer than a year counts in "
    "its decade.",
    ("began", "links"),
    counted=LINKS,
)
SEVERAL, PLAN, NO_DATE = "several decades possible", "planned only", "no date"
FIRST = "Where sources give several starts, the earliest counts; a renewal or a visit within a tie is no start."
ORDER = "Oldest first; after the years of a decade what began in it, the year not certain."
LAST = 10_000  # after every year of the calendar


def growth(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """Every link once: in its year, its decade, "several decades possible", "planned only" or "no date"."""
    whole = growth_of(shown)
    rows: dict[tuple[int, int, str], list[str]] = {}
    for beginning in whole.beginnings:
        rows.setdefault(_row(beginning), []).append(beginning.link)
    figures = [Figure(row[2], str(len(rows[row])), links=tuple(rows[row])) for row in sorted(rows)]
    said = ""
    if whole.years:
        last = whole.by(whole.years[-1])
        said = f"By the end of {last.year} at least {last.at_least} had begun, and at most {last.at_most}."
    return metric(ABOUT, shown, figures, (said, FIRST, ORDER), none="No link is shown.")


def _row(beginning: Beginning) -> tuple[int, int, str]:
    """Where a beginning stands among the rows, and the row's name."""
    if beginning.year is not None:
        return beginning.year // 10 * 10, beginning.year, str(beginning.year)
    if beginning.decade is not None:
        return beginning.decade, LAST, f"{beginning.decade}s, year not certain"
    if beginning.kind == DATED:
        return LAST, 0, SEVERAL
    return (LAST, 1, PLAN) if beginning.kind == PLANNED else (LAST, 2, NO_DATE)
