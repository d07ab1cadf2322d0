"""Checks of the files a steward edits besides the claims: vocabulary, lexicon, styles, saved questions, stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from graph.answers.explorer import Explorer
from graph.drawing.styles import read_styles
from graph.explore.explorations import Explorations
from graph.model.errors import DataError
from graph.model.records import Records
from graph.model.vocabulary import read_vocabulary, vocabulary
from graph.questions.lexicon import read_lexicon
from graph.questions.library import read_library
from graph.stores.embedded.store import NetworkXStore
from graph.stories.reader import read_stories
from graph.stories.validation import check_story

READERS: tuple[tuple[str, Callable[[Path], object]], ...] = (
    ("vocabulary.toml", read_vocabulary),
    ("lexicon.toml", read_lexicon),
    ("styles.toml", lambda path: read_styles(path, vocabulary())),
    ("questions.toml", read_library),
)


def word_problems(folder: Path, records: Records) -> Iterator[str]:
    """What is wrong in these files, one text a problem; a file that the folder does not have is not looked for.

    Each saved question is asked with its defaults: it must be understood on this folder's data. So must each stop of
    a story, which names only what is recorded there.
    """
    readable = True
    for name, read in READERS:
        if (folder / name).exists():
            try:
                read(folder / name)
            except DataError as error:
                readable = False
                yield f"{name}: {error}"
    store = NetworkXStore()
    store.load(records)
    explorer = Explorer(store)
    if readable and (folder / "questions.toml").exists():
        yield from _not_understood(folder / "questions.toml", explorer)
    yield from story_problems(folder / "stories", explorer, told=readable)


def story_problems(folder: Path, explorer: Explorer, *, told: bool = True) -> Iterator[str]:
    """What is wrong with the stories of a folder, with file, stop and fix; where `told`, also what they name."""
    found = read_stories(folder)
    yield from (f"{folder.name}/{error}" for error in found.problems)
    service = Explorations(explorer)
    for key, story in found.stories.items() if told else ():
        yield from (f"{folder.name}/{key}.toml, {trouble}" for trouble in check_story(story, service))


def _not_understood(path: Path, explorer: Explorer) -> Iterator[str]:
    for saved in read_library(path):
        answer = explorer.ask(saved.filled())
        if answer.status not in ("answer", "empty"):
            title = f"{path.name}: the saved question {saved.title!r} is not understood with its defaults"
            yield f"{title}: {answer.sentence} Change its text or its defaults."
