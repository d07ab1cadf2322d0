"""All files of the user's data folder are used, and no file is read before the folder is known."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.answers.explorer import Explorer
from graph.drawing.styles import styles
from graph.model.data_folder import SHIPPED_DATA, activated, active_folder, data_file, missing_files, read_once
from graph.model.errors import DataError
from graph.model.toml_files import parse_toml, read_toml
from graph.model.vocabulary import vocabulary
from graph.questions.lexicon import lexicon
from graph.questions.library import library
from graph.stories.reader import read_stories
from loaders.registry import all_loaders
from tests.commands.test_commands import citylinks

ROOT = Path(__file__).parents[3]
# Imports every module, and fails where one opens a file of ours that is not Python.
IMPORT_ALL = """
import importlib, pathlib, sys
root = pathlib.Path.cwd()
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        path = pathlib.Path(arguments[0])
        inside = path.is_relative_to(root) and ".venv" not in path.parts
        if inside and path.is_file() and path.suffix not in (".py", ".pyc"):
            opened.append(arguments[0])
sys.addaudithook(watch)
for folder in ("graph", "loaders", "datasets", "commands"):
    for path in sorted((root / folder).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        importlib.import_module(".".join(part for part in parts if part != "__init__"))
import cli
assert not opened, opened
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED_DATA, tmp_path / "data"))


@pytest.fixture
def active(copy: Path) -> Iterator[Path]:
    with activated(copy):
        yield copy


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_synonym_of_the_users_folder_is_understood(copy: Path) -> None:
    edit(copy / "lexicon.toml", "[synonyms]\n", '[synonyms]\n"loidis" = "Leeds"\n')
    edited = citylinks("ask", "Loidis twin cities", CITYLINKS_DATA=str(copy))
    assert "not in these records" not in edited.stdout and "Brno" in edited.stdout, edited.stdout + edited.stderr
    assert "not in these records" in citylinks("ask", "Loidis twin cities").stdout
    assert citylinks("check", CITYLINKS_DATA=str(copy)).returncode == 0


def test_a_word_for_a_label_is_understood(copy: Path, explorer: Explorer) -> None:
    edit(copy / "vocabulary.toml", 'words = ["school", ', 'words = ["school", "skool", ')
    question = "which skools in Newcastle link to Wuhan"
    with activated(copy):
        answer = explorer.ask(question)
    assert answer.status == "answer"
    assert explorer.ask(question).rows != answer.rows


def test_styles_questions_registers_and_stories_are_those_of_the_folder(copy: Path) -> None:
    edit(copy / "styles.toml", 'background = "', 'background = "#123456" # "')
    edit(copy / "questions.toml", 'title = "', 'title = "Copied: ')
    register = (copy / "registers" / "oscr.toml").read_text(encoding="utf-8")
    (copy / "registers" / "copied.toml").write_text(register, encoding="utf-8")
    shutil.copy(copy / "stories" / "leeds.toml", copy / "stories" / "copied.toml")
    shipped = styles(), library(), all_loaders()
    with activated(copy):
        assert "#123456" in [theme.background for theme in styles().themes.values()]
        assert library()[0].title.startswith("Copied: ")
        assert "copied" in {loader.kind for loader in all_loaders()}
        assert "copied" in read_stories(data_file("stories")).stories
    assert (styles(), library(), all_loaders()) == shipped
    assert "copied" not in {loader.kind for loader in all_loaders()}
    assert "copied" not in read_stories(data_file("stories")).stories


def test_styles_and_words_follow_the_vocabulary_of_the_folder(active: Path) -> None:
    guild = 'Guild = { group = "office", plural = "guilds", words = ["guild"] }'
    edit(active / "vocabulary.toml", "[labels]\n", f"[labels]\n{guild}\n")
    assert "Guild" in vocabulary().labels and "Guild" in styles().looks
    assert lexicon().phrases["guilds"] == "label:Guild"


