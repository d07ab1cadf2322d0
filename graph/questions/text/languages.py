"""Languages: whether a question is in another language than English, by its small words and its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence

from graph.questions.text.english_words import is_english

# Small words of another language that a question must have. One alone may be part of a name.
FEWEST = 2
OTHER = "another language"


def foreign_language(folded: Sequence[str], languages: Mapping[str, Collection[str]], small: Collection[str]) -> str:
    """The language of these folded words, or "" for English.

    `languages` are small words of each language, and `small` those of English. A word that is
    also English decides nothing. Words without Latin letters are
    "another language".
    """
    english = sum(word in small for word in folded)
    foreign = {word for word in folded if not is_english(word, exact=True)}
    hits = {name: len(foreign & set(words)) for name, words in languages.items()}
    best = max(hits, key=lambda name: hits[name], default="")
    if best and hits[best] >= max(FEWEST, english):
        return best
    letters = [character for word in folded for character in word if character.isalpha()]
    other = [character for character in letters if not unicodedata.name(character, "LATIN").startswith("LATIN")]
    return OTHER if len(other) * 2 > len(letters) else ""
