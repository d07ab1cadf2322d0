"""Time from question to Answer on the curated graph with the embedded store: each question of the tests, warm.

Also the time of a search of the records for the words of each question.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from graph.answers.explorer import Explorer
from graph.model.data_folder import SHIPPED_DATA
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated

TESTS = Path(__file__).parent.parent / "tests"
ROUNDS = 5


def measure() -> list[dict[str, object]]:
    """The load time once, then the median, 95th percentile and slowest question, in milliseconds."""
    began = time.perf_counter()
    store = EmbeddedStore()
    store.load(read_curated(SHIPPED_DATA))
    explorer = Explorer(store)
    loaded = time.perf_counter() - began
    texts = (TESTS / "questions.txt").read_text(encoding="utf-8").splitlines()
    asked = (TESTS / "asked.jsonl").read_text(encoding="utf-8").splitlines()
    texts += [json.loads(line)["question"] for line in asked]
    return [
        {"figure": "read, check and load the curated data", "seconds": round(loaded, 2)},
        _timed("questions", texts, explorer.ask),
        _timed("searches", texts, lambda text: explorer.catalogue.search.find(text.split())),
    ]


def _timed(figure: str, texts: Sequence[str], answer: Callable[[str], object]) -> dict[str, object]:
    """The times of several rounds. A first round warms up."""
    for text in texts:
        answer(text)
    times = []
    for _ in range(ROUNDS):
        for text in texts:
            began = time.perf_counter()
            answer(text)
            times.append(((time.perf_counter() - began) * 1000, text))
    milliseconds = sorted(t for t, _ in times)
    return {
        "figure": f"{len(texts)} {figure}, {ROUNDS} rounds",
        "median_ms": round(statistics.median(milliseconds), 2),
        "p95_ms": round(milliseconds[int(len(milliseconds) * 0.95)], 2),
        "slowest_ms": round(milliseconds[-1], 2),
        "slowest": max(times)[1],
    }
