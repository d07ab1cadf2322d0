"""Claims of membership, and the coordinates that lists of networks contain."""

from __future__ import annotations

import re

from graph.model.distance import Coordinates
from graph.model.records import Claim, PatternClaim
from loaders.base import LoaderRun
from loaders.places.coordinates import NOWHERE, coordinates_or_nowhere

POINT = re.compile(r"\(\s*(-?\d+(?:\.\d+)?)[,\s]+(-?\d+(?:\.\d+)?)\s*\)")


def membership(
    run: LoaderRun,
    member: str,
    network: str,
    role: str,
    sector: str = "",
    since: str = "",
    *,
    locator: str = "",
    note: str = "",
) -> PatternClaim:
    """A claim that a city is in a network, as of the date of the file. It has a start only if the file gives one."""
    pattern: Claim = run.pattern("MEMBER_OF", role=role, sectors=tuple(filter(None, (sector,))), note=note)
    return PatternClaim(pattern, member, network, since, locator=locator)


def parse_point(text: str) -> Coordinates:
    """Coordinates of "(51.5, -0.1)" and of "POINT (-0.1 51.5)", which has the longitude first."""
    found = POINT.search(text)
    if not found:
        return NOWHERE
    return (
        coordinates_or_nowhere(found[2], found[1])
        if text.upper().startswith("POINT")
        else coordinates_or_nowhere(found[1], found[2])
    )
