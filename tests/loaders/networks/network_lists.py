"""Small lists of networks for tests, and their records."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from datasets.run_loader import LoaderOutput, run_loader
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim, Node
from loaders.base import LoaderRun, Scope
from loaders.files.probe import open_file
from loaders.places.gazetteer import Gazetteer
from loaders.registry import recognise

LILLE, DURBAN, NEW_YORK, BARCELONA, MELBOURNE = (
    "geonames:2998324", "geonames:1007311", "geonames:5128581", "geonames:3128760", "geonames:2158177",
)  # fmt: skip

C40, CDP = "local:network:c40-cities", "local:project:cdp-cities-reporting"

OHIO, INDIANA = (Node(f"geonames:{n}", "Region", name, kind="state") for n, name in ((1, "Ohio"), (2, "Indiana")))

# Two cities with the same name in one country, as in a gazetteer that was loaded before.
NAMESAKES = (
    Node("geonames:11", "City", "Columbus", latitude=39.96, longitude=-83.0),
    Node("geonames:12", "City", "Columbus", latitude=39.2, longitude=-85.92),
    Node("geonames:13", "City", "Sobral", latitude=-3.69, longitude=-40.35),
)

ABOVE = (
    ("geonames:11", OHIO.id), ("geonames:12", INDIANA.id), (OHIO.id, "iso:US"), (INDIANA.id, "iso:US"),
    ("geonames:13", "iso:BR"),
)  # fmt: skip


@cache
def places(*, with_gazetteer: bool = False) -> Gazetteer:
    return (
        Gazetteer.read(SHIPPED_DATA, (OHIO, INDIANA, *NAMESAKES), ABOVE)
        if with_gazetteer
        else Gazetteer.read(SHIPPED_DATA)
    )


def read(path: Path, scope: Scope | None = None, *, with_gazetteer: bool = False) -> LoaderOutput:
    input_file = open_file(path)
    loader = recognise(input_file)
    source = loader.source(input_file, f"{loader.kind}-{input_file.series}", "2026-11-25")
    made = run_loader(LoaderRun(input_file, source, places(with_gazetteer=with_gazetteer), scope or Scope()), loader)
    assert made.read == made.accepted + made.rejected + made.left_out.total()
    return made


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def said(made: LoaderOutput, kind: str, network: str = "") -> list[Claim]:
    return [claim for claim in made.claims if claim.type == kind and network in ("", claim.object)]


def members(made: LoaderOutput, network: str, kind: str = "MEMBER_OF") -> list[str]:
    return [claim.subject for claim in said(made, kind, network)]
