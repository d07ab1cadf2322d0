"""The one table of all measures, in the order in which the page offers them. Add a measure here."""

from __future__ import annotations

from collections.abc import Callable

from graph.analysis import between_places, brokers, communities, growth, missing_links, sectors, shared_partners
from graph.analysis.measure import Measure, MeasureResult
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph

Compute = Callable[[VisibleGraph, Catalogue], MeasureResult]
_TABLE: tuple[tuple[Measure, Compute], ...] = (
    (brokers.BROKERS, brokers.brokers),
    (communities.GROUPS, communities.communities),
    (sectors.SECTORS, sectors.sectors),
    (shared_partners.SHARED_PARTNERS, shared_partners.shared_partners),
    (missing_links.TWINNED, missing_links.twinned_without_school),
    (missing_links.UNLINKED, missing_links.unlinked_schools),
    (between_places.COUNTRIES, between_places.between_countries),
    (between_places.CITIES, between_places.between_cities),
    (growth.GROWTH, growth.growth),
)
# The key, title and function of each measure.
MEASURES: tuple[tuple[str, str, Compute], ...] = tuple((row.key, row.title, compute) for row, compute in _TABLE)
