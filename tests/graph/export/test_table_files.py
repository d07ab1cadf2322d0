"""The zipped tables read back to what is shown, and the JSON text holds all of it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from graph.answers.explorer import Explorer
from graph.explore.visible import VisibleGraph
from graph.export.csv_folder import write_csv
from graph.export.table_files import csv_zip, view_json
from graph.model.records import Node, Records
from graph.model.sentences import sentence
from loaders.curated.exported_folder import read_exported
from tests import worlds
from tests.graph.explore.visible import catalogue_of, shown_of

FILES = ["nodes.csv", "claims.csv", "sources.csv", "ATTRIBUTION.txt"]


def unzipped(file: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        assert packed.namelist() == FILES
        packed.extractall(folder)
    return folder


def used_sources(records: Records) -> list[str]:
    return sorted({claim.source for claim in records.claims})


@settings(max_examples=40, deadline=None)
@given(worlds.graphs())
def test_any_view_reads_back_to_the_same_records(records: Records) -> None:
    with TemporaryDirectory() as folder:
        again = read_exported(unzipped(csv_zip(shown_of(records), catalogue_of(records)), Path(folder)))
    assert (again.nodes, again.claims) == (records.nodes, records.claims)
    assert [source.id for source in again.sources] == used_sources(records)


def test_every_kind_of_claim_reads_back(tmp_path: Path) -> None:
    world = worlds.tiny()
    again = read_exported(unzipped(csv_zip(shown_of(world), catalogue_of(world)), tmp_path))
    assert (again.nodes, again.claims, again.sources) == (world.nodes, world.claims, world.sources)


def test_the_whole_curated_graph_is_the_same_as_the_export_in_the_terminal(explorer: Explorer, tmp_path: Path) -> None:
    store = explorer.store
    whole = Records(store.nodes(), store.claims(), store.sources())
    used = {claim.source for claim in whole.claims}
    packed = unzipped(csv_zip(shown_of(whole), explorer.catalogue), tmp_path / "zip")
    write_csv(replace(whole, sources=tuple(s for s in whole.sources if s.id in used)), tmp_path / "folder")
    for name in FILES:
        assert (packed / name).read_bytes() == (tmp_path / "folder" / name).read_bytes(), name


def test_a_part_holds_its_own_claims_and_sources_and_no_others(tmp_path: Path) -> None:
    world = worlds.tiny()
    part = replace(world, claims=tuple(c for c in world.claims if c.source == "other"))
    again = read_exported(unzipped(csv_zip(shown_of(part), catalogue_of(world)), tmp_path))
    assert again.claims == part.claims
    assert [source.id for source in again.sources] == ["other"]
    assert "Another page" in (tmp_path / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    assert "A council" not in (tmp_path / "ATTRIBUTION.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["=1+1", "+44", "-x", "@home", "'quoted"])
def test_no_cell_is_a_formula(name: str, tmp_path: Path) -> None:
    records = worlds.records(
        [Node("a", "City", name), Node("b", "City", "B", note=name)],
        [worlds.claim("a", "TWINNED_WITH", "b", note=name, locator=name)],
    )
    folder = unzipped(csv_zip(shown_of(records), catalogue_of(records)), tmp_path)
    for file in FILES[:3]:
        with (folder / file).open(encoding="utf-8", newline="") as rows:
            assert not [cell for row in csv.reader(rows) for cell in row if cell.startswith(("=", "+", "-", "@"))]
    again = read_exported(folder)
    assert (again.nodes, again.claims) == (records.nodes, records.claims)


def test_half_a_character_does_not_keep_a_file_from_being_made(tmp_path: Path) -> None:
    records = worlds.records([Node("a", "City", "half \ud83d of a pair")], [])
    assert read_exported(unzipped(csv_zip(shown_of(records), catalogue_of(records)), tmp_path)).nodes[0].name == (
        "half \ufffd of a pair"
    )
    text = view_json(shown_of(records), catalogue_of(records), {})
    assert json.loads(text.encode())["nodes"][0]["name"] == "half \ufffd of a pair"


def test_the_same_view_gives_the_same_bytes() -> None:
    world = worlds.tiny()
    first, second = (csv_zip(shown_of(world), catalogue_of(world)) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def whole(shown: VisibleGraph, records: Records, view: dict[str, object] | None = None) -> dict:  # type: ignore[type-arg]
    return json.loads(view_json(shown, catalogue_of(records), view or {}))


@settings(max_examples=40, deadline=None)
@given(worlds.graphs())
def test_the_json_holds_every_field_of_all_that_is_shown(records: Records) -> None:
    shown = shown_of(records)
    said = whole(shown, records)
    # JSON has lists, but no tuples.
    fields = json.loads(json.dumps({r.id: asdict(r) for r in (*records.nodes, *records.claims, *records.sources)}))
    for node, found in zip(shown.nodes, said["nodes"], strict=True):
        x, y = shown.positions[node.id]
        place = {"x": x, "y": y, "more": shown.unshown_neighbours.get(node.id, 0)}
        assert found == fields[node.id] | place
    claims = [claim for part in ("links", "placings") for related in said[part] for claim in related["claims"]]
    assert sorted(claims, key=lambda claim: claim["id"]) == [fields[claim.id] for claim in records.claims]
    assert said["sources"] == [fields[source] for source in used_sources(records)]


def test_each_link_has_its_ends_its_levels_and_its_sentence() -> None:
    world = worlds.tiny()
    shown = shown_of(world, possible=["c-school|PARTNERED_WITH|cn"])
    shown = replace(shown, links=(replace(shown.links[0], group="Leeds"), *shown.links[1:]))
    names = {node.id: node.name for node in world.nodes}
    for link, found in zip(shown.links, whole(shown, world)["links"], strict=True):
        related = link.relationship
        ends = (found["id"], found["type"], found["from"], found["to"])
        assert ends == (related.id, related.type, related.start, related.end)
        assert (found["certainty"], found["reach"], found["dated"]) == (link.certainty, link.reach, link.is_dated)
        assert found["group"] == link.group
        assert found["sentence"] == sentence(related, names)


def test_the_counts_are_those_of_the_view_and_never_added_across_levels() -> None:
    world = worlds.tiny()
    shown = shown_of(world, possible=["c-school|PARTNERED_WITH|cn"])
    counts = whole(shown, world)["counts"]
    assert (counts["nodes"], counts["of"]) == (len(world.nodes), len(world.nodes) + 2)
    assert counts["links"] == {
        "confirmed": {"direct": len(shown.links) - 1, "through the city": 0},
        "possible": {"direct": 0, "through the city": 1},
    }
    assert counts["claims"] == len(world.claims)


def test_the_view_and_the_notices_go_with_the_json() -> None:
    world = worlds.tiny()
    view: dict[str, object] = {"start": {"kind": "whole"}, "address": "?v=1"}
    said = whole(replace(shown_of(world), notes=("Two things stand alone.",)), world, view)
    assert said["view"] == view
    assert (said["title"], said["notes"]) == ("All that is recorded", ["Two things stand alone."])
    assert "all rights reserved" in said["attribution"]
