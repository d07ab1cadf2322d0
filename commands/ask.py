"""`citylinks ask`: answer a question, or each line of a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from commands.output import print_answer
from graph.model.errors import CitylinksError
from graph.model.settings import Settings


def add_arguments(parser: ArgumentParser) -> None:
    """The question, or a file of questions; text or JSON."""
    parser.add_argument("question", nargs="*", help="the question, in words")
    parser.add_argument("--file", help="a file of questions, one a line; - for standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object a question")


def run(arguments: Namespace, settings: Settings) -> int:
    """Print an answer to each question. Raises CitylinksError if there is none, or the file can't be read."""
    if not arguments.question and arguments.file is None:
        raise CitylinksError(
            "No question was given",
            fix='Write: citylinks ask "which Newcastle schools link to Wuhan"',
        )
    from datasets.live import open_explorer

    explorer = open_explorer(settings)
    for text in [" ".join(arguments.question)] if arguments.question else _lines(arguments.file):
        print_answer(explorer.ask(text), as_json=arguments.json)
    return 0


def _lines(file: str) -> Iterator[str]:
    """Each line as a question, also an empty one. Bytes that are not UTF-8 become U+FFFD."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            for line in stream:
                yield line.decode("utf-8", errors="replace").rstrip("\r\n")
    except OSError as error:
        raise CitylinksError(
            "The file of questions can't be read",
            value=file,
            fix="Check the path, or use - for standard input",
        ) from error
