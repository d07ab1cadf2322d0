"""Questions as people write them, with the status and the names that the answer must have or must not have.

They were written from the documents by someone who had not seen the grammar. "a|b" means either; a trailing * means any
ending.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from graph.model.text import fold

ASKED = [
    json.loads(line) for line in (Path(__file__).parents[2] / "asked.jsonl").read_text(encoding="utf-8").splitlines()
]


@cache
def also_known(explorer):
    return {fold(n.name): [fold(a) for a in n.aliases] for n in explorer.catalogue.nodes.values()}


def holds(term, text, names):
    """Whether folded text contains a term, or another name of the same node, as whole words."""
    for option in term.split("|"):
        key = fold(option.rstrip("*"))
        for name in (key, *names.get(key, ())):
            if f" {name}" in f" {text} " if option.endswith("*") else f" {name} " in f" {text} ":
                return True
    return False


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked["question"][:60])
def test_what_people_ask_is_answered(explorer, asked):
    answer = explorer.ask(asked["question"])
    text = fold(f"{answer.text} {' '.join(answer.evidence)}")
    names = also_known(explorer)
    assert answer.status in asked["status"], answer.sentence
    missing = [term for term in asked["holds"] if not holds(term, text, names)]
    assert not missing, (missing, answer.sentence)
    wrong = [term for term in asked["not"] if not term.startswith("raw:") and holds(term, fold(answer.text), {})]
    assert not wrong, (wrong, answer.sentence)
