"""Story files and a browser draft written before the renames still read and play the same.

The folder `before` holds the two shipped stories, a draft built from an answer and two views, and what the browser
stored for it. `read.json` holds what the code of that time read from them, and which nodes it drew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.answers.explorer import Explorer
from graph.explore.address import as_data
from graph.explore.explorations import ViewService
from graph.stories.reader import read_story
from graph.stories.stage_data import stage_story
from graph.stories.story import Story
from graph.stories.writer import to_toml

FOLDER = Path(__file__).parent / "before"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "read.json").read_text(encoding="utf-8"))


def story(name: str) -> Story:
    return read_story((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), name)


def as_expected(one: Story) -> dict[str, Any]:
    """Return a story in the form of read.json, without what was drawn."""
    return {
        "title": one.title,
        "audience": one.audience,
        "stops": [
            {
                "title": slide.title,
                "caption": slide.caption,
                "notes": slide.notes,
                "look": slide.look,
                "question": slide.question,
                "view": slide.view and json.loads(json.dumps(as_data(slide.view))),
                "emphasise": list(slide.emphasise),
            }
            for slide in one.slides
        ],
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_an_earlier_file_reads_the_same(name: str) -> None:
    expected = EXPECTED[name]
    slides = [{field: value for field, value in slide.items() if field != "played"} for slide in expected["stops"]]
    assert as_expected(story(name)) == {**expected, "stops": slides}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_earlier_file_is_written_again_so_that_it_reads_the_same(name: str) -> None:
    assert read_story(to_toml(story(name)), name) == story(name)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_earlier_file_plays_the_same(name: str, explorer: Explorer) -> None:
    """New data may add to a picture, but nothing that was drawn may go missing."""
    played = stage_story(story(name), ViewService(explorer))
    expected = [slide["played"] for slide in EXPECTED[name]["stops"]]
    assert [one["problem"] for one in played] == [one["trouble"] for one in expected]
    for one, before in zip(played, expected, strict=True):
        assert {node["id"] for node in one["picture"]["nodes"]} >= set(before["nodes"])
        assert len(one["picture"]["edges"]) >= before["lines"]


def test_a_draft_that_the_browser_stored_earlier_reads_the_same() -> None:
    stored = json.loads((FOLDER / "browser.json").read_text(encoding="utf-8"))
    assert read_story(stored["story"], "draft") == story("draft")
    assert stored["asked"] == ["which Newcastle schools link to Wuhan"]
