"""A view as zipped CSV files, in the form of the whole graph's export, and as one JSON text."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from graph.answers.answer import CONFIRMED, DIRECT, POSSIBLE, THROUGH_CITY
from graph.answers.records.source_usage import attribution
from graph.catalogue.catalogue import Catalogue
from graph.explore.address import as_data
from graph.explore.visible import Link, VisibleGraph
from graph.export.csv_folder import csv_tables
from graph.export.view_records import ViewExport, records_of_view
from graph.model.records import Node, Records, Relationship
from graph.model.sentences import sentence
from graph.model.text import REPLACEMENT, UNPRINTABLE

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip: the same view gives the same bytes on any day
READABLE = 0o644 << 16  # by everybody once unpacked


def csv_zip(shown: VisibleGraph, catalogue: Catalogue) -> bytes:
    """Return a zip of nodes.csv, claims.csv, sources.csv and ATTRIBUTION.txt, with rows in id order.

    loaders/curated/exported_folder.py reads the unzipped folder.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in csv_tables(records_of_view(shown, catalogue)).items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READABLE, 3
            file.writestr(entry, _printable(text).encode())
    return out.getvalue()


def view_json(shown: VisibleGraph, catalogue: Catalogue, view: Mapping[str, object]) -> str:
    """Return what is shown as an indented JSON object. `view` is the address or saved form of the view.

    Nodes are in order of rank; links, placings and sources are in id order. Links are counted by certainty and reach.
    """
    records = records_of_view(shown, catalogue)
    whole = {
        "title": shown.title,
        "notes": shown.notes,
        "view": view,
        "counts": _counts(shown, records),
        "nodes": [_node(shown, node) for node in shown.nodes],
        "links": [_link(link, catalogue) for link in shown.links],
        "placings": [_ends(location) | {"claims": _claims(location)} for location in shown.locations],
        "sources": [asdict(source) for source in records.sources],
        "attribution": attribution(list(records.sources)),
    }
    return _printable(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def csv_zip_file(view: ViewExport) -> bytes:
    """Write a view as zipped CSV files."""
    return csv_zip(view.shown, view.catalogue)


def json_file(view: ViewExport) -> bytes:
    """Write a view as JSON in UTF-8, with the view in its saved form."""
    return view_json(view.shown, view.catalogue, as_data(view.shown.view)).encode()


def _counts(shown: VisibleGraph, records: Records) -> dict[str, Any]:
    found = Counter((link.certainty, link.reach) for link in shown.links)
    return {
        "nodes": len(shown.nodes),
        "of": shown.total,
        "links": {
            certainty: {reach: found[certainty, reach] for reach in (DIRECT, THROUGH_CITY)}
            for certainty in (CONFIRMED, POSSIBLE)
        },
        "placings": len(shown.locations),
        "claims": len(records.claims),
        "sources": len(records.sources),
    }


def _node(shown: VisibleGraph, node: Node) -> dict[str, Any]:
    x, y = shown.positions[node.id]
    return asdict(node) | {"x": float(x), "y": float(y), "more": shown.unshown_neighbours.get(node.id, 0)}


def _link(link: Link, catalogue: Catalogue) -> dict[str, Any]:
    levels = {"certainty": link.certainty, "reach": link.reach, "dated": link.is_dated, "group": link.group}
    details = {"sentence": sentence(link.relationship, catalogue.titles), "claims": _claims(link.relationship)}
    return _ends(link.relationship) | levels | details


def _ends(relationship: Relationship) -> dict[str, Any]:
    return {
        "id": relationship.id,
        "type": relationship.type,
        "from": relationship.start,
        "to": relationship.end,
    }


def _claims(relationship: Relationship) -> list[dict[str, Any]]:
    return [asdict(claim) for claim in relationship.claims]


def _printable(text: str) -> str:
    """Replace unpaired surrogates, which UTF-8 can't hold."""
    return UNPRINTABLE.sub(REPLACEMENT, text)
