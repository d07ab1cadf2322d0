"""Claims as columns of numbers, about 24 bytes a claim. Claim objects are created on access.

The claims of a register differ only in subject, object, dates and locator. Everything else is a pattern that many of
them share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, NamedTuple, cast, overload

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

from graph.columns.arrow_arrays import int32_numbers, string_array, texts_at, truth_values
from graph.columns.interning import Int32Array, sorted_unique
from graph.columns.nodes import NodeColumns
from graph.columns.patterns import OWN_FIELDS, SHARED_FIELDS, Patterns, batches, shared_values
from graph.model.records import Claim, PatternClaim, PatternClaims

# How many claims are converted at once: fast, and small in memory.
CHUNK = 1 << 13
_identifying: Callable[[Claim], tuple[object, ...]] = attrgetter(*(name for name in SHARED_FIELDS if name != "checked"))


class ClaimRows(NamedTuple):
    """Six arrays of the same length, one entry a claim.

    They are indexes: `subject` and `object` of ids, `pattern` of patterns, `start`, `end` and `locator` of texts.
    """

    subject: Int32Array
    object: Int32Array
    pattern: Int32Array
    start: Int32Array
    end: Int32Array
    locator: Int32Array

    def take_rows(self, which: NDArray[Any] | slice) -> ClaimRows:
        """The rows at these indexes, or where a mask is true."""
        return ClaimRows(*(column[which] for column in self))


class ClaimColumns(Sequence[Claim]):
    """Distinct claims in the order in which they were added. Equal to any sequence of the same claims.

    `ids` and `texts` are Arrow arrays of distinct strings. `ids` can contain ids of no claim. A pattern is a claim
    without subject, object, start, end and locator.
    """

    def __init__(
        self, ids: pa.StringArray, texts: pa.StringArray, patterns: tuple[Claim, ...], rows: ClaimRows
    ) -> None:
        """Use these columns without a copy. The rows must be distinct."""
        self.ids, self.texts, self.patterns, self.rows = ids, texts, patterns, rows
        self._shared = [dict(zip(SHARED_FIELDS, shared_values(pattern), strict=True)) for pattern in patterns]

    def __len__(self) -> int:
        return len(self.rows.subject)

    @overload
    def __getitem__(self, at: int) -> Claim: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Claim, ...]: ...

    def __getitem__(self, at: int | slice) -> Claim | tuple[Claim, ...]:
        if isinstance(at, slice):
            return tuple(self.claims_at(np.arange(len(self))[at]))
        subject, object, pattern, start, end, locator = (column[at] for column in self.rows)
        ids, texts = self.ids, self.texts
        return Claim(
            subject=ids[subject].as_py(),
            object=ids[object].as_py(),
            start=texts[start].as_py(),
            end=texts[end].as_py(),
            locator=texts[locator].as_py(),
            **self._shared[pattern],
        )

    def __iter__(self) -> Iterator[Claim]:
        return self._claims(self.rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def _claims(self, rows: ClaimRows) -> Iterator[Claim]:
        for at in range(0, len(rows.subject), CHUNK):
            some = rows.take_rows(np.arange(at, min(at + CHUNK, len(rows.subject))))
            subjects, objects = (texts_at(self.ids, column) for column in (some.subject, some.object))
            words = (texts_at(self.texts, column) for column in (some.start, some.end, some.locator))
            for subject, object, pattern, start, end, locator in zip(
                subjects, objects, some.pattern.tolist(), *words, strict=True
            ):
                yield Claim(
                    subject=subject, object=object, start=start, end=end, locator=locator, **self._shared[pattern]
                )

    def claims_at(self, which: NDArray[Any]) -> Iterator[Claim]:
        """The claims at these indexes. Each is created when the iterator reaches it."""
        return self._claims(self.rows.take_rows(which))

    def distinct_contents(self, which: NDArray[Any]) -> tuple[list[Claim], Int32Array]:
        """The distinct claims at these indexes without subject, object and locator, and the number of each claim's."""
        rows = self.rows.take_rows(which)
        _, dates = np.unique(rows.start.astype(np.int64) << 32 | rows.end, return_inverse=True)
        _, first, number = np.unique(
            rows.pattern.astype(np.int64) << 32 | dates, return_index=True, return_inverse=True
        )
        made = self._claims(rows.take_rows(first))
        return [replace(claim, subject="", object="", locator="") for claim in made], cast(Int32Array, number)

    def select(self, which: NDArray[Any]) -> ClaimColumns:
        """The claims at these distinct indexes, in that order, or the claims where a mask is true."""
        return ClaimColumns(self.ids, self.texts, self.patterns, self.rows.take_rows(which))

    def pattern_types(self) -> NDArray[np.str_]:
        """The relationship type of each pattern."""
        return np.array([pattern.type for pattern in self.patterns], dtype=np.str_)

    def of_types(self, types: Iterable[str]) -> ClaimColumns:
        """The claims of these types, in the same order as here."""
        return self.of_patterns(np.isin(self.pattern_types(), sorted(types)))

    def of_patterns(self, wanted: NDArray[np.bool_]) -> ClaimColumns:
        """The claims whose pattern is wanted, in the same order as here."""
        return self.select(np.flatnonzero(wanted[self.rows.pattern]) if len(wanted) else np.arange(0))

    def notes(self) -> set[str]:
        """The distinct notes and locators of the claims."""
        texts = texts_at(self.texts, _used(self.rows.locator, len(self.texts)))
        used = (self.patterns[number].note for number in _used(self.rows.pattern, len(self.patterns)))
        return {*texts, *used} - {""}

    def both_ends_in(self, nodes: NodeColumns) -> NDArray[np.bool_]:
        """A mask of the claims whose subject and object are both among these nodes."""
        known = truth_values(pc.is_in(self.ids, value_set=nodes.nodes["id"]))
        there: NDArray[np.bool_] = known[self.rows.subject] & known[self.rows.object]
        return there

    def with_ids_replaced(self, names: Mapping[str, str]) -> ClaimColumns:
        """The claims with some ids replaced, because two ids were found to mean the same node.

        `names` has the new id for each old id. Claims that relate a node to itself, and duplicates, are left out.
        """
        # The old ids stay in the list, but no claim uses them any more.
        ids, number = self.ids, np.arange(len(self.ids), dtype=np.int32)
        there = {id: at for id, at in zip(names, _places(ids, names), strict=True) if at >= 0}
        wanted = sorted({names[id] for id in there})
        place = dict(zip(wanted, _places(ids, wanted), strict=True))
        fresh = [id for id in wanted if place[id] < 0]
        place |= {id: len(ids) + at for at, id in enumerate(fresh)}
        number[list(there.values())] = [place[names[id]] for id in there]
        ids = pa.concat_arrays([ids, string_array(fresh)]) if fresh else ids
        patterns = Patterns()
        held = [replace(p, held_by=names[p.held_by]) if p.held_by in names else p for p in self.patterns]
        pattern = np.array([patterns.number(p) for p in held], np.int32)
        rows = self.rows._replace(
            subject=number[self.rows.subject],
            object=number[self.rows.object],
            pattern=pattern[self.rows.pattern] if len(pattern) else self.rows.pattern,
        )
        rows = rows.take_rows(rows.subject != rows.object)
        return _distinct(ids, self.texts, patterns.all(), rows)


