"""Errors in four parts: what happened, the value, what was expected, and what to do next."""

from __future__ import annotations


class CitylinksError(Exception):
    """Base of every error that a user can act on. Its message is shown instead of a traceback.

    >>> print(CitylinksError("No such colour", value="blu", expected="blue or red", fix="Correct it"))
    No such colour: 'blu'. Expected blue or red. Correct it.
    """

    def __init__(self, what: str, *, value: str = "", expected: str = "", fix: str = "") -> None:
        """Store the four parts. The message joins those that are not empty."""
        self.what, self.value, self.expected, self.fix = what, value, expected, fix
        super().__init__(self.message())

    def message(self) -> str:
        """The parts as one paragraph, in the order what, value, expected, fix."""
        parts = [self.what.rstrip(".") + (f": {self.value!r}" if self.value else "") + "."]
        if self.expected:
            parts.append(f"Expected {self.expected.rstrip('.')}.")
        if self.fix:
            parts.append(self.fix.rstrip(".") + ".")
        return " ".join(parts)


class DataError(CitylinksError):
    """A data file cannot be used at all: it is missing, has the wrong columns, or is not text."""


class StoreError(CitylinksError):
    """The store cannot be reached, rejected a query, or did not answer in time."""
