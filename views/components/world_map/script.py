"""The one script that draws the map: for the app, a stage, and a file that needs no server."""

from __future__ import annotations

import json
from importlib.resources import files

from graph.model.data_folder import read_once
from graph.worldmap.outline import land_drawing

PARTS = ("world_map", "painter", "lists")


@read_once("world.json")
def map_script() -> str:
    """JavaScript that makes `globalThis.citylinksMap`, with its style and the outline of the land; nothing is fetched.

    It holds no "</", so that it can stand in a <script> of a page.
    """
    css = json.dumps(_text("world_map.css"))
    land = json.dumps(land_drawing(), separators=(",", ":"))
    parts = "\n".join(_text(f"{part}.js") for part in PARTS)
    # `</` inside our own strings and templates: the same character after JavaScript has read it.
    return f"// The world map.\n(() => {{\nconst CSS = {css};\nconst LAND = {land};\n{parts}\n}})();\n".replace(
        "</", "<\\/"
    )


def _text(name: str) -> str:
    return files("views.components.world_map").joinpath(name).read_text(encoding="utf-8")
