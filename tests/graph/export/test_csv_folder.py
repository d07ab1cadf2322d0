"""The export holds the whole graph, reads back unchanged, and has the notices of its sources."""

import csv
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.answers.records.source_usage import attribution
from graph.export.csv_folder import write_csv
from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError
from graph.model.records import Source
from graph.model.text import escape_cell, unescape_cell
from loaders.curated.exported_folder import read_exported
from loaders.curated.folder import read_curated
from tests import worlds


@pytest.fixture(scope="module")
def curated():
    return read_curated(SHIPPED_DATA)


def test_the_curated_graph_reads_back_the_same(curated, tmp_path):
    write_csv(curated, tmp_path)
    again = read_exported(tmp_path)
    assert (again.nodes, again.claims, again.sources) == (curated.nodes, curated.claims, curated.sources)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40))
def test_any_note_reads_back_the_same(note, tmp_path):
    note = " ".join(note.split())
    world = worlds.tiny()
    claims = (replace(world.claims[0], note=note), *world.claims[1:])
    records = replace(world, claims=tuple(sorted(claims, key=lambda c: c.id)))
    write_csv(records, tmp_path)
    assert read_exported(tmp_path).claims == records.claims


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@home", "\tx", "'quoted", "plain", ""])
def test_no_cell_is_a_formula_and_each_comes_back(text):
    assert not escape_cell(text).startswith(("=", "+", "-", "@", "\t"))
    assert unescape_cell(escape_cell(text)) == text


def test_claims_name_both_ends_by_id_and_by_name(curated, tmp_path):
    write_csv(curated, tmp_path)
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {
        "subject_id",
        "subject",
        "type",
        "object_id",
        "object",
        "start",
        "end",
        "status",
        "source",
        "locator",
    } <= set(rows[0])
    names = {node.id: node.name for node in curated.nodes}
    assert all(names[row["subject_id"]] == row["subject"] for row in rows)


def test_every_licence_of_what_is_in_it_goes_with_it(curated, tmp_path):
    write_csv(curated, tmp_path)
    notices = (tmp_path / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    for licence in ("CC BY 4.0", "OGL v3.0", "CC0", "cited, not copied"):
        assert licence in notices


def test_share_alike_data_is_pointed_out():
    assert "Share-alike" in attribution([Source("w", "register", "A list", licence="CC BY-SA 4.0")])
    assert "Share-alike" not in attribution([Source("w", "register", "A list", licence="CC BY 4.0")])


def test_a_folder_that_cannot_be_written_says_so(curated, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="can't be written"):
        write_csv(curated, tmp_path / "file")
