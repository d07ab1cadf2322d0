"""What can go wrong, in four parts: what happened, with which value, what was expected, what to do next."""

from __future__ import annotations


class CitylinksError(Exception):
    """Base of every error that a user can act on; its text is shown as it is, never a traceback."""

    def __init__(self, what: str, *, value: str = "", expected: str = "", fix: str = "") -> None:
        """Keep the four parts, and join those that are given into one message."""
        self.what, self.value, self.expected, self.fix = what, value, expected, fix
        super().__init__(self.message())

    def message(self) -> str:
        """The parts as one paragraph: what, value, expected, next step."""
        parts = [self.what.rstrip(".") + (f": {self.value!r}" if self.value else "") + "."]
        if self.expected:
            parts.append(f"Expected {self.expected.rstrip('.')}.")
        if self.fix:
            parts.append(self.fix.rstrip(".") + ".")
        return " ".join(parts)


class DataError(CitylinksError):
    """A file of data cannot be used at all (missing, wrong columns, not text)."""


class StoreError(CitylinksError):
    """The store cannot be reached, refused the query, or took too long."""
