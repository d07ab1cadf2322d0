"""Edits of a question: the question that a choice makes, and its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from graph.catalogue.catalogue import Catalogue
from graph.model.vocabulary import vocabulary
from graph.questions.chips import ATTRIBUTES, Chip
from graph.questions.forms.table import FORMS
from graph.questions.grammar import parse_question
from graph.questions.lexicon import lexicon
from graph.questions.question import Group, Question
from graph.questions.revision.rendering import render_question

Record = TypeVar("Record", Question, Group)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a part of a question may have, and its text. The value "" removes the part."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a chip that can be changed. `value` is its present value; without `choices`, a text is typed."""

    part: str
    title: str
    value: str
    choices: tuple[Choice, ...] = ()


def limit_chips(question: Question, catalogue: Catalogue) -> tuple[Chip, ...]:
    """The chips of limits that no other chip shows."""
    known = vocabulary().labels
    made = [Chip("by", known[question.by].plural, question.by)] if question.by in known else []
    for field in ("through", "excluded", "unlike", "also"):
        made += [Chip(field, catalogue.name(i), i) for i in getattr(question, ATTRIBUTES.get(field, field))]
    made += [Chip("lacking", known[label].plural, label) for label in question.lacking]
    made += [Chip("undated", "no start recorded")] if question.undated else []
    return tuple(made)


def with_change(question: Question, edit: Edit, value: str, catalogue: Catalogue) -> Question:
    """The question with the edit's value replaced by another; "" removes the part.

    A text that is no time leaves the question as it is.
    """
    field, _, part = edit.part.partition(".")
    if part:
        group: Group = getattr(question, field)
        held = _instead(getattr(group, part), edit.value, value)
        kinds = () if part == "labels" else group.kinds
        return _with(question, field, _with(replace(group, kinds=kinds), part, held))
    if field == "when":
        return replace(
            question, when=parse_question(value, catalogue, lexicon()).when or (question.when if value else None)
        )
    if field == "top":
        return replace(question, top=int(value))
    if field == "types" and edit.value == "civic":
        return question if value == "civic" else replace(question, civic=False, types=tuple(value.split()))
    if field in ("order", "form"):
        return _with(question, field, value)
    return _with(question, field, _instead(getattr(question, field), edit.value, value))


def without_chip(question: Question, chip: Chip) -> Question:
    """The question without the part that a chip shows."""
    if chip.field in ("asked", "given"):
        return _alone(question, question.anchor if chip.field == "asked" else question.target)
    if chip.field == "form":
        return replace(question, form="links")
    if chip.field == "time":
        return replace(question, when=None)
    if chip.field == "order":
        return replace(question, order="", top=None)
    if chip.field == "by":
        return replace(question, by="")
    if chip.field == "state":
        form = "list" if question.form == "standing" and question.target.labels else question.form
        return replace(question, state="", form="profile" if form == "standing" else form, dated=False)
    if chip.field == "number":
        return replace(question, at_least=0, at_most=0)
    if chip.field == "abroad":
        return replace(question, abroad=False)
    if chip.field == "undated":
        return replace(question, undated=False)
    if chip.value == "civic":
        return replace(question, civic=False)
    field = chip.attribute
    return _with(question, field, tuple(one for one in getattr(question, field) if one != chip.value))


def confirmed_text(question: Question, catalogue: Catalogue) -> str:
    """A text that is read as exactly this question; "" if there is none."""
    if FORMS[question.form].needs_anchor and question.anchor.is_any:
        return ""
    said = render_question(question, catalogue)
    again = parse_question(said, catalogue, lexicon())
    return said if said and _comparable(again) == _comparable(question) else ""


def _alone(question: Question, left: Group) -> Question:
    """The question with one end only. A named end becomes the anchor, a set the target."""
    between = not left.is_any and (FORMS[question.form].needs_anchor or question.form == "yesno")
    form = "links" if between else question.form
    target, anchor = (Group(), left) if left.ids and not left.labels else (left, Group())
    return replace(question, form=form, target=target, anchor=anchor, through=())


def _comparable(question: Question) -> Question:
    """The question without its text. If both ends of a link are named, their order does not matter."""
    target, anchor = question.target, question.anchor
    named = all(end.ids and not end.labels for end in (target, anchor))
    if named and question.form not in ("path", "list", "gaps") and target.ids > anchor.ids:
        target, anchor = anchor, target
    bare = replace(question, text="", corrections=(), spelling_suggestions=(), left_out=(), content=(), is_open=False)
    bare = replace(bare, target=target, anchor=anchor)
    return replace(bare, when=replace(question.when, text="") if question.when else None)


def _instead(held: tuple[str, ...], now: str, value: str) -> tuple[str, ...]:
    """The values with one of them, or several between blanks, replaced by others, each once."""
    gone, come = now.split(), value.split()
    at = held.index(gone[0]) if gone and gone[0] in held else len(held)
    kept = [one for one in held if one not in gone]
    return tuple(dict.fromkeys((*kept[:at], *come, *kept[at:])))


def _with(record: Record, field: str, value: object) -> Record:
    """A copy of a record with one field changed, by its name."""
    fields: dict[str, Any] = {field: value}
    return replace(record, **fields)
