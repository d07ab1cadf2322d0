"""Places from the curated folder and from loaded gazetteers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model.records import Claim, Node, Source
from loaders.curated.folder import read_curated

LABELS = frozenset(("World", "Continent", "Country", "Region", "City", "District"))
# The property with the GeoNames code of a division. Towns refer to their divisions by it.
DIVISION_CODE = "geonames_code"


@dataclass(frozen=True, slots=True)
class CuratedPlaces:
    """Nodes by id, their claims of location by place, and the folder's sources by id."""

    nodes: Mapping[str, Node]
    placings: Mapping[str, tuple[Claim, ...]]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class LoadedPlaces:
    """Nodes by id, ids of the containing places by place, and ids of divisions by their code ("GB.ENG.H3")."""

    nodes: Mapping[str, Node]
    parents: Mapping[str, tuple[str, ...]]
    divisions: Mapping[str, str]


def curated_places(folder: Path) -> CuratedPlaces:
    """The places of a curated folder. Raises DataError for a file that can't be used."""
    records = read_curated(folder)
    nodes = {node.id: node for node in records.nodes if node.label in LABELS}
    placings: dict[str, tuple[Claim, ...]] = defaultdict(tuple)
    for claim in records.claims:
        # Only the claims of places.csv, whose locator is the place. Those of documents keep their own source.
        if claim.type == "LOCATED_IN" and claim.subject in nodes and claim.locator == claim.subject:
            placings[claim.subject] += (claim,)
    return CuratedPlaces(nodes, dict(placings), {source.id: source for source in records.sources})


def loaded_places(nodes: Iterable[Node], parents: Iterable[tuple[str, str]]) -> LoadedPlaces:
    """The places of gazetteers. `parents` are pairs (place, place that contains it). The first node of an id counts."""
    known: dict[str, Node] = {}
    divisions: dict[str, str] = {}
    for node in nodes:
        known.setdefault(node.id, node)
        if code := dict(node.properties).get(DIVISION_CODE):
            divisions[str(code)] = node.id
    parents_of: dict[str, dict[str, None]] = defaultdict(dict)
    for child, parent in parents:
        parents_of[child][parent] = None
    return LoadedPlaces(known, {child: tuple(all_) for child, all_ in parents_of.items()}, divisions)
