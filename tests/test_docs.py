"""The documentation is correct: its commands run, its links work, and its generated parts are current."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from commands.table import COMMANDS
from docs.generate import COMMANDS_FILE, FILE_KINDS_FILE, commands_page, file_kinds_page
from docs.screenshots import FOLDER as PICTURE_FOLDER
from docs.screenshots import MENU, PICTURES
from graph.answers.explorer import Explorer
from graph.stores.neo4j.queries import FOLDER, read_query
from tests.test_architecture import LAYERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "README.md"])
PROGRAM = ".venv/bin/citylinks"
# In pieces, so that this file does not contain the text that it searches for.
PRIVATE = "|".join(("/(?:wor" + "k|roo" + r"t|home/\w+)/", "pyp" + r"i\.org", "npm" + "js", "mave" + r"n\.org"))
SERVES = ("neo4j", "serve")
# The files that the commands of the pages read.
FILES = {
    "questions.txt": "Leeds twin cities\nwhich Newcastle schools link to Wuhan\n",
    "register.csv": "network,member,country,role\nEurocities,Leeds,United Kingdom,member\n",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands_of(page: Path) -> list[str]:
    lines = [line.strip() for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
    return [re.sub(r"\s+#.*", "", line) for line in lines if PROGRAM in line]


def words(command: str) -> tuple[dict[str, str], list[str]]:
    """The settings before a command, and the words of the command."""
    parts = shlex.split(command)
    settings = dict(part.split("=", 1) for part in parts if re.match(r"[A-Z_]+=", part))
    return settings, parts[len(settings) + 1 :]


@pytest.mark.parametrize("page", [page for page in PAGES if commands_of(page)], ids=name_of)
def test_the_commands_of_a_page_run_in_their_order(page, tmp_path, request):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for command in commands_of(page):
        settings, arguments = words(command)
        if arguments[0] in SERVES:
            arguments = [arguments[0], "--help"]
        if "CITYLINKS_STORE" in settings:
            settings["CITYLINKS_STORE"] = request.getfixturevalue("neo4j_url")
        done = subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), *arguments],
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **settings},
            cwd=tmp_path, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert done.stdout.strip(), command


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_a_page_leads_to_a_file_or_a_heading(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", target):
            continue
        file, _, heading = unquote(target).partition("#")
        linked = (page.parent / file).resolve() if file else page
        assert linked.exists(), f"{name_of(page)}: {target}"
        if heading:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
            assert heading in anchors, f"{name_of(page)}: {target}"


def test_every_page_of_the_documentation_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for target in re.findall(r"\]\(([^)\s#]+\.md)[^)]*\)", page.read_text(encoding="utf-8")):
            linked = (page.parent / target).resolve()
            if linked not in reached and linked.exists():
                waiting.append(linked)
    assert {name_of(page) for page in PAGES} - {name_of(page) for page in reached} <= {"docs/README.md"}


def test_the_generated_parts_are_current():
    assert COMMANDS_FILE.read_text(encoding="utf-8") == commands_page(), "Run: make docs"
    assert FILE_KINDS_FILE.read_text(encoding="utf-8") == file_kinds_page(), "Run: make docs"


def test_every_command_is_described_and_has_a_line_of_help():
    text = COMMANDS_FILE.read_text(encoding="utf-8")
    assert [command.name for command in COMMANDS if f"\n## {command.name}\n" not in text or not command.help] == []


def test_every_environment_variable_of_the_code_is_in_the_table():
    pattern = re.compile(r"""(?:environ(?:ment)?(?:\.get\(|\[)|getenv\()["']([A-Z][A-Z0-9_]+)["']""")
    code = [
        path for name in ("commands", "datasets", "graph", "loaders", "views") for path in (ROOT / name).rglob("*.py")
    ]
    code += [ROOT / "app.py", ROOT / "cli.py", ROOT / "tests" / "engines.py"]
    read = {name for path in code for name in pattern.findall(path.read_text(encoding="utf-8"))}
    described = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", (ROOT / "docs/reference/environment.md").read_text("utf-8")))
    # Variables of the system, of continuous integration or of the Java runtime are not settings of ours.
    assert read - described <= {"PATH", "HOME", "LANG", "CI", "SYSTEMROOT", "JAVA_HOME", "TMPDIR"}
    assert described - read - {"XDG_DATA_HOME"} == set()


@pytest.mark.parametrize("question", ["Leeds twin cities", "how is Leeds United linked to Dortmund", "Atlantis", "2+2"])
def test_every_key_of_an_answer_is_described(explorer: Explorer, question):
    page = (ROOT / "docs/reference/answer-json.md").read_text(encoding="utf-8")
    answer = json.loads(json.dumps(explorer.ask(question).as_json()))
    keys = set(answer) | {key for row in answer["rows"] for key in row} - set(answer["columns"])
    keys |= {key for part in ("understood", "sources") for one in answer[part] for key in one}
    keys |= {key for path in answer["paths"] for hop in path for key in hop}
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_the_readme_is_short_and_begins_with_the_two_commands_and_a_picture():
    assert 400 <= len(README.split()) <= 600
    assert README.index("make app") < README.index("make test") < README.index("docs/pictures/ask.png") < 2000
    assert all(f"docs/pictures/{name}.png" in README for name in PICTURES)


@pytest.mark.parametrize("picture", PICTURES)
def test_the_menu_in_a_picture_is_the_menu_of_the_app(picture):
    app = (ROOT / "app.py").read_text(encoding="utf-8")
    titles = [
        title
        for title, rest in re.findall(r'st\.Page\([^)]*?title="([^"]+)"([^)]*)\)', app)
        if 'visibility="hidden"' not in rest
    ]
    image = Image.open(PICTURE_FOLDER / f"{picture}.png")
    image.load()
    assert image.text[MENU].splitlines() == titles, "Run: make screenshots"


def test_the_map_of_the_folders_is_whole():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    folders = {name.split("/")[0] + "/" for name in tracked if "/" in name and not name.startswith(".")}
    described = {line.split()[0] for line in README.splitlines() if line.startswith("    ")}
    assert folders - described == set()


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.cypher")), ids=lambda p: p.stem)
def test_every_query_has_a_header_and_takes_what_it_says(path):
    query = read_query(path)
    declared = re.findall(r"\w+", query.header["params"])
    assert query.parameters <= set(declared), query.name


def test_no_file_names_a_machine_or_a_registry():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        if Path(name).suffix in (".py", ".md", ".toml", ".lock", ".csv", ".js", ".css", ".cypher", ".yaml", ".txt", ""):
            assert not os.path.islink(ROOT / name), name  # noqa: PTH114
            text = (ROOT / name).read_text(encoding="utf-8")
            assert not re.search(PRIVATE, text), name


@pytest.mark.parametrize(("file", "name"), re.findall(r"`([\w/]+\.py)` `(\w+)`", ARCHITECTURE))
def test_the_way_of_a_row_names_functions_that_are_there(file, name):
    assert re.search(rf"^\s*(?:def|class) {name}\b", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_architecture_describes_every_layer():
    for line in filter(None, LAYERS.splitlines()):
        for layer in line.split(", "):
            assert layer.removeprefix("graph.") in ARCHITECTURE, layer
