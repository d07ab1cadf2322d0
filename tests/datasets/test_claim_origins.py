"""Every claim leads to its origin: file, line and row of the curated data, or the loaded dataset."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from cli import main
from datasets.claim_origins import claim_origin
from datasets.live import LiveLibrary, open_graph
from graph.model.datasets import SAME, Decision
from graph.model.errors import DataError
from graph.model.settings import Settings

LEEDS, LILLE, SIEGEN = "geonames:2644688", "geonames:2998324", "geonames:2832495"


def with_members(settings: Settings) -> LiveLibrary:
    """The curated graph, and one loaded list of the members of a network."""
    _, live = open_graph(settings)
    path = settings.home / "members.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("network,member,country,role\nEurocities,Leeds,United Kingdom,member\n", encoding="utf-8")
    live.commit([live.preview(path, live.load_options("", [], [], []))])
    return live


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveLibrary:
    return with_members(Settings(home=tmp_path_factory.mktemp("home")))


def test_every_curated_claim_names_a_line_that_holds_it(live: LiveLibrary) -> None:
    with (live.data / "claims.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    stated = [claim for claim in live.store.claims() if claim.source == "002"][::20]
    assert stated
    for claim in stated:
        origin = claim_origin(claim.id, live)
        assert origin.file.endswith("/claims.csv")
        row = dict(zip(lines[0], lines[origin.line - 1], strict=True))
        assert (row["subject"], row["type"], row["object"]) == (claim.subject, claim.type, claim.object)
        assert origin.source.id == "002" and origin.dataset is None


def test_a_place_in_a_larger_one_is_a_line_of_the_places(live: LiveLibrary) -> None:
    located = next(claim for claim in live.store.claims(["LOCATED_IN"]) if claim.subject == LEEDS)
    origin = claim_origin(located.id, live)
    assert origin.file.endswith("/places.csv") and origin.cells["id"] == LEEDS


def test_a_loaded_claim_names_its_dataset_file_and_record(live: LiveLibrary) -> None:
    loaded = next(claim for claim in live.store.claims(["MEMBER_OF"]) if claim.source == live.datasets()[0].id)
    origin = claim_origin(loaded.id, live)
    assert origin.dataset and origin.file == "members.csv" and origin.line == 0
    assert "row 2" in origin.place and origin.cells["type"] == "MEMBER_OF"


def test_an_unknown_id_says_where_to_find_one(live: LiveLibrary) -> None:
    with pytest.raises(DataError, match="No claim has this id: 'nope'"):
        claim_origin("nope", live)


def test_a_claim_about_a_merged_node_is_still_found(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(Settings().data_folder, data)
    live = with_members(Settings(data_folder=data, home=tmp_path / "home"))
    live.decide(Decision(LILLE, SIEGEN, SAME, "a test", "2026-01-01", "to see that the claims are followed"))
    left = {node.id for node in live.store.nodes()} & {LILLE, SIEGEN}
    assert len(left) == 1
    about = [claim for claim in live.store.claims(["TWINNED_WITH"]) if left & {claim.subject, claim.object}]
    assert about and all(claim_origin(claim.id, live).line for claim in about)


@pytest.mark.parametrize("as_json", [False, True])
def test_the_terminal_prints_file_line_row_and_source(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Leeds twin cities", "--json"]) == 0
    claim = json.loads(capsys.readouterr().out)["rows"][0]["claims"][0]
    assert main(["claim", claim, *(["--json"] if as_json else [])]) == 0
    printed = capsys.readouterr().out
    if as_json:
        origin = json.loads(printed)
        assert origin["claim"] == claim and origin["line"] > 1 and origin["row"]["subject"]
    else:
        assert f"Claim {claim}" in printed and "claims.csv, line " in printed and "Source: " in printed


def test_the_terminal_says_what_an_unknown_id_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claim", "nope"]) == 2
    assert "No claim has this id" in capsys.readouterr().err
