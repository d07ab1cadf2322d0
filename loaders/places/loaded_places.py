"""The places held already: those of the curated folder, and those of gazetteers loaded before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model.records import Claim, Node, Source
from loaders.curated.folder import read_curated

LABELS = frozenset(("World", "Continent", "Country", "Region", "City", "District"))
# The property that keeps the code of a division, by which GeoNames says what a town lies in.
DIVISION_CODE = "geonames_code"


@dataclass(frozen=True, slots=True)
class CuratedPlaces:
    """Nodes by id, the claims that each lies in a larger place, and the folder's sources by id."""

    nodes: Mapping[str, Node]
    placings: Mapping[str, tuple[Claim, ...]]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class LoadedPlaces:
    """Nodes by id, the ids of what each lies in, and ids of divisions by their code ("GB.ENG.H3")."""

    nodes: Mapping[str, Node]
    parents: Mapping[str, tuple[str, ...]]
    divisions: Mapping[str, str]


def curated_places(folder: Path) -> CuratedPlaces:
    """The places of a curated folder. Raises DataError for a file that can't be used."""
    records = read_curated(folder)
    nodes = {node.id: node for node in records.nodes if node.label in LABELS}
    placings: dict[str, tuple[Claim, ...]] = defaultdict(tuple)
    for claim in records.claims:
        # Those of places.csv; what a document says of where a place lies is that document's word.
        if claim.type == "LOCATED_IN" and claim.subject in nodes and claim.locator == claim.subject:
            placings[claim.subject] += (claim,)
    return CuratedPlaces(nodes, dict(placings), {source.id: source for source in records.sources})


def loaded_places(nodes: Iterable[Node], parents: Iterable[tuple[str, str]]) -> LoadedPlaces:
    """The places of gazetteers, and pairs of (place, place that it lies in); of two nodes of one id the first."""
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
