"""Kinds can be told apart with any colour vision, and the theme of the page is the one that is measured."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from graph.drawing.styles import Look, styles

ROOT = Path(__file__).parents[3]
CLOSE = 10  # CIE 1976 colour difference
Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
VISIONS: dict[str, Matrix] = {
    "any": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE: Triple = (0.95047, 1.0, 1.08883)


def times(matrix: Matrix, colour: Triple) -> Triple:
    red, green, blue = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return red, green, blue


def linear(colour: str) -> Triple:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def seen(colour: str, vision: str) -> Triple:
    """The colour in CIE L*a*b*, as seen with this vision."""
    red, green, blue = (min(max(part, 0.0), 1.0) for part in times(VISIONS[vision], linear(colour)))
    ratios = (part / white for part, white in zip(times(TO_XYZ, (red, green, blue)), WHITE, strict=True))
    x, y, z = (r ** (1 / 3) if r > 216 / 24389 else (24389 / 27 * r + 16) / 116 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, vision: str) -> float:
    pairs = zip(seen(one, vision), seen(other, vision), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def alike(one: Look, other: Look, vision: str) -> bool:
    """Whether two looks of one shape have colours that are hard to tell apart with this vision."""
    same_form = (one.shape, one.hollow, one.letter) == (other.shape, other.hollow, other.letter)
    return same_form and difference(one.colour, other.colour, vision) < CLOSE


@pytest.mark.parametrize("vision", VISIONS)
def test_looks_that_differ_are_told_apart(vision: str) -> None:
    looks = dict.fromkeys(styles().looks.values())
    assert [pair for pair in combinations(looks, 2) if alike(*pair, vision)] == []


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_of_the_main_kinds_are_told_apart_even_without_their_shapes(vision: str) -> None:
    kinds = ("City", "Country", "Council", "School", "University", "Charity", "Network", "Business")
    colours = {kind: styles().looks[kind].colour for kind in kinds}
    close = [
        (one, other)
        for one, other in combinations(kinds, 2)
        if difference(colours[one], colours[other], vision) < CLOSE
    ]
    assert close == []


@pytest.mark.parametrize(
    ("one", "other", "vision"),
    [
        ("#A00000", "#4F4A00", "protanopia"),
        ("#B35C00", "#7F7A00", "deuteranopia"),
        ("#0072B2", "#007B76", "tritanopia"),
    ],
)
def test_the_simulation_knows_what_is_confused(one: str, other: str, vision: str) -> None:
    assert difference(one, other, "any") > 3 * CLOSE
    assert difference(one, other, vision) < difference(one, other, "any") / 2
    square = Look("square", one), Look("square", other)
    assert not alike(*square, "any")


def test_grey_stays_grey_and_white_is_white() -> None:
    for vision in VISIONS:
        assert seen("#FFFFFF", vision) == pytest.approx((100, 0, 0), abs=0.1)
        assert difference("#808080", "#808080", vision) == 0
        assert seen("#808080", vision)[1:] == pytest.approx((0, 0), abs=0.1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_has_the_colours_that_are_measured(theme: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]
    colours = styles().themes[theme]
    assert config == {
        "primaryColor": colours.accent,
        "linkColor": colours.accent,
        "textColor": colours.text,
        "backgroundColor": colours.background,
        "secondaryBackgroundColor": colours.surface,
    }
