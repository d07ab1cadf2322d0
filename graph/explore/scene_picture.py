"""The picture of a view with the content of its text version and table, as plain data for the page's component."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from graph.answers.wording import best_first, date_words
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.reciprocity import attribution
from graph.drawing.legend import legend
from graph.drawing.picture import picture
from graph.drawing.styles import styles
from graph.explore.comparison import SHARED
from graph.explore.starts import GAINED, LOST, RENEWED
from graph.explore.visible import Link, VisibleGraph
from graph.model.dates import date_text, sort_key
from graph.model.records import Claim
from graph.model.sentences import sentence, status_of
from graph.model.vocabulary import vocabulary

GROUPS = (SHARED, GAINED, LOST, RENEWED)  # the sides of a comparison that have a mark


def drawing(shown: VisibleGraph, catalogue: Catalogue, conflicts: frozenset[str], identity: str) -> dict[str, Any]:
    """What `graph.drawing.picture.picture` returns, with what the page shows of each part.

    Each node also has `links` (a count of links, not of lines), `where`, `newest` (a title and date), `more` (the
    number of neighbours not shown) and `pinned`. Each edge has `rows`, one for each of its links. `legend` also lists
    what is switched off: each entry has its `facet` and `values`, and whether it is `on`.
    """
    possible = frozenset(link.relationship.id for link in shown.links if link.certainty == "possible")
    made = picture(
        shown.nodes,
        (*shown.relationships, *shown.locations),
        possible=possible,
        conflicts=conflicts,
        fixed=shown.positions,
        identity=identity,
    )
    newest = _newest(shown, catalogue)
    degrees = Counter(end for link in shown.links for end in (link.relationship.start, link.relationship.end))
    for node in made["nodes"]:
        node_id = node["id"]
        node["where"] = ", ".join(catalogue.name(i) for i in catalogue.homes(node_id)[:1]) or _country(
            node_id, catalogue
        )
        node["links"] = degrees[node_id]
        node["newest"] = newest.get(node_id, "")
        node["more"] = shown.unshown_neighbours.get(node_id, 0)
        node["pinned"] = node_id in shown.pinned
    rows = {link.relationship.id: _row(link, catalogue) for link in shown.links}
    for edge in made["edges"]:
        edge["rows"] = [rows[i] for i in edge["relationships"] if i in rows]
        edge["marks"] += sorted({row["group"] for row in edge["rows"]} & styles().marks.keys())
    made["legend"] = _legend(shown, made, catalogue)
    return made


def _country(node_id: str, catalogue: Catalogue) -> str:
    country = catalogue.place_of(node_id, "Country")
    return "" if country in ("", node_id) else catalogue.name(country)


def _newest(shown: VisibleGraph, catalogue: Catalogue) -> dict[str, str]:
    """For each node, its newest source: "Title (2021)"."""
    best: dict[str, Claim] = {}
    for link in shown.links:
        for claim in link.claims:
            for end in (claim.subject, claim.object):
                if end not in best or _later(claim, best[end]):
                    best[end] = claim
    return {end: _cited(claim, catalogue) for end, claim in best.items()}


def _later(claim: Claim, other: Claim) -> bool:
    return (bool(claim.as_of), sort_key(claim.as_of), claim.id) > (bool(other.as_of), sort_key(other.as_of), other.id)


def _cited(claim: Claim, catalogue: Catalogue) -> str:
    date = f" ({date_text(claim.as_of)})" if claim.as_of else ""
    return catalogue.sources[claim.source].title + date


def _row(link: Link, catalogue: Catalogue) -> dict[str, Any]:
    """One row of the table: the sentence, and the text of each column."""
    r, claims = link.relationship, best_first(link.claims)
    return {
        "text": sentence(r, catalogue.titles),
        "type": vocabulary().types[r.type].noun,
        "since": date_words(list(link.claims)),
        "when": " ".join(map(str, min(sort_key(c.start) for c in link.claims)[:3])),
        "status": status_of(r).replace("unknown", "not recorded"),
        "certainty": link.certainty,
        "reach": link.reach,
        "group": link.group,
        "dated": link.is_dated,
        "word": attribution(claims, catalogue),
        "sources": sorted({catalogue.sources[c.source].title for c in claims}),
    }


def _legend(shown: VisibleGraph, made: Mapping[str, Any], catalogue: Catalogue) -> list[dict[str, Any]]:
    """The entries of what is drawn or switched off. The page switches the values of an entry's facet."""
    off = shown.view.filters.dropped
    lines = {edge["line"] for edge in made["edges"]}
    kept = [
        name for name in styles().lines if name in lines or (_values(name) and off(_facet(name)) & set(_values(name)))
    ]
    labels = {node.label for node in shown.nodes} | off("kind")
    marks = {mark for edge in made["edges"] for mark in edge["marks"]} | (off("group") & set(GROUPS))
    entries = legend(labels, set(kept), marks)
    for entry in entries:
        facet, values = _switch(entry)
        entry |= {"facet": facet, "values": list(values), "on": not set(values) & off(facet) if facet else True}
    return entries


def _switch(entry: Mapping[str, Any]) -> tuple[str, Sequence[str]]:
    """The facet and values of an entry; no facet if it can't be switched off."""
    looks = styles().looks
    if entry["kind"] == "node":  # all labels that look alike, shown now or not
        return "kind", [label for label, look in looks.items() if look == looks[entry["labels"][0]]]
    if entry["kind"] == "mark":
        return ("group", [entry["mark"]]) if entry["mark"] in GROUPS else ("", [])
    return _facet(entry["line"]), _values(entry["line"])


def _facet(line: str) -> str:
    return "" if line in ("", "place") else "certainty" if line == "possible" else "status"


def _values(line: str) -> tuple[str, ...]:
    """The statuses, or the certainty, that are drawn with this line."""
    if _facet(line) == "certainty":
        return ("possible",)
    return tuple(status for status, name in styles().statuses.items() if name == line)
