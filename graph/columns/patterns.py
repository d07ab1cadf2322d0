"""What claims of a register share: a pattern is a claim about nothing, and all that differs stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from operator import attrgetter

import numpy as np

from graph.columns.interning import Int32Array
from graph.model.records import Claim, PatternClaim, PatternClaims

# What each claim says for itself, and what many say alike.
OWN_FIELDS = ("subject", "object", "start", "end", "locator")
SHARED_FIELDS = tuple(f.name for f in fields(Claim) if f.init and f.name not in OWN_FIELDS)
shared_values: Callable[[Claim], tuple[object, ...]] = attrgetter(*SHARED_FIELDS)


class Patterns:
    """What claims say besides what they are about: each pattern once, numbered as it comes."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._patterns: list[Claim] = []
        # By identity, since to hash a claim takes longer than all else; each is kept, so that no other gets its place.
        self._known: dict[int, int] = {}
        self._kept: list[Claim] = []

    def columns(
        self, records: Sequence[Claim | PatternClaim] | PatternClaims
    ) -> tuple[Int32Array, Sequence[Sequence[str]]]:
        """The number of the pattern of each record, and the columns of OWN."""
        if isinstance(records, PatternClaims):
            pattern, *pairs, locators = records
            count = len(locators)
            if pattern.locator:
                locators = [locator or pattern.locator for locator in locators]
            dates = [pattern.start] * count, [pattern.end] * count
            return np.full(count, self.number(pattern), np.int32), (*pairs, *dates, locators)
        patterns, *own = zip(*self.said(records), strict=True)
        return self.numbers(patterns), own

    def said(self, records: Sequence[Claim | PatternClaim]) -> list[PatternClaim]:
        """The records as patterns and what is their own, in the order of OWN."""
        made = [record if isinstance(record, PatternClaim) else self._of(record) for record in records]
        distinct = _each_once([said[0] for said in made])
        dated = {key for key, p in distinct.items() if p.start or p.end or p.locator}
        return [_filled(said) if id(said[0]) in dated else said for said in made] if dated else made

    def _of(self, claim: Claim) -> PatternClaim:
        pattern = self._patterns[self.number(claim)]
        return PatternClaim(pattern, claim.subject, claim.object, claim.start, claim.end, claim.locator)

    def number(self, claim: Claim) -> int:
        """The number of the pattern of this claim."""
        key = shared_values(claim)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._patterns)
            self._patterns.append(replace(claim, subject="", object="", start="", end="", locator=""))
        return found

    def numbers(self, patterns: Sequence[Claim]) -> Int32Array:
        """The numbers of many patterns, among them a few that come again and again."""
        known = self._known
        for key, pattern in _each_once(patterns).items():
            if key not in known:
                known[key] = self.number(pattern)
                self._kept.append(pattern)
        return np.fromiter(map(known.__getitem__, map(id, patterns)), np.int32, len(patterns))

    def all(self) -> tuple[Claim, ...]:
        """The patterns in the order of their numbers."""
        return tuple(self._patterns)


def batches(
    records: Iterable[Claim | PatternClaim | PatternClaims], most: int
) -> Iterator[list[Claim | PatternClaim] | PatternClaims]:
    """The records as they come, at most so many single ones together."""
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


def _each_once(patterns: Sequence[Claim]) -> dict[int, Claim]:
    """The patterns by identity."""
    return dict(zip(map(id, patterns), patterns, strict=True))


def _filled(said: PatternClaim) -> PatternClaim:
    """With what the pattern says where the record says nothing of its own."""
    pattern, subject, object, start, end, locator = said
    return PatternClaim(
        pattern, subject, object, start or pattern.start, end or pattern.end, locator or pattern.locator
    )
