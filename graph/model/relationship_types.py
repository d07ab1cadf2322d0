"""The relationship types: the words of each type, and what the code must know about it.

All of it comes from the [types] tables of data/vocabulary.toml, so that a new type is data alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_type_hints

from graph.model.errors import DataError

OTHER = "other"
# Uses that the loaders and the stored queries write by name: exactly one type has each of them, and it has this name.
STRUCTURAL = {"rollup": "LOCATED_IN", "part": "PART_OF", "succession": "SUCCEEDED_BY", "operation": "OPERATES_IN"}
USES = (
    OTHER, "twinning", "partnership", "membership", "participation", "support", "foundation", "visit", *STRUCTURAL,
)  # fmt: skip
# What a key of `widened` may be besides a label. place: all named ends are places; not_place: they are not, or none is
# named; body: all named ends are bodies, or bodies of some label are wanted.
NAMED_ENDS = ("place", "not_place", "body")
AUXILIARIES = {"is": "are", "was": "were", "has": "have", "does": "do"}
NAME = re.compile("[A-Z][A-Z0-9_]*")


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """One type. The words read subject to object (`forward`) and object to subject (`backward`).

    `backward` and its plural may have the other end in their middle: "has {} as a member". `perfect` is used with
    "since", and is "" where `forward` is. `predicate` follows "is" or "are" in a question: "supported by". `planned` is
    the verb for a plan; "" if `plan` makes it from `forward`.
    """

    name: str
    symmetric: bool
    link: bool
    forward: str
    backward: str
    forward_plural: str
    backward_plural: str
    perfect: str
    predicate: str
    noun: str
    plural: str
    acts_as: str = OTHER
    moment: bool = False
    path_step: bool = False
    speaks_for: bool = False
    registers: bool = False
    usual_role: str = ""
    planned: str = ""
    widened: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def phrase(self, other: str, *, forward: bool = True, plural: bool = False) -> str:
        """The verb with the other end: "is twinned with Lille", "have Leeds as a member"; without it for ""."""
        words = (
            (self.forward_plural if plural else self.forward)
            if forward
            else (self.backward_plural if plural else self.backward)
        )
        return words.format(other) if "{}" in words else f"{words} {other}".rstrip()

    @property
    def plan(self) -> str:
        """The verb for a plan: "is to be twinned with", "is to visit"."""
        first, _, rest = self.forward.partition(" ")
        return self.planned or (f"is to be {rest}" if first == "is" else f"is to {self.forward_plural}")

    @property
    def question_words(self) -> tuple[str, ...]:
        """The phrases that name this type in a question, where the lexicon has none for it."""
        verbs = (self.forward, self.forward_plural, self.perfect, *(() if self.symmetric else (self.backward,)))
        return tuple(dict.fromkeys(w for w in (self.predicate, self.noun, self.plural, *verbs) if w and "{}" not in w))


class RelationshipTypes(Mapping[str, RelationshipType]):
    """All types by name, in the order of the file, and the groups of them that the code asks for."""

    def __init__(self, rows: Iterable[RelationshipType]) -> None:
        self._rows = {row.name: row for row in rows}
        self._uses = {use: frozenset(n for n, row in self._rows.items() if row.acts_as == use) for use in USES}

    def __getitem__(self, name: str) -> RelationshipType:
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def acting_as(self, *uses: str) -> frozenset[str]:
        """The types with one of these uses."""
        return frozenset().union(*map(self._uses.__getitem__, uses))

    @cached_property
    def links(self) -> frozenset[str]:
        """The types that count as a link."""
        return frozenset(name for name, row in self._rows.items() if row.link)

    @cached_property
    def registers(self) -> frozenset[str]:
        """The types for which registers give one claim or more for each entry: too many to read as a whole."""
        return frozenset(name for name, row in self._rows.items() if row.registers)

    @cached_property
    def moments(self) -> frozenset[str]:
        """The types that happen on a date, not since it."""
        return frozenset(name for name, row in self._rows.items() if row.moment)

    @cached_property
    def path_steps(self) -> frozenset[str]:
        """The types that a path may use though they are no links."""
        return frozenset(name for name, row in self._rows.items() if row.path_step)

    @cached_property
    def representatives(self) -> frozenset[str]:
        """The types whose subject speaks for their object: a council for its city."""
        return frozenset(name for name, row in self._rows.items() if row.speaks_for)

    @cached_property
    def partnerships(self) -> frozenset[str]:
        """Twinnings and partnerships: ties that both ends agree on."""
        return self.acting_as("twinning", "partnership")

    @cached_property
    def memberships(self) -> frozenset[str]:
        """Memberships and participations: ties of a member with a network, project or event."""
        return self.acting_as("membership", "participation")

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The types that a node's record lists: all except its location and succession, which have their own parts."""
        return tuple(name for name, row in self._rows.items() if row.acts_as not in ("rollup", "succession"))

    @cached_property
    def usual_roles(self) -> frozenset[str]:
        """The roles that add nothing to the verb of their type: "member" of "is a member of"."""
        return frozenset(row.usual_role for row in self._rows.values()) - {""}

    @cached_property
    def rollup(self) -> str:
        """The type that says in which place something lies."""
        return min(self._uses["rollup"])

    @cached_property
    def part(self) -> str:
        """The type that says of what something is a part."""
        return min(self._uses["part"])

    @cached_property
    def succession(self) -> str:
        """The type that says what something became."""
        return min(self._uses["succession"])

    @cached_property
    def operation(self) -> str:
        """The type that says in which place a body works."""
        return min(self._uses["operation"])


