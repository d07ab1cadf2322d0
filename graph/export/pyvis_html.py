"""A network picture as one HTML file, written by pyvis. It loads nothing, and no text from data runs as code.

pyvis 0.3.2 has flaws that are corrected here. Tags that load remote files are removed. Nodes get numbers as ids and the
page gets no pyvis heading, because pyvis writes both as markup. A tooltip with "href" in it would also be written as
markup, so the word is split until pyvis has finished.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, tostring

from graph.drawing.svg.document import SIGN, present, sign
from graph.drawing.svg.elements import paper, shape
from graph.drawing.svg.xml_text import xml_text
from graph.export.view_records import ViewExport

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
HREF, SPLIT_HREF = "href", "h\ue0f7ref"
REMOTE = re.compile(
    r'<link\s+href="https?://[^>]*>|<script\s+src="https?://[^>]*>\s*</script>|<!-- <link.*?</script>-->', re.DOTALL
)
HEADING = re.compile(r"<center>\s*<h1></h1>\s*</center>")
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "font": {"background": "#FFFFFF", "strokeWidth": 0, "size": 13}},
    "nodes": {"font": {"size": 14, "color": "#1B1F24", "strokeWidth": 4, "strokeColor": "#FFFFFF"}},
    "interaction": {"hover": True, "tooltipDelay": 150, "keyboard": {"enabled": True, "bindToWindow": False}},
}
HEAD = """<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 16px; font-family: system-ui, sans-serif; color: #1B1F24; }}
h1 {{ font-size: 24px; margin: 0 0 12px; }}
h2 {{ font-size: 16px; margin: 20px 0 0; clear: both; }}
ul {{ list-style: none; margin: 0; padding: 12px 0 0; display: flex; flex-wrap: wrap; gap: 8px 24px; clear: both; }}
li {{ display: flex; align-items: center; gap: 6px; }}
div.vis-tooltip {{ white-space: pre-line; max-width: 480px; }}
</style>"""


def pyvis_page(picture: Mapping[str, Any], *, title: str, sources: Sequence[str] = ()) -> str:
    """Return the page as text, to be written as UTF-8. It can pan and zoom, and shows names and sentences as tooltips.

    Args:
        picture: A picture from graph.drawing.picture.picture(), with a place for each node.
        title: The heading of the page.
        sources: The lines at the foot, each with its licence.
    """
    html = HEADING.sub("", REMOTE.sub("", _drawn(picture).replace(json.dumps(SPLIT_HREF)[1:-1], HREF)))
    head = HEAD.format(policy=escape(POLICY), title=escape(xml_text(title)))
    html = html.replace("<html>", '<!DOCTYPE html>\n<html lang="en">', 1)
    html = html.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{head}', 1)
    html = html.replace("<body>", f"<body>\n<h1>{escape(xml_text(title))}</h1>", 1)
    cited = "".join(f"<li>{escape(xml_text(source))}</li>" for source in sources)
    foot = f"<h2>Sources</h2><ul>{cited}</ul>" if cited else ""
    return html.replace("</body>", f"{_legend(picture)}{foot}</body>", 1)


def view_file(view: ViewExport) -> bytes:
    """Write the network of a view as one HTML page."""
    return pyvis_page(view.service.picture(view.shown.view), title=view.title, sources=view.source_lines).encode()


def _drawn(picture: Mapping[str, Any]) -> str:
    """Return the page as pyvis writes it."""
    from pyvis.network import Network

    network = Network(height="80vh", width="100%", cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    numbers = {node["id"]: number for number, node in enumerate(picture["nodes"])}
    for node in picture["nodes"]:
        words = "\n".join(filter(None, (node["name"], node["kind"], node.get("where", ""))))
        look = {"shape": "image", "image": _image(node, picture["shapes"]), "size": node["size"] * 1.4}
        place = {"x": node["x"], "y": node["y"], "physics": False}
        network.add_node(numbers[node["id"]], label=node["label"], title=_unread(words), **look, **place)
    for edge in picture["edges"]:
        look = {"color": edge["light"], "width": edge["width"], "dashes": edge["dash"] or False}
        texts = {"title": "\n".join(edge["text"]), "label": _marked(edge, picture["marks"])}
        network.add_edge(numbers[edge["from"]], numbers[edge["to"]], **look, **texts)
    return str(network.generate_html())


def _unread(words: str) -> str:
    """Split "href" in a text, so that pyvis does not find it. It is joined again in the page."""
    return words.replace(HREF, SPLIT_HREF)


def _marked(edge: Mapping[str, Any], signs: Mapping[str, str]) -> str:
    """Return the marks of a line as text."""
    return " ".join(str(edge["count"]) if name == "several" else signs[name] or "○" for name in edge["marks"])


def _image(look: Mapping[str, Any], shapes: Mapping[str, str]) -> str:
    """Return the sign of a node as a data address that holds the drawing."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "width": "96", "height": "96"})
    root.set("viewBox", "-28 -28 56 56")
    shape(root, 0, 0, 20, look, shapes[look["shape"]])
    return _address(root)


def _address(drawing: Element) -> str:
    return f"data:image/svg+xml,{quote(tostring(drawing, encoding='unicode'))}"


def _legend(picture: Mapping[str, Any]) -> str:
    """Return the legend as a list."""
    items = []
    for entry in present(picture):
        root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "width": f"{SIGN:g}", "height": "24"})
        root.set("fill", paper().text)
        sign(root, 0, 12, entry, picture["shapes"])
        items.append(f'<li><img alt="" src="{_address(root)}">{escape(entry["words"])}</li>')
    return f"<ul>{''.join(items)}</ul>\n"
