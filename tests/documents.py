"""The four documents that the curated data comes from. They lie next to the project and are not part of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "shared" / "seeds"
SEEDS = {path.name[:3]: path for path in sorted(FOLDER.glob("*.txt"))} if FOLDER.is_dir() else {}


@cache
def spoken(source: str) -> str:
    """A document's words, white space folded."""
    return " ".join(SEEDS[source].read_text(encoding="utf-8").split())
