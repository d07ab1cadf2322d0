"""Files of groups give trusts and federations with the ids of the full extract, and no head of a group."""

from __future__ import annotations

from pathlib import Path

from datasets.run_loader import LoaderOutput
from tests.loaders.universities.test_ror import loaded

GROUPS = (
    "Group UID,Group ID,Group Name,Companies House Number,Group Type (code),Group Type,Closed Date,Open date,"
    "Incorporated on (open date),Group Status (code),Group Status,Head of Group Title,Head of Group First Name,"
    "Head of Group Last Name,UKPRN"
)
LINKS = (
    "URN,Group UID,Group ID,Group Name,Companies House Number,Group Type,Closed Date,Group Status,Joined date,"
    "EstablishmentName,LA (code)"
)


def table(folder: Path, *lines: str) -> LoaderOutput:
    path = folder / "groups20250401.csv"
    path.write_text("\n".join((*lines, "")), encoding="cp1252")
    return loaded(path)


def test_a_trust_is_a_node_with_its_numbers_and_without_its_head(tmp_path: Path) -> None:
    made = table(
        tmp_path, GROUPS,
        "4001,TR09001,ASHBY TRUST,1234567,6,Multi-academy trust,,,01/09/2012,1,Open,Dr,Some,Body,10000001",
        "4002,,Birk Federation,,1,Federation,31-08-2019,01-09-2010,,2,Closed,,,,",
    )  # fmt: skip
    trust, federation = (made.nodes[one] for one in ("gias-group:4001", "gias-group:4002"))
    assert (made.loader.kind, trust.label, trust.kind, federation.kind) == (
        "gias-groups", "Charity", "academy trust", "closed federation",
    )  # fmt: skip
    told = dict(trust.properties)
    assert (told["company number"], told["ukprn"], told["opened"]) == ("01234567", "10000001", "2012-09-01")
    assert dict(federation.properties)["closed"] == "2019-08-31"
    assert "Body" not in str(made)


def test_a_school_is_part_of_the_trust_since_it_joined(tmp_path: Path) -> None:
    made = table(
        tmp_path, LINKS, "900001,4001,TR09001,ASHBY TRUST,1,Multi-academy trust,,Open,01-09-2013,Ashby School,383"
    )
    assert made.loader.kind == "gias-group-links"
    assert [(c.subject, c.type, c.object, c.start, c.status) for c in made.claims] == [
        ("GB-EDU-900001", "PART_OF", "gias-group:4001", "2013-09-01", "active")
    ]
    assert {node.name for node in made.nodes.values()} == {"ASHBY TRUST", "Ashby School"}


def test_a_school_that_left_a_trust_was_part_of_it_until_then(tmp_path: Path) -> None:
    made = table(
        tmp_path, "URN,EstablishmentName,Group UID,Group Name,Group Type,Date Joined Group,Date Left Group",
        "900001,Ashby School,4001,ASHBY TRUST,Single-academy trust,2013-09-01,2016-08-31",
        "900001,Ashby School,4003,COLE TRUST,Multi-academy trust,2016-09-01,",
    )  # fmt: skip
    assert [(c.object, c.start, c.end, c.status) for c in made.claims] == [
        ("gias-group:4001", "2013-09-01", "2016-08-31", "ended"), ("gias-group:4003", "2016-09-01", "", "active"),
    ]  # fmt: skip


def test_rows_add_up_where_a_group_has_no_school_or_a_number_is_wrong(tmp_path: Path) -> None:
    row = "900001,4001,,ASHBY TRUST,,Trust,,Open,,Ashby School,383"
    made = table(tmp_path, LINKS, row, row, ",4002,,BIRK TRUST,,Trust,,Open,,,", "x,4001,,ASHBY TRUST,,Trust,,Open,,,")
    assert (made.read, made.accepted, made.rejected, made.left_out.total()) == (4, 1, 1, 2)
