"""Changing a question that was understood: what each chip offers instead, and the question that a choice makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from graph.answer import Chip
from graph.catalogue import Catalogue
from graph.questions.grammar import understand
from graph.questions.lexicon import lexicon
from graph.questions.question import Group, Question
from graph.questions.reading import WIDER
from graph.questions.saying import say
from graph.text import fold
from graph.vocabulary import vocabulary

MOST = 1000  # names in one list
LISTED = {"sector": "sectors", "roles": "roles", "events": "events", "statuses": "statuses"}
FORMS = {
    "links": "which",
    "count": "how many",
    "when": "since when",
    "duration": "how long",
    "evidence": "where it is said",
    "path": "how they are connected",
    "common": "what they share",
    "compare": "comparison",
}
ORDERS = {"first": "oldest first", "last": "newest first"}
TOPS = tuple(str(number) for number in (1, 2, 3, 5, 10, 20))


@dataclass(frozen=True, slots=True)
class Choice:
    """What may stand in a part of a question, and its words; the value "" leaves the part out."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a chip that can be changed. `now` is its value; without `choices` it is a text to write."""

    part: str
    title: str
    now: str
    choices: tuple[Choice, ...] = ()


def further(question: Question, catalogue: Catalogue) -> tuple[Chip, ...]:
    """Chips of what limits the answer and stands in no other chip."""
    known = vocabulary().labels
    made = [Chip("by", known[question.by].plural, question.by)] if question.by in known else []
    for field in ("through", "excluded", "unlike"):
        made += [Chip(field, catalogue.name(i), i) for i in getattr(question, field)]
    return tuple(made)


def edits(chip: Chip, question: Question, catalogue: Catalogue) -> tuple[Edit, ...]:
    """What of a chip can be changed; nothing where it can only be taken away or stand."""
    if chip.field in ("asked", "given"):
        return tuple(_of_group(chip.field, question, catalogue))
    if chip.field in LISTED:
        return (Edit(LISTED[chip.field], "Instead", chip.value, _closed(chip.field, question, chip.value, catalogue)),)
    if chip.field == "link":
        return (Edit("types", "Kind of link", chip.value, _closed("type", question, chip.value, catalogue)),)
    if chip.field == "form" and chip.value in FORMS:
        return (Edit("form", "Asked as", chip.value, _closed("form", question, chip.value, catalogue)),)
    if chip.field == "order":
        number = str(question.top or 1)
        tops = tuple(Choice(top, top) for top in sorted({*TOPS, number}, key=int))
        orders = tuple(Choice(order, words) for order, words in ORDERS.items())
        return Edit("order", "Order", question.order, orders), Edit("top", "How many", number, tops)
    if chip.field == "time":
        return (Edit("when", "Time, as “in the 1990s” or “before 1980”", chip.value),)
    if chip.field == "keywords":
        return (Edit("keywords", "Word in a note", chip.value),)
    return ()


def changed(question: Question, edit: Edit, value: str, catalogue: Catalogue) -> Question:
    """The question with a value in the place of what the edit holds now; "" leaves the part out."""
    field, _, part = edit.part.partition(".")
    if part:
        group: Group = getattr(question, field)
        held = _instead(getattr(group, part), edit.now, value)
        kinds = () if part == "labels" else group.kinds
        return _with(question, field, _with(replace(group, kinds=kinds), part, held))
    if field == "when":
        return replace(question, when=understand(value, catalogue, lexicon()).when)
    if field == "top":
        return replace(question, top=int(value))
    if field == "types" and edit.now == "civic":
        return replace(question, civic=False, types=tuple(value.split()))
    if field in ("order", "form"):
        return _with(question, field, value)
    return _with(question, field, _instead(getattr(question, field), edit.now, value))


def without(question: Question, chip: Chip) -> Question:
    """The question without what a chip says."""
    if chip.field in ("asked", "given"):
        return _with(question, chip.field, Group())
    if chip.field == "form":
        return replace(question, form="links")
    if chip.field == "time":
        return replace(question, when=None)
    if chip.field == "order":
        return replace(question, order="", top=None)
    if chip.field == "by":
        return replace(question, by="")
    if chip.value == "civic":
        return replace(question, civic=False)
    field = {"link": "types", **LISTED}.get(chip.field, chip.field)
    return _with(question, field, tuple(one for one in getattr(question, field) if one != chip.value))


