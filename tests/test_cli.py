"""Nothing a person can type in the terminal shows a traceback; each mistake says what to do and exits with 2."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def citylinks(*arguments, stdin="", **settings):
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
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
        (["stats"], {"CITYLINKS_DATA": "no-such-folder"}, "A file of data is missing"),
        (["stats"], {"CITYLINKS_STORE": "redis://localhost"}, "names no store that is known"),
        (["stats"], {"CITYLINKS_STORE": "bolt://127.0.0.1:1"}, "cannot be reached"),
        (["stats"], {"CITYLINKS_STORE": "neo4j://user:secret@127.0.0.1:1"}, "cannot be reached"),
        (["stats"], {"CITYLINKS_STORE": "bolt://127.0.0.1:99999"}, "holds no port"),
    ],
)
def test_a_mistake_is_one_sentence_and_what_to_do(arguments, settings, said):
    began = time.monotonic()
    done = citylinks(*arguments, **settings)
    assert done.returncode == 2
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr and "secret" not in done.stderr
    assert time.monotonic() - began < 60  # a hang guard; it takes a second or two


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
    assert done.returncode == 0 and "reads the data again each time" in done.stdout


def test_path_names_what_it_does_not_know():
    done = citylinks("path", "Leeds", "Atlantis")
    assert done.returncode == 0 and "Atlantis" in done.stdout
