"""Errors in the file of a story: each names its line, and the closest valid value as the fix."""

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
    """Line numbers of the fields in a story file: its name, its text, its number of slides, and the slide being read.

    The TOML reader keeps no line numbers, so a pattern finds them again. Where it is not certain, no line is given.
    """

    name: str
    text: str
    count: int
    slide: int = 0

    def of_slide(self, number: int) -> FileLines:
        """Return the lines of one slide; the first slide is 1."""
        return FileLines(self.name, self.text, self.count, number)

    def at(self, field: str = "") -> str:
        """Describe the position of a field, such as "leeds.toml, line 12 (slide 3)"."""
        line = self._line(field)
        slide = f"slide {self.slide}" if self.slide else ""
        if line:
            return f"{self.name}, line {line}" + (f" ({slide})" if slide else "")
        return ", ".join(filter(None, (self.name, slide)))

    def _line(self, field: str) -> int:
        """Return the line on which a field starts, else the line of the slide's header; 0 where neither is certain."""
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
    """Raise DataError for the first unknown field. The error names the most similar known one."""
    for name in row:
        if name not in known:
            raise DataError(
                f"{lines.at(name)}: there is no such field" + (f" of {of}" if of else ""),
                value=name,
                expected=_listed(known),
                fix=_instead(name, known),
            )


def check_choice(value: str, name: str, known: Sequence[str], lines: FileLines) -> str:
    """Return the value if it is one of the known ones. Raise DataError otherwise, naming the most similar one."""
    if value not in known:
        raise DataError(
            f"{lines.at(name)}: there is no such {name}",
            value=value,
            expected=_listed(known),
            fix=_instead(value, known),
        )
    return value


def missing_field(name: str, lines: FileLines) -> DataError:
    """Return the error for a required field that is missing."""
    return DataError(
        f"{lines.at()}: the {name} is missing", expected=f"a {name}", fix=f'Add a line such as: {name} = "A text"'
    )


def wrong_type(name: str, expected: str, lines: FileLines) -> DataError:
    """Return the error for a field of the wrong type."""
    return DataError(
        f"{lines.at(name)}: this is of the wrong type", value=name, expected=expected, fix="Write it like this"
    )


def _instead(value: str, known: Iterable[str]) -> str:
    near = close_matches(value, known, most=1)
    return f"Write “{near[0]}”" if near else "Remove it, or write one of these"


def _listed(known: Sequence[str]) -> str:
    return f"one of {', '.join(known)}"
