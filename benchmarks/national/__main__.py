"""`python -m benchmarks.national FOLDER`: writes the files, to try a loader on them."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.national import write, write_charities_json, write_research_bodies


def main() -> None:
    """Write the requested files, and print the length of each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description="Files of national size.")
    parser.add_argument("folder", type=Path, help="where to write; made if it is not there")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is national size, 0.125 an eighth of the rows")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other values")
    parser.add_argument("--json", action="store_true", help="the charities as JSON too")
    parser.add_argument("--research", action="store_true", help="the research bodies too")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    write(wanted.folder, wanted.scale, wanted.seed)
    if wanted.json:
        write_charities_json(wanted.folder, wanted.scale, wanted.seed)
    if wanted.research:
        write_research_bodies(wanted.folder, wanted.scale, wanted.seed)
    for path in sorted(wanted.folder.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path.name}")


if __name__ == "__main__":
    main()
