"""The estimated size of text in a file whose fonts are unknown. Widths are those of DejaVu Sans, a wide font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

LINE = 1.25  # from one line to the next, in letter heights
BOLD = 1.12
# The width of a letter in letter heights; capitals and all other scripts have their own.
_NARROW = dict.fromkeys(" ijlI.,'|", 0.36) | dict.fromkeys('ft-()[]/r·:;!"', 0.47)
_WIDE = dict.fromkeys("mwMW@%…—+=<>~#&^", 1.0)
_WIDTHS = {**_NARROW, **_WIDE}


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of one line of text, rather too wide than too narrow."""
    return sum(map(_letter, text)) * size * (BOLD if bold else 1.0)


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if letter.isascii():
        return 0.79 if letter.isupper() else 0.64
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.3 if letter >= "\U0001f000" else 1.0
    return 0.8 if letter.isalpha() and letter < "\u0530" else 1.0


def lines_within(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Break the text into lines no wider than `room`, between words, and inside a word that is too wide alone.

    Returns at least one line, which may be "". A letter wider than the room is alone on its line.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines += _pieces(word, size, room, bold)
    return lines[1:] if len(lines) > 1 and not lines[0] else lines


def _pieces(word: str, size: float, room: float, bold: bool) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, size, bold=bold) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece
