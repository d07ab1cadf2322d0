"""What an answer says before its table: what was understood, the outcome by name, the sentence."""

from __future__ import annotations

import re

from graph.answer import Answer, Chip
from views.look import Html, element

# What is said above an answer that is none, as text and not by colour alone.
OUTCOMES = {
    "empty": "Nothing recorded",
    "unknown": "Name not known",
    "ambiguous": "More than one meaning",
    "out_of_scope": "Outside this tool",
}
FIELDS = {
    "asked": "looking for",
    "given": "linked to",
    "link": "kind of link",
    "sector": "theme",
    "roles": "role",
    "events": "event",
    "statuses": "status",
    "keywords": "word in a note",
    "time": "time",
    "order": "order",
    "unknown": "not known",
}
FORMS = {
    "path": "how they are connected",
    "profile": "everything recorded",
    "where": "where it is",
    "kind": "what it is",
    "common": "what they share",
    "compare": "comparison",
    "gaps": "those without a link",
    "conflicts": "where sources disagree",
    "when": "when",
    "duration": "how long",
    "yesno": "yes or no",
    "evidence": "where it is said",
    "count": "how many",
}
# The end of a sentence, not of "St."
FIRST = re.compile(r"(?:(?<=\w{4}[.?])|(?<=[)”][.?]))\s+(?=[A-Z0-9“])")


def understood(answer: Answer) -> Html:
    """The chips, or nothing when nothing was understood."""
    form = next((chip.value for chip in answer.understood if chip.field == "form"), "")
    chips = sorted(answer.understood, key=lambda chip: form == "path" and chip.field == "asked")
    entries = [_chip(chip, form, answer) for chip in chips]
    shown = [entry for entry in entries if entry]
    return element("ul", *shown, class_="chips", aria_label="Understood as") if shown else Html("")


def statement(answer: Answer) -> Html:
    """The outcome's name where there is no answer, the first sentence large, the rest under it."""
    name = OUTCOMES.get(answer.status, "")
    label = element("p", name, class_="outcome") if name else Html("")
    first, *rest = FIRST.split(answer.sentence, maxsplit=1)
    parts = [label, element("h2", first), *(element("p", text) for text in rest)]
    return element("section", *parts, class_=f"answer is-{answer.status}")


def notes(answer: Answer) -> Html:
    """The notes under a heading, conflicts first."""
    ordered = sorted(answer.notes, key=lambda note: not _is_conflict(note))
    entries = (element("li", note, class_="is-conflict" if _is_conflict(note) else "is-note") for note in ordered)
    return element("div", element("h2", "Notes"), element("ul", *entries, class_="notes"))


def _is_conflict(note: str) -> bool:
    return note.startswith("Conflict")


def _chip(chip: Chip, form: str, answer: Answer) -> Html:
    if chip.field == "form":
        words = FORMS.get(chip.value, "") if answer.status in ("answer", "empty") else ""
        return element("li", words, class_="is-form") if words else Html("")
    name = FIELDS.get(chip.field, chip.field)
    if chip.field in ("asked", "given"):
        name = _end_word(chip.field, form, any(c.field == "asked" for c in answer.understood))
    field = element("span", f"{name}: ", class_="field")
    return element("li", field, element("span", chip.text), class_=f"is-{chip.field}")


def _end_word(field: str, form: str, both: bool) -> str:
    if form == "path":
        return "from" if field == "given" else "to"
    return FIELDS[field] if field == "asked" or both else "about"
