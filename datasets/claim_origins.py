"""Where a claim comes from: the file and line of the curated data, or the loaded dataset and the record in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from datasets.decisions import Decisions
from datasets.live import LiveLibrary
from graph.model.datasets import Dataset
from graph.model.errors import DataError
from graph.model.records import Claim, Source
from graph.stores.base import GraphStore
from loaders.curated.folder import claim_rows
from loaders.files.rows import Row


@dataclass(frozen=True, slots=True)
class ClaimOrigin:
    """The origin of one claim.

    `file` is a name in the data folder, or the name of a loaded file. `line` counts from 1. It is 0 for a loaded file,
    which is not stored; the claim's locator names the record. `cells` are the row as written, without empty cells. For
    a loaded file they are the content of the claim. `dataset` is None for curated data.
    """

    claim: Claim
    source: Source
    file: str
    line: int
    cells: Mapping[str, str]
    dataset: Dataset | None = None

    @property
    def place(self) -> str:
        """File and line, such as "data/claims.csv, line 57"; for a loaded file, the file and the record's locator."""
        return f"{self.file}, line {self.line}" if self.line else f"{self.file}, {self.claim.locator or 'no locator'}"

    def as_json(self) -> dict[str, object]:
        """The origin for a program: claim, file, line, row, source, dataset."""
        return {
            "claim": self.claim.id,
            "file": self.file,
            "line": self.line or None,
            "row": dict(self.cells),
            "source": asdict(self.source),
            "dataset": self.dataset.id if self.dataset else None,
        }


def claim_origin(claim_id: str, library: LiveLibrary) -> ClaimOrigin:
    """Find where the claim of this id was read from.

    Raises DataError for an id that no claim of the store has.
    """
    claims = find_claims((claim_id,), library.store)
    if not claims:
        raise DataError(
            "No claim has this id",
            value=claim_id,
            expected="an id as `citylinks ask … --json` lists them under claims",
            fix='Ask again, for example: citylinks ask "Leeds twin cities" --json',
        )
    return claim_origins(claims, library)[0]


def find_claims(claim_ids: Iterable[str], store: GraphStore, candidates: Iterable[Claim] = ()) -> list[Claim]:
    """Find the claims of these ids, in their order; an id that no claim has is left out.

    All claims of the store are read only if the candidates don't include every one, because that takes long in a
    graph of registers.
    """
    wanted = dict.fromkeys(claim_ids)
    found = {claim.id: claim for claim in candidates if claim.id in wanted}
    if len(found) < len(wanted):
        found |= {claim.id: claim for claim in store.claims() if claim.id in wanted}
    return [found[claim_id] for claim_id in wanted if claim_id in found]


def claim_origins(claims: Iterable[Claim], library: LiveLibrary) -> list[ClaimOrigin]:
    """Find where each of these claims was read from. The data folder is read once for all of them."""
    sources = {source.id: source for source in library.store.sources()}
    datasets = library.datasets()
    replacements = Decisions.read(library.data).replacements(library.store.nodes()) if datasets else {}
    rows = _curated_rows(library.data, replacements)
    return [_origin(claim, sources[claim.source], rows.get(claim.id), datasets, library.data) for claim in claims]


def _origin(claim: Claim, source: Source, row: Row | None, datasets: Iterable[Dataset], data: Path) -> ClaimOrigin:
    if row:
        cells = {column: cell for column, cell in row.cells.items() if cell}
        return ClaimOrigin(claim, source, f"{data.name}/{row.file}", row.line, cells)
    dataset = _dataset_of(source, datasets)
    return ClaimOrigin(claim, source, dataset.file if dataset else source.title, 0, claim_cells(claim), dataset)


def claim_cells(claim: Claim) -> dict[str, str]:
    """What a claim says, by the name of its column in `claims.csv`; empty columns are left out."""
    texts: dict[str, str] = {}
    for column in claim.__dataclass_fields__:
        value = getattr(claim, column)
        if column != "id" and value not in ("", None, ()):
            texts[column] = "; ".join(value) if isinstance(value, tuple) else str(value)
    return texts


def _curated_rows(data: Path, same: Mapping[str, str]) -> dict[str, Row]:
    """The rows of the curated claims by the ids that their claims have in the graph.

    A claim about a node that was merged into another has the other's id in it, and so an id of its own.
    """
    return {
        replace(
            claim,
            subject=same.get(claim.subject, claim.subject),
            object=same.get(claim.object, claim.object),
            held_by=same.get(claim.held_by, claim.held_by),
        ).id: row
        for claim, row in claim_rows(data)
    }


def _dataset_of(source: Source, datasets: Iterable[Dataset]) -> Dataset | None:
    """The dataset that added a source. None for a source of the curated data."""
    return next((dataset for dataset in datasets if dataset.id == source.id), None)
