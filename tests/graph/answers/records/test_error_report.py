"""The error report of a row: what is shown, the claims behind it, and room for the correct details."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.answers.records.error_report import CORRECT_DETAILS, SOURCE, error_report
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds


@pytest.fixture
def small() -> Explorer:
    store = EmbeddedStore()
    store.load(worlds.tiny())
    return Explorer(store)


def test_a_correction_names_row_claims_and_sources(small: Explorer) -> None:
    answer = small.ask("which schools in Newcastle upon Tyne link to Wuhan")
    row = answer.rows[0]
    text = error_report(answer, row, small.catalogue)
    assert f"Question: {answer.question}" in text
    assert "Row: Ash Primary" in text
    assert all(claim in text for claim in row.claims)
    assert all(str(c) in text for c in answer.sources if c.number in row.sources)
    assert all(f"{name}: {cell}" in text for name, cell in zip(answer.columns, row.cells, strict=True) if cell)
    assert text.rstrip().endswith(f"{CORRECT_DETAILS}\n\n{SOURCE}")


def test_a_claim_is_said_with_its_date(small: Explorer) -> None:
    answer = small.ask("who is twinned with Hangzhou")
    text = error_report(answer, answer.rows[0], small.catalogue)
    assert "Leeds is twinned with Hangzhou, since 1988/1989 (claim " in text


def test_a_possible_row_says_so(small: Explorer) -> None:
    answer = small.ask("which schools in Newcastle upon Tyne link to Wuhan")
    assert "certainty: possible" in error_report(answer, answer.rows[-1], small.catalogue)


def test_a_claim_is_named_with_its_file_and_line(small: Explorer) -> None:
    answer = small.ask("who is twinned with Hangzhou")
    row = answer.rows[0]
    text = error_report(answer, row, small.catalogue, {row.claims[0]: "data/claims.csv, line 57"})
    assert f"(claim {row.claims[0]}, data/claims.csv, line 57)" in text


def test_a_claim_that_is_not_drawn_still_has_its_id(small: Explorer) -> None:
    answer = replace(small.ask("who is twinned with Hangzhou"), relationships=())
    text = error_report(answer, answer.rows[0], small.catalogue)
    assert f"  - (claim {answer.rows[0].claims[0]})" in text


def test_a_row_without_claims_rests_on_nothing() -> None:
    store = EmbeddedStore()
    store.load(worlds.tiny())
    small = Explorer(store)
    asked = small.ask("list the cities")
    bare = replace(asked.rows[0], claims=(), sources=())
    answer = Answer("q", "answer", "Said.", columns=asked.columns, rows=(bare,))
    assert "Based on" not in error_report(answer, bare, small.catalogue)


@pytest.mark.parametrize(
    "question", ["partners of Leeds", "how is Leeds United connected to Dortmund", "list the schools"]
)
def test_every_row_of_an_answer_can_be_corrected(explorer: Explorer, question: str) -> None:
    answer = explorer.ask(question)
    assert answer.rows
    for row in answer.rows:
        text = error_report(answer, row, explorer.catalogue)
        assert row.cells[0] in text
        assert text.count("(claim ") == len(row.claims)
