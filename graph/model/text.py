"""Folding of text for comparison, and cleaning of it at the door: decides what "the same name" means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Control characters other than tab and line ends, unpaired surrogates; and the invisible marks of pasted cells.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Text as it may be stored: unprintable characters become U+FFFD, line ends and runs of blanks one space."""
    return " ".join(UNPRINTABLE.sub(REPLACEMENT, text).split())


def clean_lines(text: str) -> str:
    """A text of several lines as it may be stored: each line clean, none empty at the ends or next to an empty one."""
    joined = "\n".join(clean(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", joined).strip("\n")


# What folding makes of each ASCII character, for text that holds no other, as most names of registers are
# (None leaves a character out, faster than "" does).
ASCII = {code: None if chr(code) in "'`" else " " for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, apostrophes or punctuation, words parted by one space: "Brnó," → "brno".

    Letters of any script are kept, so 武汉 folds to itself. May be "".
    """
    return fold_uncached(text)


def fold_uncached(text: str) -> str:
    """What `fold` makes of a text, not remembered: for texts by the hundred thousand that are folded once."""
    if text.isascii():
        return " ".join(text.lower().translate(ASCII).split())
    return _folded(text)


def fold_all(texts: Sequence[str]) -> list[str]:
    """What `fold` makes of each of many texts, those of ASCII alone at one go: names of a register."""
    plain = [text for text in texts if text.isascii() and "\n" not in text]
    lines = iter(_folded_lines("\n".join(plain)))
    return [next(lines) if text.isascii() and "\n" not in text else fold_uncached(text) for text in texts]


def _folded_lines(text: str) -> list[str]:
    """The folded lines of a text of ASCII alone."""
    whole = text.lower().translate(ASCII | {10: "\n"})
    while "  " in whole:
        whole = whole.replace("  ", " ")
    return whole.replace(" \n", "\n").replace("\n ", "\n").strip(" ").split("\n")


def _folded(text: str) -> str:
    """The same for any text."""
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", text).casefold())
    kept = ("" if unicodedata.combining(c) or c in "'’‘ʼ`´" else c if c.isalnum() else " " for c in plain)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


# The one escaping point of spreadsheet cells: text from data never becomes a formula, and can be read back.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_cell(text: str) -> str:
    """The text, with a leading apostrophe where a spreadsheet would see a formula, or where it has one already."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def unescape_cell(text: str) -> str:
    """What `safe_cell` was given."""
    return text.removeprefix("'") if text.startswith(tuple(f"'{mark}" for mark in (*FORMULA, "'"))) else text
