"""Identifiers of bodies, as tables write them, turned into the ids of nodes."""

from __future__ import annotations

import re

from loaders.files.cells import ID

ROR = re.compile(r"(?:https?://ror\.org/|XI-ROR-)?(0[a-z0-9]{6}\d\d)")
GRID = re.compile(r"(?:XI-GRID-)?(grid\.\d+\.\w+)")


def any_register_id(text: str) -> str:
    """The node id for an identifier that names its register; "" for anything else."""
    for pattern, prefix in ((GRID, ""), (ROR, "XI-ROR-")):
        if found := pattern.fullmatch(text):
            return prefix + found[1]
    return text if ID.fullmatch(text) else ""


def uk_charity_id(text: str) -> str:
    """The node id for a charity number. Scottish and Northern Irish numbers begin with letters, others don't."""
    number = text.upper()
    if re.fullmatch(r"SC\d{6}", number):
        return f"GB-SC-{number}"
    if found := re.fullmatch(r"NIC?(\d{6})", number):
        return f"GB-NIC-{found[1]}"
    return f"GB-CHC-{number}" if number.isascii() and number.isdigit() else ""


def company_id(text: str) -> str:
    """The node id for a company number. It has eight characters; spreadsheets drop the leading zeros."""
    number = text.upper()
    is_one = number.isascii() and number.isalnum() and len(number) <= 8 and any(map(str.isdigit, number))
    return f"GB-COH-{number.zfill(8)}" if is_one else ""