def read_types(raw: Mapping[str, Any], labels: Iterable[str], roles: Iterable[str]) -> RelationshipTypes:
    """The types of a vocabulary file. Raises DataError for the first problem."""
    for problem in type_problems(raw, labels, roles):
        raise problem
    return RelationshipTypes(RelationshipType(**_completed(name, row)) for name, row in raw.items())


def type_problems(raw: Mapping[str, Any], labels: Iterable[str], roles: Iterable[str]) -> Iterator[DataError]:
    """Everything that is wrong with the rows of [types], each with what to write instead."""
    known, allowed = frozenset(labels), frozenset(roles)
    for name, row in raw.items():
        found = list(_row_problems(name, row, raw.keys(), known, allowed))
        yield from found
    uses = [row.get("acts_as", OTHER) for row in raw.values() if isinstance(row, Mapping)]
    for use, name in STRUCTURAL.items():
        if uses.count(use) != 1 or not isinstance(raw.get(name), Mapping) or raw[name].get("acts_as") != use:
            yield DataError(
                f"The vocabulary must have exactly one relationship type that acts as {use}, called {name}",
                value=", ".join(n for n, row in raw.items() if isinstance(row, Mapping) and row.get("acts_as") == use)
                or "none",
                expected=f'a table [types.{name}] with acts_as = "{use}"; the loaders write this type by name',
                fix="Copy the table from the vocabulary that came with the project",
            )


def _row_problems(
    name: str, row: object, names: Iterable[str], labels: frozenset[str], roles: frozenset[str]
) -> Iterator[DataError]:
    if not NAME.fullmatch(name):
        yield _problem(name, "is not a valid name", name, "capital letters, digits and _", "Rename the table")
    if not isinstance(row, Mapping):
        yield _problem(name, "has no table of words", row, f"a table [types.{name}]", _example(name, "forward"))
        return
    hints = get_type_hints(RelationshipType)
    del hints["name"]
    for key, value in row.items():
        if key not in hints:
            yield _problem(name, f"has the unknown field {key!r}", key, ", ".join(hints), "Correct or remove the field")
        elif hints[key] is bool and not isinstance(value, bool):
            yield _problem(name, f"has a wrong {key!r}", value, "true or false, without quotes", "Correct the field")
        elif hints[key] is str and not (isinstance(value, str) and value.strip() == value != ""):
            yield _problem(name, f"has a wrong {key!r}", value, "words in quotes", _example(name, key))
        elif key not in ("backward", "backward_plural") and "{" in str(value) and hints[key] is str:
            yield _problem(name, f"has braces in {key!r}", value, "plain words", "Write {} only in backward words")
        elif hints[key] is str and re.sub(r"\{\}", "", value, count=1).count("{"):
            yield _problem(
                name, f"has a wrong {key!r}", value, "at most one {}, for the other end", _example(name, key)
            )
    for key in _missing(row):
        yield _problem(name, f"has no {key!r}", ", ".join(row) or "nothing", MEANING[key], _example(name, key))
    if row.get("acts_as", OTHER) not in USES:
        yield _problem(name, "has an unknown use", row["acts_as"], ", ".join(USES), "Correct or remove acts_as")
    if row.get("usual_role") and row["usual_role"] not in roles:
        yield _problem(name, "has an unknown role", row["usual_role"], ", ".join(sorted(roles)), "Correct usual_role")
    yield from _widening_problems(name, row.get("widened", {}), frozenset(names), labels)


