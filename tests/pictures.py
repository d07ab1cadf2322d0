"""Pictures for tests: a typical answer, a large network, and names that look like markup."""

from __future__ import annotations

import random

from graph.model.records import Claim, Node, Relationship
from graph.stores.base import group_claims

Drawing = tuple[list[Node], tuple[Relationship, ...], frozenset[str]]
MARKUP = "<script>window.stolen=1</script>"
IMAGE = '<img src=x onerror="window.stolen=1">'


def claim(subject: str, kind: str, object: str, **more: object) -> Claim:
    return Claim(subject, kind, object, "page", **more)  # type: ignore[arg-type]


def answer() -> Drawing:
    """Which Newcastle schools link to Wuhan: two confirmed, three possible."""
    schools = ["West Jesmond", "Broadwood", "Wingrove", "Ravenswood", "Moorside"]
    nodes = [Node(f"local:school:{name}", "School", f"{name} Primary") for name in schools]
    nodes += [
        Node("geonames:2641673", "City", "Newcastle upon Tyne"),
        Node("geonames:1791247", "City", "Wuhan", ("武汉",)),
        Node("iso:CN", "Country", "China"),
    ]
    ids = [node.id for node in nodes[:5]]
    claims = [claim(school, "LOCATED_IN", "geonames:2641673") for school in ids]
    claims += [claim("geonames:1791247", "LOCATED_IN", "iso:CN")]
    claims += [
        claim(school, "PARTNERED_WITH", "geonames:1791247", counterpart="School", at_least=1) for school in ids[:2]
    ]
    unsure = [claim(school, "PARTNERED_WITH", "iso:CN", counterpart="School") for school in ids[2:]]
    joined = group_claims(claims + unsure)
    possible = frozenset(r.id for r in joined if r.claims[0] in unsure)
    return nodes, joined, possible


def markup() -> Drawing:
    """Names from a hostile file."""
    nodes = [
        Node("a", "City", MARKUP),
        Node("b", "School", IMAGE),
        Node("c", "Network", "</p>Plain"),
    ]
    claims = [claim("a", "TWINNED_WITH", "b", start="1968"), claim("b", "MEMBER_OF", "c")]
    return nodes, group_claims(claims), frozenset()


def crowd(count: int = 150) -> Drawing:
    """A city network with hubs and every kind, status and mark. The same on every run."""
    chance = random.Random(4)
    labels = ["School"] * 5 + ["City"] * 3 + ["University", "Network", "Charity", "Council"]
    labels += ["Project", "Club", "Consulate", "Country", "Business", "Community"]
    hubs = max(3, count // 25)
    nodes = [Node(f"n{i}", "City", f"City {chr(65 + i)}") for i in range(hubs)]
    for i in range(hubs, count):
        label = chance.choice(labels)
        more = chance.choice(["", "", " of Saint Somebody", " for International Friendship"])
        nodes.append(Node(f"n{i}", label, f"{label} {i}{more}"))
    claims = [claim(f"n{chance.randrange(i)}", "TWINNED_WITH", f"n{i}") for i in range(1, hubs)]
    for i in range(hubs, count):
        hub = min(chance.randrange(hubs), chance.randrange(hubs))
        status = chance.choice(["active", "unknown", "unknown", "planned", "ended"])
        word = chance.choice(["party"] * 4 + ["third party"])
        claims.append(claim(f"n{i}", "PARTNERED_WITH", f"n{hub}", status=status, asserted_by=word))
        if chance.random() < 0.2:
            claims.append(claim(f"n{i}", "MEMBER_OF", f"n{chance.randrange(hubs)}", start="1988/1989"))
    return nodes, group_claims(c for c in claims if c.subject != c.object), frozenset()
