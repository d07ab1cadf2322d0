"""`citylinks path`: how two places or organisations are connected."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from commands.output import print_answer
from graph.model.settings import Settings


def add_arguments(parser: ArgumentParser) -> None:
    """The two ends of the path; text or JSON."""
    parser.add_argument("start", help="a place or organisation")
    parser.add_argument("end", help="another place or organisation")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: Namespace, settings: Settings) -> int:
    """Print the paths between the two."""
    from datasets.live import open_explorer

    print_answer(open_explorer(settings).path(arguments.start, arguments.end), as_json=arguments.json)
    return 0
