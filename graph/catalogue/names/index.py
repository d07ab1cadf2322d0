"""The index of names: folded names to ids, phrases in names, and which node a shared name means first.

Built once for a load. The graph of a country has two hundred thousand names, so no question looks at all of them:
parts of names are looked up by their rarest word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from graph.catalogue.names.phrase_index import PhraseIndex
from graph.catalogue.nodes import NodeIndex
from graph.model.records import Node
from graph.model.text import fold_uncached

# A shared name means one node alone if that node has this many links, and this many times those of the others.
LEAST_LINKS, LEAD = 3, 5
Ids = tuple[str, ...]


class NameIndex:
    """Names to ids. Immutable after construction.

    `links` is the number of links of each node that has any. With None, all names count alike. Otherwise a node with
    links is better known than an entry of a register, and its names are preferred.
    """

    def __init__(self, nodes: NodeIndex | Iterable[Node], links: Mapping[str, int] | None = None) -> None:
        self._nodes = nodes if isinstance(nodes, NodeIndex) else NodeIndex(sorted(nodes, key=lambda node: node.id))
        self._links = links
        self.ids: Mapping[str, Ids] = self._ids()
        self.longest = max((name.count(" ") for name in self.ids), default=0) + 1

    def is_known(self, ids: Iterable[str]) -> bool:
        """Whether any of these is more than an entry of a register: it has links, or all names count alike."""
        return self._links is None or any(one in self._links for one in ids)

    def best_linked(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The node with by far the most links, alone; all of them if none leads."""
        some = tuple(ids)
        if self._links is None or len(some) < 2:
            return some
        ranked = sorted(some, key=lambda one: -self._count(one))
        first, second = self._count(ranked[0]), self._count(ranked[1])
        return (ranked[0],) if first >= max(LEAST_LINKS, LEAD * second) else some

    def _count(self, node_id: str) -> int:
        return self._links.get(node_id, 0) if self._links else 0

    @cached_property
    def all(self) -> tuple[str, ...]:
        """All folded names, in no particular order, to compare spelling with."""
        return tuple(self.ids)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The folded names of known nodes: a misspelt word is corrected to these without asking."""
        if self._links is None:
            return self.all
        number = self._nodes.number
        linked = {number[one] for one in self._links if one in number}
        own = {self._nodes.folded[at] for at in linked}
        own |= {fold_uncached(alias) for at, alias in self._nodes.aliases() if at in linked}
        borne = own | {f"{name[:-3]}y" for name in own if name.endswith("ies")}
        borne |= {name[:-1] for name in own if name.endswith("s")}
        return tuple(name for name in sorted(borne) if self.is_known(self.ids.get(name, ())))

    def only_node_named(self, words: str) -> str:
        """The id of the only node with this phrase of two or more words in its name; "" for none, several, or a name.

        Known nodes come first: of all schools called after St Mary, the one with links.
        """
        if " " not in words or words in self.ids:
            return ""
        known = None if self._links is None else self._known_phrases.names_with(words)
        return self._only(known or self.names_with(words))

    def has_register_matches(self, words: str) -> bool:
        """Whether names of nodes that are not known contain this phrase too."""
        if self._links is None:
            return False
        return self._phrases.are_common(words) or not all(self.is_known(self.ids[n]) for n in self.names_with(words))

    def _only(self, names: Iterable[str]) -> str:
        found = ""
        for name in names:
            ids = self.ids[name]
            if len(ids) > 1 or found not in ("", ids[0]):
                return ""
            found = ids[0]
        return found

    def names_with(self, words: str) -> list[str]:
        """Names that contain this phrase, in no order. Empty if each of its words is in thousands of names."""
        return self._phrases.names_with(words)

    @cached_property
    def _phrases(self) -> PhraseIndex:
        return PhraseIndex(self.all)

    @cached_property
    def _known_phrases(self) -> PhraseIndex:
        return PhraseIndex(self.known)

    def _ids(self) -> dict[str, Ids]:
        """Folded names and aliases to the ids that have them. A name comes before an alias."""
        nodes = self._nodes
        own = _grouped(nodes.folded, nodes.ids)
        named = [(fold_uncached(alias), nodes.ids[at]) for at, alias in nodes.aliases()]
        other = _grouped((alias for alias, _ in named), (node_id for _, node_id in named))
        led = {key: best for key in other.keys() & own.keys() if (best := self._over(other[key], own[key]))}
        both = other | own
        made = {f"{key[:-3]}y": ids for key, ids in other.items() if key.endswith("ies") and " " in key}
        made |= {key[:-1]: ids for key, ids in both.items() if key.endswith("s") and " " in key}
        made |= other
        made |= own
        made |= led
        made.pop("", None)
        return made

    def _over(self, aliased: Ids, own: Ids) -> Ids:
        """The node that has another's name as alias and is far better known: Newcastle is Newcastle upon Tyne."""
        best = self.best_linked(dict.fromkeys((*own, *aliased)))
        return best if len(best) == 1 and best[0] in aliased else ()


def _grouped(names: Iterable[str], ids: Iterable[str]) -> dict[str, Ids]:
    """Names to their ids, sorted, each once."""
    found: dict[str, Ids] = {}
    again: dict[str, set[str]] = {}
    for name, one in zip(names, zip(ids, strict=True), strict=True):
        before = found.setdefault(name, one)
        if before is not one:
            again.setdefault(name, {*before}).update(one)
    return found | {name: tuple(sorted(some)) for name, some in again.items()}
