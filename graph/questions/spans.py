"""The words of a text, and the runs of them that stand for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.model.text import fold
from graph.questions.times import TimeSpan

MAX_WORDS = 400


WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[^\w\s]")


class NameLookup(Protocol):
    """What linking needs to know of the graph: names and the words of its notes."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names to ids."""
        ...

    def only_node_named(self, words: str) -> str:
        """The id of the one thing in whose name this run of words stands; "" for none, or several."""
        ...

    def has_register_matches(self, words: str) -> bool:
        """Whether things that a register only lists have this run of words in a name too."""
        ...

    def is_known(self, ids: Iterable[str]) -> bool:
        """Whether any of these is more than an entry in a loaded register."""
        ...

    @property
    def all_names(self) -> Sequence[str]:
        """Every folded name."""
        ...

    @property
    def known_names(self) -> Sequence[str]:
        """The folded names that a misspelt word may be taken for without asking."""
        ...

    @property
    def titles(self) -> Mapping[str, str]:
        """Ids to names."""
        ...

    @property
    def kinds(self) -> Mapping[str, str]:
        """Everyday kinds of thing to their meaning: "primary school" to "label:School kind:primary school"."""
        ...

    def sources_matching(self, words: str) -> tuple[str, ...]:
        """The ids of the sources that these folded words name."""
        ...

    def sources_published_by(self, word: str) -> tuple[str, ...]:
        """The ids of the sources whose publisher is called just this folded word."""
        ...

    def network_with(self, word: str) -> str:
        """The id of the one network with this word, or run of words, in its name; "" for none, or several."""
        ...

    @property
    def longest_name(self) -> int:
        """How many words the longest name has."""
        ...

    def notes_mention(self, word: str) -> bool:
        """Whether any note holds this word, or a longer one in another ending."""
        ...

    def notes_mention_phrase(self, first: str, second: str) -> bool:
        """Whether any note holds these two words, the one right after the other, in any ending."""
        ...


@dataclass(frozen=True, slots=True)
class Token:
    """One word as typed, folded, and without a possessive ending; `joined` when a hyphen ties it to the word before."""

    text: str
    folded: str
    bare: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words that stands for one thing.

    kind: name, meaning, time, relation (before, since …), number, stop, keyword, source (its ids are sources'),
    unsourced (words that should name a source), outside, unknown. `is_several`: a name of several things, of which
    none is meant before the others.
    """

    kind: str
    text: str
    value: str = ""
    ids: tuple[str, ...] = ()
    time: TimeSpan | None = None
    number: int = 0
    corrected: str = ""
    suggestions: tuple[str, ...] = field(default=())
    is_ambiguous: bool = False


def tokens(text: str) -> list[Token]:
    """The words of a text, at most 400; marks are dropped but for hyphens, which tie words together."""
    found: list[Token] = []
    joined = False
    end = -1
    for match in WORD.finditer(text):
        word = match[0]
        folded = fold(word)
        if not folded:
            joined = word in "-‐‑–" and match.start() == end
        else:
            bare = fold(re.sub(r"['’]s?$", "", word)) or folded
            for part in folded.split():
                found.append(
                    Token(
                        word,
                        part,
                        bare if " " not in folded else part,
                        joined and match.start() == end,
                    )
                )
            joined = False
        end = match.end()
    return found[:MAX_WORDS]


def joined_text(some: list[Token]) -> str:
    """The words as typed, one blank between them."""
    return " ".join(token.text for token in some)
