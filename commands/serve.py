"""`citylinks serve`: the app in a browser, on this machine only."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from graph.model.settings import Settings

APP = Path(__file__).resolve().parents[1] / "app.py"


def add_arguments(parser: ArgumentParser) -> None:
    """The port."""
    parser.add_argument("--port", type=int, default=8501, help="the port to listen on (default 8501)")


def run(arguments: Namespace, settings: Settings) -> int:
    """Run Streamlit until it is stopped."""
    from streamlit.web import cli as streamlit

    sys.argv = ["streamlit", "run", str(APP), "--server.port", str(arguments.port)]
    streamlit.main()
    return 0
