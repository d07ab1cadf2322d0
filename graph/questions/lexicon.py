"""The lexicon: the words of questions, from data/lexicon.toml, with the labels and sectors of the vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.model.data_folder import data_file, read_once
from graph.model.errors import DataError
from graph.model.text import fold
from graph.model.toml_files import read_toml
from graph.model.vocabulary import vocabulary
from graph.questions.operators import GROUPINGS, OPERATORS


@dataclass(frozen=True)
class Lexicon:
    """Folded phrases to meanings. A meaning has `field:value` parts between blanks: "type:SUPPORTS role:broker"."""

    phrases: Mapping[str, str]
    stop: frozenset[str]
    small: frozenset[str]
    """Words that only hold a question together. They are never shown as left out."""
    other_sites: frozenset[str]
    """Words that make another item of the name before them: "castle" in "Leeds Castle"."""
    languages: Mapping[str, frozenset[str]]
    """Folded small words of other languages, by the name of the language."""
    out_of_scope: Mapping[str, str]
    """Folded words for what is not recorded, to the sentence that says so."""
    time: Mapping[str, str]
    demonyms: Mapping[str, str]
    synonyms: Mapping[str, str]
    ambiguous_names: Mapping[str, tuple[str, ...]]
    """Names with several meanings, to unambiguous names: "korea" to South Korea and North Korea."""

    @cached_property
    def longest(self) -> int:
        """The number of words in the longest phrase."""
        every = (*self.phrases, *self.out_of_scope, *self.time, *self.ambiguous_names, *self.demonyms)
        return max(len(phrase.split()) for phrase in every)

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """Folded words for facts that registers state, and for facts that are left out, to their names."""
        known = vocabulary()
        said = {name: fact.words for name, fact in known.facts.items()}
        said |= {name: left_out.words for name, left_out in known.unrecorded_facts.items()}
        return {fold(word): name for name, words in said.items() for word in words}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The folded everyday kinds that meanings name: "academy trust"."""
        parts = (part for meaning in self.phrases.values() for part in meaning.split())
        return frozenset(part.removeprefix("kind:").replace("_", " ") for part in parts if part.startswith("kind:"))


def read_lexicon(path: Path) -> Lexicon:
    """Read one lexicon file. Raises DataError if it can't be read, or if a meaning has an unknown value."""
    raw = read_toml(path)
    try:
        phrases = {**_type_phrases(raw["meanings"]), **_label_phrases()}
        for meaning, words in raw["meanings"].items():
            _check(path, meaning)
            phrases |= {fold(word): meaning for word in words}
        return Lexicon(
            phrases,
            _words(raw, "stop") | _words(raw, "small"),
            _words(raw, "small"),
            _words(raw, "other_sites"),
            {name: frozenset(map(fold, text.split())) for name, text in raw["languages"].items()},
            {fold(word): sentence for sentence, words in raw["out_of_scope"].items() for word in words},
            {fold(word): relation for relation, words in raw["time"].items() for word in words},
            {fold(word): place for word, place in raw["demonyms"].items()},
            {fold(word): fold(said) for word, said in raw["synonyms"].items()},
            {fold(word): _several(path, word, meant) for word, meant in raw.get("several", {}).items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"The lexicon can't be read ({type(error).__name__}: {error})",
            value=path.name,
            expected="tables meanings, stop, small, other_sites, languages, out_of_scope, time, several and demonyms",
            fix="Compare it with the version that came with the project",
        ) from error


def _words(raw: Mapping[str, Any], table: str) -> frozenset[str]:
    return frozenset(fold(word) for word in raw[table]["words"].split()) - {""}


def _several(path: Path, word: str, meant: object) -> tuple[str, ...]:
    if not isinstance(meant, list) or len(meant) < 2 or not all(isinstance(name, str) for name in meant):
        raise DataError(
            f"A name in the table several of {path.name} has fewer than two meanings",
            value=f"{word} = {meant}",
            expected="a list of two or more names",
            fix=f'Write, for example: {word} = ["South Korea", "North Korea"]',
        )
    return tuple(map(fold, meant))


def _type_phrases(meanings: Collection[str]) -> Mapping[str, str]:
    """The words of each relationship type that the lexicon has no phrase for, as the vocabulary gives them."""
    types = vocabulary().types
    parts = (part.removeprefix("type:") for meaning in meanings for part in meaning.split() if "type:" in part)
    known = {types.rollup, *(name for part in parts for name in part.split(","))}
    return {fold(words): f"type:{name}" for name in types if name not in known for words in types[name].question_words}


def _label_phrases() -> Mapping[str, str]:
    """The words for labels and sectors. A label's word wins over a sector's."""
    words = vocabulary()
    phrases = {fold(word): f"sector:{name}" for name, sector in words.sectors.items() for word in sector.words}
    for name, label in words.labels.items():
        phrases |= {fold(word): f"label:{name}" for word in (*label.words, label.plural)}
    return phrases


def _check(path: Path, meaning: str) -> None:
    words = vocabulary()
    known: dict[str, Collection[str]] = {
        "type": words.types,
        "label": (*words.labels, "*", "@"),
        "sector": words.sectors,
        "by": words.labels,
        "per": (*words.place_labels, *GROUPINGS),
        **{operator.name: operator.values for operator in OPERATORS if operator.values},
        **{field: words.values[field] for field in ("role", "event", "status")},
    }
    for part in meaning.split():
        field, colon, value = part.partition(":")
        for one in value.split(","):
            if colon and field in known and one not in known[field]:
                raise DataError(
                    f"A meaning in {path.name} names an unknown {field}",
                    value=part,
                    expected=", ".join(known[field]),
                    fix="Correct the meaning, or add the value to vocabulary.toml",
                )


@read_once("lexicon.toml", "vocabulary.toml")
def lexicon() -> Lexicon:
    """The lexicon of the active data folder."""
    return read_lexicon(data_file("lexicon.toml"))
