"""What an earlier version saved opens in today's code: loaded datasets, a decision, a column mapping, an export.

The folder `fixtures` was written on 1 December 2026 by the version of that day: two files were loaded, one decision was
made, and the graph was exported. All places and bodies in it are invented. Never write it again with today's code.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from datasets.live import LiveLibrary, open_graph
from graph.export.csv_folder import csv_tables
from graph.model.records import Claim
from graph.model.settings import Settings
from loaders.curated.exported_folder import read_exported
from loaders.custom_table.mapping_files import from_toml, to_toml

FIXTURES = Path(__file__).parent / "fixtures"
MAPPING = {
    "title": "Exchanges of pupils",
    "publisher": 'The "Twin" office, Façade 1\\2',
    "header": 1,
    "as_of": "2022",
    "type": "PARTNERED_WITH",
    "subject": {"label": "City", "name": "Town"},
    "object": {"label": "City", "name": "Partner"},
    "claim": {"start": "Since"},
}


@pytest.fixture
def live(tmp_path: Path) -> LiveLibrary:
    """The saved folders, copied so that a test may change them."""
    shutil.copytree(FIXTURES, tmp_path / "saved")
    return open_graph(Settings(data_folder=tmp_path / "saved" / "data", home=tmp_path / "saved" / "home"))[1]


def members(live: LiveLibrary) -> dict[str, Claim]:
    return {claim.subject: claim for claim in live.store.claims() if claim.type == "MEMBER_OF"}


def test_loaded_datasets_open_with_their_provenance_and_the_decision(live: LiveLibrary) -> None:
    first, second = live.datasets()
    assert (first.id, first.file, first.as_of) == ("network-members-river-towns", "river-towns_2024.csv", "2024")
    assert (first.read, first.accepted, first.rejected, first.left_out) == (4, 3, 1, 0)
    assert (second.title, second.kind, second.claims) == ("Exchanges of pupils", "own-table", 2)
    [decision] = live.decisions()
    assert (decision.decision, decision.why) == ("same", '=both, one town on the "Bel"')
    [belhaven] = (node for node in live.store.nodes() if node.name == "Belhaven" and node.kind == "town")
    assert {"Belhaven on Sea", "local:city:network-members-river-towns-belhaven-on-sea"} <= set(belhaven.aliases)
    found = members(live)
    assert set(found) == {
        "local:city:ashmere",
        "local:city:belhaven",
        "local:city:network-members-river-towns-dunfield",
    }
    assert (found["local:city:ashmere"].role, found["local:city:ashmere"].start) == ("chair", "1999")


def test_loads_are_undone_one_after_the_other(live: LiveLibrary) -> None:
    assert live.undo() == "Loaded exchanges.csv"
    assert [dataset.file for dataset in live.datasets()] == ["river-towns_2024.csv"]
    assert len(live.store.claims()) == 6 and len(members(live)) == 3
    assert live.undo() == "Loaded river-towns_2024.csv"
    assert len(live.store.claims()) == 3 and not members(live)
    assert len(live.decisions()) == 1


def test_a_saved_mapping_opens_and_is_written_as_it_was(live: LiveLibrary) -> None:
    text = (FIXTURES / "mapping.toml").read_text(encoding="utf-8")
    assert live.read_mapping(text) == MAPPING
    assert from_toml(to_toml(MAPPING)) == MAPPING


def test_an_exported_folder_opens_and_is_exported_as_it_was(live: LiveLibrary) -> None:
    records = read_exported(FIXTURES / "exported")
    store = live.store
    assert sorted(records.nodes, key=lambda node: node.id) == list(store.nodes())
    assert {claim.id: claim for claim in records.claims} == {claim.id: claim for claim in store.claims()}
    assert records.sources == tuple(store.sources())
    for name, text in csv_tables(records).items():
        assert text == (FIXTURES / "exported" / name).read_bytes().decode()
