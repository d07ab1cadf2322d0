"""`citylinks stats`: counts of the graph."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from graph.model.settings import Settings


def add_arguments(parser: ArgumentParser) -> None:
    """Text or JSON."""
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: Namespace, settings: Settings) -> int:
    """Print the counts by label, type, source and status."""
    from datasets.live import open_explorer
    from graph.stores.statistics import count

    store = open_explorer(settings).store
    counted = count(store.nodes(), store.claims())
    print(json.dumps(counted.as_json(), ensure_ascii=False) if arguments.json else counted.as_text())
    return 0
