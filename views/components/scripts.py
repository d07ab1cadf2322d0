"""The scripts that the browser runs, as text: vis-network from the installed pyvis, and our own."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

NETWORK = (
    "frame",
    "network",
    "view",
    "input",
    "card",
    "painter",
    "labels",
    "legend",
    "print",
    "stage",
    "explore/actions",
    "explore/years",
    "explore/map",
    "explore/text_version",
)
STAGE = ("stage", "keys", "evidence", "search", "speaker")
SCRIPTS = (*(f"network/{part}.js" for part in NETWORK), *(f"stage/{part}.js" for part in STAGE))
STYLES = {"CSS": "network/network.css", "STAGE_CSS": "stage/stage.css"}


def text(package: str, name: str) -> str:
    """Return the text of a file in a package."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


@cache
def vis_network() -> str:
    """Return vis-network 9.1.2 (Apache-2.0 or MIT), a script that sets `vis` on the page."""
    return text("pyvis", "templates/lib/vis-9.1.2/vis-network.min.js")


@cache
def citylinks_scripts() -> str:
    """Return the scripts that set `citylinksNetwork` and `citylinksStage` on the page."""
    constants = [f"const {name} = {json.dumps(text('views.components', file))};" for name, file in STYLES.items()]
    return "\n".join([*constants, *(text("views.components", name) for name in SCRIPTS)])
