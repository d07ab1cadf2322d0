"""A view as GraphML and GEXF: a directed multigraph with one edge for each claim.

networkx, Gephi, yEd and Cytoscape read both. An edge goes from the subject of its claim to the object; its id is the
claim's id. Attributes are named as the fields of `Node` and `Claim`. Empty ones are left out; lists and properties are
JSON text. Some names differ, because a format reserves the word:

    node   label           the name, or the id where there is none: what programs show as the label
           node_label      Node.label, such as "City"
           x, y            the place in the picture; y grows downwards
    edge   claim           Claim.id, also as text where a program reads the edge's own id as a number
           source_id       Claim.source; with source_title, source_licence and source_url
           certainty, reach, dated, group    of the link; a LOCATED_IN is not a link and has none of them
    GEXF   relationship_type, start_date, end_date    Claim.type, start and end, which are `type`, `start` and `end` in
                           GraphML; GEXF uses these three words for the kind of edge and the time of the graph

GEXF also has the place as `viz:position`, with y growing upwards. The title, date and notices of the sources are
attributes of the graph in GraphML; name, date and description in GEXF. A character that XML 1.0 can't hold is
U+FFFD; everything else reads back unchanged.
"""

from __future__ import annotations

import io
import json
from dataclasses import fields
from datetime import date
from typing import Any
from xml.etree.ElementTree import SubElement

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.answers.records.source_usage import attribution
from graph.catalogue.catalogue import Catalogue
from graph.drawing.svg.xml_text import xml_text
from graph.explore.visible import Link, VisibleGraph
from graph.export.view_records import ViewExport, records_of_view
from graph.model.records import Claim, Node, Scalar

GEXF_RESERVED = {"type": "relationship_type", "start": "start_date", "end": "end_date"}
FRACTIONS = ("latitude", "longitude")  # a column has one type, so whole degrees are written as fractions


def graphml(shown: VisibleGraph, catalogue: Catalogue, *, created: date | None = None) -> bytes:
    """Return what is shown as GraphML in UTF-8. `created` is today unless given.

    Read it with `networkx.read_graphml(file, edge_key_type=str, force_multigraph=True)`.
    """
    graph = _graph(shown, catalogue)
    graph.graph["title"] = xml_text(shown.title)
    graph.graph["made"] = (created or date.today()).isoformat()
    graph.graph["attribution"] = _notices(shown, catalogue)
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out)
    # XML readers turn a bare carriage return into a line feed. The library writes none outside of texts.
    return out.getvalue().replace(b"\r", b"&#13;")


def gexf(shown: VisibleGraph, catalogue: Catalogue, *, created: date | None = None) -> bytes:
    """Return what is shown as GEXF 1.2 in UTF-8. `created` is today unless given."""
    graph = _graph(shown, catalogue)
    graph.graph["name"] = xml_text(shown.title)
    for _, data in graph.nodes(data=True):
        data["viz"] = {"position": {"x": data["x"], "y": 0.0 - data["y"], "z": 0.0}}
    for *_, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
        for name in GEXF_RESERVED.keys() & data.keys():
            data[GEXF_RESERVED[name]] = data.pop(name)
    writer = GEXFWriter()
    writer.add_graph(graph)
    meta = writer.xml.find("meta")
    meta.set("lastmodifieddate", (created or date.today()).isoformat())
    SubElement(meta, "description").text = _notices(shown, catalogue)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue().replace(b"\r", b"&#13;")


def graphml_file(view: ViewExport) -> bytes:
    """Write a view as GraphML."""
    return graphml(view.shown, view.catalogue)


def gexf_file(view: ViewExport) -> bytes:
    """Write a view as GEXF."""
    return gexf(view.shown, view.catalogue)


def _graph(shown: VisibleGraph, catalogue: Catalogue) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in shown.nodes:
        graph.add_node(xml_text(node.id), **_node(node, shown))
    claims: list[tuple[Claim, Link | None]] = [(claim, link) for link in shown.links for claim in link.claims]
    claims += [(claim, None) for location in shown.locations for claim in location.claims]
    for claim, link in claims:
        ends = xml_text(claim.subject), xml_text(claim.object)
        data: dict[str, Any] = _edge(claim, link, catalogue)
        graph.add_edge(*ends, key=claim.id, **data)
    return graph


def _node(node: Node, shown: VisibleGraph) -> dict[str, Scalar]:
    x, y = shown.positions[node.id]
    named: dict[str, Scalar] = {"label": xml_text(node.name or node.id), "x": float(x), "y": float(y)}
    return named | _filled(node, {"label": "node_label"}, left_out=("id",))


def _edge(claim: Claim, link: Link | None, catalogue: Catalogue) -> dict[str, Scalar]:
    source = catalogue.sources[claim.source]
    about = {"source_title": source.title, "source_licence": source.licence, "source_url": source.url}
    data: dict[str, Scalar] = {name: xml_text(text) for name, text in about.items() if text}
    if link:
        data |= {"certainty": link.certainty, "reach": link.reach, "dated": link.is_dated}
        data |= {"group": xml_text(link.group)} if link.group else {}
    return data | _filled(claim, {"id": "claim", "source": "source_id"}, left_out=("subject", "object"))


def _filled(record: Node | Claim, renamed: dict[str, str], left_out: tuple[str, ...]) -> dict[str, Scalar]:
    """Return the fields of a record that are not empty. 0 and False count as values."""
    values = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in left_out}
    return {
        renamed.get(name, name): _value(name, value) for name, value in values.items() if value not in ("", None, ())
    }


def _value(name: str, value: Scalar | tuple[object, ...]) -> Scalar:
    if isinstance(value, tuple):
        return xml_text(json.dumps(value, ensure_ascii=False))
    if isinstance(value, str):
        return xml_text(value)
    return float(value) if name in FRACTIONS else value


def _notices(shown: VisibleGraph, catalogue: Catalogue) -> str:
    return xml_text(attribution(list(records_of_view(shown, catalogue).sources)))
