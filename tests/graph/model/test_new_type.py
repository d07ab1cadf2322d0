"""A new relationship type is data alone: a table in vocabulary.toml and a claim go through every part of the tool."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from commands.check import type_table_problems, word_problems
from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.answers.records.node_summary import node_summary
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.export.csv_folder import csv_tables
from graph.export.graph_files import graphml
from graph.export.view_records import records_of_view
from graph.model.data_folder import SHIPPED_DATA, activated
from graph.model.errors import DataError
from graph.model.relationship_types import plural_verb
from graph.model.sentences import sentence
from graph.model.vocabulary import read_vocabulary, vocabulary
from graph.stores.embedded.store import EmbeddedStore
from graph.stories.stage_data import stage_story
from graph.stories.story import Slide, Story
from loaders.curated.folder import read_curated

SCHOOL, OTHER = "GB-EDU-131203", "GB-EDU-139351"
NAMES = ["West Jesmond Primary", "St Mary's High School Menston"]
# The least that a type needs: all other words follow from these.
TRAINS_WITH = """
[types.TRAINS_WITH]
symmetric = true
link = true
forward = "trains with"
predicate = "training with"
noun = "training partnership"
plural = "training partnerships"
"""

MENTORS = """
[types.MENTORS]
symmetric = false
link = true
forward = "mentors"
backward = "is mentored by"
predicate = "mentored by"
noun = "mentoring tie"
plural = "mentoring ties"
"""


def add_type(folder: Path, table: str, type_name: str, subject: str = SCHOOL, other: str = OTHER) -> None:
    """Add one type and one claim of it to a copy of the data folder."""
    words = folder / "vocabulary.toml"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("[values]", f"{table}\n[values]", 1), encoding="utf-8")
    claims = folder / "claims.csv"
    with claims.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    row = {"subject": subject, "type": type_name, "object": other, "start": "2019", "status": "active", "source": "003"}
    row |= {"asserted_by": "third party", "locator": "Training", "checked": "2026-11-21", "as_of": "2024"}
    with claims.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerow(row)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = Path(shutil.copytree(SHIPPED_DATA, tmp_path_factory.mktemp("type") / "data"))
    add_type(copy, TRAINS_WITH, "TRAINS_WITH")
    return copy


@pytest.fixture(autouse=True)
def active(shipped_data: None, folder: Path) -> Iterator[None]:
    with activated(folder):
        yield


@pytest.fixture(scope="module")
def explorer(folder: Path) -> Explorer:
    with activated(folder):
        records = read_curated(folder)
        assert records.rejections == ()
        store = EmbeddedStore()
        store.load(records)
        return Explorer(store)


def first_cells(answer: Answer) -> list[str]:
    return [row.cells[0] for row in answer.rows]


def test_the_type_follows_from_few_words() -> None:
    trains = vocabulary().types["TRAINS_WITH"]
    assert trains.phrase("Leeds") == trains.phrase("Leeds", forward=False) == "trains with Leeds"
    assert trains.phrase("Leeds", plural=True) == "train with Leeds"
    assert "TRAINS_WITH" in vocabulary().types.links


@pytest.mark.parametrize(
    "text",
    [
        "who trains with West Jesmond Primary",
        "who does West Jesmond Primary train with",
        "which schools are training with West Jesmond Primary",
        "which schools train with West Jesmond Primary",
        "training partnerships of West Jesmond Primary",
    ],
)
def test_a_question_with_its_words_is_answered_and_can_be_said_again(explorer: Explorer, text: str) -> None:
    answer = explorer.ask(text)
    assert answer.status == "answer"
    assert explorer.understand(text).types == ("TRAINS_WITH",)
    assert first_cells(answer) == [NAMES[1]]
    assert "trains with West Jesmond Primary" in answer.rows[0].cells[1]
    again = explorer.ask(explorer.say(explorer.understand(text)))
    assert [row.cells for row in again.rows] == [row.cells for row in answer.rows]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("does West Jesmond Primary train with St Mary's High School Menston", "Yes: "),
        ("when did West Jesmond Primary train with St Mary's High School Menston", "since 2019"),
        ("how many training partnerships does West Jesmond Primary have", "one "),
        ("what is the evidence that West Jesmond Primary trains with St Mary's High School Menston", "says so"),
    ],
)
def test_every_form_of_question_knows_the_verb(explorer: Explorer, text: str, said: str) -> None:
    answer = explorer.ask(text)
    assert said in answer.sentence
    again = explorer.ask(explorer.say(explorer.understand(text)))
    assert [row.cells for row in again.rows] == [row.cells for row in answer.rows]


def test_the_records_page_has_a_section_for_it(explorer: Explorer) -> None:
    page = node_summary(SCHOOL, explorer.catalogue, explorer.store)
    section = next(one for one in page.links if one.key == "TRAINS_WITH")
    assert (section.title, section.count) == ("Training partnerships", 1)
    link = next(r for r in section.answer.relationships if r.type == "TRAINS_WITH")
    assert sentence(link, explorer.catalogue.titles) == (
        "West Jesmond Primary trains with St Mary's High School Menston since 2019"
    )


def test_it_is_drawn_with_its_words_and_the_legend_explains_the_line(explorer: Explorer) -> None:
    picture = ViewService(explorer).picture(View(Start("things", (SCHOOL, OTHER))))
    edge = next(one for one in picture["edges"] if {one["from"], one["to"]} == {SCHOOL, OTHER})
    assert "training partnership" in str(edge) or "trains with" in str(edge)
    assert any(entry["kind"] == "line" for entry in picture["legend"])


def test_it_is_exported_as_csv_and_graphml(explorer: Explorer, tmp_path: Path) -> None:
    shown = ViewService(explorer).show(View(Start("things", (SCHOOL, OTHER))))
    rows = csv.DictReader(io.StringIO(csv_tables(records_of_view(shown, explorer.catalogue))["claims.csv"]))
    assert [{row["subject"], row["object"]} for row in rows if row["type"] == "TRAINS_WITH"] == [set(NAMES)]
    graph = nx.read_graphml(io.BytesIO(graphml(shown, explorer.catalogue)), force_multigraph=True)
    assert [{a, b} for a, b, kind in graph.edges(data="type") if kind == "TRAINS_WITH"] == [{SCHOOL, OTHER}]


def test_it_is_told_on_a_slide(explorer: Explorer) -> None:
    slides = (
        Slide("Together", view=View(Start("things", (SCHOOL, OTHER)))),
        Slide("Asked", question="who trains with West Jesmond Primary"),
    )
    staged = stage_story(Story("training", slides=slides), ViewService(explorer))
    assert all("train" in str(slide) and NAMES[1] in str(slide) for slide in staged)


def test_the_check_has_nothing_to_say(folder: Path) -> None:
    assert list(word_problems(folder, read_curated(folder))) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('plural = "training partnerships"\n', "", "has no 'plural'"),
        ('predicate = "training with"\n', "", "has no 'predicate'"),
        ('forward = "trains with"\n', "", 'forward = "trains with" in the table [types.TRAINS_WITH]'),
        ("symmetric = true", "symmetric = false", "has no 'backward'"),
        ("link = true", 'link = "yes"', "true or false, without quotes"),
        ('noun = "', 'nuon = "', "has the unknown field 'nuon'"),
        ("link = true", 'link = true\nacts_as = "training"', "has an unknown use"),
        ("link = true", 'link = true\nacts_as = "rollup"', "exactly one relationship type that acts as rollup"),
        ("link = true", 'link = true\nusual_role = "trainer"', "has an unknown role"),
        ("link = true", 'link = true\nwidened = { body = ["SINGS_TO"] }', "is widened by an unknown type"),
        ('forward = "trains', 'forward = "trains {}', "has braces in 'forward'"),
        ("[types.TRAINS_WITH]", "[types.trains-with]", "is not a valid name"),
    ],
)
def test_the_check_names_each_word_that_is_lacking(folder: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (folder / "vocabulary.toml").read_text(encoding="utf-8")
    at = text.index("[types.TRAINS_WITH]")
    broken = tmp_path / "vocabulary.toml"
    broken.write_text(text[:at] + text[at:].replace(old, new, 1), encoding="utf-8")
    problems = list(type_table_problems(broken))
    assert any(said in problem for problem in problems)
    assert all(problem.startswith("vocabulary.toml: ") and problem.endswith(".") for problem in problems)
    with pytest.raises(DataError):
        read_vocabulary(broken)


def test_all_problems_of_a_type_are_named_at_once(tmp_path: Path) -> None:
    text = (SHIPPED_DATA / "vocabulary.toml").read_text(encoding="utf-8")
    broken = tmp_path / "vocabulary.toml"
    broken.write_text(text.replace("[values]", "[types.TRAINS_WITH]\nsymmetric = false\n\n[values]"), encoding="utf-8")
    problems = " ".join(type_table_problems(broken))
    assert all(f"has no '{field}'" in problems for field in ("link", "forward", "backward", "noun", "plural"))


def test_a_claim_of_a_type_without_a_row_is_refused_with_the_types_there_are(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "data"))
    add_type(copy, "", "SINGS_WITH")
    (rejection,) = read_curated(copy).rejections
    assert "SINGS_WITH" in str(rejection) and "TRAINS_WITH" in str(rejection)


def test_a_directed_type_reads_both_ways(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SHIPPED_DATA, tmp_path / "data"))
    add_type(copy, MENTORS, "MENTORS")
    with activated(copy):
        store = EmbeddedStore()
        store.load(read_curated(copy))
        explorer = Explorer(store)
        for text, cells in (
            ("who mentors St Mary's High School Menston", (NAMES[0], f"mentors {NAMES[1]}")),
            ("who is mentored by West Jesmond Primary", (NAMES[1], f"is mentored by {NAMES[0]}")),
        ):
            answer = explorer.ask(text)
            assert [row.cells[:2] for row in answer.rows] == [cells]
            again = explorer.ask(explorer.say(explorer.understand(text)))
            assert [row.cells for row in again.rows] == [row.cells for row in answer.rows]


@pytest.mark.parametrize(
    ("verb", "plural"),
    [
        ("is in", "are in"),
        ("was visited by", "were visited by"),
        ("has {} as a member", "have {} as a member"),
        ("trains with", "train with"),
        ("carries", "carry"),
        ("teaches", "teach"),
        ("goes to", "go to"),
        ("visited", "visited"),
    ],
)
def test_a_verb_has_its_plural(verb: str, plural: str) -> None:
    assert plural_verb(verb) == plural
