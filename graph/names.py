"""What things are called: folded names to ids, the words that names are made of, and which names come first.

Made once for a load. A graph of a country holds two hundred thousand names, so nothing here looks at all of them for
one question; parts of names are looked up by their rarest word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from graph.model import Node
from graph.text import folded, folded_all

# Names that hold the rarest word of what is looked up; a run of words that are all more common stands for no one thing.
MOST_BEARERS = 2000
# A name is one thing's, whoever else bears it, where that thing has so many links, and so many times those of the rest.
LEAST_LINKS, LEAD = 3, 5
Bearers = Mapping[str, Sequence[int]]
Ids = tuple[str, ...]


class Names:
    """Immutable after it is made.

    `links` counts the links of each thing that has any. Where it is None every name counts alike; with it, a thing
    with links is better known than one that a register only lists, and its names are preferred.
    """

    def __init__(self, nodes: Iterable[Node], links: Mapping[str, int] | None = None) -> None:
        self._links = links
        self.ids: dict[str, tuple[str, ...]] = self._ids(nodes)
        self.longest = max((name.count(" ") + 1 for name in self.ids), default=1)

    def is_known(self, ids: Iterable[str]) -> bool:
        """Whether any of these is more than an entry in a register: it has links, or all names count alike."""
        return self._links is None or any(one in self._links for one in ids)

    def leading(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The one of these that is by far the best linked, alone; all of them where none is."""
        some = tuple(ids)
        if self._links is None or len(some) < 2:
            return some
        ranked = sorted(some, key=lambda one: -self._count(one))
        first, second = self._count(ranked[0]), self._count(ranked[1])
        return (ranked[0],) if first >= max(LEAST_LINKS, LEAD * second) else some

    def _count(self, node_id: str) -> int:
        return self._links.get(node_id, 0) if self._links else 0

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """All folded names, in no order that means anything: for comparing spelling."""
        return tuple(self.ids)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The folded names of what is known: what a misspelt word is taken for without asking."""
        return (
            self.listed if self._links is None else tuple(name for name, ids in self.ids.items() if self.is_known(ids))
        )

    def part(self, words: str) -> str:
        """The id of the one thing with this run of two or more words in its name; "" for none, several, or a name.

        What is known is looked for first: of all the schools called after St Mary, the one with links.
        """
        if " " not in words or words in self.ids:
            return ""
        known = None if self._links is None else _held(words, self.known, self._known_bearers)
        return self._only(known or self.holding(words))

    def has_rivals(self, words: str) -> bool:
        """Whether names that are not known hold this run of words too."""
        if self._links is None:
            return False
        lists = [self._bearers.get(word, ()) for word in words.split()]
        return min(map(len, lists)) > MOST_BEARERS or not all(self.is_known(self.ids[n]) for n in self.holding(words))

    def _only(self, names: Iterable[str]) -> str:
        found = ""
        for name in names:
            ids = self.ids[name]
            if len(ids) > 1 or found not in ("", ids[0]):
                return ""
            found = ids[0]
        return found

    def holding(self, words: str) -> list[str]:
        """Names that hold this run of whole words, in no order; none where each word is in thousands of names."""
        return _held(words, self.listed, self._bearers)

    @cached_property
    def _bearers(self) -> Bearers:
        return _bearers(self.listed)

    @cached_property
    def _known_bearers(self) -> Bearers:
        return _bearers(self.known)

    def _ids(self, nodes: Iterable[Node]) -> dict[str, tuple[str, ...]]:
        """Folded names and aliases to the ids that bear them; who bears it as its own name goes before an alias."""
        every = tuple(nodes)
        own = _grouped(folded_all([node.name for node in every]), (node.id for node in every))
        named = [(folded(alias), node.id) for node in every if node.aliases for alias in node.aliases]
        other = _grouped((alias for alias, _ in named), (node_id for _, node_id in named))
        led = {key: best for key in other.keys() & own.keys() if (best := self._over(other[key], own[key]))}
        made = {key[:-1]: ids for key, ids in (other | own).items() if key.endswith("s") and " " in key}
        made |= other
        made |= own
        made |= led
        made.pop("", None)
        return {key: ids if len(ids) == 1 else tuple(sorted(set(ids))) for key, ids in made.items()}

    def _over(self, aliased: Ids, own: Ids) -> Ids:
        """The one that answers to another's own name and is known far better: Newcastle is Newcastle upon Tyne."""
        best = self.leading(dict.fromkeys((*own, *aliased)))
        return best if len(best) == 1 and best[0] in aliased else ()


def _grouped(names: Iterable[str], ids: Iterable[str]) -> dict[str, Ids]:
    """Names to the ids that stand beside them."""
    found: dict[str, Ids] = {}
    for name, node_id in zip(names, ids, strict=True):
        before = found.get(name)
        found[name] = (node_id,) if before is None else (*before, node_id)
    return found


def _bearers(names: Sequence[str]) -> Bearers:
    """Each word to the numbers of the names that hold it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        for word in name.split():
            found[word].append(at)
    return dict(found)


def _held(words: str, names: Sequence[str], bearers: Bearers) -> list[str]:
    """The names that hold a run of whole words, found by the rarest of them; none where each is in thousands."""
    rarest = min((bearers.get(word, ()) for word in words.split()), key=len, default=())
    if len(rarest) > MOST_BEARERS:
        return []
    return [names[at] for at in rarest if f" {words} " in f" {names[at]} "]
