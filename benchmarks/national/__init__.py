"""Files of national size in the published shape, their values invented: the same on every run for one seed.

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
TORN = 400  # one row in so many is torn


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one folder, by what they hold."""

    schools: Path
    links: Path
    charities: Path
    areas: Path


def files_in(folder: Path) -> Files:
    """Where the files of a folder are, written or not."""
    return Files(
        folder / "edubasealldata20261001.csv",
        folder / "links_edubasealldata20261001.csv",
        folder / "publicextract.charity.txt",
        folder / "publicextract.charity_area_of_operation.txt",
    )


def write(folder: Path, scale: float = 1.0, seed: int = 1, *, torn: int = TORN) -> Files:
    """Write the schools, their links, the charities and their areas of operation: at scale 1 of national size.

    The rows are 50,000 schools, 170,000 charities and 500,000 areas, times `scale`; every `torn`-th is torn.
    """
    files = files_in(folder)
    count = round(CHARITY_COUNT * scale)
    write_schools(files.schools, files.links, round(SCHOOL_COUNT * scale), seed, torn)
    write_text(files.charities, CHARITIES, charities(count, seed), torn)
    write_text(files.areas, AREAS_OF_OPERATION, areas_of_operation(count, seed), torn)
    return files


def write_charities_json(folder: Path, scale: float = 1.0, seed: int = 1) -> tuple[Path, Path]:
    """Write the same charities and areas in the register's JSON form, in which no row is torn."""
    main, areas = (folder / f"publicextract.{name}.json" for name in ("charity", "charity_area_of_operation"))
    count = round(CHARITY_COUNT * scale)
    write_json(main, charities(count, seed))
    write_json(areas, areas_of_operation(count, seed))
    return main, areas


def write_research_bodies(folder: Path, scale: float = 1.0, seed: int = 1) -> Path:
    """Write 110,000 research bodies, times `scale`, as the research register's dump."""
    path = folder / "v2.1-2026-10-01-ror-data.json"
    write_research(path, round(RESEARCH_COUNT * scale), seed)
    return path
