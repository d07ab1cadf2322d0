"""Cleaning of text when it is read, and folding of text for comparison: what counts as the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Control characters except tab and line ends, and unpaired surrogates.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Invisible characters that pasted cells contain.
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Text for storing. Unprintable characters become U+FFFD. Each sequence of white space becomes one space."""
    return " ".join(UNPRINTABLE.sub(REPLACEMENT, text).split())


def clean_lines(text: str) -> str:
    """Text of several lines for storing. Each line is clean. No empty line is first, last or next to an empty one."""
    joined = "\n".join(clean(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", joined).strip("\n")


# How folding changes each ASCII character. Most names in registers are ASCII alone, and a table is fast.
# None removes a character, and is faster than "".
ASCII = {code: None if chr(code) in "'`" else " " for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, apostrophes or punctuation, with one space between words. May be "".

    Letters of any script stay as they are.

    >>> fold("Brnó,"), fold("武汉")
    ('brno', '武汉')
    """
    return fold_uncached(text)


def fold_uncached(text: str) -> str:
    """The same as `fold` without its cache: for many texts that are folded once."""
    if text.isascii():
        return " ".join(text.lower().translate(ASCII).split())
    return _folded(text)


def fold_all(texts: Sequence[str]) -> list[str]:
    """The same as `fold` for each text. Faster for many texts, because all ASCII texts are folded together."""
    plain = [text for text in texts if text.isascii() and "\n" not in text]
    lines = iter(_folded_lines("\n".join(plain)))
    return [next(lines) if text.isascii() and "\n" not in text else fold_uncached(text) for text in texts]


def _folded_lines(text: str) -> list[str]:
    """The folded lines of an ASCII text."""
    whole = text.lower().translate(ASCII | {10: "\n"})
    while "  " in whole:
        whole = whole.replace("  ", " ")
    return whole.replace(" \n", "\n").replace("\n ", "\n").strip(" ").split("\n")


def _folded(text: str) -> str:
    """The folded form of any text."""
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", text).casefold())
    kept = ("" if unicodedata.combining(c) or c in "'’‘ʼ`´" else c if c.isalnum() else " " for c in plain)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


# Characters that make a spreadsheet read a cell as a formula. Cells are escaped here and nowhere else.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_cell(text: str) -> str:
    """The text, with an apostrophe before a formula or before another apostrophe. `unescape_cell` reverses it."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def unescape_cell(text: str) -> str:
    """The text that `escape_cell` was called with."""
    return text.removeprefix("'") if text.startswith(tuple(f"'{mark}" for mark in (*FORMULA, "'"))) else text
