"""Files and texts of an answer."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from graph.answers.answer import POSSIBLE, Answer, Citation, Row
from graph.export.answer_files import answer_csv, answer_json, answer_text
from tests.worlds import OTHER, PAGE


def made(*names: str) -> Answer:
    cited = (
        Citation(1, PAGE, "Heading", "party", "2021", ("a",)),
        Citation(2, OTHER, "", "third party", "", ("b",)),
    )
    rows = tuple(Row((name, "1985"), POSSIBLE, sources=(2, 1)) for name in names)
    said = "Two are recorded."
    return Answer("who?", "answer", said, columns=("name", "since"), rows=rows, sources=cited, notes=("So.",))


def test_csv_reads_back_with_its_citations() -> None:
    header, row = csv.reader(io.StringIO(answer_csv(made('Brnó, "the" city'))))
    assert header == ["certainty", "reach", "name", "since", "sources"]
    assert row[:4] == ["possible", "direct", 'Brnó, "the" city', "1985"]
    assert row[4].startswith("Another page (other)")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cells_are_never_formulas(start: str) -> None:
    _, row = csv.reader(io.StringIO(answer_csv(made(f"{start}HYPERLINK(1)")), newline=""))
    assert row[2] == f"'{start}HYPERLINK(1)"


def test_json_is_the_whole_answer() -> None:
    answer = made("武汉")
    text = answer_json(answer)
    assert json.loads(text) == answer.as_json()
    assert "武汉" in text


def test_text_has_sentence_rows_sources_and_the_day() -> None:
    text = answer_text(made("Wuhan"), date(2026, 11, 3))
    for part in ("who?", "Two are recorded.", "Wuhan · 1985 (possible)", "[2] Another page", "So."):
        assert part in text
    assert "3 November 2026" in text


def share_alike() -> Answer:
    shared = replace(OTHER, licence="CC BY-SA 4.0")
    return replace(made("Lille"), sources=(Citation(1, PAGE, "", "party", "", ()), Citation(2, shared, "", "", "", ())))


def test_each_file_says_which_licence_goes_on_to_what_is_made_with_it() -> None:
    answer = share_alike()
    said = "CC BY-SA 4.0 (share-alike: what is made with it must carry this licence)"
    assert "CC BY-SA 4.0 (share-alike)" in answer_csv(answer)
    assert said in answer_text(answer, date(2026, 11, 3))
    assert [source["share_alike"] for source in json.loads(answer_json(answer))["sources"]] == [False, True]
    assert [source.licence for source in answer.share_alike] == ["CC BY-SA 4.0"]


def test_what_is_cited_without_a_licence_says_none() -> None:
    assert made("Lille").share_alike == ()
    assert "share-alike" not in answer_csv(made("Lille"))