def words(question: Question, catalogue: Catalogue) -> str:
    """Words that ask just this, or "" where there are none: what would be understood otherwise is never put in a box."""
    said = say(question, catalogue)
    again = understand(said, catalogue, lexicon())
    return said if said and _meaning(again) == _meaning(question) else ""


def _meaning(question: Question) -> Question:
    """The question without its words; of two named ends of a tie, either may be said first."""
    ends = (question.asked, question.given)
    if question.form not in ("path", "list", "gaps") and all(end.ids and not end.labels for end in ends):
        ends = tuple(sorted(ends, key=lambda end: end.ids))  # type: ignore[assignment]
    bare = replace(question, text="", taken=(), near=(), asked=ends[0], given=ends[1])
    return replace(bare, when=replace(question.when, text="") if question.when else None)


def _of_group(field: str, question: Question, catalogue: Catalogue) -> Iterable[Edit]:
    """A set's kind, place and names, each as it may be changed."""
    group: Group = getattr(question, field)
    if group.labels or group.places:
        now = " ".join(group.labels)
        kinds = tuple(Choice(label.name, label.plural) for label in vocabulary().labels.values())
        kinds += (Choice(now, " and ".join(vocabulary().labels[i].plural for i in group.labels)),) if " " in now else ()
        yield Edit(f"{field}.labels", "Kind of thing", now, (Choice("", "of any kind"), *kinds))
    if group.labels or group.places:
        within = WIDER.get(" ".join(group.labels), tuple(vocabulary().places))
        where = _named(within, group.places, catalogue)
        for place in group.places or ("",):
            yield Edit(f"{field}.places", "Lies in", place, (Choice("", "anywhere"), *where))
    labels = {catalogue.nodes[i].label for i in group.ids}
    others = [label for label in vocabulary().labels if label not in labels]
    for node_id in group.ids:
        names = (*_named(labels, group.ids, catalogue), *_named(others, (), catalogue))[:MOST]
        yield Edit(f"{field}.ids", "Name", node_id, names)


def _named(labels: Iterable[str], now: Iterable[str], catalogue: Catalogue) -> tuple[Choice, ...]:
    """Things of these labels whose names mean nothing else, and what stands there now, by name."""
    kept = set(now)
    nodes = catalogue.labelled(labels)
    sure = (n for n in nodes if n.id in kept or catalogue.names.get(fold(n.name)) == (n.id,))
    return tuple(Choice(node.id, node.name) for node in sure)[:MOST]


def _closed(name: str, question: Question, now: str, catalogue: Catalogue) -> tuple[Choice, ...]:
    """The values of a closed list that can be asked in this question, and the one that stands there."""
    known = vocabulary()
    values = {
        "type": {t: known.types[t].plural for t in known.types if t in known.links},
        "sector": {name: sector.title for name, sector in known.sectors.items()},
        "form": FORMS,
        "roles": {role: role for role in known.values["role"]},
        "events": {event: event for event in known.values["event"]},
        "statuses": {status: status for status in known.values["status"]},
    }[name]
    part = {"type": "types", "form": "form", **LISTED}[name]
    made = [Choice(now, "city partnerships")] if now == "civic" else []
    for value, text in values.items():
        edit = Edit(part, "", now)
        if value == now or words(changed(question, edit, value, catalogue), catalogue):
            made.append(Choice(value, text))
    return tuple(made)


def _instead(held: tuple[str, ...], now: str, value: str) -> tuple[str, ...]:
    """The values with one, or a blank-separated run of them, changed for another, once each."""
    gone, come = now.split(), value.split()
    at = held.index(gone[0]) if gone and gone[0] in held else len(held)
    kept = [one for one in held if one not in gone]
    return tuple(dict.fromkeys((*kept[:at], *come, *kept[at:])))


def _with(record: Any, field: str, value: object) -> Any:  # noqa: ANN401
    """A copy of a frozen record with one field, known by name, changed."""
    return replace(record, **{field: value})
