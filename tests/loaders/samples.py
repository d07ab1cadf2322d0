"""Samples of public files for tests. They lie next to the project and are not part of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent.parent / "shared" / "samples"


def sample(name: str) -> Path:
    """The path of one sample. Skips the test if the file is missing."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"needs the sample {name} in {FOLDER.parent.name}/{FOLDER.name} beside the checkout")
    return path


def sample_rows(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of one sample table in UTF-8."""
    with sample(name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))
