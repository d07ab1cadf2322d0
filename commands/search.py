"""`citylinks search`: the records that match words, each with its source."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.model.errors import CitylinksError
from graph.model.settings import Settings

if TYPE_CHECKING:
    from graph.catalogue.search.record_match import RecordMatch

LIMIT = 10


def add_arguments(parser: ArgumentParser) -> None:
    """The words; text or JSON; how many records."""
    parser.add_argument("words", nargs="*", help="the words, in any order; other endings of a word match too")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"how many records to list (default {LIMIT})")


def run(arguments: Namespace, settings: Settings) -> int:
    """Print the records that match best. Raises CitylinksError if there is no word or no sensible limit."""
    from datasets.live import open_explorer
    from graph.model.text import fold
    from graph.questions.lexicon import lexicon

    words = " ".join(arguments.words).split()
    if not words:
        raise CitylinksError("No words were given", fix="Write: citylinks search gardening Durban")
    if arguments.limit < 1:
        raise CitylinksError(
            "This number of records can't be listed",
            value=str(arguments.limit),
            expected="1 or more",
            fix="Leave --limit out, or raise it",
        )
    search = open_explorer(settings).catalogue.search
    wanted = [word for word in words if fold(word) not in lexicon().stop] or words
    matches = search.find(wanted, limit=arguments.limit)
    unknown = [word for word in wanted if not search.mentions(word)]
    if arguments.json:
        print(json.dumps(_as_json(matches, unknown), ensure_ascii=False))
    else:
        print("\n".join(_lines(matches, unknown)))
    return 0


def _lines(matches: Sequence[RecordMatch], unknown: Sequence[str]) -> Iterator[str]:
    if unknown:
        yield f"No record has: {', '.join(unknown)}."
    for match in matches:
        yield f"- {match.text}"
        place = f"{match.kind} {match.id}"
        yield f"  {match.source} ({place})" if match.source else f"  {place}"


def _as_json(matches: Sequence[RecordMatch], unknown: Sequence[str]) -> dict[str, object]:
    found = [
        {
            "kind": match.kind,
            "id": match.id,
            "text": match.text,
            "nodes": list(match.nodes),
            "source": match.source,
            "words": list(match.words),
            "coverage": round(match.coverage, 2),
            "score": match.score,
        }
        for match in matches
    ]
    return {"records": found, "not_found": list(unknown)}
