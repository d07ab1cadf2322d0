"""Positions on the map: a node's own coordinates, or those of the nearest place above it that has a point."""

from __future__ import annotations

import math
from dataclasses import dataclass

from graph.catalogue.catalogue import Catalogue
from graph.model.records import Node
from graph.worldmap.outline import outline
from graph.worldmap.projection import Place

LEVELS = ("country", "city", "thing")
CODE = "iso:"  # before a country's two letters
MIDDLE_OF_OUTLINE = "placed at the middle of its outline"


@dataclass(frozen=True, slots=True)
class Position:
    """The ids of the nodes whose points mark a node at each level, from its country to the node itself."""

    country: str
    city: str
    item: str

    def at(self, level: str) -> str:
        """The id for one of LEVELS."""
        return {"country": self.country, "city": self.city, "thing": self.item}[level]


def own_point(node: Node) -> Place | None:
    """Return the recorded longitude and latitude. 0, 0 counts as missing, because tables write it so."""
    if node.longitude is None or node.latitude is None:
        return None
    there = math.isfinite(node.longitude) and abs(node.longitude) <= 180 and abs(node.latitude) <= 90
    return (node.longitude, node.latitude) if there and (node.longitude or node.latitude) else None


def point(node: Node) -> Place | None:
    """Return the node's own point. A country without one gets the middle of its outline."""
    return own_point(node) or (outline_point(node) if node.label == "Country" else None)


def outline_point(node: Node) -> Place | None:
    """Return the middle of a country's largest piece of land, by its ISO code."""
    return outline().middles.get(node.id.removeprefix(CODE)) if node.id.startswith(CODE) else None


def position_of(node_id: str, catalogue: Catalogue) -> Position | None:
    """Return the position at each level, or None if neither the node nor a place above it has a point."""
    thing = _first([node_id, *catalogue.chain(node_id)], catalogue)
    if thing is None:
        return None
    around = [thing, *catalogue.chain(thing)]
    city = _first([i for i in around if catalogue.nodes[i].label == "City"], catalogue) or thing
    country = _first([i for i in around if catalogue.nodes[i].label == "Country"], catalogue) or city
    return Position(country, city, thing)


def why_missing(node_id: str, catalogue: Catalogue) -> str:
    """Say why a node has no position."""
    if not catalogue.above(node_id):
        alone = catalogue.is_place(node_id)
        return "no coordinates recorded" if alone else "no place recorded that it lies in, and no coordinates"
    return "no coordinates recorded, nor for a place that it lies in"


def _first(ids: list[str], catalogue: Catalogue) -> str | None:
    return next((i for i in ids if point(catalogue.nodes[i]) is not None), None)
