"""The legend of a picture: one entry for each look, line and mark that occurs in it."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from graph.drawing.styles import Line, Look, styles
from graph.model.vocabulary import vocabulary


def legend(labels: Set[str], lines: Set[str], marks: Set[str]) -> list[dict[str, Any]]:
    """Return entries of `kind` node, line or mark with their `words`, in the order of the styles.

    Labels that look alike share an entry: "country or region".
    """
    style = styles()
    looks: dict[Look, list[str]] = {}
    for label, look in style.looks.items():
        if label in labels:
            looks.setdefault(look, []).append(label)
    return [
        *(_node_entry(look, alike) for look, alike in looks.items()),
        *(_line_entry(name, line) for name, line in style.lines.items() if name in lines),
        *(
            {"kind": "mark", "words": mark.words, "mark": name, "sign": mark.sign}
            for name, mark in style.marks.items()
            if name in marks
        ),
    ]


def _node_entry(look: Look, labels: list[str]) -> dict[str, Any]:
    return {
        "kind": "node",
        "words": " or ".join(vocabulary().labels[label].singular for label in labels),
        "labels": labels,
        "shape": look.shape,
        "colour": look.colour,
        "hollow": look.hollow,
        "letter": look.letter,
    }


def _line_entry(name: str, line: Line) -> dict[str, Any]:
    return {
        "kind": "line",
        "words": line.words,
        "line": name,
        "dash": list(line.dash),
        "width": line.width,
        "light": line.light,
        "dark": line.dark,
    }