MEANING = {
    "symmetric": "true if the relationship reads the same from both ends, else false",
    "link": "true if it counts as an international link, else false",
    "forward": "the verb from subject to object, as one subject has it",
    "backward": "the verb from object to subject, with {} where the subject stands if not at the end",
    "predicate": 'what follows "is" or "are" in a question; it is needed where `forward` does not begin with "is "',
    "noun": "the noun for one such relationship",
    "plural": "the noun for several such relationships",
}
EXAMPLES = {
    "symmetric": "true", "link": "true", "forward": '"trains with"', "backward": '"trains with"',
    "predicate": '"training with"', "noun": '"training partnership"', "plural": '"training partnerships"',
}  # fmt: skip


def _missing(row: Mapping[str, Any]) -> Iterator[str]:
    for key in ("symmetric", "link", "forward", "noun", "plural"):
        if key not in row:
            yield key
    if "backward" not in row and row.get("symmetric") is False:
        yield "backward"
    if "predicate" not in row and not str(row.get("forward", "is ")).startswith("is "):
        yield "predicate"


def _widening_problems(
    name: str, widened: object, names: frozenset[str], labels: frozenset[str]
) -> Iterator[DataError]:
    if not isinstance(widened, Mapping):
        yield _problem(
            name, "has a wrong 'widened'", widened, 'a table, as { place = ["VISITED"] }', "Correct the field"
        )
        return
    for key, others in widened.items():
        if key not in labels and key not in NAMED_ENDS:
            expected = f"{', '.join(NAMED_ENDS)}, or a label"
            yield _problem(name, "is widened for an unknown end", key, expected, "Correct the key of widened")
        if not isinstance(others, list) or not set(map(str, others)) <= names:
            yield _problem(name, "is widened by an unknown type", others, "a list of types of this file", "Correct it")


def _problem(name: str, what: str, value: object, expected: str, fix: str) -> DataError:
    return DataError(f"The relationship type {name} {what}", value=str(value), expected=expected, fix=fix)


def _example(name: str, key: str) -> str:
    example = EXAMPLES.get(key, '"…"')
    return f"Write, for example, {key} = {example} in the table [types.{name}]"


def _completed(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with the words that follow from others, where the file has none of its own."""
    forward = row["forward"]
    backward = row.get("backward", forward)
    is_passive = forward.startswith("is ")
    words = {
        "backward": backward,
        "forward_plural": plural_verb(forward),
        "backward_plural": plural_verb(backward),
        "perfect": f"has been {forward.removeprefix('is ')}" if is_passive else "",
        "predicate": forward.removeprefix("is "),
    }
    widened = {key: tuple(others) for key, others in row.get("widened", {}).items()}
    return {"name": name, **words, **row, "widened": widened}


def plural_verb(verb: str) -> str:
    """The verb as several subjects have it: "is in" → "are in", "carries" → "carry"; a past form stays as it is."""
    first, blank, rest = verb.partition(" ")
    if first in AUXILIARIES:
        first = AUXILIARIES[first]
    elif first.endswith("ies") and len(first) > 4:
        first = f"{first[:-3]}y"
    elif first.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        first = first[:-2]
    elif first.endswith("s") and not first.endswith("ss"):
        first = first[:-1]
    return f"{first}{blank}{rest}"
