"""Interpretation: the spans of a question sorted into names, labels, places and meanings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.names.homonyms import may_be_same
from graph.model.data_folder import read_once
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.place_filters import INSIDE, NOWHERE, and_places, likeliest, place_of
from graph.questions.question import Group
from graph.questions.spans import Span

WIDE = ("Region", "Country", "Continent", "World")


# "The Champion Mayors initiative" is a network: these labels may be called a project, a network or a charity.
APPOSED = {"Project": ("Network", "Charity", "Event"), "Network": ("Charity",), "Charity": ("Network", "Project")}


@read_once("vocabulary.toml")
def organisation_labels() -> frozenset[str]:
    """The labels of organisations: no places, and nothing that organisations only take part in."""
    return frozenset(vocabulary().labels) - vocabulary().place_labels - {"Project", "Event", "Network", "Office"}


def labels_of(word: str) -> tuple[str, ...]:
    """The labels that a label in the lexicon means: all organisations for "*", all kinds of place for "@"."""
    if word == "*":
        return tuple(sorted(organisation_labels()))
    return ("City", "District", "Region") if word == "@" else (word,)


@dataclass
class Interpretation:
    """What the spans of one text contain. `named` and the lists after it have one entry for each name."""

    meanings: dict[str, list[str]] = field(default_factory=dict)
    labelled: list[Group] = field(default_factory=list)
    named: list[tuple[str, ...]] = field(default_factory=list)
    placed: list[bool] = field(default_factory=list)
    within: list[bool] = field(default_factory=list)
    wide: list[bool] = field(default_factory=list)
    either: bool = False
    any_of: bool = False
    listed: bool = False
    joined: bool = False
    alternatives: bool = False
    relative_to: tuple[str, str] = ("", "")
    through: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unlinked_to: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    denied: bool = False
    ambiguous: tuple[str, ...] = ()

    def has(self, *names: str) -> bool:
        """Whether any of these meanings occurs."""
        return any(name in self.meanings for name in names)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of one meaning, each once, in order."""
        said = (one for value in self.meanings.get(name, ()) for one in value.split(",") if one)
        return tuple(dict.fromkeys(said))


def interpret(spans: list[Span], catalogue: Catalogue) -> Interpretation:
    """Sort the spans. Each name and each label is used once."""
    reading = Interpretation()
    used: set[int] = set()
    described = _described(spans)
    for span in spans:
        for part in span.value.split() if span.kind == "meaning" else ():
            name, _, value = part.partition(":")
            if name == "type" and span in described:
                continue
            if name not in ("label", "kind"):
                reading.meanings.setdefault(name, []).append(value)
    reading.ambiguous = next((span.ids for span in spans if span.is_ambiguous), ())
    for at, label, kinds in _labels(spans):
        if _is_apposition(label, at, spans, catalogue):
            continue
        labels = labels_of(label)
        if _is_lacking(spans, at):
            if not kinds:
                reading.lacking += labels
                continue
            reading.denied = True  # there are no trusts, but there may be other charities
        reading.listed = reading.listed or _before(spans, at) in INSIDE
        place = place_of(label, at, spans, used, catalogue)
        if place is not None:
            used.add(place)
        where = likeliest(spans[place].ids, catalogue)[:1] if place is not None else ()
        if place is not None and where:
            further = and_places(place, where, label, spans, used, catalogue)
            used.update(further)
            where = tuple(likeliest(spans[i].ids, catalogue)[0] for i in sorted((place, *further)))
            if any(fold(span.text) == "both" for span in spans[at:place]):
                reading.meanings["form"].remove("common")  # "in both Leeds and Durban" does not ask what they share
        kinds = tuple(kind for kind in kinds if len(kinds) == 1 or kind in catalogue.kinds)
        group = Group(labels=labels, places=where, kinds=kinds)
        reading.alternatives = reading.alternatives or _before(spans, at) == "or"
        _add_labelled(reading, group, joined=at > 1 and _joined(spans, at))
    if len(spans) > 2 and spans[0].value == "who" and spans[1].value in INSIDE and spans[2].kind == "name":
        used.add(2)
        reading.labelled.insert(0, Group(labels=labels_of("*"), places=likeliest(spans[2].ids, catalogue)[:1]))
    for at, chunk in enumerate(spans):
        if chunk.kind == "name" and at not in used:
            ids = likeliest(chunk.ids, catalogue)
            if len(ids) > 1:
                ids, place = _placed(spans, at, ids, used, catalogue)
                used.add(place)
            _add_named(reading, spans, at, ids, catalogue)
    return reading


def _described(spans: list[Span]) -> list[Span]:
    """Spans whose type only describes a label ("sister school"), because a verb of the question is another type."""
    typed = [span for span in spans if span.kind == "meaning" and "type:" in span.value]
    nouns = [span for span in typed if "label:" in span.value]
    return nouns if len(nouns) < len(typed) else []


def _placed(
    spans: list[Span], at: int, ids: tuple[str, ...], used: set[int], catalogue: Catalogue
) -> tuple[tuple[str, ...], int]:
    """Of several nodes with one name, those in the place named after it, and the position of that place.

    "Moorside Primary in Newcastle" is one of five. Returns all of them and -1 if no place tells them apart.
    """
    after = at + 1
    while after < len(spans) and spans[after].value in INSIDE | {"the", "city"}:
        after += 1
    if after < len(spans) and after not in used and spans[after].kind == "name":
        places = {i for i in likeliest(spans[after].ids, catalogue) if catalogue.is_place(i)}
        there = tuple(i for i in ids if catalogue.above(i) & places)
        if there:
            return there, after
    return ids, -1


