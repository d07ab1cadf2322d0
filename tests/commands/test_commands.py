"""No input in the terminal shows a traceback. Each mistake says what to do and exits with code 2."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from tests.graph.stories import hostile

ROOT = Path(__file__).parents[2]


def citylinks(*arguments, stdin="", **settings):
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "CITYLINKS_HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        input=stdin, capture_output=True, text=True, env=environment | settings,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (["ask"], {}, "No question was given"),
        (["ask", "--file", "no-such-file"], {}, "can't be read"),
        (["check", "--data", "no-such-folder"], {}, "A file of data is missing"),
        (["search"], {}, "No words were given"),
        (["search", "tea", "--limit", "0"], {}, "This number of records can't be listed: '0'. Expected 1 or more"),
        (["stats"], {"CITYLINKS_DATA": "no-such-folder"}, "A file of data is missing"),
        (["stats"], {"CITYLINKS_STORE": "redis://localhost"}, "names no store that is known"),
        (["stats"], {"CITYLINKS_STORE": "bolt://127.0.0.1:1"}, "can't be reached"),
        (["stats"], {"CITYLINKS_STORE": "neo4j://user:secret@127.0.0.1:1"}, "can't be reached"),
        (["stats"], {"CITYLINKS_STORE": "bolt://127.0.0.1:99999"}, "has an invalid port"),
        (
            ["export", "--story", "atlantis", "--out", "x.html"],
            {},
            "No story has this name: 'atlantis'. Expected one of: ",
        ),
        (["export", "--story", "no-such.toml", "--out", "x.html"], {}, "no-such.toml can't be read"),
        (["export", "--story", "leeds", "--out", "x.doc"], {}, "can't be written in this format: 'doc'"),
        (["export", "--story", "leeds", "--out", "no-such-folder/x.svg"], {}, "can't be written (No such file"),
        (["export", "--question", "Atlantis", "--out", "x.pdf"], {}, "“Atlantis” is not in these records"),
        (["export", "--format", "pptx", "--out", "x.pptx"], {}, "Nothing to write was named"),
        (
            ["export", "--story", "leeds", "--out", "x.pptx"],
            {"CITYLINKS_BASE_URL": "javascript:stolen"},
            "CITYLINKS_BASE_URL is not a web address",
        ),
    ],
)
def test_a_mistake_is_one_sentence_and_what_to_do(arguments, settings, said):
    done = citylinks(*arguments, **settings)
    assert done.returncode == 2
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr and "secret" not in done.stderr


def test_any_way_to_write_memory_is_the_embedded_store():
    for name in ("memory", "memory://", " memory "):
        done = citylinks("stats", "--json", CITYLINKS_STORE=name)
        assert done.returncode == 0 and json.loads(done.stdout)["nodes"] > 100


def test_the_counts_of_check_and_stats_are_the_same():
    stats, check = citylinks("stats"), citylinks("check")
    assert check.stdout.startswith(stats.stdout.strip())
    assert "0 rejected" in check.stdout


def test_bytes_that_are_no_text_are_a_question_like_any_other(tmp_path):
    (tmp_path / "questions.txt").write_bytes(b"\xff\xfe\n\x00\nLeeds\r\n")
    done = citylinks("ask", "--file", str(tmp_path / "questions.txt"), "--json")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["status"] for a in answers] == ["out_of_scope", "out_of_scope", "answer"]
    assert answers[2]["question"] == "Leeds"


def test_a_load_into_the_embedded_store_says_that_it_is_read_each_time():
    done = citylinks("load")
    assert done.returncode == 0 and "reads the data at each start" in done.stdout


def test_path_names_what_it_does_not_know():
    done = citylinks("path", "Leeds", "Atlantis")
    assert done.returncode == 0 and "Atlantis" in done.stdout


BEGINS = {"html": b"<!DOCTYPE html>", "pptx": b"PK", "pdf": b"%PDF-", "svg": b"<svg", "png": b"\x89PNG"}


@pytest.mark.parametrize("kind", BEGINS)
def test_a_question_is_exported_as_every_kind_of_file(kind, tmp_path):
    out = tmp_path / f"answer.{kind}"
    done = citylinks("export", "--question", "which Newcastle schools link to Wuhan", "--out", str(out))
    assert done.returncode == 0 and done.stdout == f"{out}\n", done.stderr
    assert out.read_bytes().startswith(BEGINS[kind])


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_pictures_of_a_story_are_one_file_a_stop(kind, tmp_path):
    done = citylinks("export", "--story", "leeds", "--format", kind, "--out", str(tmp_path / f"story.{kind}"))
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert [path.name for path in paths] == [f"story-{i:02}.{kind}" for i in range(1, len(paths) + 1)]
    assert len(paths) > 5 and all(path.read_bytes().startswith(BEGINS[kind]) for path in paths)


def test_a_story_of_a_file_keeps_its_markup_as_text_and_carries_the_code_of_its_address(tmp_path):
    words = {name: json.dumps(text) for name, text in (("title", hostile.TITLE), ("caption", hostile.CAPTION))}
    slide = f'[[stops]]\ntitle = {words["title"]}\ncaption = {words["caption"]}\nquestion = "Leeds twin cities"\n'
    (tmp_path / "mine.toml").write_text(f"title = {words['title']}\n{slide}", encoding="utf-8")
    out = tmp_path / "mine.pptx"
    base = {"CITYLINKS_BASE_URL": "https://citylinks.example.org/"}
    done = citylinks("export", "--story", str(tmp_path / "mine.toml"), "--out", str(out), **base)
    assert done.returncode == 0, done.stderr
    slides = list(Presentation(io.BytesIO(out.read_bytes())).slides)
    said = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert {hostile.TITLE, hostile.CAPTION} <= set(said)
    assert "https://citylinks.example.org/present?story=mine" in said


def test_a_broken_story_says_its_line_and_the_others_are_still_exported(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "stories" / "broken.toml").write_text("title = \n", encoding="utf-8")
    out = str(tmp_path / "story.html")
    broken = citylinks("export", "--story", "broken", "--data", str(data), "--out", out)
    assert broken.returncode == 2 and "broken.toml" in broken.stderr and "line 1" in broken.stderr
    assert citylinks("export", "--story", "leeds", "--data", str(data), "--out", out).returncode == 0


def test_a_story_is_exported_without_the_app(tmp_path):
    code = """
import sys
import cli
for kind in ("html", "pptx", "pdf"):
    assert cli.main(["export", "--story", "leeds", "--out", sys.argv[1] + "." + kind]) == 0
assert "streamlit" not in sys.modules
"""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", code, str(tmp_path / "story")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr


def test_the_whole_graph_is_still_written_as_csv(tmp_path):
    done = citylinks("export", "--out", str(tmp_path / "graph"))
    assert done.returncode == 0 and "claims.csv" in done.stdout
