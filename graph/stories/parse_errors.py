"""What can be wrong in the file of a story, said with the line it stands in and the nearest thing that is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.catalogue.names.nearest import close_matches
from graph.model.errors import DataError

HEADER = re.compile(r"\s*\[\[\s*stops\s*\]\]")


@dataclass(frozen=True, slots=True)
class FileLines:
    """Where fields stand in a file: `name` of the file, its text, how many slides it has, and which one is read.

    TOML's reader keeps no lines, so they are found again by their look; where that is not sure, none is said.
    """

    name: str
    text: str
    count: int
    slide: int = 0

    def of_slide(self, number: int) -> FileLines:
        """The lines of one slide; the first is 1."""
        return FileLines(self.name, self.text, self.count, number)

    def at(self, field: str = "") -> str:
        """File, line and slide in words: "leeds.toml, line 12 (slide 3)"."""
        line = self._line(field)
        slide = f"slide {self.slide}" if self.slide else ""
        if line:
            return f"{self.name}, line {line}" + (f" ({slide})" if slide else "")
        return ", ".join(filter(None, (self.name, slide)))

    def _line(self, field: str) -> int:
        """The line that a field begins on, else that of the slide's header; 0 where it can't be said."""
        every = self.text.splitlines()
        headers = [at for at, line in enumerate(every) if HEADER.match(line)]
        if self.slide and len(headers) != self.count:
            return 0
        bounds = [0, *headers, len(every)]
        first, last = (bounds[self.slide], bounds[self.slide + 1]) if self.slide else (0, len(every))
        begins = re.compile(rf"\s*(?:\[{{1,2}}\s*(?:stops\s*\.\s*)?)?[\"']?{re.escape(field)}[\"']?\s*[=.\]]")
        found = (at + 1 for at in range(first, last) if field and begins.match(every[at]))
        return next(found, first + 1 if self.slide else 0)


def check_fields(row: Mapping[str, Any], known: Sequence[str], lines: FileLines, of: str = "") -> None:
    """Raise for the first field that is none of these, naming the one that it is most like."""
    for name in row:
        if name not in known:
            raise DataError(
                f"{lines.at(name)}: there is no such field" + (f" of {of}" if of else ""),
                value=name,
                expected=_listed(known),
                fix=_instead(name, known),
            )


def check_choice(value: str, name: str, known: Sequence[str], lines: FileLines) -> str:
    """The value, if it is one of these; raises otherwise, naming the one that it is most like."""
    if value not in known:
        raise DataError(
            f"{lines.at(name)}: there is no such {name}",
            value=value,
            expected=_listed(known),
            fix=_instead(value, known),
        )
    return value


def missing_field(name: str, lines: FileLines) -> DataError:
    """The error for a field that must be there and is not."""
    return DataError(
        f"{lines.at()}: the {name} is missing", expected=f"a {name}", fix=f'Add a line such as: {name} = "A text"'
    )


def wrong_type(name: str, expected: str, lines: FileLines) -> DataError:
    """The error for a field of another type than it has."""
    return DataError(f"{lines.at(name)}: this is of the wrong type", value=name, expected=expected, fix="Write it so")


def _instead(value: str, known: Iterable[str]) -> str:
    near = close_matches(value, known, most=1)
    return f"Write “{near[0]}”" if near else "Take it out, or write one of these"


def _listed(known: Sequence[str]) -> str:
    return f"one of {', '.join(known)}"
