"""`make bench`: runs every benchmark, prints its figures, and writes them as JSON to benchmarks/results/."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import questions

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Measure, print, write."""
    figures = {"questions": questions.measure()}
    for name, rows in figures.items():
        print(name)
        for row in rows:
            print("  " + "  ".join(f"{key}: {value}" for key, value in row.items()))
    RESULTS.mkdir(exist_ok=True)
    made = {"date": datetime.now(UTC).date().isoformat(), "python": platform.python_version(), **figures}
    path = RESULTS / "bench.json"
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"written to {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path.name}")


if __name__ == "__main__":
    main()
