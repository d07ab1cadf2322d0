"""A table of one's own is read by a mapping that can be saved; what the mapping or a row gets wrong is said plainly."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError
from graph.model import Claim
from graph.vocabulary import DATA
from loaders.column_mapping import ColumnMapping, read_mapping
from loaders.extracting import Extract, extract
from loaders.kinds import recognise
from loaders.known_places import Places
from loaders.mapping_files import from_toml, to_toml
from loaders.opening import open_file
from loaders.own_rows import Where, shown
from loaders.own_table import KIND
from loaders.reading import Reading, Scope

LEEDS, LILLE, BRNO = "geonames:2644688", "geonames:2998324", "geonames:3078610"
HEADER = ["School", "URN", "Town", "Partner", "Land", "Since", "State", "Part", "Ref", "Remarks", "Email"]
MAPPING = """
title = "Friendship links"
publisher = "Schools office"
as_of = "2026-09"
type = "PARTNERED_WITH"

[subject]
label = "School"
name = "School"
id = "URN"
prefix = "GB-EDU-"
place = "Town"
country = "United Kingdom"

[object]
label = "City"
name = "Partner"
country = "Land"

[claim]
start = "Since"
status = "State"
role = "Part"
locator = "Ref"
note = "Remarks"
"""
ASH = {"School": "Ash Primary", "URN": "900001", "Town": "Leeds", "Partner": "Lille", "Land": "France"}


@cache
def places() -> Places:
    return Places.read(DATA)


def table(folder: Path, *rows: Mapping[str, str], mark: str = ",", name: str = "own.csv") -> Path:
    path = folder / name
    lines = [mark.join(HEADER), *(mark.join(row.get(column, "") for column in HEADER) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path, mapping: Mapping[str, Any] | str = MAPPING, scope: Scope | None = None) -> Extract:
    opened = open_file(path)
    loader = recognise(opened, KIND)
    told = tomllib.loads(mapping) if isinstance(mapping, str) else mapping
    source = loader.source(opened, "own-table-friendship-links", "2026-11-25")
    made = extract(Reading(opened, source, places(), scope or Scope(), told), loader)
    assert made.read == made.accepted + made.rejected + made.left_out.total()
    return made


def changed(**parts: Any) -> dict[str, Any]:
    """The mapping with some parts changed; a part of None is taken out, one of a table is `table__part`."""
    made = tomllib.loads(MAPPING)
    for name, value in parts.items():
        table, _, part = name.rpartition("__")
        within = made[table] if table else made
        within[part] = value
        if value is None:
            del within[part]
    return made


def links(made: Extract) -> list[Claim]:
    return [claim for claim in made.claims if claim.type == "PARTNERED_WITH"]


def place_of(made: Extract, thing: str) -> list[str]:
    return [claim.object for claim in made.claims if claim.type == "LOCATED_IN" and claim.subject == thing]


# ---- what a row becomes


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
    assert [reason for reason in made.remarked if "a name alone does not tell" in reason]


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


# ---- rows that can't be used


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
    assert [(r.line, r.reason) for r in made.rejections] == [(3, "both ends are the same thing")]


@pytest.mark.parametrize(("order", "day"), [("day first", "2021-02-05"), ("month first", "2021-05-02")])
def test_a_date_in_figures_is_read_as_the_mapping_says(tmp_path: Path, order: str, day: str) -> None:
    made = read(table(tmp_path, ASH | {"Since": "05/02/2021"}), changed(dates=order))
    assert [link.start for link in links(made)] == [day]


# ---- the mapping


@pytest.mark.parametrize(
    ("mapping", "what"),
    [
        ({}, "needs a mapping"),
        (changed(title=None), "The mapping has no title"),
        (changed(title=" "), "The mapping has no title"),
        (changed(colour="red"), "This can't be a part of the mapping: 'colour'"),
        (changed(as_of="lately"), "`as_of` is not a date: 'lately'"),
        (changed(dates="dmy"), "This can't be `dates`: 'dmy'. Expected one of day first, month first"),
        (changed(header="three"), "`header` is no line number"),
        (changed(type=None), "A relationship needs both a type and an object"),
        (changed(object=None), "A relationship needs both a type and an object"),
        (changed(type="PARTNER_WITH"), "This can't be `type`: 'PARTNER_WITH'. Expected perhaps PARTNERED_WITH"),
        (changed(subject=None), r"The mapping has no table \[subject\]"),
        (changed(subject="School"), r"The mapping has no table \[subject\]"),
        (changed(claim="Since"), r"The mapping has no table \[claim\]"),
        (changed(subject__label="Scool"), r"the label of \[subject\]: 'Scool'. Expected perhaps School"),
        (changed(subject__name="Skool"), r"the column `name` of \[subject\]: 'Skool'. Expected perhaps School"),
        (changed(subject__name=None), r"the column `name` of \[subject\]: '\(nothing\)'"),
        (changed(subject__name="Email"), "by its name it holds what is personal: 'Email'"),
        (changed(subject__prefix="EDU"), r"The prefix of \[subject\] makes no id: 'EDU'"),
        (changed(subject__country="Atlantis"), "neither a column nor a country: 'Atlantis'"),
        (changed(claim__start="From"), r"the column `start` of \[claim\]: 'From'"),
        (changed(claim__begin="Since"), r"a part of \[claim\]: 'begin'"),
        (changed(type="LOCATED_IN", object={"label": "School", "name": "Partner"}), "Only a place can be"),
    ],
)
def test_a_mapping_that_does_not_fit_says_what_to_mend(tmp_path: Path, mapping: dict[str, Any], what: str) -> None:
    with pytest.raises(DataError, match=what) as refused:
        read(table(tmp_path, ASH), mapping)
    assert refused.value.fix


def test_a_country_is_a_column_where_there_is_one_of_that_name(tmp_path: Path) -> None:
    made: ColumnMapping = read_mapping(tomllib.loads(MAPPING), HEADER)
    assert (made.subject.country, made.subject.in_country) == ("", "United Kingdom")
    assert made.object
    assert (made.object.country, made.object.in_country) == ("Land", "")


VALUES = st.one_of(st.text(min_size=1), st.integers(0, 10**9))
TABLES = st.dictionaries(st.text(min_size=1), st.text(min_size=1), min_size=1, max_size=4)


@given(st.dictionaries(st.text(min_size=1), st.one_of(VALUES, TABLES), max_size=6))
def test_a_saved_mapping_reads_back_as_it_was(mapping: dict[str, Any]) -> None:
    assert from_toml(to_toml(mapping)) == mapping


def test_a_saved_mapping_is_written_for_people() -> None:
    assert to_toml(tomllib.loads(MAPPING)).strip() == MAPPING.strip()
    assert to_toml({"title": 'The "best"\n\\ links', "header": 3, "url": "", "claim": {"start": ""}}) == (
        'title = "The \\"best\\"\\n\\\\ links"\nheader = 3\n'
    )


@pytest.mark.parametrize("text", ["[subject", "title = ", "a = 1\na = 2", "= 3", "\x00"])
def test_a_text_that_is_no_mapping_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(DataError, match="can't be read"):
        from_toml(text, "own.toml")


# ---- what a person is shown


def test_the_first_five_rows_are_shown_without_what_is_personal(tmp_path: Path) -> None:
    rows = [ASH | {"School": f"School {n}", "Email": "a@b.example", "Remarks": "ring 0113 496 0000"} for n in range(9)]
    table_shown = shown(open_file(table(tmp_path, *rows)), Where())
    assert table_shown.columns == tuple(HEADER[:-1])
    assert [row[0] for row in table_shown.rows] == [f"School {n}" for n in range(5)]
    assert "496" not in str(table_shown)
    assert "@" not in str(table_shown)


@pytest.mark.parametrize(
    "name",
    ["Email", "E-mail address", "TelephoneNum", "Tel.", "Mobile", "HeadFirstName", "HeadLastName", "HeadTitle (name)",
     "Head teacher", "Headteacher", "first_name", "Surname", "Contact", "Contact name", "Trustees", "Date of birth"],
)  # fmt: skip
def test_a_personal_column_is_not_offered(tmp_path: Path, name: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"School,{name},Town\nAsh,x,Leeds\n", encoding="utf-8")
    assert shown(open_file(path), Where()).columns == ("School", "Town")


@pytest.mark.parametrize(
    "name", ["Headquarters", "Head office", "Name", "School name", "Hotel", "Telford", "Contacted in"]
)
def test_a_column_that_only_looks_alike_is_offered(tmp_path: Path, name: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"School,{name}\nAsh,x\n", encoding="utf-8")
    assert shown(open_file(path), Where()).columns == ("School", name)


def test_json_has_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text('[{"a": 1, "b": 2}]', encoding="utf-8")
    with pytest.raises(DataError, match="This file has no columns"):
        shown(open_file(path), Where())


def test_the_header_of_a_text_may_stand_further_down(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Links of 2026\n\nSchool,Partner\nAsh,Lille\n", encoding="utf-8")
    assert shown(open_file(path), Where(header=3)).rows == (("Ash", "Lille"),)
    mapping = {"title": "x", "header": 3, "subject": {"label": "School", "name": "School"}}
    made = read(path, mapping)
    assert made.read == 1
