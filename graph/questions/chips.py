"""Chips: what was understood of a question, part by part, as texts that a person can check and change."""

from __future__ import annotations

from dataclasses import dataclass

# The attribute of Question that a chip shows, where it has another name than the chip's field.
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
    """One part of a question: its field (asked, given, link, time …), the words shown, the value meant."""

    field: str
    text: str
    value: str = ""

    @property
    def attribute(self) -> str:
        """The attribute of Question that this chip shows."""
        return ATTRIBUTES.get(self.field, self.field)
