"""A command loads only what it needs: heavy libraries are imported where they are used."""

import subprocess
import sys

import pytest

from tests.engines import ROOT

NOT_FOR_A_QUESTION = {"pandas", "networkx", "edtf", "neo4j", "streamlit", "pptx", "pyvis", "vl_convert", "rustworkx"}
NOT_FOR_HELP = NOT_FOR_A_QUESTION | {"numpy", "pyarrow", "graph.answers", "loaders", "datasets"}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], NOT_FOR_HELP),
        (["ask", "--help"], NOT_FOR_HELP),
        (["ask", "which Newcastle schools link to Wuhan"], NOT_FOR_A_QUESTION),
    ],
    ids=["help", "help of ask", "ask"],
)
def test_a_command_imports_no_more_than_it_needs(arguments: list[str], unwanted: set[str]) -> None:
    code = f"""
import sys
import cli
try:
    cli.main({arguments!r})
except SystemExit:
    pass
print(*sorted({unwanted!r} & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""