def claim_columns(records: Iterable[Claim | PatternClaim | PatternClaims]) -> ClaimColumns:
    """The claims as columns. Of claims with the same id the last one is used. Columns are returned unchanged."""
    if isinstance(records, ClaimColumns):
        return records
    patterns = Patterns()
    given: dict[str, list[pa.StringArray]] = {name: [] for name in OWN_FIELDS}
    numbers: list[Int32Array] = []
    for part in batches(records, CHUNK):
        pattern_of, own = patterns.columns(part)
        numbers.append(pattern_of)
        for name, column in zip(OWN_FIELDS, own, strict=True):
            given[name].append(string_array(column))
    ids, ends = _encoded(given["subject"] + given["object"])
    texts, words = _encoded(given["start"] + given["end"] + given["locator"])
    given.clear()
    # Without this, Arrow would reserve as much memory again as all claims need.
    pa.default_memory_pool().release_unused()
    subject, object = np.split(ends, 2)
    start, end, locator = np.split(words, 3)
    pattern = np.concatenate(numbers) if numbers else np.empty(0, np.int32)
    return _distinct(ids, texts, patterns.all(), ClaimRows(subject, object, pattern, start, end, locator))


def concatenate_claims(several: Sequence[ClaimColumns]) -> ClaimColumns:
    """All these claims, one set after the other. Of claims with the same id the last one is used."""
    return several[0] if len(several) == 1 else _distinct(*_joined(several))


def count_changed_claims(before: ClaimColumns, after: ClaimColumns) -> tuple[int, int]:
    """How many claims are only in `after`, and how many only in `before`. Here `checked` counts as content."""
    if before is after:
        return 0, 0
    if not (len(before) and len(after)):
        return len(after), len(before)
    both = _joined((before, after))[-1]
    old, new = both.take_rows(np.s_[: len(before)]), both.take_rows(np.s_[len(before) :])
    kept = 0
    if len(before) == len(after):
        # After a decision about two nodes, most claims are still at the same index.
        differs = np.logical_or.reduce([one != other for one, other in zip(old, new, strict=True)])
        kept = len(before) - int(differs.sum())
        both = ClaimRows(*map(np.concatenate, zip(old.take_rows(differs), new.take_rows(differs), strict=True)))
    kept += int((~_last_of_equals(both)).sum())
    return len(after) - kept, len(before) - kept


