"""Chips: the parts of a question as it was understood, as texts that a person can check and change."""

from __future__ import annotations

from dataclasses import dataclass

# The attribute of Question that a chip shows, if its name differs from the chip's field.
ATTRIBUTES = {
    "asked": "target",
    "given": "anchor",
    "link": "types",
    "sector": "sectors",
    "source": "sources",
    "time": "when",
    "unlike": "unlinked_to",
    "also": "also_in",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of a question: its field (asked, given, link, time …), its text on screen, and its value."""

    field: str
    text: str
    value: str = ""

    @property
    def attribute(self) -> str:
        """The attribute of Question that this chip shows."""
        return ATTRIBUTES.get(self.field, self.field)
