"""What stands in the graph, held in Python for one load: nodes, places above and below them, successors, names.

Built from a store on opening and after each load, so that names are matched the same way on every store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from graph.model import Claim, Node, Source
from graph.store import MAX_PLACES, GraphStore
from graph.text import fold
from graph.themes import stem, themes
from graph.vocabulary import DATA, vocabulary

CITY_LABELS = ("City", "District")


@cache
def other_places() -> frozenset[str]:
    """Folded names of places that the graph may not hold, so that "Hunan" is never taken for a misspelt Wuhan."""
    path = DATA / "other_places.txt"
    return frozenset(fold(line) for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


class Catalogue:
    """Immutable after it is made; safe to share between threads."""

    def __init__(self, store: GraphStore) -> None:
        """Read the nodes, sources, places and successions of the store's pinned load."""
        self.number = store.refresh()
        self.nodes: dict[str, Node] = {node.id: node for node in store.nodes()}
        self.titles: dict[str, str] = {node.id: node.name for node in self.nodes.values()}
        self.sources: dict[str, Source] = {source.id: source for source in store.sources()}
        self.parents: dict[str, set[str]] = {}
        self.children: dict[str, set[str]] = {}
        self.successors: dict[str, set[str]] = {}
        self.predecessors: dict[str, set[str]] = {}
        self.placings: dict[tuple[str, str], list[Claim]] = {}
        for claim in store.claims(("LOCATED_IN", "SUCCEEDED_BY")):
            self._join(claim)
        self.names: dict[str, tuple[str, ...]] = self._names()
        self.longest_name = max((len(name.split()) for name in self.names), default=1)
        self.themes = frozenset(word for text in store.notes() for word in themes(text))
        self.other_places = other_places() - self.names.keys()
        self._above: dict[str, frozenset[str]] = {}

    def _join(self, claim: Claim) -> None:
        if claim.type == "LOCATED_IN":
            self.placings.setdefault((claim.subject, claim.object), []).append(claim)
        down, up = (self.parents, self.children) if claim.type == "LOCATED_IN" else (self.successors, self.predecessors)
        down.setdefault(claim.subject, set()).add(claim.object)
        up.setdefault(claim.object, set()).add(claim.subject)

    def is_other_place(self, text: str) -> bool:
        """Whether this is the name of a real place that the graph does not hold."""
        return fold(text) in self.other_places

    def speaks_of(self, word: str) -> bool:
        """Whether any claim's words hold this folded word, in any ending."""
        return stem(word) in self.themes

    def _names(self) -> dict[str, tuple[str, ...]]:
        """Folded names and aliases to the ids that bear them; who bears it as its own name goes before an alias."""
        own: dict[str, set[str]] = {}
        other: dict[str, set[str]] = {}
        for node in self.nodes.values():
            own.setdefault(fold(node.name), set()).add(node.id)
            for alias in node.aliases:
                other.setdefault(fold(alias), set()).add(node.id)
        return {key: tuple(sorted(ids)) for key, ids in (other | own).items() if key}

    def name(self, node_id: str) -> str:
        """The node's name, or the id itself for an id that is not in this load."""
        node = self.nodes.get(node_id)
        return node.name if node else node_id

    def is_place(self, node_id: str) -> bool:
        """Whether the node is a place that other things lie in."""
        return self.nodes[node_id].label in vocabulary().places

    def above(self, node_id: str) -> frozenset[str]:
        """All places that this node lies in, itself not among them."""
        found = self._above.get(node_id)
        if found is None:
            found = frozenset(self._reach(self.parents, node_id)) - {node_id}
            self._above[node_id] = found
        return found

    def inside(self, places: Iterable[str]) -> set[str]:
        """These places and all that lies in them."""
        found: set[str] = set()
        for place in places:
            found |= self._reach(self.children, place)
        return found

    def family(self, node_ids: Iterable[str]) -> set[str]:
        """These nodes, those they were succeeded by, and those they succeeded."""
        found: set[str] = set()
        for node_id in node_ids:
            found |= self._reach(self.successors, node_id) | self._reach(self.predecessors, node_id)
        return found

    def _reach(self, steps: dict[str, set[str]], start: str) -> set[str]:
        found = frontier = {start}
        for _ in range(MAX_PLACES):
            frontier = {near for node in frontier for near in steps.get(node, ())} - found
            if not frontier:
                break
            found = found | frontier
        return found

    def place_of(self, node_id: str, label: str) -> str:
        """The id of the place of this label that the node is or lies in; "" when none, the smallest id when several."""
        if node_id in self.nodes and self.nodes[node_id].label == label:
            return node_id
        return min((place for place in self.above(node_id) if self.nodes[place].label == label), default="")

    def chain(self, node_id: str) -> list[str]:
        """The places above, nearest first: a city, its region, its country, its continent."""
        return sorted(self.above(node_id), key=lambda place: (-len(self.above(place)), place))

    def placing(self, node_id: str) -> list[Claim]:
        """The claims that say where a node lies, most direct place first."""
        parents = sorted(self.parents.get(node_id, ()), key=lambda place: (-len(self.above(place)), place))
        return [claim for place in parents for claim in self.placings[node_id, place]]

    def homes(self, node_id: str) -> list[str]:
        """The city or district a body lies in, or nothing for a place."""
        if self.is_place(node_id):
            return []
        return [place for place in self.chain(node_id) if self.nodes[place].label in CITY_LABELS]

    def labelled(self, labels: Iterable[str]) -> Iterator[Node]:
        """Nodes of these labels, by name then id."""
        wanted = set(labels)
        return iter(
            sorted(
                (n for n in self.nodes.values() if n.label in wanted),
                key=lambda n: (fold(n.name), n.id),
            )
        )

    def describe(self, node_id: str) -> str:
        """Kind and place in a few words: "city in Hubei, China"."""
        node = self.nodes[node_id]
        words = node.kind or vocabulary().labels[node.label].singular
        near = [p for p in self.chain(node_id) if self.nodes[p].label not in ("Continent", "World")]
        shown = [near[0], near[-1]] if len(near) > 1 else near
        return words + (" in " + ", ".join(self.name(p) for p in shown) if shown else "")
