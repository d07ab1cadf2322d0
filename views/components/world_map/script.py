"""The script that draws the map, for the app, a stage and an offline file."""

from __future__ import annotations

import json
from importlib.resources import files

from graph.model.data_folder import read_once
from graph.worldmap.outline import land_drawing

PARTS = ("world_map", "view", "input", "card", "painter", "lists")


@read_once("reference/world.json")
def map_script() -> str:
    """Return JavaScript that sets `globalThis.citylinksMap`, with its style and the outline of the land.

    It fetches nothing. It has no "</", so that a <script> element can hold it.
    """
    css = json.dumps(_text("world_map.css"))
    land = json.dumps(land_drawing(), separators=(",", ":"))
    parts = "\n".join(_text(f"{part}.js") for part in PARTS)
    # JavaScript reads the escaped `<\/` in strings and templates as `</`.
    return f"// The world map.\n(() => {{\nconst CSS = {css};\nconst LAND = {land};\n{parts}\n}})();\n".replace(
        "</", "<\\/"
    )


def _text(name: str) -> str:
    return files("views.components.world_map").joinpath(name).read_text(encoding="utf-8")
