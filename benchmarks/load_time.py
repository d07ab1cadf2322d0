"""Loading the registers of a country, compared with pandas and NetworkX on the same rows, and then asking questions.

Each measurement is a separate process. At full size the programs take turns, so that other work on the machine affects
all of them. Each result is the median of the runs.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import national

EIGHTHS = (1, 2, 4, 8)
TURNS = 3
SIDES = ("pandas, MultiDiGraph", "pandas, Graph", "ours", "ours, warm")
MIB = 1536.0
SLOWEST_LOAD, SLOWEST_OPENING = 3.0, 0.2
ASK_MS, SEARCH_MS, TYPING_MS, PICTURE_MS = 150.0, 50.0, 50.0, 1500.0
# The allowed growth of time and memory per row from an eighth of the rows to all rows, to count as linear.
LINEAR = 1.25

Row = dict[str, object]


def measure() -> dict[str, list[Row]]:
    """Measure the full size, the growth from an eighth of the rows, and waiting times, with their targets."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        full = _written(folder, 8)
        turns = [{side: _run(side, full, folder / f"home {turn}") for side in SIDES} for turn in range(TURNS)]
        size = [_middle(side, [turn[side] for turn in turns]) for side in SIDES]
        growth = [_part(folder, eighths) for eighths in EIGHTHS[:-1]]
        growth.append(_grown(8, next(row for row in size if row["side"] == "ours")))
        asked = _run("asking", full, folder / "home 0")
    rows = asked.get("asking", [asked])
    waiting = list(rows) if isinstance(rows, Sequence) else []
    return {"full size": size, "growth": growth, "waiting": waiting, "wanted": _wanted(size, growth, waiting)}


def _written(folder: Path, eighths: int) -> Path:
    files = folder / f"files {eighths}"
    files.mkdir()
    national.write(files, eighths / 8)
    return files


def _run(side: str, files: Path, home: Path) -> Row:
    """The measurement of one process, or the reason why it failed."""
    command = [sys.executable, "-m", "benchmarks.national.process", side, str(files), str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    if done.returncode:
        last = done.stderr.strip().splitlines() or ["no word of why"]
        return {"note": f"failed: {last[-1][:200]}"}
    said: Row = json.loads(done.stdout.splitlines()[-1])
    return said


def _middle(side: str, turns: Sequence[Row]) -> Row:
    """The medians of one program. The memory is the maximum of all runs."""
    failed = next((turn for turn in turns if "note" in turn), None)
    if failed:
        return {"side": side, **failed}
    seconds = [float(str(turn["seconds"])) for turn in turns]
    row = {"side": side, "seconds": round(statistics.median(seconds), 2), "turns": [round(s, 2) for s in seconds]}
    for field in ("parse_s", "names_s"):
        if field in turns[0]:
            row[field] = round(statistics.median(float(str(turn[field])) for turn in turns), 2)
    most = max(turns, key=lambda turn: float(str(turn["rss_mib"])))
    return row | {name: most[name] for name in most if name not in (*row, "parse_s", "names_s")}


def _part(folder: Path, eighths: int) -> Row:
    files = _written(folder, eighths)
    turns = [_run("ours", files, folder / f"home {eighths} eighths {turn}") for turn in range(TURNS)]
    return _grown(eighths, _middle("ours", turns))


def _grown(eighths: int, row: Row) -> Row:
    """Time and memory for each row, without the memory that the program uses before it reads the first row."""
    if "note" in row:
        return {"eighths": eighths, "note": row["note"]}
    rows, seconds = int(str(row["rows"])), float(str(row["seconds"]))
    memory = float(str(row["rss_mib"])) - float(str(row["before_mib"]))
    made = {"eighths": eighths, "rows": rows, "seconds": seconds, "rss_mib": row["rss_mib"]}
    return made | {"us_per_row": round(seconds / rows * 1e6, 2), "bytes_per_row": round(memory * 2**20 / rows)}


def _wanted(size: Sequence[Row], growth: Sequence[Row], waiting: Sequence[Row]) -> list[Row]:
    by_side = {str(row["side"]): row for row in size}
    seconds = {side: row.get("seconds") for side, row in by_side.items()}
    asked = {str(row.get("figure", "")): row for row in waiting}
    made = [_ratio(f"load: ours / {side}", seconds["ours"], seconds[side], SLOWEST_LOAD) for side in SIDES[:2]]
    made.append(_figure("load: peak RSS, MiB", by_side["ours"].get("rss_mib"), MIB))
    made.append(_ratio("warm opening / load", seconds["ours, warm"], seconds["ours"], SLOWEST_OPENING))
    for field in ("us_per_row", "bytes_per_row"):
        made.append(_ratio(f"{field}, 8/8 / 1/8", growth[-1].get(field), growth[0].get(field), LINEAR))
    for figure, row in asked.items():
        if figure.startswith("ask"):
            made.append(_figure(f"{figure}, p95 ms", row.get("p95_ms"), ASK_MS))
        if figure.startswith("search"):
            made.append(_figure(f"{figure}, p95 ms", row.get("p95_ms"), SEARCH_MS))
        if figure.startswith("suggestions"):
            made.append(_figure(f"{figure}, p95 ms", row.get("p95_ms"), TYPING_MS))
    pictures = [row.get("slowest_ms") for figure, row in asked.items() if figure.startswith("first picture")]
    slowest = max((float(one) for one in pictures if isinstance(one, int | float)), default=None)
    return [*made, _figure("Explore's first picture, slowest place, ms", slowest, PICTURE_MS)]


def _ratio(figure: str, one: object, other: object, most: float) -> Row:
    if not isinstance(one, int | float) or not isinstance(other, int | float) or not other:
        return _figure(figure, None, most)
    return _figure(figure, round(one / other, 2), most) | {"of": f"{one} / {other}"}


def _figure(figure: str, value: object, most: float) -> Row:
    met = ("yes" if value <= most else "no") if isinstance(value, int | float) else "not measured"
    return {"figure": figure, "value": value, "wanted": f"at most {most:g}", "met": met}
