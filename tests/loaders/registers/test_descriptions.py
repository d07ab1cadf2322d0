"""Registers described in data/registers are recognised by their headings, and no record has personal data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError
from graph.model.records import Node, PatternClaim
from loaders.base import LoaderRun, Record, RowWarning, Scope, SkippedRow
from loaders.registers.descriptions import RegisterDescription, problems, read_registers
from loaders.registers.rows import rows
from loaders.registry import all_loaders, open_loadable, recognise
from tests.loaders.places.gazetteers import LONDON, NEWCASTLE, PLACES

KNOWN = {read.kind: read for read in read_registers(SHIPPED_DATA) if isinstance(read, RegisterDescription)}
CARDIFF, GLASGOW, BELFAST, ABERDEEN = "gss:W06000015", "gss:S12000049", "gss:N09000003", "gss:S12000033"
FIFE, ENGLAND, UK, NORTHERN_IRELAND = "gss:S12000047", "geonames:6269131", "iso:GB", "geonames:2641364"
# A file of each register with its headings as published, kind, and what its rows say: subject, type, place, status.
FILES = {
    "oscr": (
        "Charity Number,Charity Name,Registered Date,Ceased Date,Known As,Charity Status,Notes,Postcode,"
        "Constitutional Form,Geographical Spread,Main Operating Location,Objectives,Principal Office/Trustees Address,"
        "Website,Most recent year income,Year End\n"
        "SC000101,Ash Trust,01/05/1999 00:00,,The Ashes,Active,,G1 1AA,Trust (founding document is a deed of trust),"
        'UK and overseas,Glasgow City,To help,"Secret Person, 3 Hidden Road, Glasgow",,"1000",31/03/2024\n'
        "SC000102,Beech Trust,01/05/1999,01/02/2020,,Removed,,KY1 1AA,Other,Wide,Fife,,Somewhere,,,\n",
        {
            ("GB-SC-SC000101", "LOCATED_IN", GLASGOW, "active", ""),
            ("GB-SC-SC000101", "OPERATES_IN", GLASGOW, "active", ""),
            ("GB-SC-SC000102", "OPERATES_IN", FIFE, "ended", "2020-02-01"),
        },
    ),
    "ccni": (
        "Reg charity number,Sub charity number,Charity name,Date registered,Status,Total income,Public address,Email,"
        "Telephone\n"
        '100012,0,Ash,27/01/2014,Up-to-date,1000,"1 Hidden Road, Belfast, BT1 1AA",a@example.org,028 9000 0000\n'
        "100013,1,Beech,27/01/2014,Removed,,,,\n",
        {
            ("GB-NIC-100012", "LOCATED_IN", BELFAST, "active", ""),
            ("GB-NIC-100013-1", "PART_OF", "GB-NIC-100013", "ended", ""),
        },
    ),
    "schools-wales": (
        "LA Code,LA Name,School Number,School Name,Sector,Governance - see notes,Welsh Medium Type - see notes,"
        "School Type,Address 1,Postcode,Phone Number\n"
        "681,Cardiff,6812001,Ash Primary,Primary,Community,English medium,Infants,1 Road,CF24 3RR,029 2000 0000\n",
        {("GB-WALEDU-6812001", "LOCATED_IN", CARDIFF, "active", "")},
    ),
    "datamap-schools-wales": (
        "FID,school_code,school_name,la_code,local_authority,sector,governance,wm_code,welsh_medium,phone_number\n"
        "1,6812001,Ysgol Onnen,681,Caerdydd,Cynradd,Community,WM,Welsh medium,029 2000 0000\n",
        {("GB-WALEDU-6812001", "LOCATED_IN", CARDIFF, "active", "")},
    ),
    "schools-scotland": (
        "School contact details,,,,,\nAs at September 2024,,,,,\n,,,,,\n"
        "Seed Code,LA Name,Centre Type,School Name,Post Code,Email\n"
        "5200121,Aberdeen City,Local Authority,Ash School,AB15 7RB,head@example.org\n,,,,,\nNote: as published,,,,,\n",
        {("GB-SCOTEDU-5200121", "LOCATED_IN", ABERDEEN, "active", "")},
    ),
    "schools-northern-ireland": (
        "Institution Reference Number,Institution Name,Town,Postcode,Telephone,Email,Status,Date Closed,Type,"
        "Management,Principal\n"
        "103-0001,Ash PS,Belfast,BT15 1AA,028 9000 0000,a@example.org,Open,,Primary,Controlled,Secret Person\n"
        "103-0002,Beech PS,Smalltown,BT70 1AA,,,Closed,31/08/2019,Primary,Controlled,\n",
        {
            ("GB-IRN-103-0001", "LOCATED_IN", BELFAST, "active", ""),
            ("GB-IRN-103-0002", "LOCATED_IN", NORTHERN_IRELAND, "ended", "2019-08-31"),
        },
    ),
    "schools-performance": (
        "URN,LANAME,LA,ESTAB,SCHNAME,STREET,TOWN,POSTCODE,SCHSTATUS,OPENDATE,CLOSEDATE\n"
        "900001,Newcastle upon Tyne,391,2001,Ash Primary,1 St,Town,NE2 3AB,Open,01-09-1990,\n",
        {("GB-EDU-900001", "LOCATED_IN", NEWCASTLE, "active", "")},
    ),
    "office-for-students": (
        "Provider’s legal name,Provider’s trading name(s),Provider’s UKPRN,Provider’s contact address,"
        "Provider’s email address,Does the provider have the right to use ‘university’ in its title?\n"
        'University of Ash,Ash,10000001,"1 Road\nLeeds",a@example.org,Yes\nBeech College,,10000002,x,,No\n',
        {
            ("GB-UKPRN-10000001", "LOCATED_IN", ENGLAND, "active", ""),
            ("GB-UKPRN-10000002", "LOCATED_IN", ENGLAND, "active", ""),
        },
    ),
    "hesa-providers": (
        "UKPRN,INSTID,ProviderName,Region\n10000001,0154,University of Ash,NEAS\n",
        {("GB-UKPRN-10000001", "LOCATED_IN", UK, "active", "")},
    ),
}  # fmt: skip


def written(folder: Path, text: str, name: str = "register.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, scope: Scope = Scope()) -> tuple[LoaderRun, list[Record]]:  # noqa: B008
    input_file = open_loadable(path)
    loader = recognise(input_file)
    assert loader.read
    run = LoaderRun(input_file, loader.source(input_file, loader.kind, "2026-11-25"), PLACES, scope)
    return run, list(loader.read(run))


def said(records: list[Record]) -> set[tuple[str, ...]]:
    return {
        (one.subject, one.pattern.type, one.object, one.pattern.status, one.end)
        for one in records
        if isinstance(one, PatternClaim)
    }


def nodes(records: list[Record]) -> list[Node]:
    return [one for one in records if isinstance(one, Node)]


def test_every_description_can_be_used_and_has_a_file_here() -> None:
    assert list(problems(SHIPPED_DATA)) == []
    assert set(KNOWN) == set(FILES)


@pytest.mark.parametrize("kind", FILES)
def test_a_register_is_told_by_its_headings_and_says_where_its_things_are(tmp_path: Path, kind: str) -> None:
    text, expected = FILES[kind]
    path = written(tmp_path, text)
    assert recognise(open_loadable(path)).kind == kind
    run, records = read(path)
    assert said(records) == expected
    left_out = sum(isinstance(one, SkippedRow) for one in records)
    assert run.rows_read == len(nodes(records)) + left_out and not run.malformed_rows


@pytest.mark.parametrize("kind", FILES)
def test_nothing_personal_of_a_register_is_in_any_record(tmp_path: Path, kind: str) -> None:
    _, records = read(written(tmp_path, FILES[kind][0]))
    for secret in ("Secret", "Hidden", "example.org", "9000 0000", "2000 0000"):
        assert secret not in str(records)


def test_kinds_and_closed_schools_are_named_in_everyday_words(tmp_path: Path) -> None:
    _, records = read(written(tmp_path, FILES["schools-northern-ireland"][0]))
    assert [node.kind for node in nodes(records)] == ["primary school", "closed primary school"]
    _, records = read(written(tmp_path, FILES["office-for-students"][0]))
    assert [(node.kind, node.aliases) for node in nodes(records)] == [
        ("university", ("Ash",)), ("higher education provider", ()),
    ]  # fmt: skip
    _, records = read(written(tmp_path, FILES["oscr"][0]))
    assert [node.kind for node in nodes(records)] == ["trust", ""]
    told = dict(nodes(records)[0].properties)
    assert told["income"] == 1000 and told["postcode district"] == "G1" and told["registered"] == "1999-05-01"


def test_a_scottish_charity_is_not_taken_for_one_of_a_search_in_england(tmp_path: Path) -> None:
    columns = {loader.kind: loader.columns for loader in all_loaders()}["ccew-search"]
    assert set(columns) <= set(FILES["oscr"][0].splitlines()[0].split(","))
    assert recognise(open_loadable(written(tmp_path, FILES["oscr"][0]))).kind == "oscr"


def test_a_sheet_with_titles_above_its_headings_is_read(tmp_path: Path) -> None:
    path = tmp_path / "contact-details.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Information").write(0, 0, "About")
        sheet = book.add_worksheet("Open Schools")
        for line, row in enumerate(
            [["Schools"], [], ["Seed\nCode", "School Name", "LA Name"], [5200121, "Ash", "Fife"]]
        ):
            sheet.write_row(line, 0, row)
    run, records = read(path)
    assert run.rows_read == 1 and said(records) == {("GB-SCOTEDU-5200121", "LOCATED_IN", FIFE, "active", "")}


def test_a_line_that_is_no_entry_is_rejected_with_its_reason(tmp_path: Path) -> None:
    text = "Seed Code,School Name,LA Name\n5200121,Ash,Fife\n5200121,Ash again,Fife\n52,Beech,Fife\n5200123,,Fife\n"
    _, records = read(written(tmp_path, text))
    reasons = [str(one) for one in records if "Rejection" in type(one).__name__]
    assert len(reasons) == 3 and len(nodes(records)) == 1
    for reason, words in zip(reasons, ("first in line 2", "no number of this register", "empty"), strict=True):
        assert words in reason


def test_an_area_that_is_not_known_is_said_and_never_guessed(tmp_path: Path) -> None:
    text = FILES["oscr"][0].replace("Glasgow City", "Outside Scotland")
    _, records = read(written(tmp_path, text))
    assert ("GB-SC-SC000101", "OPERATES_IN", GLASGOW, "active", "") not in said(records)
    assert any(isinstance(one, RowWarning) and one.value == "Outside Scotland" for one in records)


def test_a_school_is_not_placed_outside_the_country_of_its_register(tmp_path: Path) -> None:
    text = FILES["schools-northern-ireland"][0].replace("Belfast,BT15", "London,N15")
    _, records = read(written(tmp_path, text))
    assert ("GB-IRN-103-0001", "LOCATED_IN", NORTHERN_IRELAND, "active", "") in said(records)
    assert LONDON not in str(said(records))


def test_a_scope_takes_the_things_of_a_place(tmp_path: Path) -> None:
    _, records = read(written(tmp_path, FILES["schools-wales"][0]), Scope(places=frozenset({GLASGOW})))
    assert not nodes(records) and SkippedRow() in records
    _, records = read(written(tmp_path, FILES["schools-wales"][0]), Scope(places=frozenset({CARDIFF})))
    assert len(nodes(records)) == 1


OWN = """
title = "Allotments"
publisher = "Council"
licence = "OGL v3.0"
told_by = ["Plot", "Site"]
[thing]
label = "Community"
id = "Plot"
prefix = "GB-PLOT-"
name = "Site"
[place]
gss = "Area code"
[[claims]]
type = "OPERATES_IN"
area = "Serves"
"""


def described(folder: Path, text: str) -> Path:
    (folder / "registers").mkdir(exist_ok=True)
    written(folder / "registers", text, "allotments.toml")
    return folder


def test_a_register_that_a_steward_describes_is_read(tmp_path: Path) -> None:
    register = next(read_registers(described(tmp_path, OWN)))
    assert isinstance(register, RegisterDescription) and register.kind == "allotments"
    path = written(tmp_path, "Site;Plot;Area code;Serves\nAsh Field;12;E08000037;Leeds\n")
    input_file = open_loadable(path, "own-table")
    run = LoaderRun(input_file, all_loaders()[0].source(input_file, "allotments", "2026-11-25"), PLACES)
    assert said(list(rows(run, register))) == {
        ("GB-PLOT-12", "LOCATED_IN", "gss:E08000037", "active", ""),
        ("GB-PLOT-12", "OPERATES_IN", "geonames:2644688", "active", ""),
    }


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Allotments"', "", "has no `title`"),
        ('name = "Site"', "", r"has no `name` in \[thing\]"),
        ('label = "Community"', 'label = "Allotment"', "has an unknown label: 'Allotment'"),
        ('prefix = "GB-PLOT-"', 'prefix = "plot "', "can't form an id"),
        ('name = "Site"', 'name = "Head teacher"', "whose heading says that it holds personal data: 'Head teacher'"),
        ('type = "OPERATES_IN"', 'type = "PARTNERED_WITH"', "a type of claim that is not allowed: 'PARTNERED_WITH'"),
        ('gss = "Area code"', 'area_code = "Area code"', r"an unknown part in \[place\]: 'area_code'"),
        ('name = "Site"', "name = 3", "a value in `name` that is no heading"),
        ('prefix = "GB-PLOT-"', 'prefix = "GB-PLOT-"\nkey = "("', "can't be read"),
        ("[thing]", "[thing", "line 6: this is not TOML"),
    ],
)
def test_a_description_that_can_t_be_used_says_what_to_mend(tmp_path: Path, old: str, new: str, says: str) -> None:
    [problem] = problems(described(tmp_path, OWN.replace(old, new)))
    assert re.search(says, problem), problem
    assert "registers/allotments.toml" in problem and re.search("Correct the file|Correct this line", problem)


def test_a_file_that_is_none_of_the_register_named_is_refused(tmp_path: Path) -> None:
    input_file = open_loadable(written(tmp_path, "a,b\n1,2\n"))
    loader = recognise(input_file, "oscr")
    assert loader.read
    run = LoaderRun(input_file, loader.source(input_file, "oscr", "2026-11-25"), PLACES)
    with pytest.raises(DataError, match="columns are not those of this register"):
        list(loader.read(run))
