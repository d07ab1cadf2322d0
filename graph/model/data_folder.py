"""The active data folder: where words, styles, questions, stories and registers are read from.

The folder is the shipped `data/`, or the one that CITYLINKS_DATA or `--data` names. A file that the active folder does
not have is taken from the shipped one. The evidence (claims.csv, places.csv, bodies.csv) never falls back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TypeVar

SHIPPED_DATA = Path(__file__).resolve().parents[2] / "data"
# Files and folders that are taken from the shipped folder where another folder lacks them.
OPTIONAL = (
    "vocabulary.toml",
    "lexicon.toml",
    "styles.toml",
    "questions.toml",
    "sentences.toml",
    "registers",
    "stories",
    "reference/countries.csv",
    "reference/areas.csv",
    "reference/other_places.txt",
    "reference/english_words.txt",
    "reference/world.json",
    "reference/fonts",
)
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class _Active:
    """The active folder and the paths already looked up in it, by name."""

    folder: Path
    paths: dict[str, Path] = field(default_factory=dict)


# One entry, replaced as a whole, so that threads never see the paths of another folder.
_active = [_Active(SHIPPED_DATA)]


def active_folder() -> Path:
    """The folder that is in use."""
    return _active[0].folder


def activate(folder: Path) -> None:
    """Use this folder from now on, in all threads. Does nothing if it is already in use."""
    if folder != active_folder():
        _active[0] = _Active(folder)


@contextmanager
def activated(folder: Path) -> Iterator[None]:
    """Use this folder inside a `with` block, and the earlier one after it."""
    before = active_folder()
    activate(folder)
    try:
        yield
    finally:
        activate(before)


def data_file(name: str) -> Path:
    """The path of a file or folder, for example "lexicon.toml": in the active folder, else in the shipped one."""
    active = _active[0]
    if name not in active.paths:
        active.paths[name] = file_in(active.folder, name)
    return active.paths[name]


def file_in(folder: Path, name: str) -> Path:
    """The path of a file or folder in a data folder, else in the shipped one.

    What is in `reference/` may also be at the top of the folder, where earlier versions had it.
    """
    in_folder = (folder / name, folder / Path(name).name)
    return next((path for path in in_folder if path.exists()), SHIPPED_DATA / name)


def missing_files(folder: Path) -> tuple[str, ...]:
    """The names of files and folders that are taken from the shipped folder because this one lacks them."""
    return tuple(name for name in OPTIONAL if file_in(folder, name) == SHIPPED_DATA / name != folder / name)


def read_once(*names: str) -> Callable[[Callable[[], Content]], Callable[[], Content]]:
    """Decorator: call the function once for each combination of the named files, which follows the active folder.

    Name every file that the result depends on: a lexicon depends on the vocabulary too.
    """

    def decorate(read: Callable[[], Content]) -> Callable[[], Content]:
        contents: dict[tuple[Path, ...], Content] = {}
        # The answer for the active folder, found without looking at paths: the words are read in inner loops.
        latest: list[tuple[_Active, Content]] = []

        @wraps(read)
        def content() -> Content:
            active = _active[0]
            if latest and latest[0][0] is active:
                return latest[0][1]
            paths = tuple(map(data_file, names))
            if paths not in contents:
                contents[paths] = read()
            latest[:] = [(active, contents[paths])]
            return contents[paths]

        return content

    return decorate
