"""A view as an SVG picture: its network or its map."""

from __future__ import annotations

from datetime import date

from graph.drawing.svg.document import svg
from graph.export.view_records import ViewExport
from graph.worldmap.page_svg import map_svg
from graph.worldmap.world_map import world_map


def svg_file(view: ViewExport) -> bytes:
    """Write the network as SVG in UTF-8."""
    picture = view.service.picture(view.shown.view)
    return svg(picture, title=view.title, made=date.today(), sources=view.source_lines).encode()


def map_file(view: ViewExport) -> bytes:
    """Write the world map as SVG in UTF-8."""
    data = world_map(view.shown, view.catalogue, conflicts=view.service.conflicts())
    return map_svg(data, title=view.title, made=date.today(), sources=view.source_lines).encode()
