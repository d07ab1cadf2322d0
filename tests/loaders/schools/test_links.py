"""Links between schools become successions, each once, so that the old school's links are found by the new one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from datasets.merge import merged
from datasets.run_loader import LoaderOutput
from graph.answers.explorer import Explorer
from graph.model.records import Claim, Node, Records, Source
from graph.stores.embedded.store import EmbeddedStore
from loaders.base import Scope
from loaders.files.register_dates import day
from loaders.schools.links import SKIP_REASONS
from tests.loaders.samples import sample
from tests.loaders.schools.test_gias import read

OLD, NEW = "900001", "900002"


def given(folder: Path, *rows: str, scope: Scope | None = None) -> LoaderOutput:
    path = folder / "links_edubasealldata20240105.csv"
    path.write_bytes("\r\n".join(('"URN","LinkURN","LinkName","LinkType","LinkEstablishedDate"', *rows)).encode())
    return read(path, scope)


def told(*, successor: str = "", predecessor: str = "", how: str = "") -> list[str]:
    """The two rows of one pair, with these dates."""
    return [
        f'{OLD},{NEW},"Ash Academy","Successor{how}","{successor}"',
        f'{NEW},{OLD},"Ash Primary School","Predecessor{how}","{predecessor}"',
    ]


def successions(made: LoaderOutput) -> list[Claim]:
    return [claim for claim in made.claims if claim.type == "SUCCEEDED_BY"]


def test_a_pair_told_from_both_schools_is_one_succession_from_the_old_to_the_new(tmp_path: Path) -> None:
    made = given(tmp_path, *told(successor="31-08-2016", predecessor="01-09-2016"))
    (claim,) = successions(made)
    assert (claim.subject, claim.object) == (f"GB-EDU-{OLD}", f"GB-EDU-{NEW}")
    assert (claim.start, claim.status, claim.event) == ("2016-09-01", "unknown", "")
    assert {node.name for node in made.nodes.values()} == {"Ash Academy", "Ash Primary School"}
    assert (made.accepted, made.left_out.total()) == (1, 1)


@pytest.mark.parametrize("row", [0, 1])
def test_one_row_alone_says_the_same_and_names_only_the_other_school(tmp_path: Path, row: int) -> None:
    made = given(tmp_path, told(successor="31-08-2016", predecessor="31-08-2016")[row])
    (claim,) = successions(made)
    assert (claim.subject, claim.object, claim.start) == (f"GB-EDU-{OLD}", f"GB-EDU-{NEW}", "2016-08-31")
    assert len(made.nodes) == 1


@pytest.mark.parametrize(
    ("successor", "predecessor", "start"),
    [
        ("01-09-2016", "31-08-2016", "2016-09-01"),
        ("01-09-2016", "", "2016-09-01"),
        ("", "", ""),
        ("14-09-2016", "02-02-2016", "2016-02-02/2016-09-14"),
        ("01-01-1900", "02-02-2016", "2016-02-02"),
    ],
)
def test_a_succession_is_dated_no_more_precisely_than_its_rows_agree(
    tmp_path: Path, successor: str, predecessor: str, start: str
) -> None:
    rows = told(successor=successor, predecessor=predecessor)
    for order in (rows, rows[::-1]):
        assert [claim.start for claim in successions(given(tmp_path, *order))] == [start]


@pytest.mark.parametrize(
    ("how", "event"), [(" - amalgamated", "merged"), (" - merged", "merged"), (" - Split School", "")]
)
def test_a_merger_or_a_split_is_a_succession_that_says_so(tmp_path: Path, how: str, event: str) -> None:
    (claim,) = successions(given(tmp_path, *told(how=how)))
    assert claim.event == event
    assert claim.note


@pytest.mark.parametrize("kind", sorted(SKIP_REASONS))
def test_a_link_that_tells_no_order_is_left_out_with_a_reason(tmp_path: Path, kind: str) -> None:
    made = given(tmp_path, *told(), f'{OLD},900003,"Elm School","{kind}",""')
    assert made.left_out[SKIP_REASONS[kind]] == 1
    assert len(made.claims) == 1


def test_a_sixth_form_centre_is_part_of_the_school_it_is_for(tmp_path: Path) -> None:
    made = given(tmp_path, f'{OLD},{NEW},"Ash School","Sixth Form Centre School",""')
    (claim,) = made.claims
    assert (claim.subject, claim.type, claim.object) == (f"GB-EDU-{OLD}", "PART_OF", f"GB-EDU-{NEW}")


def test_what_is_no_link_is_rejected_with_its_line(tmp_path: Path) -> None:
    made = given(
        tmp_path, *told(), f'{OLD},,"Elm","Successor",""', f'x,{OLD},"Elm","Successor",""',
        f'{OLD},{OLD},"Ash","Successor",""', f'{OLD},900003,"Elm","Sucessor",""', f'{OLD},900003,"Elm","",""',
    )  # fmt: skip
    assert [(rejection.line, rejection.field) for rejection in made.rejections] == [
        (4, "LinkURN"), (5, "URN"), (6, "LinkURN"), (7, "LinkType"), (8, "LinkType"),
    ]  # fmt: skip
    assert "Successor" in made.rejections[3].fix


def test_two_schools_that_each_took_over_from_the_other_are_remarked(tmp_path: Path) -> None:
    made = given(tmp_path, f'{OLD},{NEW},"A","Predecessor",""', f'{NEW},{OLD},"B","Predecessor",""')
    assert len(successions(made)) == 2
    assert [(remark.line, remark.field) for remark in made.remarks] == [(3, "LinkType")]


def test_with_a_scope_all_links_are_kept_no_school_is_named_and_that_is_said_once(tmp_path: Path) -> None:
    made = given(tmp_path, *told(), scope=Scope(authorities=frozenset(["383"])))
    assert not made.nodes
    assert len(successions(made)) == 1
    assert [(remark.field, remark.value) for remark in made.remarks] == [("(scope)", "383")]


def test_a_partnership_made_under_the_old_urn_is_found_by_the_new_schools_name(tmp_path: Path) -> None:
    links = given(tmp_path, *told(successor="31-08-2016", predecessor="01-09-2016"))
    page = Source("page", "document", "A page", as_of="2012")
    nodes = [
        Node("leeds", "City", "Leeds"), Node("wuhan", "City", "Wuhan"),
        Node(f"GB-EDU-{OLD}", "School", "Ash Primary"), Node(f"GB-EDU-{NEW}", "School", "Ash Academy"),
        Node("GB-EDU-900003", "School", "Elm Primary"),
    ]  # fmt: skip
    claims = [Claim(node.id, "LOCATED_IN", "leeds", "page") for node in nodes if node.label == "School"]
    claims.append(Claim(f"GB-EDU-{OLD}", "PARTNERED_WITH", "wuhan", "page"))
    curated = Records(tuple(nodes), tuple(claims), (page,))
    loaded = Records(tuple(links.nodes.values()), links.claims, tuple(links.sources.values()))
    store = EmbeddedStore()
    store.load(merged([curated, loaded], {})[0])
    explorer = Explorer(store)
    answer = explorer.ask("which cities is Ash Academy partnered with?")
    assert [row.nodes for row in answer.rows] == [("wuhan", f"GB-EDU-{OLD}")]
    assert "Links of Ash Primary are included: it was succeeded by Ash Academy." in answer.notes
    assert not explorer.ask("which cities is Elm Primary partnered with?").rows


def test_the_links_of_newcastle_and_leeds_load_each_pair_once() -> None:
    made = read(sample("schools/links_edubasealldata20250422_newcastle_leeds.csv"))
    assert (made.read, made.accepted, made.rejected) == (673, 341, 0)
    assert Counter(claim.type for claim in made.claims) == {"SUCCEEDED_BY": 339, "PART_OF": 2}
    pairs = Counter((claim.subject, claim.object) for claim in made.claims)
    assert set(pairs.values()) == {1}
    assert {node.label for node in made.nodes.values()} == {"School"}


@drawn(st.dates())
def test_a_day_of_the_register_reads_as_that_day(date: object) -> None:
    written = f"{date:%d-%m-}{str(date)[:4]}"
    assert day(written) == (None if written == "01-01-1900" else str(date))


@drawn(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = day(text)
    assert found is None or found == "" or len(found) == 10
