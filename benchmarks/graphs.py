"""Synthetic graphs that are the same in every run: a city network with hubs, and Barabási-Albert graphs."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.drawing.layout import Point, positions
from graph.model.records import Claim, Node, Records, Source

LABELS = ("City", "School", "University", "Charity", "Network")
BODIES = ("School", "University", "Charity")
WORDS = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Larch", "Maple", "Rowan", "Willow")


@dataclass(frozen=True, slots=True)
class Made:
    """A graph of nodes (id, label, name) and links (start, type, end), with at most one link for each pair of nodes."""

    name: str
    nodes: tuple[tuple[str, str, str], ...]
    links: tuple[tuple[str, str, str], ...]
    places: dict[str, Point]

    @property
    def degrees(self) -> dict[str, int]:
        """How many links each node has."""
        counts = dict.fromkeys((id for id, _, _ in self.nodes), 0)
        for start, _, end in self.links:
            counts[start] += 1
            counts[end] += 1
        return counts


def city(count: int, seed: int = 1) -> Made:
    """A network like that of a city: of 100 nodes, 4 are cities, 1 is a network, and the others support a city.

    The links say which city a body supports, not where it lies, because we draw no links for locations. Cities are
    chosen by Zipf's law, so the first two are hubs. Half of the bodies are members of a network, most have a partner,
    and each city is twinned with one to three earlier ones.
    """
    chance = random.Random(seed)
    cities = [_node("City", i) for i in range(max(5, count // 25))]
    networks = [_node("Network", i) for i in range(max(2, count // 100))]
    rest = range(count - len(cities) - len(networks))
    bodies = [_node(chance.choice(BODIES), i) for i in rest]
    weights = [1 / (i + 1) for i in range(len(cities))]
    links = []
    for i, (id, _, _) in enumerate(cities):
        for _ in range(chance.randint(1, 3) if i else 0):
            links.append((id, "TWINNED_WITH", chance.choices(cities[:i], weights[:i])[0][0]))
    for i, (id, _, _) in enumerate(bodies):
        links.append((id, "SUPPORTS", chance.choices(cities, weights)[0][0]))
        if chance.random() < 0.5:
            links.append((id, "MEMBER_OF", chance.choice(networks)[0]))
        if i and chance.random() < 0.6:
            links.append((id, "PARTNERED_WITH", chance.choice(bodies[:i])[0]))
    joined = {network for _, kind, network in links if kind == "MEMBER_OF"}
    links += [(id, "PARTNERED_WITH", cities[0][0]) for id, _, _ in networks if id not in joined]
    return _made(f"city_{count}", [*cities, *networks, *bodies], links)


def barabasi_albert(count: int, seed: int = 1, each: int = 2) -> Made:
    """A graph that grows by one node at a time. A new node gets `each` links, preferably to nodes with many links."""
    chance = random.Random(seed)
    nodes = [_node(chance.choice(LABELS), i) for i in range(count)]
    ends = list(range(each))
    links = []
    for i in range(each, count):
        chosen: set[int] = set()
        while len(chosen) < each:
            chosen.add(chance.choice(ends))
        links += [(nodes[i][0], "PARTNERED_WITH", nodes[other][0]) for other in sorted(chosen)]
        ends += [*sorted(chosen), *[i] * each]
    return _made(f"ba_{count}", nodes, links)


KINDS = {"city": city, "ba": barabasi_albert}


def _node(label: str, number: int) -> tuple[str, str, str]:
    return f"local:{label.lower()}:{number}", label, f"{WORDS[number % len(WORDS)]} {label} {number}"


def _made(name: str, nodes: Iterable[tuple[str, str, str]], links: Iterable[tuple[str, str, str]]) -> Made:
    first = {frozenset((start, end)): (start, kind, end) for start, kind, end in reversed(list(links))}
    return Made(name, tuple(nodes), tuple(sorted(first.values())), {})


def records(made: Made) -> Records:
    """The graph as records. Each link is one claim, and all claims cite one source."""
    source = Source("made-up", "document", "A made-up document", as_of="2021")
    nodes = [Node(*node) for node in made.nodes]
    claims = [Claim(start, kind, end, source.id, status="active") for start, kind, end in made.links]
    return Records(
        tuple(sorted(nodes, key=lambda node: node.id)), tuple(sorted(claims, key=lambda claim: claim.id)), (source,)
    )


def write(name: str, folder: Path) -> Made:
    """Build the graph of this name, for example "city_1000", and write it with its layout as JSON to the folder."""
    kind, count = name.split("_")
    bare = KINDS[kind](int(count))
    places = positions([id for id, _, _ in bare.nodes], [(start, end) for start, _, end in bare.links])
    made = Made(bare.name, bare.nodes, bare.links, places)
    (folder / f"{name}.json").write_text(json.dumps(asdict(made)), encoding="utf-8")
    return made


def read(name: str, folder: Path) -> Made:
    """A graph that was written to the folder."""
    raw = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Made(
        raw["name"],
        tuple((id, label, text) for id, label, text in raw["nodes"]),
        tuple((start, kind, end) for start, kind, end in raw["links"]),
        {id: (x, y) for id, (x, y) in raw["places"].items()},
    )
