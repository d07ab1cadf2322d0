"""How commands print an answer, and write files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model.errors import CitylinksError

if TYPE_CHECKING:
    from graph.answers.answer import Answer


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """Print an answer as text, or as one JSON object on one line."""
    print(json.dumps(answer.as_json(), ensure_ascii=False) if as_json else answer_text(answer), flush=True)


def answer_text(answer: Answer) -> str:
    """An answer as lines: its text, numbered evidence, suggestions, and what was searched."""
    lines = [answer.text]
    lines += ["Records that match your words:"] if answer.records else []
    lines += [f"  - {record.text} ({record.source})" for record in answer.records]
    lines += [f"  [{number}] {citation}" for number, citation in enumerate(answer.evidence, 1)]
    lines += [f"  ? {suggestion}" for suggestion in answer.suggestions]
    lines += [f"  {answer.searched_words}"] if answer.searched_words else []
    return "\n".join(lines)


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write each file and print its path. Raises CitylinksError for a path that can't be written."""
    for path, content in files.items():
        try:
            path.write_bytes(content)
        except OSError as error:
            raise CitylinksError(
                f"The file can't be written ({error.strerror})",
                value=str(path),
                fix="Choose a folder that exists and that you may write to",
            ) from error
        print(path)