def _add_named(reading: Interpretation, spans: list[Span], at: int, ids: tuple[str, ...], catalogue: Catalogue) -> None:
    """Sort a name: to go through, to leave out, to have no link to, or to ask about."""
    if len(ids) > 1 and not may_be_same(ids, catalogue):
        reading.ambiguous = ids
    before = _before(spans, at)
    after = spans[at + 1].value if at + 1 < len(spans) else ""
    if before == "through":
        reading.through = ids
    elif before == "form:gaps" and fold(_span_before(spans, at).text) == "without" and reading.named:
        reading.excluded += ids  # "partners of Leeds without Germany"
        reading.meanings["form"] = [form for form in reading.meanings["form"] if form != "gaps"]
    elif before == "except" or (_before(spans, at, 2) == "neither" and before in INSIDE):
        reading.excluded += ids
    elif before in ("before", "after") and reading.named and len(ids) == 1:
        reading.relative_to = (before, ids[0])
    elif before == "with" and _is_network(reading.named[-1:], catalogue) and catalogue.is_place(ids[0]):
        reading.excluded += ids
    elif after == "neither" and reading.named:
        reading.unlinked_to += ids
    else:
        reading.named.append(ids)
        joined = before == "and" or (before in INSIDE and _before(spans, at, 2) == "and")
        reading.joined = reading.joined or (joined and not any(fold(c.text).endswith("between") for c in spans))
        parted = before == "or" or (before in INSIDE and _before(spans, at, 2) == "or")
        reading.any_of = reading.any_of or parted
        reading.either = reading.either or before in ("or", "before", "after") or _before(spans, at, 2) == "or"
        reading.within.append(before in ("in", "within", "inside", "of"))
        reading.wide.append(bool(ids) and catalogue.nodes.label(ids[0]) in WIDE)
        reading.placed.append(_is_placed(spans, at, catalogue))


def _is_network(named: list[tuple[str, ...]], catalogue: Catalogue) -> bool:
    """Whether the last name is a network's or project's, which has other members too."""
    return bool(named) and all(catalogue.nodes.label(i) in ("Network", "Project") for i in named[-1])


def _is_placed(spans: list[Span], at: int, catalogue: Catalogue) -> bool:
    """Whether a named place says where, not with whom: "in China", "French"."""
    span = spans[at]
    place = bool(span.ids) and catalogue.is_place(span.ids[0])
    return place and (span.value == "demonym" or _before(spans, at) in ("in", "within", "inside"))


def _span_before(spans: list[Span], at: int) -> Span:
    """The span before another, without articles."""
    at -= 1
    while at > 0 and spans[at].value in ("the", "a", "an"):
        at -= 1
    return spans[at]


def _joined(spans: list[Span], at: int) -> bool:
    """Whether a label continues a list: "schools and universities", "which schools and which universities"."""
    asked = at > 1 and spans[at - 1].value in ("which", "what", "any", "other", "some")
    return _before(spans, at - asked) in ("and", "or")


def _before(spans: list[Span], at: int, steps: int = 1) -> str:
    """The value of the span one or more steps before another, without articles."""
    for _ in range(steps):
        at -= 1
        while at > 0 and spans[at].value in ("the", "a", "an"):
            at -= 1
    return spans[at].value if at >= 0 else ""


def _labels(spans: list[Span]) -> Iterable[tuple[int, str, tuple[str, ...]]]:
    """The position of each label, the label, and the everyday kinds that narrow it."""
    for at, span in enumerate(spans):
        parts = span.value.split() if span.kind == "meaning" else []
        kinds = tuple(part.removeprefix("kind:").replace("_", " ") for part in parts if part.startswith("kind:"))
        for part in parts:
            if part.startswith("label:"):
                yield at, part.removeprefix("label:"), kinds


def _is_lacking(spans: list[Span], at: int) -> bool:
    """Whether a label names what the target has no link to: "no school link", "not in any network"."""
    before = [span.value for span in spans[max(0, at - 4) : at]]
    gap = any(value == "form:gaps" for value in before)
    denied = "neither" in before and "any" in before
    single = bool(before) and before[-1] == "no"
    return (
        (gap and any(c.value.startswith(("label:", "civic", "type:", "by:")) for c in spans[: at - 1]))
        or denied
        or single
    )


def _is_apposition(label: str, at: int, spans: list[Span], catalogue: Catalogue) -> bool:
    """Whether a label only repeats what a name is: "Eurocities network", "the city of Brno", "project CIVIC"."""

    def names(where: int, same: tuple[str, ...]) -> bool:
        found = 0 <= where < len(spans) and spans[where].kind == "name" and spans[where].value != "demonym"
        return found and all(catalogue.nodes.label(i) in same for i in spans[where].ids)

    following = at + 1
    while following < len(spans) and spans[following].value in ("of", "called", "named", "the"):
        following += 1
    told = following > at + 1 or label in NOWHERE or (at > 0 and spans[at - 1].value == "the")
    return names(at - 1, (label, *APPOSED.get(label, ()))) or (told and names(following, (label,)))


def _add_labelled(reading: Interpretation, group: Group, *, joined: bool) -> None:
    """Add a label as a group of its own, or to the group before it: "schools and universities in Leeds"."""
    before = reading.labelled[-1] if reading.labelled else None
    if joined and before and before.labels == group.labels and before.kinds == group.kinds and not group.places:
        return  # "consulates or consuls"
    if joined and before and not (before.places and group.places):
        reading.labelled[-1] = Group(
            labels=before.labels + group.labels,
            places=before.places + group.places,
            kinds=before.kinds + group.kinds if before.kinds and group.kinds else (),
        )
    else:
        reading.labelled.append(group)