def test_a_file_that_the_folder_lacks_is_the_shipped_one(copy: Path) -> None:
    (copy / "lexicon.toml").unlink()
    shutil.rmtree(copy / "stories")
    shipped = lexicon()
    with activated(copy):
        assert data_file("lexicon.toml") == SHIPPED_DATA / "lexicon.toml"
        assert data_file("vocabulary.toml") == copy / "vocabulary.toml"
        assert data_file("stories") == SHIPPED_DATA / "stories"
        assert lexicon() == shipped
    assert missing_files(copy) == ("lexicon.toml", "stories")
    check = citylinks("check", CITYLINKS_DATA=str(copy))
    assert check.returncode == 0, check.stdout
    assert f"lexicon.toml is not in {copy}; the shipped one is used" in check.stdout
    assert f"stories is not in {copy}" in check.stdout


def test_the_earlier_folder_is_active_again_after_an_error(copy: Path) -> None:
    with pytest.raises(DataError), activated(copy):
        raise DataError("Anything")
    assert active_folder() == SHIPPED_DATA


def test_a_file_is_read_once_for_each_folder(tmp_path: Path) -> None:
    (tmp_path / "lexicon.toml").touch()
    calls: list[Path] = []

    @read_once("lexicon.toml")
    def content() -> Path:
        calls.append(active_folder())
        return active_folder()

    for _ in range(2):
        assert content() == content() == SHIPPED_DATA
        with activated(tmp_path):
            assert content() == content() == tmp_path
    assert calls == [SHIPPED_DATA, tmp_path]


def test_no_module_reads_a_file_when_it_is_imported() -> None:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", IMPORT_ALL]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr


def test_a_broken_vocabulary_breaks_no_help_and_is_one_sentence_of_check(copy: Path) -> None:
    edit(copy / "vocabulary.toml", 'group = "place"', 'group = "place')
    helped = citylinks("--help", CITYLINKS_DATA=str(copy))
    assert helped.returncode == 0 and "citylinks" in helped.stdout
    check = citylinks("check", CITYLINKS_DATA=str(copy))
    assert check.returncode == 2 and len(check.stderr.splitlines()) == 1
    text = (copy / "vocabulary.toml").read_text(encoding="utf-8").splitlines()
    line = next(at for at, row in enumerate(text, 1) if 'group = "place,' in row)
    assert f"vocabulary.toml, line {line}: this is not TOML" in check.stderr


@pytest.mark.parametrize("name", ["lexicon.toml", "styles.toml", "questions.toml"])
def test_check_names_the_line_of_any_broken_file(copy: Path, name: str) -> None:
    path = copy / name
    lines = path.read_text(encoding="utf-8").count("\n")
    path.write_text(path.read_text(encoding="utf-8") + 'title = "no end\n', encoding="utf-8")
    check = citylinks("check", CITYLINKS_DATA=str(copy))
    assert check.returncode in (1, 2)
    assert f"{name}, line {lines + 1}: this is not TOML" in check.stdout + check.stderr


def test_an_error_has_four_parts(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        parse_toml('a = 1\nb = "open\n', "own.toml")
    assert raised.value.what.startswith("own.toml, line 2: this is not TOML")
    assert raised.value.value == 'b = "open'
    assert raised.value.expected and raised.value.fix
    (tmp_path / "latin.toml").write_bytes(b'a = 1\nb = "caf\xe9"\n')
    with pytest.raises(DataError, match=r"latin.toml, line 2: this is not UTF-8 text"):
        read_toml(tmp_path / "latin.toml")
    with pytest.raises(DataError, match=r"no.toml can't be read \(No such file"):
        read_toml(tmp_path / "no.toml")


def test_a_reference_file_at_the_top_of_a_folder_is_still_found(copy: Path) -> None:
    (copy / "reference" / "areas.csv").rename(copy / "areas.csv")
    (copy / "reference" / "countries.csv").unlink()
    with activated(copy):
        assert data_file("reference/areas.csv") == copy / "areas.csv"
        assert data_file("reference/countries.csv") == SHIPPED_DATA / "reference" / "countries.csv"
    assert missing_files(copy) == ("reference/countries.csv",)
