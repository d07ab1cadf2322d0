"""Index of phrases: finds the names that contain a sequence of whole words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

# A phrase is looked up if its rarest word is in at most this many names. Otherwise it identifies no node.
MOST_BEARERS = 2000
# This many lookups search one long text, which takes milliseconds each. Then an index of words is built.
FEW_LOOKS = 60


class PhraseIndex:
    """Folded names, searched by phrase. Safe to share between threads: computing a value twice gives the same."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take folded names, each once."""
        self._names = names
        self._looks = 0
        self._common: dict[str, bool] = {}

    def names_with(self, words: str) -> list[str]:
        """Names that contain this phrase, in no order. Empty if each of its words is in thousands of names."""
        if self._is_indexed():
            rarest = min((self._bearers.get(word, ()) for word in words.split()), key=len, default=())
            held = (self._names[at] for at in rarest) if len(rarest) <= MOST_BEARERS else ()
            return [name for name in held if f" {words} " in f" {name} "]
        found = self._lines(words)
        return [] if found and self.are_common(words) else found

    def are_common(self, words: str) -> bool:
        """Whether each of these words is in thousands of names."""
        return all(map(self._is_common, words.split()))

    def _is_common(self, word: str) -> bool:
        if self._is_indexed():
            return len(self._bearers.get(word, ())) > MOST_BEARERS
        if word not in self._common:
            self._common[word] = len(self._lines(word)) > MOST_BEARERS
        return self._common[word]

    def _is_indexed(self) -> bool:
        return self._looks >= FEW_LOOKS or len(self._names) <= MOST_BEARERS

    def _lines(self, words: str) -> list[str]:
        """The names with this phrase, up to the limit that shows it is common."""
        self._looks += 1
        found: list[str] = []
        text, run = self._text, f" {words} "
        at = text.find(run)
        while at >= 0 and len(found) <= MOST_BEARERS:
            end = text.index("\n", at)
            found.append(text[text.rindex("\n", 0, at) + 2 : end - 1])
            at = text.find(run, end)
        return found

    @cached_property
    def _text(self) -> str:
        return "\n " + " \n ".join(self._names) + " \n"

    @cached_property
    def _bearers(self) -> Mapping[str, Sequence[int]]:
        """Each word to the numbers of the names that contain it."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(self._names):
            for word in dict.fromkeys(name.split()):
                found[word].append(at)
        return dict(found)
