"""When each link began, no more precisely than its claims say, and how many had begun by a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.scope import counted, scope
from graph.answers.wording import start_dates
from graph.explore.visible import Link, VisibleGraph
from graph.model.dates import period

DATED, PLANNED, UNDATED = "dated", "planned", "undated"


@dataclass(frozen=True, slots=True)
class Beginning:
    """The years between which a link (a relationship id) began; None is open. Both are None where `kind` is not DATED.

    PLANNED: its claims speak of a plan alone. UNDATED: no claim gives a start; an event within it gives none.
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
class Begun:
    """The links that had begun by the end of a year, and those that may have: at least, and at most with the others."""

    year: int
    certain: tuple[str, ...]
    possible: tuple[str, ...]

    @property
    def at_least(self) -> int:
        """How many had certainly begun."""
        return len(self.certain)

    @property
    def at_most(self) -> int:
        """How many can have begun."""
        return len(self.certain) + len(self.possible)


@dataclass(frozen=True, slots=True)
class Growth:
    """The beginnings of all links shown, by relationship id, with the scope they were counted in."""

    scope: str
    beginnings: tuple[Beginning, ...]

    def of_kind(self, kind: str) -> tuple[Beginning, ...]:
        """Those that are DATED, PLANNED or UNDATED."""
        return tuple(b for b in self.beginnings if b.kind == kind)

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which either bound changes, ascending."""
        return tuple(sorted({year for b in self.beginnings for year in (b.earliest, b.latest) if year is not None}))

    def by(self, year: int) -> Begun:
        """What had begun by the end of the year; never fewer than by the year before."""
        dated = self.of_kind(DATED)
        certain = tuple(b.link for b in dated if b.latest is not None and b.latest <= year)
        reached = (b for b in dated if b.earliest is None or b.earliest <= year)
        return Begun(year, certain, tuple(b.link for b in reached if b.latest is None or b.latest > year))


def growth_of(shown: VisibleGraph) -> Growth:
    """The beginnings of the links of a view."""
    return Growth(scope(shown), tuple(_beginnings(counted(shown))))


def _beginnings(links: Iterable[Link]) -> Iterable[Beginning]:
    for link in sorted(links, key=lambda link: link.relationship.id):
        first = period(next(iter(start_dates(link.claims)), ""))
        if first is not None:
            earliest, latest = (day.year if day else None for day in (first.earliest, first.latest))
            yield Beginning(link.relationship.id, DATED, earliest, latest)
        else:
            planned = all(claim.status == "planned" for claim in link.claims)
            yield Beginning(link.relationship.id, PLANNED if planned else UNDATED)
