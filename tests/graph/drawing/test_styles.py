"""The styles: complete, and readable in both themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.drawing.styles import read_styles, styles
from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError
from graph.model.vocabulary import vocabulary


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_label_has_a_look_with_a_known_shape() -> None:
    assert set(styles().looks) == set(vocabulary().labels)
    assert {look.shape for look in styles().looks.values()} <= set(styles().shapes)


def test_every_status_has_a_line() -> None:
    assert {styles().statuses[s] for s in vocabulary().values["status"]} <= set(styles().lines)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", ["text", "muted", "accent"])
@pytest.mark.parametrize("ground", ["background", "surface"])
def test_text_is_readable(theme: str, part: str, ground: str) -> None:
    colours = styles().themes[theme]
    assert contrast(getattr(colours, part), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", ["active", "planned", "past", "possible"])
def test_lines_stand_out(name: str) -> None:
    line, themes = styles().lines[name], styles().themes
    assert contrast(line.light, themes["light"].background) >= 3
    assert contrast(line.dark, themes["dark"].background) >= 3


def test_letters_on_nodes_are_readable() -> None:
    for look in styles().looks.values():
        if look.letter:
            assert contrast(styles().themes["light"].text, look.colour) >= 4.5


def test_groups_differ_in_shape_or_in_colour_and_kinds_alike_only_within_a_group() -> None:
    groups: dict[object, set[str]] = {}
    for label, look in styles().looks.items():
        groups.setdefault(look, set()).add(vocabulary().labels[label].group)
    assert all(len(found) == 1 for found in groups.values())


def test_nodes_grow_to_twice_their_size_at_most() -> None:
    assert styles().sizes["node"] < styles().sizes["node_most"] <= 2 * styles().sizes["node"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[groups]\n", "[groups]\nschools = 1\n", None),
        ("school = {", "scool = {", "A label has no style: 'School'"),
        ('planned = "planned"\n', "", "A status has no line: 'planned'"),
        ("[shapes]", "[shape]", "The styles cannot be read"),
    ],
)
def test_a_gap_is_said(tmp_path: Path, old: str, new: str, message: str | None) -> None:
    text = (SHIPPED_DATA / "styles.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "styles.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    if message is None:
        read_styles(path, vocabulary())
    else:
        with pytest.raises(DataError, match=message):
            read_styles(path, vocabulary())
