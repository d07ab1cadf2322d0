"""All that can be measured of a view, in the order in which a page offers it."""

from __future__ import annotations

from collections.abc import Callable

from graph.analysis import between_places, brokers, communities, growth, missing_links, sectors, shared_partners
from graph.analysis.measure import About, Metric
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph

Measure = Callable[[VisibleGraph, Catalogue], Metric]
_OFFERED: tuple[tuple[About, Measure], ...] = (
    (brokers.ABOUT, brokers.brokers),
    (communities.ABOUT, communities.communities),
    (sectors.ABOUT, sectors.sectors),
    (shared_partners.ABOUT, shared_partners.shared_partners),
    (missing_links.TWINNED, missing_links.twinned_without_school),
    (missing_links.UNLINKED, missing_links.unlinked_schools),
    (between_places.COUNTRIES, between_places.between_countries),
    (between_places.CITIES, between_places.between_cities),
    (growth.ABOUT, growth.growth),
)
# Key, title and function of each.
METRICS: tuple[tuple[str, str, Measure], ...] = tuple((about.key, about.title, do) for about, do in _OFFERED)
