"""The README's commands run, its map is the folder, and nothing that stands in the project is left out of it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graph.stores.neo4j.queries import FOLDER, read_query

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [line.strip() for line in README.splitlines() if line.startswith("    ")]
COMMANDS = [re.sub(r"\s+#.*", "", line) for line in LINES if "bin/citylinks" in line]
# Spelt in pieces, so that this file does not hold what it looks for.
PRIVATE = "|".join(("/(?:wor" + "k|roo" + r"t|home/\w+)/", "pyp" + r"i\.org", "npm" + "js", "mave" + r"n\.org"))
SERVES = ("neo4j", "serve")


def words(command: str) -> tuple[dict[str, str], list[str]]:
    """The settings before a command, and its own words."""
    parts = shlex.split(command)
    settings = dict(part.split("=", 1) for part in parts if re.match(r"[A-Z_]+=", part))
    return settings, parts[len(settings) + 1 :]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_runs(command, tmp_path, request):
    settings, arguments = words(command)
    if arguments[0] in SERVES:
        arguments = [arguments[0], "--help"]
    if "CITYLINKS_STORE" in settings:
        settings["CITYLINKS_STORE"] = request.getfixturevalue("neo4j_url")
    arguments = [str(tmp_path / "out") if word == "export-folder" else word for word in arguments]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **settings}
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_readme_begins_with_the_two_commands_and_a_real_picture():
    assert README.index("make app") < README.index("make test") < README.index("docs/screenshot.png") < 2000
    assert (ROOT / "docs" / "screenshot.png").read_bytes().startswith(b"\x89PNG")


def test_the_map_of_the_folders_is_whole():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    folders = {name.split("/")[0] + "/" for name in tracked if "/" in name and not name.startswith(".")}
    described = {line.split()[0] for line in LINES}
    assert folders - described - {"docs/"} == set()


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.cypher")), ids=lambda p: p.stem)
def test_every_query_has_a_header_and_takes_what_it_says(path):
    query = read_query(path)
    declared = re.findall(r"\w+", query.header["params"])
    assert query.parameters <= set(declared), query.name


def test_no_file_names_a_machine_or_a_registry():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        if Path(name).suffix in (".py", ".md", ".toml", ".lock", ".csv", ".js", ".css", ".cypher", ".yaml", ".txt", ""):
            text = (ROOT / name).read_text(encoding="utf-8")
            assert not re.search(PRIVATE, text), name
