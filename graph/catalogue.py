"""What stands in the graph, held in Python for one load: nodes, places above and below them, successors, names.

Built from a store on opening and after each load, so that names are matched the same way on every store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from graph.model import Claim, Node, Source
from graph.store import MAX_PLACES, GraphStore
from graph.text import fold
from graph.themes import stem
from graph.vocabulary import DATA, vocabulary

CITY_LABELS = ("City", "District")
LONG_WORD = 5
# Labels of which a part is not another one; a working group of a network is a network of its own.
WHOLE = ("University",)


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
        self.wholes: dict[str, set[str]] = {}
        self.parts_of: dict[str, set[str]] = {}
        for claim in store.claims(("LOCATED_IN", "SUCCEEDED_BY", "PART_OF")):
            self._join(claim)
        self.names: dict[str, tuple[str, ...]] = self._names()
        self.parts = self._parts()
        self.kinds = self._kinds()
        self.longest_name = max((len(name.split()) for name in self.names), default=1)
        notes = [*store.notes(), *(f"{node.kind} {node.note}" for node in self.nodes.values())]
        self.spoken = frozenset(word for text in notes for word in fold(text).split())
        self.themes = frozenset(map(stem, self.spoken))
        self.pairs = frozenset(pair for text in notes for pair in pairwise(map(stem, fold(text).split())))
        self.other_places = other_places() - self.names.keys()
        self._above: dict[str, frozenset[str]] = {}

    def _join(self, claim: Claim) -> None:
        if claim.type == "PART_OF":
            self.wholes.setdefault(claim.subject, set()).add(claim.object)
            self.parts_of.setdefault(claim.object, set()).add(claim.subject)
            return
        if claim.type == "LOCATED_IN":
            self.placings.setdefault((claim.subject, claim.object), []).append(claim)
        down, up = (self.parents, self.children) if claim.type == "LOCATED_IN" else (self.successors, self.predecessors)
        down.setdefault(claim.subject, set()).add(claim.object)
        up.setdefault(claim.object, set()).add(claim.subject)

    def is_other_place(self, text: str) -> bool:
        """Whether this is the name of a real place that the graph does not hold."""
        return fold(text) in self.other_places

    def speaks_of(self, word: str) -> bool:
        """Whether any note holds this folded word, or, for a longer one, the word in another ending."""
        return word in self.spoken or (len(word) >= LONG_WORD and stem(word) in self.themes)

    def speaks_of_both(self, first: str, second: str) -> bool:
        """Whether any note holds these two words, the one right after the other, in any ending."""
        return (stem(first), stem(second)) in self.pairs

    def _parts(self) -> dict[str, str]:
        """Runs of two words and more that stand in the names of one thing only, and are no name themselves."""
        found: dict[str, set[str]] = {}
        for name, ids in self.names.items():
            words = name.split()
            for length in range(2, len(words)):
                for at in range(len(words) - length + 1):
                    found.setdefault(" ".join(words[at : at + length]), set()).update(ids)
        return {part: next(iter(ids)) for part, ids in found.items() if len(ids) == 1 and part not in self.names}

    def _kinds(self) -> dict[str, str]:
        """What nodes are called in everyday words, singular and plural, where that says more than their label."""
        found: dict[str, set[str]] = {}
        for node in self.nodes.values():
            if node.kind and fold(node.kind) not in vocabulary().labels[node.label].words[:1]:
                found.setdefault(fold(node.kind), set()).add(node.label)
        meanings: dict[str, str] = {}
        for kind, labels in found.items():
            if len(labels) == 1:
                meaning = f"label:{next(iter(labels))} kind:{kind.replace(' ', '_')}"
                meanings |= dict.fromkeys(
                    (kind, f"{kind}s", f"{kind[:-1]}ies" if kind.endswith("y") else kind), meaning
                )
        return meanings

    def _names(self) -> dict[str, tuple[str, ...]]:
        """Folded names and aliases to the ids that bear them; who bears it as its own name goes before an alias."""
        own: dict[str, set[str]] = {}
        other: dict[str, set[str]] = {}
        for node in self.nodes.values():
            own.setdefault(fold(node.name), set()).add(node.id)
            for alias in node.aliases:
                other.setdefault(fold(alias), set()).add(node.id)
        singular = {key[:-1]: ids for key, ids in (other | own).items() if " " in key and key.endswith("s")}
        return {key: tuple(sorted(ids)) for key, ids in (singular | other | own).items() if key}

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
        """These nodes, all that they succeeded, and what they became, where that is the same kind of thing.

        A renamed university is one with its new name; a borough that went into a city is not the whole city.
        """
        found: set[str] = set()
        for node_id in node_ids:
            label = self.nodes[node_id].label
            later = {i for i in self._reach(self.successors, node_id) if self.nodes[i].label == label}
            found |= {i for one in later for i in self._reach(self.predecessors, one)}
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

    def is_part(self, node_id: str) -> bool:
        """Whether a node is a part of something of its own label: a faculty is no further university."""
        label = self.nodes[node_id].label
        return label in WHOLE and any(self.nodes[w].label == label for w in self.wholes.get(node_id, ()))

    def describe(self, node_id: str) -> str:
        """Kind and place in a few words: "city in Hubei, China"."""
        node = self.nodes[node_id]
        words = node.kind or vocabulary().labels[node.label].singular
        near = [p for p in self.chain(node_id) if self.nodes[p].label not in ("Continent", "World")]
        shown = [near[0], near[-1]] if len(near) > 1 else near
        if shown and self.nodes[shown[0]].label in CITY_LABELS:
            shown = shown[:1]
        first, _, rest = words.partition(", ")
        where = " in " + ", ".join(self.name(p) for p in shown) if shown else ""
        return first + where + (f" ({rest})" if rest else "")
