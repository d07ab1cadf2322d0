"""A custom table is read by its mapping. A rejected row names field, reason and fix."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from datasets.run_loader import LoaderOutput
from graph.model.records import Claim
from loaders.base import Scope
from tests.loaders.custom_table.custom_tables import ASH, HEADER, changed, read, table

LEEDS, LILLE, BRNO = "geonames:2644688", "geonames:2998324", "geonames:3078610"


def links(made: LoaderOutput) -> list[Claim]:
    return [claim for claim in made.claims if claim.type == "PARTNERED_WITH"]


def place_of(made: LoaderOutput, thing: str) -> list[str]:
    return [claim.object for claim in made.claims if claim.type == "LOCATED_IN" and claim.subject == thing]


def test_a_row_is_two_things_where_they_are_and_what_is_said_of_them(tmp_path: Path) -> None:
    made = read(
        table(
            tmp_path, ASH | {"Since": "1998", "State": "Active", "Part": "partner", "Ref": "file 7", "Remarks": "choir"}
        )
    )
    assert made.nodes["GB-EDU-900001"].name == "Ash Primary"
    assert place_of(made, "GB-EDU-900001") == [LEEDS]
    [link] = links(made)
    assert (link.subject, link.object, link.start, link.status) == ("GB-EDU-900001", LILLE, "1998", "active")
    assert (link.role, link.locator, link.note, link.as_of) == ("partner", "file 7", "choir", "")
    assert link.asserted_by == "third party"


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_commas_tabs_and_semicolons_are_read_alike(tmp_path: Path, mark: str) -> None:
    assert [link.object for link in links(read(table(tmp_path, ASH, mark=mark)))] == [LILLE]


def test_a_workbook_is_read_as_the_same_table_in_text(tmp_path: Path) -> None:
    rows = [ASH | {"Since": "2004"}, {}, ASH | {"URN": "900002", "School": "Oak", "Partner": "Brno", "Land": "Czechia"}]
    path = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Links")
        sheet.merge_range(0, 0, 0, 3, "Links of 2026")
        for line, row in enumerate([dict(zip(HEADER, HEADER, strict=True)), *rows], 1):
            for at, column in enumerate(HEADER):
                value = row.get(column, "")
                sheet.write(line, at, int(value) if value.isdigit() else value)
    from_book, from_text = read(path), read(table(tmp_path, *rows))
    assert from_book.accepted == from_text.accepted == 2
    assert dict(from_text.left_out) == {"a blank row": 1}
    assert {(c.subject, c.object, c.start) for c in links(from_book)} == {
        ("GB-EDU-900001", LILLE, "2004"),
        ("GB-EDU-900002", BRNO, ""),
    }
    assert {c.locator for c in links(from_book)} == {"row 3", "row 5"}
    assert set(from_book.nodes) == set(from_text.nodes)


def test_an_excel_date_is_a_day_and_a_time_behind_it_falls_away(tmp_path: Path) -> None:
    import datetime

    path = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["School", "Partner", "Since"])
        for line, when in enumerate((datetime.datetime(2021, 2, 5), datetime.datetime(2021, 2, 5, 9, 30)), 1):
            sheet.write_row(line, 0, [f"School {line}", "Network A"])
            sheet.write_datetime(line, 2, when, day)
    mapping = {
        "title": "x", "type": "MEMBER_OF", "subject": {"label": "School", "name": "School"},
        "object": {"label": "Network", "name": "Partner"}, "claim": {"start": "Since"},
    }  # fmt: skip
    assert {claim.start for claim in read(path, mapping).claims} == {"2021-02-05"}


def test_without_an_object_a_row_is_a_thing_and_where_it_is(tmp_path: Path) -> None:
    made = read(table(tmp_path, ASH), changed(object=None, type=None, claim=None))
    assert place_of(made, "GB-EDU-900001") == [LEEDS]
    assert links(made) == []


def test_a_network_of_a_known_name_is_the_one_that_is_known(tmp_path: Path) -> None:
    mapping = changed(type="MEMBER_OF", object={"label": "Network", "name": "Partner"})
    made = read(table(tmp_path, ASH | {"Partner": "Eurocities"}), mapping)
    assert "local:network:eurocities" in made.nodes


def test_schools_of_one_name_without_a_key_are_one_only_in_one_place(tmp_path: Path) -> None:
    mapping = changed(subject__id=None, subject__prefix=None)
    made = read(
        table(tmp_path, ASH, ASH | {"Partner": "Brno", "Land": "Czechia"}, ASH | {"Town": "Newcastle upon Tyne"}),
        mapping,
    )
    assert len([node for node in made.nodes.values() if node.label == "School"]) == 2
    assert len(links(made)) == 3


def test_a_thing_without_key_and_place_belongs_to_this_table_alone(tmp_path: Path) -> None:
    mapping = changed(subject={"label": "School", "name": "School"})
    made = read(table(tmp_path, ASH), mapping)
    assert "local:school:own-table-friendship-links-ash-primary" in made.nodes


def test_a_city_that_is_not_sure_is_kept_as_one_of_its_own_and_said_so(tmp_path: Path) -> None:
    made = read(table(tmp_path, ASH | {"Partner": "Lille", "Land": ""}))
    [link] = links(made)
    assert link.object == "local:city:own-table-friendship-links-lille"
    assert [reason for reason in made.warnings if "a name alone can't be matched" in reason]


def test_what_is_known_by_its_id_keeps_its_name(tmp_path: Path) -> None:
    mapping = changed(object={"label": "City", "name": "Partner", "id": "Ref", "prefix": "geonames:"})
    made = read(table(tmp_path, ASH | {"Partner": "Rijsel", "Ref": "2998324"}), mapping)
    assert made.nodes[LILLE].name == "Lille"


def test_only_what_concerns_the_countries_asked_for_is_taken(tmp_path: Path) -> None:
    rows = [ASH, ASH | {"URN": "900002", "Partner": "Brno", "Land": "Czechia"}]
    mapping = changed(subject__country=None, subject__place=None)
    made = read(table(tmp_path, *rows), mapping, Scope(countries=frozenset({"iso:CZ"})))
    assert [link.object for link in links(made)] == [BRNO]
    assert made.left_out.total() == 1


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"School": ""}, "School", "empty"),
        ({"Partner": ""}, "Partner", "empty"),
        ({"URN": "9000 01"}, "URN", "makes no id with this prefix"),
        ({"Since": "last spring"}, "Since", "not a date"),
        ({"Since": "05/02/2021"}, "Since", "not a date"),
        ({"State": "lively"}, "State", "not a known status"),
        ({"Part": "cook"}, "Part", "not a known role"),
        ({"Land": "Atlantis"}, "Land", "no country of this name is known"),
    ],
)
def test_a_row_that_can_not_be_used_says_field_reason_and_fix(
    tmp_path: Path, cells: dict[str, str], field: str, reason: str
) -> None:
    made = read(table(tmp_path, ASH, ASH | {"URN": "900002"} | cells))
    [rejection] = made.rejections
    assert (rejection.field, rejection.reason, rejection.line) == (field, reason, 3)
    assert rejection.fix


@pytest.mark.parametrize("value", ["ash@school.example", "0113 496 0000", "Ash, ring +44 113 496 0000"])
@pytest.mark.parametrize("field", ["School", "Partner", "Town", "Remarks", "Ref"])
def test_a_personal_value_rejects_its_row_and_is_masked(tmp_path: Path, field: str, value: str) -> None:
    made = read(table(tmp_path, ASH, ASH | {"URN": "900002", field: value}, mark="\t"))
    [rejection] = made.rejections
    assert rejection.reason == "an e-mail address or telephone number is personal data"
    assert "[personal value]" in rejection.value
    assert "496" not in str(made.nodes) + str(list(made.claims)) + rejection.value
    assert "@" not in str(made.nodes) + str(list(made.claims)) + rejection.value


def test_both_ends_the_same_is_a_rejection(tmp_path: Path) -> None:
    mapping = changed(subject={"label": "City", "name": "Town", "country": "United Kingdom"})
    made = read(table(tmp_path, ASH, ASH | {"Partner": "Leeds", "Land": "United Kingdom"}), mapping)
    assert [(r.line, r.reason) for r in made.rejections] == [(3, "both ends are the same item")]


@pytest.mark.parametrize(("order", "day"), [("day first", "2021-02-05"), ("month first", "2021-05-02")])
def test_a_date_in_figures_is_read_as_the_mapping_says(tmp_path: Path, order: str, day: str) -> None:
    made = read(table(tmp_path, ASH | {"Since": "05/02/2021"}), changed(dates=order))
    assert [link.start for link in links(made)] == [day]
