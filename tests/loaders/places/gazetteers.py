"""The gazetteer that many tests share."""

from __future__ import annotations

from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Node
from loaders.places.gazetteer import Gazetteer

PLACES = Gazetteer.read(SHIPPED_DATA)

LEEDS, NEWCASTLE, LONDON = "geonames:2644688", "geonames:2641673", "geonames:2643743"


def town(number: int, name: str, at: tuple[float, float] | None = None, *aliases: str, label: str = "City") -> Node:
    latitude, longitude = at or (None, None)
    return Node(f"geonames:{number}", label, name, aliases, "", latitude, longitude)


def gazetteer(*towns: tuple[Node, str]) -> Gazetteer:
    alabama, australia = Node("geonames:41", "Region", "Alabama"), Node("geonames:42", "Region", "New South Wales")
    parents = [(alabama.id, "iso:US"), (australia.id, "iso:AU"), *((node.id, above) for node, above in towns)]
    return Gazetteer.read(SHIPPED_DATA, [alabama, australia, *(node for node, _ in towns)], parents)
