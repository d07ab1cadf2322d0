"""`citylinks check`: read the data folder and list every row and file with a problem."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from datasets.decisions import Decisions
from graph.answers.explorer import Explorer
from graph.answers.form_answers import ANSWER_FUNCTIONS
from graph.answers.phrases import FILE as SENTENCES
from graph.answers.phrases import read_sentences, sentence_problems
from graph.drawing.styles import read_styles
from graph.explore.explorations import ViewService
from graph.model.data_folder import file_in, missing_files
from graph.model.errors import DataError
from graph.model.records import Records
from graph.model.relationship_types import type_problems
from graph.model.settings import Settings
from graph.model.toml_files import read_toml
from graph.model.vocabulary import read_vocabulary, vocabulary
from graph.questions.lexicon import lexicon, read_lexicon
from graph.questions.lexicon_check import lexicon_problems
from graph.questions.library import read_library
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.statistics import count
from graph.stories.reader import read_stories
from graph.stories.validation import check_story
from loaders.curated.folder import read_curated
from loaders.places.gazetteer import Gazetteer
from loaders.registers.descriptions import problems as register_problems

READERS: tuple[tuple[str, Callable[[Path], object]], ...] = (
    ("vocabulary.toml", read_vocabulary),
    ("lexicon.toml", read_lexicon),
    ("styles.toml", lambda path: read_styles(path, vocabulary())),
    ("questions.toml", read_library),
    (SENTENCES, read_sentences),
)


def add_arguments(parser: ArgumentParser) -> None:
    """The folder to check."""
    parser.add_argument(
        "--data",
        type=Path,
        help="a folder like data/ (default: CITYLINKS_DATA, or the project's own)",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Print each problem, the counts, and how many rows were accepted. Return 1 if there is a problem."""
    folder = arguments.data or settings.data_folder
    broken = tuple(type_table_problems(file_in(folder, "vocabulary.toml")))
    if broken:
        print(*broken, sep="\n")
        print(f"\n{len(broken)} problems in vocabulary.toml. Nothing else can be checked before they are corrected.")
        return 1
    records = read_curated(folder)
    decisions = Decisions.read(folder)
    problems = [
        *word_problems(folder, records),
        *map(str, Gazetteer.read(folder).problems()),
        *register_problems(folder),
        *map(str, decisions.rejections),
        *decisions.problems(),
    ]
    for name in missing_files(folder):
        print(f"{name} is not in {folder}; the shipped one is used")
    for rejection in (*records.rejections, *problems):
        print(rejection)
    print(count(records.nodes, records.claims).as_text())
    accepted = records.read - len(records.rejections)
    print(f"\n{records.read} rows read, {accepted} accepted, {len(records.rejections)} rejected")
    if problems:
        print(f"{len(problems)} problems in the files of words, styles, questions and stories")
    return 1 if records.rejections or problems else 0


def word_problems(folder: Path, records: Records) -> Iterator[str]:
    """What is wrong in these files, one text a problem; a file that the folder does not have is not looked for.

    Every form of question and every operator must have its words in the lexicon, and an answer.
    Each saved question is asked with its defaults: it must be understood on this folder's data. So must each slide of
    a story, which names only what is recorded there.
    """
    broken = tuple(type_table_problems(folder / "vocabulary.toml"))
    yield from broken
    readable = not broken
    for name, read in READERS:
        if (folder / name).exists() and not (broken and name == "vocabulary.toml"):
            try:
                read(folder / name)
            except DataError as error:
                readable = False
                yield str(error) if str(error).startswith(name) else f"{name}: {error}"
    store = EmbeddedStore()
    store.load(records)
    explorer = Explorer(store)
    if readable and (folder / "lexicon.toml").exists():
        yield from lexicon_problems(read_lexicon(folder / "lexicon.toml"), ANSWER_FUNCTIONS)
    if readable and (folder / SENTENCES).exists():
        yield from sentence_problems(folder / SENTENCES)
    if readable and (folder / "questions.toml").exists():
        yield from _not_understood(folder / "questions.toml", explorer)
    yield from story_problems(folder / "stories", explorer, check_names=readable)


def type_table_problems(path: Path) -> Iterator[str]:
    """Every relationship type of a vocabulary file that lacks a word or has a wrong field, with what to write.

    Nothing for a file that is not there or cannot be read at all: its reader says so.
    """
    try:
        raw = read_toml(path) if path.exists() else {}
        rows, roles = raw["types"], raw["values"]["role"]
        labels = tuple(raw["labels"])
    except (DataError, KeyError, TypeError):
        return
    yield from (f"{path.name}: {problem}" for problem in type_problems(rows, labels, roles))


def story_problems(folder: Path, explorer: Explorer, *, check_names: bool = True) -> Iterator[str]:
    """The problems of the stories in a folder, with file, slide and fix. With `check_names`, also unknown names."""
    found = read_stories(folder)
    yield from (f"{folder.name}/{error}" for error in found.problems)
    service = ViewService(explorer)
    for key, story in found.stories.items() if check_names else ():
        yield from (f"{folder.name}/{key}.toml, {problem}" for problem in check_story(story, service))


def _not_understood(path: Path, explorer: Explorer) -> Iterator[str]:
    for saved in read_library(path):
        answer = explorer.ask(saved.filled())
        unused = [word for word in answer.left_out if word not in lexicon().stop]
        if answer.status not in ("answer", "empty") or unused:
            title = f"{path.name}: the saved question {saved.title!r} is not understood with its defaults"
            reason = f"These words are not used: {', '.join(unused)}." if unused else answer.sentence
            yield f"{title}: {reason} Change its text or its defaults."