def related_pairs(several: Sequence[ClaimColumns]) -> list[NDArray[np.int64]]:
    """The distinct (subject, type, object) of each set, as sorted numbers that have the same meaning in all sets."""
    ids, _, patterns, rows = _joined(several)
    types, kind = np.unique([pattern.type for pattern in patterns], return_inverse=True)
    pair = rows.subject.astype(np.int64) * len(ids) + rows.object
    key = pair * len(types) + kind.astype(np.int64)[rows.pattern]
    parts = np.split(key, np.cumsum([len(columns) for columns in several])[:-1])
    return [sorted_unique(part, nearly_sorted=True) for part in parts]


def _joined(several: Sequence[ClaimColumns]) -> tuple[pa.StringArray, pa.StringArray, tuple[Claim, ...], ClaimRows]:
    """The ids, texts, patterns and rows of several sets, with common numbers, one set after the other."""
    if len(several) == 1:
        (one,) = several
        return one.ids, one.texts, one.patterns, one.rows
    first = several[0] if several else None
    if first and all(
        first.ids.equals(c.ids) and first.texts.equals(c.texts) and first.patterns == c.patterns for c in several
    ):
        rows = ClaimRows(*map(np.concatenate, zip(*(columns.rows for columns in several), strict=True)))
        return first.ids, first.texts, first.patterns, rows
    patterns = Patterns()
    ids, id_numbers = _encoded([columns.ids for columns in several])
    texts, text_numbers = _encoded([columns.texts for columns in several])
    parts = [[np.empty(0, np.int32)] * len(ClaimRows._fields)]
    id_at = text_at = 0
    for columns in several:
        id_of = id_numbers[id_at : (id_at := id_at + len(columns.ids))]
        text_of = text_numbers[text_at : (text_at := text_at + len(columns.texts))]
        pattern_of = np.array([patterns.number(p) for p in columns.patterns], np.int32)
        numbers = (id_of, id_of, pattern_of, text_of, text_of, text_of)
        parts.append([new[old] for new, old in zip(numbers, columns.rows, strict=True)])
    return ids, texts, patterns.all(), ClaimRows(*map(np.concatenate, zip(*parts, strict=True)))


def _places(ids: pa.StringArray, some: Iterable[str]) -> list[int]:
    """The index of each of some ids; -1 for an id that is not there."""
    found = pc.index_in(string_array(list(some)), value_set=ids)
    return cast(list[int], pc.fill_null(found, -1).to_pylist())


def _used(numbers: Int32Array, count: int) -> NDArray[np.int64]:
    """The distinct numbers, sorted. All are below `count`."""
    found = np.zeros(count, np.bool_)
    found[numbers] = True
    return np.flatnonzero(found)


def _encoded(chunks: Sequence[pa.StringArray]) -> tuple[pa.StringArray, Int32Array]:
    """The distinct strings in order of first occurrence, and the number of each given string."""
    every = pa.concat_arrays(chunks) if chunks else string_array(())
    encoded = every.dictionary_encode()
    return encoded.dictionary, int32_numbers(encoded.indices)


def _distinct(ids: pa.StringArray, texts: pa.StringArray, patterns: tuple[Claim, ...], rows: ClaimRows) -> ClaimColumns:
    """Columns of the rows with distinct claim ids. Of rows with the same id the last one stays."""
    seen: dict[tuple[object, ...], int] = {}
    said = np.array([seen.setdefault(_identifying(p), at) for at, p in enumerate(patterns)], np.int32)
    once = _last_of_equals(rows._replace(pattern=said[rows.pattern] if len(said) else rows.pattern))
    return ClaimColumns(ids, texts, patterns, rows if once.all() else rows.take_rows(once))


def _last_of_equals(rows: ClaimRows) -> NDArray[np.bool_]:
    """A mask without the rows that occur again later. Only rows of pairs that occur twice are compared in full."""
    keep = np.ones(len(rows.subject), np.bool_)
    pair = rows.subject.astype(np.int64) << 32 | rows.object
    order = np.argsort(pair, kind="stable")
    again = np.zeros(len(pair) + 1, np.bool_)
    again[1:-1] = pair[order[1:]] == pair[order[:-1]]
    doubtful = np.sort(order[again[1:] | again[:-1]])
    if len(doubtful):
        columns = rows.take_rows(doubtful)
        order = np.lexsort(columns)
        equal = np.ones(len(order) - 1, np.bool_)
        for column in columns:
            equal &= column[order[1:]] == column[order[:-1]]
        keep[doubtful[order[:-1][equal]]] = False
    return keep
