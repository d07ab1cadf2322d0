"""Files of twinnings for tests, and their records."""

from __future__ import annotations

from pathlib import Path

from datasets.run_loader import LoaderOutput, run_loader
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim
from loaders.base import LoaderRun, Scope
from loaders.files.probe import open_file
from loaders.places.gazetteer import Gazetteer
from loaders.registry import recognise

PLACES = Gazetteer.read(SHIPPED_DATA)


def load(path: Path, scope: Scope | None = None, kind: str = "") -> LoaderOutput:
    """The output of the loader that recognises the file. Its numbers must add up."""
    input_file = open_file(path)
    loader = recognise(input_file, kind)
    made = run_loader(
        LoaderRun(input_file, loader.source(input_file, "test", "2026-11-25"), PLACES, scope or Scope()), loader
    )
    assert made.read == made.accepted + made.rejected + made.left_out.total()
    return made


def written(folder: Path, text: str, name: str = "some.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def twinnings(made: LoaderOutput) -> list[Claim]:
    return [claim for claim in made.claims if claim.type == "TWINNED_WITH"]


def said(made: LoaderOutput) -> list[tuple[str, str, str, str]]:
    return [(claim.subject, claim.object, claim.start, claim.end) for claim in twinnings(made)]
