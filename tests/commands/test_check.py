"""The check of the word files that stewards edit. Messages say what to write instead."""

import shutil

import pytest

from commands.check import word_problems
from graph.model.data_folder import SHIPPED_DATA
from loaders.curated.folder import read_curated

FILES = (
    "sources.csv",
    "places.csv",
    "bodies.csv",
    "claims.csv",
    "vocabulary.toml",
    "lexicon.toml",
    "styles.toml",
    "questions.toml",
)


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(SHIPPED_DATA / name, tmp_path)
    return tmp_path


def problems(folder):
    return list(word_problems(folder, read_curated(folder)))


def test_the_files_as_shipped_have_no_problem(folder):
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("lexicon.toml", '"role:chair"', '"role:chairperson"', "member, chair, secretariat"),
        ("lexicon.toml", '"order:first"', '"order:oldest"', "first, last"),
        ("lexicon.toml", '"form:compare"', '"form:contrast"', "the form “compare” has no words"),
        ("lexicon.toml", '"through" =', '"thru" =', "the operator “through” has no words"),
        ("lexicon.toml", "[stop]", "[stopp]", "tables meanings, stop"),
        ("lexicon.toml", '["South Korea", "North Korea"]', '["South Korea"]', "a list of two or more names"),
        ("vocabulary.toml", 'kept_by = "the register of schools"', 'keptby = "the register"', "keptby"),
        ("styles.toml", "[statuses]", "[statusses]", "statuses"),
        ("questions.toml", ', default = "Wuhan"', "", "of or among, and default"),
        ("questions.toml", 'of = ["City"], default = "Leeds"', 'of = ["Citty"], default = "Leeds"', "City"),
        (
            "questions.toml",
            "which schools in {city} have no link to {place}",
            "zorp {city} frob {place}",
            "not understood",
        ),
        ("vocabulary.toml", "[sectors]", "[sector]", "tables labels, types"),
    ],
)
def test_a_mistake_is_said_with_what_was_expected(folder, file, old, new, said):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems(folder)
    assert found and all(one.startswith(file) for one in found)
    assert said in found[0]
