"""The outline of the land and its countries, read from data/reference/world.json (TopoJSON)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from graph.model.data_folder import data_file, read_once
from graph.model.errors import DataError
from graph.worldmap.antimeridian import line_pieces, ring_pieces
from graph.worldmap.projection import HEIGHT, WIDTH, Place, Spot, flat, project, unproject


@dataclass(frozen=True, slots=True)
class Outline:
    """Land as closed rings, borders between countries as lines, in degrees; and the middle of each country.

    `middles` is by two-letter ISO 3166-1 code, without countries that are missing from the outline.
    """

    land: tuple[tuple[Place, ...], ...]
    borders: tuple[tuple[Place, ...], ...]
    middles: Mapping[str, Place]


def read_outline(path: Path) -> Outline:
    """Read an outline file. Raises DataError if it is not a topology of `land` and `countries`."""
    try:
        topology = json.loads(path.read_text(encoding="utf-8"))
        arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
        countries = topology["objects"]["countries"]["geometries"]
        uses = Counter(abs_index for g in countries for ring in _rings(g) for abs_index in map(_arc, ring))
        land = [ring for g in topology["objects"]["land"]["geometries"] for ring in _rings(g)]
        return Outline(
            land=tuple(_stitched(ring, arcs) for ring in land),
            borders=tuple(tuple(arcs[i]) for i, count in sorted(uses.items()) if count > 1),
            middles={g["id"]: _middle(_stitched(ring, arcs) for ring in _rings(g)) for g in countries if "id" in g},
        )
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, IndexError) as error:
        raise DataError(
            f"The outline of the land cannot be read ({type(error).__name__}: {error})",
            value=path.name,
            expected="a TopoJSON topology with the objects land and countries",
            fix="Take the file that came with the project",
        ) from error


@read_once("reference/world.json")
def outline() -> Outline:
    """The outline of the active data folder."""
    return read_outline(data_file("reference/world.json"))


@read_once("reference/world.json")
def land_drawing() -> dict[str, Any]:
    """The SVG paths that a renderer draws under everything else, in whole map units, filled by the even-odd rule.

    Keys: `width` and `height` of the map; `land`, closed; `borders`, open lines.
    """
    rings = (piece for ring in outline().land for piece in ring_pieces(ring))
    lines = (piece for line in outline().borders for piece in line_pieces(line))
    return {
        "width": WIDTH,
        "height": round(HEIGHT, 1),
        "land": "".join(_path([flat(*place) for place in ring]) + "z" for ring in rings),
        "borders": "".join(_path([flat(*place) for place in line]) for line in lines),
    }


def _decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> list[Place]:
    (across, up), (west, south) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))
    return [(x * across + west, y * up + south) for x, y in steps]


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return (ring for polygon in polygons for ring in polygon)


def _arc(index: int) -> int:
    return ~index if index < 0 else index  # ~i is arc i from its end to its start


def _stitched(ring: Sequence[int], arcs: Sequence[Sequence[Place]]) -> tuple[Place, ...]:
    places: list[Place] = []
    for index in ring:
        arc = arcs[_arc(index)]
        places += (arc if index >= 0 else arc[::-1])[bool(places) :]
    return tuple(places)


def _middle(rings: Iterator[tuple[Place, ...]]) -> Place:
    """Return the centre of gravity of the largest ring on the map: a country's mainland."""
    return unproject(*max((_weighed([project(*p) for p in ring]) for ring in rings), key=lambda found: found[0])[1])


def _weighed(spots: Sequence[Spot]) -> tuple[float, Spot]:
    """Return the area of a ring and its centre of gravity; for a ring without area its first point."""
    turns = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(spots, (*spots[1:], spots[0]), strict=True)]
    area = sum(turn for *_, turn in turns) / 2
    if abs(area) < 1e-9:
        return 0.0, spots[0]
    x, y = (sum((a[i] + b[i]) * turn for a, b, turn in turns) / (6 * area) for i in (0, 1))
    return abs(area), (x, y)


def _path(spots: Sequence[Spot]) -> str:
    """Return the path in whole units relative to the point before: a third of the size of full coordinates."""
    x, y = round(spots[0][0]), round(spots[0][1])
    said = [f"M{x} {y}l"]
    for spot in spots[1:]:
        over, down = round(spot[0]) - x, round(spot[1]) - y
        if over or down:
            said.append(f"{over}{down if down < 0 else f' {down}'} ")
            x, y = x + over, y + down
    return "".join(said).rstrip() if len(said) > 1 else f"M{x} {y}h0"
