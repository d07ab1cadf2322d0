"""Reviewed decisions on duplicates, in data/same_as.csv: which ids are the same, and which are not.

A decision stays when its dataset is removed. Two different ids are never merged without a decision.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

from datasets.lock import ChangeLock
from graph.model.datasets import DIFFERENT, SAME, Decision
from graph.model.dates import period
from graph.model.errors import DataError
from graph.model.records import Node, Rejection
from graph.model.text import escape_cell, unescape_cell
from loaders.files.cells import ID
from loaders.files.rows import Row, did_you_mean, read_rows

COLUMNS = tuple(f.name for f in fields(Decision))
# Which id of several stays when none is curated: that of the register where people look the item up. Ids of other
# registers come after these, and our own ids last.
ID_PRECEDENCE = (
    "geonames:", "iso:", "gss:", "GB-EDU-", "XI-ROR-", "GB-UKPRN-", "GB-HESA-", "GB-CHC-", "GB-COH-",
    "gias-group:", "wikidata:",
)  # fmt: skip
OWN_PREFIX = "local:"


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a data folder, in file order. Of two about one pair, the later one counts."""

    path: Path
    every: tuple[Decision, ...]
    rejections: tuple[Rejection, ...] = ()

    @classmethod
    def read(cls, data: Path) -> Decisions:
        """Read data/same_as.csv; without the file there are no decisions. Raises DataError for other columns."""
        path = data / "same_as.csv"
        if not path.is_file():
            return cls(path, ())
        made: list[Decision] = []
        rejections: list[Rejection] = []
        for row in read_rows(path, COLUMNS):
            problem = row if isinstance(row, Rejection) else _problem(row)
            if problem:
                rejections.append(problem)
            else:
                assert isinstance(row, Row)  # noqa: S101  # otherwise it has a problem
                made.append(Decision(**{column: unescape_cell(row[column]) for column in COLUMNS}))
        return cls(path, tuple(made), tuple(rejections))

    def replacements(self, curated: Iterable[Node] = ()) -> dict[str, str]:
        """For each id that is replaced, the id that replaces it: a curated one, else the first by ID_PRECEDENCE."""
        first = {node.id for node in curated}
        new_ids: dict[str, str] = {}
        for group in self.groups():
            chosen = min(group, key=lambda one: (one not in first, _rank(one), one))
            new_ids |= {one: chosen for one in group if one != chosen}
        return new_ids

    def groups(self) -> list[set[str]]:
        """Groups of ids that are the same. Each id is in one group only."""
        of: dict[str, set[str]] = {}
        for a, b in (pair for pair, decision in self._latest().items() if decision == SAME):
            joined = of.get(a, {a}) | of.get(b, {b})
            of |= dict.fromkeys(joined, joined)
        return list({id(group): group for group in of.values()}.values())

    def decision_lookup(self) -> Callable[[str, str], str]:
        """A function that returns the decision about a pair: `same`, `not the same`, or "". It follows chains."""
        latest = self._latest()
        group_of = {one: at for at, group in enumerate(self.groups()) for one in group}

        def about(a: str, b: str) -> str:
            one = a in group_of and group_of[a] == group_of.get(b)
            return SAME if one else latest.get(_pair(a, b), "")

        return about

    def _latest(self) -> dict[tuple[str, str], str]:
        return {_pair(d.a, d.b): d.decision for d in self.every}

    def problems(self) -> Iterator[str]:
        """Contradictions: pairs decided to be different that other decisions make the same."""
        for (a, b), decision in self._latest().items():
            if decision == DIFFERENT and any({a, b} <= group for group in self.groups()):
                yield (
                    f"{self.path.name}: {a} and {b} are decided to be different, but other decisions make them the "
                    "same. Withdraw one of these decisions."
                )

    def add(self, decision: Decision) -> None:
        """Save one more decision. Raises DataError for an incomplete one."""
        row = Row(self.path.name, len(self.every) + 2, {k: str(v) for k, v in asdict(decision).items()})
        if problem := _problem(row):
            raise DataError(
                f"{problem.field}: {problem.reason}",
                value=problem.value,
                expected="a complete decision",
                fix=problem.fix,
            )
        self._write((*self.every, decision))

    def withdraw(self, a: str, b: str) -> None:
        """Delete all decisions about a pair. Raises DataError when there is none."""
        remaining = tuple(d for d in self.every if _pair(d.a, d.b) != _pair(a, b))
        if len(remaining) == len(self.every):
            raise DataError(
                "There is no decision about this pair",
                value=f"{a}, {b}",
                expected="a pair with a decision",
                fix="List the decisions with `citylinks matches --list`",
            )
        self._write(remaining)

    def put_back(self) -> None:
        """Restore the file to these decisions if it changed."""
        if Decisions.read(self.path.parent).every != self.every:
            self._write(self.every)

    def _write(self, every: Iterable[Decision]) -> None:
        if self.rejections:
            raise DataError(
                f"{self.path.name} has rows that can't be read, and saving would lose them",
                value=str(self.rejections[0]), expected="decisions that can all be read",
                fix="Correct these rows (`citylinks check` lists them), then decide again",
            )  # fmt: skip
        try:
            temporary = self.path.with_suffix(".new")
            with temporary.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream, lineterminator="\n")
                writer.writerow(COLUMNS)
                writer.writerows([escape_cell(str(cell)) for cell in astuple(decision)] for decision in every)
            temporary.replace(self.path)
        except OSError as error:
            raise _not_writable(self.path.name, error) from error


def decision_lock(data: Path) -> ChangeLock:
    """The lock for the decisions of a data folder. Hold it from reading to writing."""
    return ChangeLock(data / "same_as.lock", lambda error: _not_writable("same_as.csv", error))


def _not_writable(name: str, error: OSError) -> DataError:
    return DataError(
        f"The decision can't be saved ({error.strerror})", value=name,
        expected="a data folder that may be written to", fix="Set CITYLINKS_DATA to your own copy of data/",
    )  # fmt: skip


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _rank(one: str) -> int:
    after = len(ID_PRECEDENCE) + one.startswith(OWN_PREFIX)
    return next((at for at, prefix in enumerate(ID_PRECEDENCE) if one.startswith(prefix)), after)


def _problem(row: Row) -> Rejection | None:
    for field in ("a", "b"):
        if not ID.fullmatch(row[field]):
            return row.reject(field, "not an id", "Use the prefix and number of a register, such as GB-EDU-131203.")
    if row["a"] == row["b"]:
        return row.reject("b", "the same id twice", "Give the other id.")
    if row["decision"] not in (SAME, DIFFERENT):
        return row.reject("decision", "not a decision", did_you_mean(row["decision"], (SAME, DIFFERENT)))
    for field in ("by", "why"):
        if not row[field]:
            return row.reject(field, "empty", "Give your name or team, and the reason.")
    with suppress(DataError):
        if period(row["on"]):
            return None
    return row.reject("on", "not a day", "Give the day of the decision, such as 2026-11-25.")
