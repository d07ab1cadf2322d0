"""Tables of identifiers give candidates for review and no nodes. Schools with a shared number stay separate."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets.run_loader import LoaderOutput
from graph.model.errors import DataError
from loaders.files.probe import open_file
from loaders.registry import recognise
from tests.loaders.samples import FOLDER, sample
from tests.loaders.universities.test_ror import loaded

SCHOOLS = "URN,EstablishmentName,charity_number,company_number,charity_name,active"


def table(folder: Path, *lines: str) -> LoaderOutput:
    path = folder / "table.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8-sig")
    return loaded(path)


def pairs(made: LoaderOutput) -> list[tuple[str, str]]:
    return [(pair.a, pair.b) for pair in made.same_as]


def test_a_row_that_says_same_as_is_a_candidate_with_its_reason_and_no_node(tmp_path: Path) -> None:
    made = table(
        tmp_path, "org_name,org_id_a,org_id_b,relationship,source", "Ashby,GB-HESA-0999,GB-CHC-999001,sameas,List"
    )
    assert pairs(made) == [("GB-HESA-0999", "GB-CHC-999001")]
    assert "says they are the same" in made.same_as[0].reason
    assert (len(made.nodes), len(made.claims), made.accepted) == (0, 0, 1)


def test_a_parent_in_a_table_of_relationships_has_the_other_as_its_part(tmp_path: Path) -> None:
    made = table(tmp_path, "org_id_a,org_id_b,relationship,source", "GB-EDU-900001,GB-CHC-999001,parent,Colleges")
    assert [(c.subject, c.type, c.object, c.locator) for c in made.claims] == [
        ("GB-CHC-999001", "PART_OF", "GB-EDU-900001", "Colleges")
    ]
    assert pairs(made) == []


def test_another_relationship_and_what_is_no_identifier_are_rejected(tmp_path: Path) -> None:
    made = table(
        tmp_path,
        "org_name,org_id_a,org_id_b,relationship,source",
        "Ashby,GB-HESA-0999,GB-CHC-999001,sameas,List",
        "Birk,GB-HESA-0998,GB-CHC-999002,rival,List",
        "Cole,not one,GB-CHC-999003,sameas,List",
    )
    assert (made.accepted, [rejection.field for rejection in made.rejections]) == (1, ["relationship", "org_id_a"])


def test_a_grid_number_and_an_identifier_are_a_candidate(tmp_path: Path) -> None:
    made = table(tmp_path, "grid_id,org_id", "grid.9.1,GB-CHC-999001", "9.2,GB-CHC-999002", "grid.9.3,nothing here")
    assert (pairs(made), made.rejected) == ([("grid.9.1", "GB-CHC-999001")], 2)


def test_a_number_of_ror_under_the_old_heading_is_told_as_one(tmp_path: Path) -> None:
    made = table(tmp_path, "grid_id,org_id", "0abcdef12,GB-GOR-EA9", "https://ror.org/0abcdef34,GB-CHC-999002")
    assert pairs(made) == [("XI-ROR-0abcdef12", "GB-GOR-EA9"), ("XI-ROR-0abcdef34", "GB-CHC-999002")]


def test_a_grid_number_with_a_prefix_is_the_one_without_it(tmp_path: Path) -> None:
    made = table(tmp_path, "org_id_a,org_id_b,relationship", "XI-GRID-grid.9.1,GB-CHC-999001,sameas")
    assert pairs(made) == [("grid.9.1", "GB-CHC-999001")]


@pytest.mark.parametrize(
    ("header", "row", "found"),
    [
        ("Name,HESA ID,OrgID", "Ashby,0099,GB-SC-SC000001", ("GB-HESA-0099", "GB-SC-SC000001")),
        ("company_number,charity_number", "CE000001,999001", ("GB-COH-CE000001", "GB-CHC-999001")),
        ("URN,Name,CompanyNumber", "900001,Ashby,12345", ("GB-EDU-900001", "GB-COH-00012345")),
        ("Scottish Charity Number,E&W Charity Number,Charity Name (E&W)", "SC000001,999001,A",
         ("GB-SC-SC000001", "GB-CHC-999001")),
        ("company_number,charity_number", "CS000001,SC000001", ("GB-COH-CS000001", "GB-SC-SC000001")),
        ("UKPRN,URN", "10000001,900001", ("GB-UKPRN-10000001", "GB-EDU-900001")),
        ("GRID ID,ROR ID", "grid.9.1,https://ror.org/0abcdef12", ("grid.9.1", "XI-ROR-0abcdef12")),
    ],
)  # fmt: skip
def test_a_table_with_two_numbers_of_one_body_is_told_by_its_headings(
    tmp_path: Path, header: str, row: str, found: tuple[str, str]
) -> None:
    made = table(tmp_path, header, row)
    assert (made.loader.kind, pairs(made), made.accepted) == ("identifier-pairs", [found], 1)


def test_a_charity_registered_again_was_succeeded_by_its_new_number(tmp_path: Path) -> None:
    made = table(tmp_path, "Old charity number,New charity number,Name", "999001,999002,Ashby")
    assert [(c.subject, c.type, c.object) for c in made.claims] == [("GB-CHC-999001", "SUCCEEDED_BY", "GB-CHC-999002")]
    assert pairs(made) == []


def test_a_college_is_a_part_of_the_university_that_the_table_names_as_its_parent(tmp_path: Path) -> None:
    made = table(
        tmp_path,
        "College,University,Charity Number,Charity Name,Note,Parent Org ID",
        "Ash,Birk,999001,A,,GB-EDU-900001",
    )
    assert [(c.subject, c.type, c.object) for c in made.claims] == [("GB-CHC-999001", "PART_OF", "GB-EDU-900001")]
    assert pairs(made) == []


def test_a_row_with_one_number_says_nothing_and_one_with_no_such_number_is_rejected(tmp_path: Path) -> None:
    made = table(tmp_path, "company_number,charity_number", "CE000001,", "CE000002,none yet", "CE000003,999003")
    assert (made.read, made.accepted, made.rejected, made.left_out.total()) == (3, 1, 1, 1)


def test_a_table_that_says_more_than_numbers_is_not_told_to_be_one_of_identifiers(tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_text("charity_number,company_number,amount\n999001,00012345,500\n", encoding="utf-8")
    with pytest.raises(DataError, match="can't be detected"):
        recognise(open_file(path))


def test_a_school_that_has_its_numbers_alone_is_a_candidate_for_each(tmp_path: Path) -> None:
    made = table(
        tmp_path, SCHOOLS, "900001,Ashby School,999001,12345,,True", "900002,Birk School,999002,CE000001,,True"
    )
    assert pairs(made) == [
        ("GB-EDU-900001", "GB-CHC-999001"), ("GB-EDU-900001", "GB-COH-00012345"),
        ("GB-EDU-900002", "GB-CHC-999002"), ("GB-EDU-900002", "GB-COH-CE000001"),
    ]  # fmt: skip
    assert len(made.claims) == 0


def test_schools_that_share_a_number_are_parts_of_what_has_it_and_not_the_same(tmp_path: Path) -> None:
    made = table(
        tmp_path, SCHOOLS, "900001,Ashby School,999001,00012345,,True", "900002,Birk School,999001,,,False",
        "900003,Cole School,999003,,,True",
    )  # fmt: skip
    assert [(c.subject, c.type, c.object, c.status) for c in made.claims] == [
        ("GB-EDU-900001", "PART_OF", "GB-CHC-999001", "active"),
        ("GB-EDU-900002", "PART_OF", "GB-CHC-999001", "ended"),
    ]
    assert pairs(made) == [("GB-EDU-900001", "GB-COH-00012345"), ("GB-EDU-900003", "GB-CHC-999003")]


def test_a_school_that_is_not_active_is_kept_and_said_to_be(tmp_path: Path) -> None:
    made = table(tmp_path, SCHOOLS, "900001,Ashby School,999001,,,False")
    assert (made.accepted, pairs(made)) == (1, [("GB-EDU-900001", "GB-CHC-999001")])
    assert [(remark.line, remark.reason) for remark in made.remarks] == [
        (2, "the table marks this school as not active")
    ]


def test_a_school_without_a_number_is_left_out_and_second_ones_are_rejected(tmp_path: Path) -> None:
    row = "900001,Ashby School,999001,,,True"
    made = table(tmp_path, SCHOOLS, row, row, "900002,Birk School,,,,True", "x,Cole School,999003,,,True")
    assert [rejection.line for rejection in made.rejections] == [3, 5]
    assert (made.left_out.total(), pairs(made)) == (1, [("GB-EDU-900001", "GB-CHC-999001")])


def test_the_description_of_a_register_is_refused_as_reference_material(tmp_path: Path) -> None:
    path = tmp_path / "gb-new.json"
    path.write_text('{"name": {"en": "A register"}, "url": "", "access": {}, "code": "GB-NEW"}', encoding="utf-8")
    with pytest.raises(DataError, match="reference material") as raised:
        recognise(open_file(path))
    assert "describes a register" in raised.value.fix


def test_the_real_descriptions_are_all_refused_as_such() -> None:
    sample("identifiers/gb-chc.json")
    found = sorted((FOLDER / "identifiers").glob("gb-*.json"))
    assert len(found) == 8
    for path in found:
        with pytest.raises(DataError, match="reference material"):
            recognise(open_file(path))


@pytest.mark.parametrize(
    ("name", "read", "same", "claims"),
    [
        ("identifiers/grid-lookup.csv", 799, 799, 0),
        ("identifiers/university-charity-number.csv", 30, 30, 0),
        ("charities/independent-schools-ew_dev.csv", 572, 779, 174),
    ],
)
def test_the_real_tables_give_candidates(name: str, read: int, same: int, claims: int) -> None:
    made = loaded(sample(name))
    assert (made.read, made.accepted, len(made.same_as), len(made.claims)) == (read, read, same, claims)
    assert made.nodes == {}
