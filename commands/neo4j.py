"""`citylinks neo4j`: a temporary Neo4j server to try things on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import suppress
from threading import Event

from graph.model.settings import Settings


def add_arguments(parser: ArgumentParser) -> None:
    """The port."""
    parser.add_argument("--port", type=int, default=7687, help="the Bolt port to listen on (default 7687)")


def run(arguments: Namespace, settings: Settings) -> int:
    """Start the server, print its address, and wait for Ctrl+C."""
    from graph.stores.neo4j import local_server

    with local_server.start(port=arguments.port) as server:
        print(
            f"Neo4j is ready. In another terminal: CITYLINKS_STORE={server.url} citylinks load\nCtrl+C ends it.",
            flush=True,
        )
        with suppress(KeyboardInterrupt):
            Event().wait()
    return 0
