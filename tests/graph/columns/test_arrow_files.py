"""Stored records open as they were written, or not at all."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings

from graph.columns.arrow_files import CONTENTS, open_records, write_records
from graph.columns.claims import ClaimColumns
from graph.columns.nodes import NodeColumns
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Node, Records, Rejection
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated
from tests import worlds

FILES = ("claims.arrow", "ids.arrow", "nodes.arrow", "properties.arrow", "said.json", "texts.arrow")


@pytest.fixture
def folder(tmp_path):
    write_records(tmp_path / "kept", worlds.tiny())
    return tmp_path / "kept"


def test_records_come_back_as_they_were(tmp_path):
    curated = read_curated(SHIPPED_DATA)
    write_records(tmp_path / "kept", curated)
    held = open_records(tmp_path / "kept")
    assert isinstance(held.claims, ClaimColumns) and isinstance(held.nodes, NodeColumns)
    assert (held.nodes, held.claims, held.sources) == (curated.nodes, curated.claims, curated.sources)
    assert [c.id for c in held.claims] == [c.id for c in curated.claims]


@settings(max_examples=20, deadline=None)
@given(worlds.graphs())
def test_a_store_of_kept_records_answers_as_one_of_fresh_ones(tmp_path_factory, world):
    folder = tmp_path_factory.mktemp("kept") / "records"
    write_records(folder, world)
    ours, fresh = EmbeddedStore(), EmbeddedStore()
    assert ours.load(open_records(folder)) == fresh.load(world)
    assert (ours.nodes(), ours.claims()) == (fresh.nodes(), fresh.claims())
    assert ours.relationships() == fresh.relationships()
    assert ours.load(world).added == ours.load(open_records(folder)).added == 0


def test_no_records_at_all_are_kept_too(tmp_path):
    write_records(tmp_path / "kept", Records((), (), ()))
    assert open_records(tmp_path / "kept") == Records((), (), ())


def test_a_number_comes_back_as_the_number_it_was(tmp_path):
    node = Node("a", "School", "Ash", properties=(("pupils", 1), ("share", 1.0), ("open", True), ("code", "1")))
    write_records(tmp_path / "kept", Records((node,), (), ()))
    (held,) = open_records(tmp_path / "kept").nodes
    assert [type(value) for _, value in held.properties] == [int, float, bool, str]


@pytest.mark.parametrize("name", [*FILES, CONTENTS])
def test_a_folder_with_a_damaged_or_missing_file_is_not_opened(folder, name):
    whole = (folder / name).read_bytes()
    assert open_records(folder) is not None
    for damaged in (whole[:-9], whole[: len(whole) // 2] + b"!" + whole[len(whole) // 2 + 1 :], b""):
        (folder / name).write_bytes(damaged)
        assert open_records(folder) is None
    (folder / name).unlink()
    assert open_records(folder) is None


def test_a_folder_that_is_not_there_or_of_another_format_is_not_opened(folder):
    assert open_records(folder.with_name("nowhere")) is None
    contents = json.loads((folder / CONTENTS).read_text())
    (folder / CONTENTS).write_text(json.dumps(contents | {"format": 0}))
    assert open_records(folder) is None


def test_a_file_that_fits_its_hash_but_is_none_of_ours_is_not_opened(folder, tmp_path):
    from hashlib import sha256

    write_records(tmp_path / "other", replace(worlds.tiny(), nodes=(), claims=()))
    contents = json.loads((folder / CONTENTS).read_text())
    for name, content in {
        "nodes.arrow": pickle.dumps({"nodes": ()}),
        "claims.arrow": (folder / "nodes.arrow").read_bytes(),
        "ids.arrow": (tmp_path / "other" / "ids.arrow").read_bytes(),
        "said.json": b'{"patterns": [], "sources": [], "read": 0}',
    }.items():
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(content)
        hashes = contents["sha256"] | {name: sha256(content).hexdigest()}
        (folder / CONTENTS).write_text(json.dumps(contents | {"sha256": hashes}))
        assert open_records(folder) is None, name
        (folder / name).write_bytes(whole)


def test_writing_again_replaces_what_was_kept(folder):
    write_records(folder, Records((Node("a", "City", "Aford"),), (), ()))
    assert open_records(folder).nodes == (Node("a", "City", "Aford"),)
    assert sorted(path.name for path in folder.iterdir()) == sorted((*FILES, CONTENTS))


def test_a_rejected_row_is_not_kept(tmp_path):
    row = Rejection("file.csv", 3, "head", "Mrs Example", "no such thing", "Mend it.")
    write_records(tmp_path / "kept", replace(worlds.tiny(), rejections=(row,), read=99))
    assert open_records(tmp_path / "kept").read == 99
    assert not any(b"Mrs Example" in path.read_bytes() for path in (tmp_path / "kept").iterdir())
