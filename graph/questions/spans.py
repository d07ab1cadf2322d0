"""Tokens and spans: the words of a text, and the sequences of words that stand for one entity or meaning."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.model.text import fold
from graph.questions.times import TimeSpan

MAX_WORDS = 400


WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[^\w\s]")


class NameLookup(Protocol):
    """What entity linking needs to know about the graph: its names, and the words of its notes."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names to ids."""
        ...

    def only_node_named(self, words: str) -> str:
        """The id of the only node with this phrase in its name; "" for none or several."""
        ...

    def has_register_matches(self, words: str) -> bool:
        """Whether nodes that are known only from a register have this phrase in a name too."""
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
        """The folded names that a misspelt word is corrected to without asking."""
        ...

    @property
    def titles(self) -> Mapping[str, str]:
        """Ids to names."""
        ...

    @property
    def kinds(self) -> Mapping[str, str]:
        """Everyday kinds to their meaning: "primary school" to "label:School kind:primary_school"."""
        ...

    def sources_matching(self, words: str) -> tuple[str, ...]:
        """The ids of the sources that these folded words name."""
        ...

    def sources_published_by(self, word: str) -> tuple[str, ...]:
        """The ids of the sources whose publisher has exactly this folded name."""
        ...

    def network_with(self, word: str) -> str:
        """The id of the only network with this word or phrase in its name; "" for none or several."""
        ...

    def is_elsewhere(self, ids: Collection[str], places: Collection[str]) -> bool:
        """Whether these are towns, and the others are countries or regions that none of them lies in."""
        ...

    @property
    def longest_name(self) -> int:
        """The number of words in the longest name."""
        ...

    def notes_mention(self, word: str) -> bool:
        """Whether any note contains this word. A longer word may have another ending."""
        ...

    def notes_mention_phrase(self, first: str, second: str) -> bool:
        """Whether any note contains these two words side by side, with any endings."""
        ...


@dataclass(frozen=True, slots=True)
class Token:
    """One word as typed, folded, and without a possessive ending.

    `joined`: a hyphen joins it to the word before. `is_synonym`: `folded` is another word than the typed one.
    """

    text: str
    folded: str
    bare: str
    joined: bool = False
    is_synonym: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A sequence of words that stands for one entity or meaning.

    `kind` is name, meaning, time, relation (before, since …), number, stop, keyword, source (`ids` are of sources),
    unknown_source, out_of_scope, unknown (may be a name) or rest (any other word without a meaning here). `corrected`
    is the corrected spelling, or "". `is_ambiguous`: the name has several meanings, and none comes first.
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
    """The words of a text, at most 400. Punctuation is dropped, except that hyphens join words."""
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
    """The words as typed, with one blank between them."""
    return " ".join(token.text for token in some)
