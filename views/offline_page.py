"""A story or a view as one HTML file that works offline, without a server or other files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from graph.export.story_files import StoryExport
from graph.export.view_records import ViewExport
from graph.stories.stage_data import view_slide
from views.components.scripts import citylinks_scripts, vis_network
from views.components.world_map.script import map_script

# Under this policy the page can fetch and send nothing, whatever the data holds.
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
CODES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>html, body {{ margin: 0; height: 100%; overflow: hidden; background: #FFFFFF; }}</style>
</head>
<body>
<main class="stage-box" style="container-type: size; height: 100vh"><section class="stage"></section></main>
<script id="data" type="application/json">{data}</script>
<script>{vis}</script>
<script>{map}</script>
<script type="module">{scripts}
const data = JSON.parse(document.getElementById('data').textContent);
const root = document.querySelector('.stage');
citylinksStage.show(root, {{ ...data, key: 'file', at: 0, canAsk: false }}, {{}});
</script>
</body>
</html>
"""


def offline_page(title: str, audience: str, slides: Sequence[Mapping[str, Any]]) -> str:
    """Return the page that plays these slides from `graph.stories.stage_data`.

    The data is JSON without "<", so that no text can end the script element.
    """
    data = json.dumps({"story": {"title": title, "audience": audience}, "slides": slides}, ensure_ascii=False)
    for letter, code in CODES.items():
        data = data.replace(letter, code)
    return PAGE.format(
        policy=escape(POLICY),
        title=escape(title),
        data=data,
        vis=_inline(vis_network()),
        map=_inline(map_script()),
        scripts=_inline(citylinks_scripts()),
    )


def view_file(view: ViewExport) -> bytes:
    """Write a view as one page with its picture, map, table and evidence."""
    return offline_page(view.shown.title, "", [view_slide(view.shown.view, view.service)]).encode()


def story_file(export: StoryExport) -> bytes:
    """Write a story as one page that plays its slides."""
    return offline_page(export.story.title, export.story.audience, export.slides).encode()


def _inline(script: str) -> str:
    """Escape a script for a page, so that nothing in it ends its element early."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
