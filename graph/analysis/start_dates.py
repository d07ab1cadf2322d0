"""When each link began, no more precisely than its claims say, and how many had begun by a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.scope import counted_links, scope_text
from graph.answers.wording import start_dates
from graph.explore.visible import Link, VisibleGraph
from graph.model.dates import period

DATED, PLANNED, UNDATED = "dated", "planned", "undated"


@dataclass(frozen=True, slots=True)
class LinkStart:
    """The range of years in which a link began. `link` is a relationship id, `kind` is DATED, PLANNED or UNDATED.

    None means an open bound. Both bounds are None unless the kind is DATED. PLANNED: all claims speak of a plan.
    UNDATED: no claim gives a start. An event within a partnership gives none.
    """

    link: str
    kind: str
    earliest: int | None = None
    latest: int | None = None

    @property
    def year(self) -> int | None:
        """The year in which it certainly began."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def decade(self) -> int | None:
        """The first year of the decade in which it certainly began."""
        if self.earliest is None or self.latest is None or self.earliest // 10 != self.latest // 10:
            return None
        return self.earliest // 10 * 10


@dataclass(frozen=True, slots=True)
class StartedLinks:
    """The ids of the links that had certainly or possibly begun by the end of a year."""

    year: int
    certain: tuple[str, ...]
    possible: tuple[str, ...]

    @property
    def at_least(self) -> int:
        """The number of links that had certainly begun."""
        return len(self.certain)

    @property
    def at_most(self) -> int:
        """The number of links that had certainly or possibly begun."""
        return len(self.certain) + len(self.possible)


@dataclass(frozen=True, slots=True)
class Growth:
    """The starts of all links shown, by relationship id, with the scope of the count."""

    scope: str
    starts: tuple[LinkStart, ...]

    def of_kind(self, kind: str) -> tuple[LinkStart, ...]:
        """The starts that are DATED, PLANNED or UNDATED."""
        return tuple(start for start in self.starts if start.kind == kind)

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which either bound changes, ascending."""
        years = {year for start in self.starts for year in (start.earliest, start.latest) if year is not None}
        return tuple(sorted(years))

    def started_by(self, year: int) -> StartedLinks:
        """The links that had begun by the end of a year. The numbers never fall from one year to the next."""
        dated = self.of_kind(DATED)
        certain = tuple(s.link for s in dated if s.latest is not None and s.latest <= year)
        reached = (s for s in dated if s.earliest is None or s.earliest <= year)
        return StartedLinks(year, certain, tuple(s.link for s in reached if s.latest is None or s.latest > year))


def link_growth(shown: VisibleGraph) -> Growth:
    """Read the start of each link of a view."""
    return Growth(scope_text(shown), tuple(_link_starts(counted_links(shown))))


def _link_starts(links: Iterable[Link]) -> Iterable[LinkStart]:
    for link in sorted(links, key=lambda link: link.relationship.id):
        first = period(next(iter(start_dates(link.claims)), ""))
        if first is not None:
            earliest, latest = (day.year if day else None for day in (first.earliest, first.latest))
            yield LinkStart(link.relationship.id, DATED, earliest, latest)
        else:
            planned = all(claim.status == "planned" for claim in link.claims)
            yield LinkStart(link.relationship.id, PLANNED if planned else UNDATED)
