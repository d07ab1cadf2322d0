"""Files of national size in the published format, with invented values: the same on every run for one seed.

`python -m benchmarks.national FOLDER --scale 0.125` writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.national.charities import areas_of_operation, charities, write_json, write_text
from benchmarks.national.headers import AREAS_OF_OPERATION, CHARITIES
from benchmarks.national.research import write_research
from benchmarks.national.schools import write_schools

SCHOOL_COUNT, CHARITY_COUNT, RESEARCH_COUNT = 50_000, 170_000, 110_000
TORN = 400  # one row in this many is malformed


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one folder, by their content."""

    schools: Path
    links: Path
    charities: Path
    areas: Path


def files_in(folder: Path) -> Files:
    """The paths of the files of a folder, whether they exist or not."""
    return Files(
        folder / "edubasealldata20261001.csv",
        folder / "links_edubasealldata20261001.csv",
        folder / "publicextract.charity.txt",
        folder / "publicextract.charity_area_of_operation.txt",
    )


def write(folder: Path, scale: float = 1.0, seed: int = 1, *, torn: int = TORN) -> Files:
    """Write the schools, their links, the charities and their areas of operation.

    The rows are 50,000 schools, 170,000 charities and 500,000 areas, times `scale`. One row in `torn` is malformed.
    """
    files = files_in(folder)
    count = round(CHARITY_COUNT * scale)
    write_schools(files.schools, files.links, round(SCHOOL_COUNT * scale), seed, torn)
    write_text(files.charities, CHARITIES, charities(count, seed), torn)
    write_text(files.areas, AREAS_OF_OPERATION, areas_of_operation(count, seed), torn)
    return files


def write_charities_json(folder: Path, scale: float = 1.0, seed: int = 1) -> tuple[Path, Path]:
    """Write the same charities and areas in the register's JSON format, in which no row is malformed."""
    main, areas = (folder / f"publicextract.{name}.json" for name in ("charity", "charity_area_of_operation"))
    count = round(CHARITY_COUNT * scale)
    write_json(main, charities(count, seed))
    write_json(areas, areas_of_operation(count, seed))
    return main, areas


def write_research_bodies(folder: Path, scale: float = 1.0, seed: int = 1) -> Path:
    """Write 110,000 research bodies, times `scale`, in the format of the research register."""
    path = folder / "v2.1-2026-10-01-ror-data.json"
    write_research(path, round(RESEARCH_COUNT * scale), seed)
    return path
