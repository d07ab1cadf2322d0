"""The headline question: two confirmed schools, three possible ones with the reason, and no total of five."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.answers.answer import CONFIRMED, POSSIBLE

ROOT = Path(__file__).parents[3]
ASKED = [
    "which Newcastle schools link to Wuhan",
    "Which schools in Newcastle upon Tyne are linked to Wuhan?",
    "wuhan newcastle schools",
    "newcastle schools wuhan",
    "Which Newcastle schools are partnered with schools in Wuhan?",
    "schools in Newcastle with links to Wuhan",
    "show me all Newcastle schools that have a sister school in Wuhan, please",
    "which newcastle schools link to 武汉",
    "wich Newcastle schools link to Wuhna",
]


@pytest.mark.parametrize("text", ASKED)
def test_two_are_confirmed_and_three_are_possible(explorer, text):
    answer = explorer.ask(text)
    names = {level: {row.cells[0] for row in answer.rows if row.certainty == level} for level in (CONFIRMED, POSSIBLE)}
    assert answer.status == "answer"
    assert names[CONFIRMED] == {"West Jesmond Primary", "Broadwood Primary"}
    assert names[POSSIBLE] == {"Wingrove Primary", "Ravenswood Primary", "Moorside Primary"}
    assert "Two schools" in answer.sentence and "Three more are possible" in answer.sentence
    assert "doesn't say where" in answer.sentence
    assert all(row.sources for row in answer.rows)


def test_all_five_link_to_china(explorer):
    answer = explorer.ask("which Newcastle schools link to China")
    assert len(answer.rows) == 5
    assert {row.certainty for row in answer.rows} == {CONFIRMED}


def test_universities_are_asked_the_same_way(explorer):
    answer = explorer.ask("which Newcastle universities link to China")
    assert [row.cells[0] for row in answer.rows] == ["Newcastle University"]


def test_no_leeds_school_links_to_wuhan_and_that_is_said_first(explorer):
    answer = explorer.ask("which Leeds schools link to Wuhan")
    assert answer.status == "empty" and answer.rows == ()
    assert answer.sentence.startswith("No links between schools in Leeds and Wuhan")
    assert any(note.startswith("Searched") for note in answer.notes)


def test_the_picture_the_rows_and_the_sources_speak_of_the_same(explorer):
    answer = explorer.ask(ASKED[0])
    drawn = {node.id for node in answer.nodes}
    claims = {claim.id for relationship in answer.relationships for claim in relationship.claims}
    assert {node for row in answer.rows for node in row.nodes} == drawn
    assert {claim for row in answer.rows for claim in row.claims} <= claims
    assert {number for row in answer.rows for number in row.sources} == {c.number for c in answer.sources}


def test_the_terminal_prints_one_object_a_line_for_each_line_read(tmp_path):
    lines = [ASKED[0], "", "Atlantis", "\N{SNOWMAN}", "  ", "MATCH (n) DETACH DELETE n"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "ask", "--file", "-", "--json"],
        input="\n".join(lines) + "\n", capture_output=True, text=True, cwd=tmp_path, check=True,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["question"] for a in answers] == lines
    assert [a["status"] for a in answers][:3] == ["answer", "out_of_scope", "unknown"]
    keys = {
        "question",
        "status",
        "understood",
        "sentence",
        "columns",
        "rows",
        "paths",
        "sources",
        "notes",
        "suggestions",
        "text",
        "evidence",
        "searched",
        "more",
        "spoken",
        "left_out",
        "checked",
        "view",
        "records",
    }
    assert all(set(a) == keys for a in answers)
    assert {row["certainty"] for row in answers[0]["rows"]} == {"confirmed", "possible"}
    assert {row["reach"] for row in answers[0]["rows"]} == {"direct"}
