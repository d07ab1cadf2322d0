"""`citylinks claim`: where a claim comes from."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.model.settings import Settings

if TYPE_CHECKING:
    from datasets.claim_origins import ClaimOrigin
    from graph.model.records import Source


def add_arguments(parser: ArgumentParser) -> None:
    """The id of the claim; text or JSON."""
    parser.add_argument("id", help="the claim's id, as `citylinks ask … --json` lists them under claims")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: Namespace, settings: Settings) -> int:
    """Print the claim's file, line, row and source. Raises DataError for an id that no claim has."""
    from datasets.claim_origins import claim_origin
    from datasets.live import open_graph

    explorer, live = open_graph(settings)
    origin = claim_origin(arguments.id, live)
    if arguments.json:
        print(json.dumps(origin.as_json(), ensure_ascii=False))
        return 0
    titles = explorer.catalogue.titles
    for line in origin_lines(origin, {end: titles[end] for end in (origin.claim.subject, origin.claim.object)}):
        print(line)
    return 0


def origin_lines(origin: ClaimOrigin, names: dict[str, str]) -> Iterator[str]:
    """The origin of a claim as lines of text; `names` gives the name of each end by its id."""
    yield f"Claim {origin.claim.id}"
    yield f"Read from {origin.place}:"
    for column, cell in origin.cells.items():
        yield f"  {column}: {cell}" + (f" ({names[cell]})" if cell in names else "")
    yield f"Source: {_citation(origin.source)}"
    if origin.dataset:
        yield f"Dataset: {origin.dataset.id}, loaded {origin.dataset.loaded}"
    fix = "edit the row and run: citylinks check" if origin.line else "write to the publisher."
    yield f"To correct it, {fix}"


def _citation(source: Source) -> str:
    dated = f"as of {source.as_of}" if source.as_of else ""
    retrieved = f"retrieved {source.retrieved}" if source.retrieved else ""
    return ", ".join(filter(None, (source.title, source.publisher, dated, retrieved, source.url)))
