"""Compares our picture with other packages: same browser, same run, same graphs, no network.

The server's imports are warm, and Streamlit's own scripts are in the browser's cache. Ours is the Explore page with all
nodes drawn. Each opening draws a different number of nodes, so that each computes its layout. At 5000 nodes, all
packages get the same positions.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error

from benchmarks import clicks, graphs, page_load
from tests import engines

APPS = Path(__file__).parent / "apps"
OURS = "ours"
CAP = 40.0  # seconds until a picture must be still


@dataclass(frozen=True, slots=True)
class Cell:
    """One renderer on one graph, opened `times` times, with a cap in seconds. `left_out` says why not."""

    renderer: str
    graph: str
    times: int = 1
    cap: float = CAP
    left_out: str = ""


LEFT_OUT = "left out: its own layout takes long enough at 1000"
CELLS = (
    Cell(OURS, "city_100", times=3),
    Cell("pyvis", "city_100"),
    Cell("pyvis_preset", "city_100"),
    Cell("link_analysis", "city_100"),
    Cell("link_analysis_preset", "city_100"),
    Cell("agraph", "city_100"),
    Cell(OURS, "city_1000", times=3),
    Cell("pyvis", "city_1000", cap=90),
    Cell("pyvis_preset", "city_1000"),
    Cell("link_analysis", "city_1000", cap=60),
    Cell("link_analysis_preset", "city_1000"),
    Cell("agraph", "city_1000"),
    Cell(OURS, "ba_1000", times=3),
    Cell("link_analysis", "ba_1000", cap=60),
    Cell(OURS, "city_5000", times=3),
    Cell("pyvis", "city_5000", left_out=LEFT_OUT),
    Cell("pyvis_preset", "city_5000", times=3),
    Cell("link_analysis", "city_5000", left_out=LEFT_OUT),
    Cell("link_analysis_preset", "city_5000", times=3),
    Cell("agraph", "city_5000", left_out=LEFT_OUT),
)
RATIOS = (
    ("link_analysis", "city_1000", 1 / 2),
    ("link_analysis", "ba_1000", 1 / 2),
    ("pyvis", "city_1000", 1 / 30),
    ("link_analysis_preset", "city_5000", 1 / 4),
)
CLICKED = (("median_ms", 150), ("median_kb", 70), ("moved_px", 0))

Row = dict[str, object]


def measure() -> dict[str, list[Row]]:
    """Measure all combinations and the clicks, with their targets."""
    try:
        return _measure()
    except (engines.Missing, RuntimeError) as error:  # no browser, or a page's server that did not start
        return {"opening": [{"note": f"not measured: {error}"}]}


def _measure() -> dict[str, list[Row]]:
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        made = {name: graphs.write(name, folder) for name in dict.fromkeys(cell.graph for cell in CELLS)}
        browser = stack.enter_context(engines.chromium())
        servers = {}
        for name in ("others", *(f"{OURS} {graph}" for graph in made)):
            (folder / name).mkdir()
            app, _, graph = name.partition(" ")
            server = engines.app(folder / name, APPS / f"{app}.py", GRAPHS=str(folder), GRAPH=graph)
            servers[name] = stack.enter_context(server)
        rows = [row for name in made for row in _rows(browser, servers, name)]
        clicks = _clicks(browser, servers[f"{OURS} city_1000"], made["city_1000"])
    return {"opening": rows, "clicks": clicks, "wanted": _wanted(rows, clicks)}


def _address(servers: Mapping[str, str], cell: Cell, turn: int) -> tuple[str, str]:
    """The bare address, and the address that shows the graph. Each of our turns draws a different number of nodes."""
    if cell.renderer == OURS:
        server, count = servers[f"{OURS} {cell.graph}"], int(cell.graph.split("_")[1])
        return server, f"{server}/given" if count == 5000 else f"{server}/explore?whole=1&first={count - turn}"
    return servers["others"], f"{servers['others']}/?renderer={cell.renderer}&graph={cell.graph}"


def _rows(browser: Browser, servers: Mapping[str, str], graph: str) -> list[Row]:
    """The rows of one graph. The renderers take turns, so that other work on the machine affects all of them."""
    cells = [cell for cell in CELLS if cell.graph == graph]
    opened: dict[str, list[Row]] = {cell.renderer: [] for cell in cells}
    for turn in range(max(cell.times for cell in cells)):
        for cell in cells:
            if turn < cell.times and not cell.left_out:
                opened[cell.renderer].append(_open(browser, servers, cell, turn))
    return [_row(cell, opened[cell.renderer]) for cell in cells]


def _open(browser: Browser, servers: Mapping[str, str], cell: Cell, turn: int) -> Row:
    """One measurement, or the reason why it failed."""
    bare, url = _address(servers, cell, turn)
    try:
        if not turn:
            _, another = _address(servers, cell, -1)
            with page_load.watched(browser, another):  # lets the server import and read what it needs
                pass
        return page_load.measure(browser, bare, url, cell.cap, dragged=turn == cell.times - 1)
    except Error as error:
        return {"note": f"failed: {error.message.splitlines()[0]}"}


def _row(cell: Cell, opened: list[Row]) -> Row:
    row: Row = {"renderer": cell.renderer, "graph": cell.graph}
    if cell.left_out:
        return row | {"note": cell.left_out}
    return row | opened[-1] | _middle(opened) | {"opened": cell.times}


def _middle(opened: list[Row]) -> Row:
    """The medians of several openings."""
    found = {}
    for field in ("still_s", "first_s"):
        seconds = [value for turn in opened if isinstance(value := turn.get(field), float)]
        if len(seconds) == len(opened):
            found[field] = statistics.median(seconds)
    return dict(found)


def _clicks(browser: Browser, server: str, made: graphs.Made) -> list[Row]:
    start = next(id for id, label, _ in made.nodes if label == "Network")
    try:
        return clicks.measure(browser, server, f"{server}/explore?things={start}", made)
    except (Error, ValueError) as error:
        return [{"graph": made.name, "note": f"failed: {str(error).splitlines()[0]}"}]


def _wanted(rows: list[Row], clicks: list[Row]) -> list[Row]:
    """Our time until still divided by the other's, and the figures of the clicks, each with its target."""
    cells = {(row["renderer"], row["graph"]): row for row in rows}
    made = []
    for other, graph, limit in RATIOS:
        ours, theirs = cells[OURS, graph], cells[other, graph]
        made.append(
            {"figure": f"ours / {other}, {graph}", **_ratio(ours, theirs), "wanted": f"at most 1/{1 / limit:g}"}
        )
        made[-1]["met"] = _verdict(made[-1].get("value"), limit)
    for field, most in CLICKED:
        value = clicks[0].get(field)
        made.append({"figure": f"click, {field}", "value": value, "wanted": f"at most {most}"})
        made[-1]["met"] = _verdict(value, most)
    return made


def _ratio(ours: Row, theirs: Row) -> Row:
    """The ratio. If the other picture was not still in time, the largest possible ratio."""
    one, other = ours.get("still_s"), theirs.get("still_s")
    cap = next(cell.cap for cell in CELLS if (cell.renderer, cell.graph) == (theirs["renderer"], theirs["graph"]))
    if not isinstance(one, float):
        return {"value": None}
    if not isinstance(other, float):
        waited = str(theirs.get("note", "")).endswith(f"within {cap:.0f} s")
        return {"value": round(one / cap, 3), "of": f"{one} s / more than {cap:.0f} s"} if waited else {"value": None}
    return {"value": round(one / other, 3), "of": f"{one} s / {other} s"}


def _verdict(value: object, most: float) -> str:
    if not isinstance(value, int | float):
        return "not measured"
    return "yes" if value <= most else "no"
