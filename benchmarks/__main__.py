"""`make bench`: runs the benchmarks, prints the figures, and writes them as JSON to benchmarks/results/.

`make bench ARGS=questions` runs only the named benchmarks and writes their results to a separate file.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import load_time, pictures, questions, stories

RESULTS = Path(__file__).parent / "results"
ClaimRows = Sequence[Mapping[str, object]]
PARTS: dict[str, Callable[[], ClaimRows | Mapping[str, ClaimRows]]] = {
    "questions": questions.measure,
    "rendering": pictures.measure,
    "stories": stories.measure,
    "loading": load_time.measure,
}


def main() -> None:
    """Measure, print the results, and write them."""
    parser = argparse.ArgumentParser(prog="make bench", description="Time and memory, as ratios in one run.")
    parser.add_argument("parts", nargs="*", help=f"any of {', '.join(PARTS)}; without one, all")
    wanted = parser.parse_args().parts
    if strangers := [name for name in wanted if name not in PARTS]:
        parser.error(f"there is no part {strangers[0]!r}; there are {', '.join(PARTS)}")
    figures = {}
    for name in wanted or PARTS:
        figures[name] = PARTS[name]()
        _print(name, figures[name])
    RESULTS.mkdir(exist_ok=True)
    made = {"date": datetime.now(UTC).date().isoformat(), "python": platform.python_version(), **figures}
    path = RESULTS / ("-".join(["bench", *wanted]) + ".json")
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"written to {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path.name}")


def _print(name: str, rows: ClaimRows | Mapping[str, ClaimRows]) -> None:
    """A table with one column for each field. Each group of rows is a table."""
    if isinstance(rows, Mapping):
        for group, inner in rows.items():
            _print(f"{name}, {group}", inner)
        return
    fields = list(dict.fromkeys(field for row in rows for field in row))
    lines = [fields, *([str(row.get(field, "")) for field in fields] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(fields))]
    print(f"\n{name}")
    for line in lines:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
