"""Patterns: the content that many claims of a register share, as a claim without subject, object, dates and locator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from operator import attrgetter

import numpy as np

from graph.columns.interning import Int32Array
from graph.model.records import Claim, PatternClaim, PatternClaims

# The fields that each claim has for itself, and those that many claims share.
OWN_FIELDS = ("subject", "object", "start", "end", "locator")
SHARED_FIELDS = tuple(f.name for f in fields(Claim) if f.init and f.name not in OWN_FIELDS)
shared_values: Callable[[Claim], tuple[object, ...]] = attrgetter(*SHARED_FIELDS)


class Patterns:
    """The distinct patterns of claims, numbered in the order in which they occur."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._patterns: list[Claim] = []
        # By identity, because hashing a claim is slow. Each claim is stored, so that its identity is not reused.
        self._number_of_object: dict[int, int] = {}
        self._stored_claims: list[Claim] = []

    def columns(
        self, records: Sequence[Claim | PatternClaim] | PatternClaims
    ) -> tuple[Int32Array, Sequence[Sequence[str]]]:
        """The pattern number of each record, and the columns of OWN_FIELDS."""
        if isinstance(records, PatternClaims):
            pattern, *pairs, locators = records
            count = len(locators)
            if pattern.locator:
                locators = [locator or pattern.locator for locator in locators]
            dates = [pattern.start] * count, [pattern.end] * count
            return np.full(count, self.number(pattern), np.int32), (*pairs, *dates, locators)
        patterns, *own = zip(*self.pattern_claims(records), strict=True)
        return self.numbers(patterns), own

    def pattern_claims(self, records: Sequence[Claim | PatternClaim]) -> list[PatternClaim]:
        """The records as PatternClaims, with their own fields filled in."""
        claims = [record if isinstance(record, PatternClaim) else self._of(record) for record in records]
        distinct = _distinct_objects([claim.pattern for claim in claims])
        dated = {key for key, p in distinct.items() if p.start or p.end or p.locator}
        return [_filled(claim) if id(claim.pattern) in dated else claim for claim in claims] if dated else claims

    def _of(self, claim: Claim) -> PatternClaim:
        pattern = self._patterns[self.number(claim)]
        return PatternClaim(pattern, claim.subject, claim.object, claim.start, claim.end, claim.locator)

    def number(self, claim: Claim) -> int:
        """The number of this claim's pattern."""
        key = shared_values(claim)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._patterns)
            self._patterns.append(replace(claim, subject="", object="", start="", end="", locator=""))
        return found

    def numbers(self, patterns: Sequence[Claim]) -> Int32Array:
        """The numbers of many claims' patterns. Fast where a few claim objects occur many times."""
        known = self._number_of_object
        for key, pattern in _distinct_objects(patterns).items():
            if key not in known:
                known[key] = self.number(pattern)
                self._stored_claims.append(pattern)
        return np.fromiter(map(known.__getitem__, map(id, patterns)), np.int32, len(patterns))

    def all(self) -> tuple[Claim, ...]:
        """All patterns, in the order of their numbers."""
        return tuple(self._patterns)


def batches(
    records: Iterable[Claim | PatternClaim | PatternClaims], most: int
) -> Iterator[list[Claim | PatternClaim] | PatternClaims]:
    """The records in batches of at most `most` single records. A PatternClaims is a batch of its own."""
    some: list[Claim | PatternClaim] = []
    for record in records:
        if not isinstance(record, PatternClaims):
            some.append(record)
            if len(some) < most:
                continue
        if some:
            yield some
            some = []
        if isinstance(record, PatternClaims):
            yield record
    if some:
        yield some


def _distinct_objects(patterns: Sequence[Claim]) -> dict[int, Claim]:
    """The distinct claim objects, by identity."""
    return dict(zip(map(id, patterns), patterns, strict=True))


def _filled(claim: PatternClaim) -> PatternClaim:
    """The record with the pattern's start, end and locator where its own are empty."""
    pattern, subject, object, start, end, locator = claim
    return PatternClaim(
        pattern, subject, object, start or pattern.start, end or pattern.end, locator or pattern.locator
    )
