"""Every store gives the same answers, byte for byte, and needs few round trips."""

import json
from pathlib import Path

import pytest

from graph.answers.explorer import Explorer
from graph.model.data_folder import SHIPPED_DATA
from graph.stores.neo4j.store import Neo4jStore
from loaders.curated.folder import read_curated

TESTS = Path(__file__).parent.parent
QUESTIONS = (TESTS / "questions.txt").read_text(encoding="utf-8").splitlines()
ASKED = [json.loads(line)["question"] for line in (TESTS / "asked.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def curated():
    return read_curated(SHIPPED_DATA)


def test_every_question_is_answered_alike(store, curated, explorer):
    store.load(curated)
    asked = Explorer(store)
    for text in QUESTIONS + ASKED:
        ours, reference = (json.dumps(one.ask(text).as_json(), ensure_ascii=False) for one in (asked, explorer))
        assert ours == reference, text


def test_no_question_takes_more_than_three_round_trips(store, curated):
    if not isinstance(store, Neo4jStore):
        return  # the embedded store has no round trips
    store.load(curated)
    asked = Explorer(store)
    for text in QUESTIONS + ASKED:
        before = store.round_trips
        asked.ask(text)
        assert store.round_trips - before <= 3, text
