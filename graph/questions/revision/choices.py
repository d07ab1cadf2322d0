"""The choices of each chip: only values that fit the question and can be put into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.chips import Chip
from graph.questions.forms.table import ROWS
from graph.questions.place_filters import WIDER
from graph.questions.question import Group, Question
from graph.questions.revision.edits import Choice, Edit, confirmed_text, with_change

MOST = 1000  # names in one list
FORM_CHOICES = {form.name: form.choice for form in ROWS if form.choice}
TITLES = {
    "link": "Type of link",
    "sector": "Theme",
    "roles": "Role",
    "events": "Event",
    "statuses": "Status",
    "form": "Answer as",
    "source": "According to",
}
ORDERS = (Choice("first", "oldest first"), Choice("last", "newest first"))
TOPS = ("1", "2", "3", "5", "10", "20")
TEXTS = {
    "time": ("when", "Time, such as “in the 1990s” or “before 1980”"),
    "keywords": ("keywords", "Word in the notes"),
}


def chip_edits(chip: Chip, question: Question, catalogue: Catalogue) -> tuple[Edit, ...]:
    """The parts of a chip that can be changed. Empty if it can only be removed or kept."""
    if chip.field in TEXTS:
        part, title = TEXTS[chip.field]
        return (Edit(part, title, chip.value),)
    made: list[Edit] = []
    if chip.field == "order":
        number = str(question.top or 1)
        tops = tuple(Choice(top, top) for top in sorted({*TOPS, number}, key=int))
        made = [Edit("order", "Order", question.order, ORDERS), Edit("top", "How many", number, tops)]
    elif chip.field in ("asked", "given"):
        part = chip.attribute
        made = [*_of_set(part, question, catalogue), *_of_names(part, question, catalogue)]
    elif chip.field in TITLES and (chip.field != "form" or chip.value in FORM_CHOICES):
        edit = Edit(chip.attribute, TITLES[chip.field], chip.value)
        made = [replace(edit, choices=_of_list(chip.field, edit, question, catalogue))]
    return tuple(edit for edit in made if len(edit.choices) > 1)


def _of_set(field: str, question: Question, catalogue: Catalogue) -> Iterable[Edit]:
    """The label and the place of a set, each as an edit."""
    group: Group = getattr(question, field)
    if not (group.labels or group.places):
        return
    now = " ".join(group.labels)
    kind = Edit(f"{field}.labels", "Type of item", now)
    yield replace(kind, choices=_kinds(kind, question, catalogue))
    within = WIDER.get(now, tuple(vocabulary().place_labels))
    where = (Choice("", "anywhere"), *_named(within, group.places, catalogue))
    place = Edit(f"{field}.places", "Located in", group.places[0] if group.places else "", where)
    if any(_fits(question, place, choice.value, catalogue) for choice in where[1:3]):
        yield from (replace(place, value=now) for now in group.places or ("",))


def _of_names(field: str, question: Question, catalogue: Catalogue) -> Iterable[Edit]:
    """Each named node, with the nodes that may replace it. Nodes of its label come first."""
    ids: tuple[str, ...] = getattr(question, field).ids
    alike = {catalogue.nodes[i].label for i in ids}
    others = [label for label in vocabulary().labels if label not in alike]
    names = (*_named(alike, ids, catalogue), *_named(others, (), catalogue))[:MOST]
    for node_id in ids:
        edit = Edit(f"{field}.ids", "Name", node_id, names)
        if any(_fits(question, edit, choice.value, catalogue) for choice in names[:3] if choice.value != node_id):
            yield edit


def _kinds(edit: Edit, question: Question, catalogue: Catalogue) -> tuple[Choice, ...]:
    """The labels that fit here, the present ones first."""
    known = vocabulary().labels
    now = [Choice(edit.value, " and ".join(known[label].plural for label in edit.value.split()))] if edit.value else []
    any_kind = [Choice("", "of any kind")] if not now or _fits(question, edit, "", catalogue) else []
    others = (Choice(label.name, label.plural) for label in known.values() if label.name != edit.value)
    return (*now, *any_kind, *(choice for choice in others if _fits(question, edit, choice.value, catalogue)))


def _of_list(field: str, edit: Edit, question: Question, catalogue: Catalogue) -> tuple[Choice, ...]:
    """The values of a closed list that fit this question, and the present value."""
    known = vocabulary()
    texts = {
        "link": {name: kind.plural for name, kind in known.types.items() if kind.link},
        "sector": {name: sector.title for name, sector in known.sectors.items()},
        "form": FORM_CHOICES,
        "roles": {role: role for role in known.values["role"]},
        "events": {event: event for event in known.values["event"]},
        "source": {source.id: source.title for source in catalogue.sources.values()},
        "statuses": {status: status for status in known.values["status"]},
    }[field]
    now = (
        ()
        if edit.value in texts
        else (Choice(edit.value, "city partnerships" if edit.value == "civic" else edit.value),)
    )
    fit = (v for v in texts if v == edit.value or _fits(question, edit, v, catalogue))
    return (*now, *(Choice(value, texts[value]) for value in fit))


def _named(labels: Iterable[str], now: Iterable[str], catalogue: Catalogue) -> tuple[Choice, ...]:
    """Nodes with these labels whose names are unambiguous, and the present nodes, by name."""
    kept = set(now)
    nodes = catalogue.labelled(labels)
    sure = (n for n in nodes if n.id in kept or catalogue.names.get(fold(n.name)) == (n.id,))
    return tuple(Choice(node.id, node.name) for node in islice(sure, MOST))


def _fits(question: Question, edit: Edit, value: str, catalogue: Catalogue) -> bool:
    """Whether the question with this choice can be put into words."""
    return bool(confirmed_text(with_change(question, edit, value, catalogue), catalogue))
