"""The register of mergers becomes successions."""

from __future__ import annotations

from pathlib import Path

from loaders.base import Scope
from tests.loaders.charities.charity_files import NEWCASTLE, charity, loaded, table

MERGER = {
    "transferor_name": "Old Trust", "transferor_regno": "200001", "transferor_subno": "0",
    "transferee_name": "New Trust", "transferee_regno": "1000001", "transferee_subno": "0",
    "date_vesting_declaration": "2008-05-02 00:00:00", "date_property_transferred": "2008-07-01 00:00:00",
    "date_merger_registered": "2009-01-01 00:00:00",
}  # fmt: skip


def test_a_merger_is_a_succession_from_the_day_the_property_passed(tmp_path: Path) -> None:
    made = loaded(table(tmp_path, MERGER, [{"transferor_subno": "03"}], ","))
    (claim,) = made.claims
    assert (claim.subject, claim.type, claim.object) == ("GB-CHC-200001-3", "SUCCEEDED_BY", "GB-CHC-1000001")
    assert (claim.start, claim.event) == ("2008-07-01", "merged")
    assert charity(made).name == "New Trust"


def test_bodies_without_a_number_are_kept_where_they_received_and_not_where_they_gave(tmp_path: Path) -> None:
    none = {"transferor_name": "Jo Bloggs", "transferor_regno": "", "transferor_subno": ""}
    body = {"transferee_name": "University of Testing (exempt)", "transferee_regno": ".", "transferee_subno": "0"}
    bracket = {"transferor_name": "Other Trust ( 200002)", "transferor_regno": "0", "transferor_subno": ""}
    made = loaded(table(tmp_path, MERGER, [none, body, bracket], ","))
    assert made.rejected == 1
    assert "Bloggs" not in repr((made.nodes, made.rejections, made.remarks))
    assert made.nodes["local:charity:university-of-testing-exempt"].label == "Charity"
    assert charity(made, "200002").name == "Other Trust"


def test_mergers_that_say_nothing_are_rejected(tmp_path: Path) -> None:
    own = {"transferee_regno": "200001"}
    blank = {"transferor_name": "", "transferor_regno": "", "transferor_subno": ""}
    made = loaded(table(tmp_path, MERGER, [{}, {}, own, blank], ","))
    assert [(r.line, r.field) for r in made.rejections] == [
        (3, "transferor_name"), (4, "transferee_regno"), (5, "transferor_name"),
    ]  # fmt: skip
    renamed = loaded(table(tmp_path, MERGER, [{}, {"transferor_name": "Elder Fund"}], ","))
    assert (renamed.accepted, sum(renamed.warnings.values()), charity(renamed, "200001").name) == (2, 1, "Old Trust")
    undated = loaded(table(tmp_path, MERGER, [{"date_property_transferred": ""}], ","))
    assert [claim.start for claim in undated.claims] == [""]


def test_a_merger_that_a_table_of_relationships_calls_the_same_is_a_succession(tmp_path: Path) -> None:
    names = {"transferor_name": "org_name_a", "transferee_name": "org_name_b"}
    row = {"org_id_a": "GB-CHC-200001", "org_id_b": "GB-CHC-1000001", "relationship": "sameas"}
    made = loaded(table(tmp_path, row | {names.get(name, name): value for name, value in MERGER.items()}, [{}], ","))
    assert [(c.subject, c.type, c.object) for c in made.claims] == [("GB-CHC-200001", "SUCCEEDED_BY", "GB-CHC-1000001")]
    assert made.same_as == []


def test_mergers_as_published_hold_the_numbers_in_the_names(tmp_path: Path) -> None:
    older = "Name of transferring charity (transferor) and charity number (if any)"
    newer = "Name of receiving charity (transferee) and charity number (if any)"
    row = {older: "Old (East) Trust (200001)    Old Fund (200002-1)", newer: "New Trust (1000001)",
           "Date property transferred": "01/07/2008"}  # fmt: skip
    made = loaded(table(tmp_path, row, [{}, {older: "Jo Bloggs (unregistered)"}], ","))
    assert [(c.subject, c.object, c.start) for c in made.claims] == [
        ("GB-CHC-200001", "GB-CHC-1000001", "2008-07-01"), ("GB-CHC-200002-1", "GB-CHC-1000001", "2008-07-01"),
    ]  # fmt: skip
    assert charity(made, "200001").name == "Old (East) Trust"
    assert "Bloggs" not in repr((made.nodes, made.rejections, made.remarks))


def test_with_a_scope_mergers_name_no_charity(tmp_path: Path) -> None:
    made = loaded(table(tmp_path, MERGER, [{}], ","), Scope(places=frozenset({NEWCASTLE})))
    assert (len(made.nodes), len(made.claims)) == (0, 1)
