"""Text around an answer's table: the chips' wording, the outcome, the sentence and the notes."""

from __future__ import annotations

import re

from graph.answers.answer import DOCUMENTS, Answer
from graph.questions.chips import Chip
from graph.questions.forms.table import FORMS
from views.ask.answer_details import checked_conditions, unused_words
from views.look import Html, element

# Shown above a result without an answer, as text because colour alone does not reach everybody.
STATUS_TITLES = {
    "empty": "Not recorded",
    "unknown": "Name not known",
    "ambiguous": "More than one meaning",
    "out_of_scope": "Outside this tool",
}
CHIP_TITLES = {
    "asked": "looking for",
    "given": "linked to",
    "link": "kind of link",
    "sector": "theme",
    "roles": "role",
    "events": "event",
    "statuses": "status",
    "keywords": "word in a note",
    "time": "time",
    "source": "according to",
    "order": "order",
    "number": "how many",
    "fact": "what of it",
    "by": "one row for each of",
    "through": "through",
    "excluded": "leaving out",
    "unlike": "not linked to",
    "lacking": "without any of",
    "undated": "date",
    "unknown": "not known",
    "outside": "beyond this tool",
}
MAX_LISTED = 2
# The end of a sentence. The short "St." does not end one.
SENTENCE_END = re.compile(r"(?:(?<=\w{4}[.?])|(?<=[)”][.?]))\s+(?=[A-Z0-9“])")


def chip_text(chip: Chip, answer: Answer) -> str:
    """The text of a chip, such as "looking for: schools"; "" for a chip that needs no showing."""
    if chip.field == "form":
        return FORMS[chip.value].title if answer.status in ("answer", "empty") else ""
    form = next((c.value for c in answer.understood if c.field == "form"), "")
    title = CHIP_TITLES.get(chip.field, chip.field)
    if chip.field in ("asked", "given"):
        title = _end_title(chip.field, form, any(c.field == "asked" for c in answer.understood))
    return f"{title}: {chip.text}"


def summary_section(answer: Answer) -> Html:
    """The first sentence as a heading and the rest under it; above, the outcome where there is no answer."""
    outcome = STATUS_TITLES.get(answer.status, "")
    label = element("p", outcome, class_="outcome") if outcome else Html("")
    first, *rest = SENTENCE_END.split(answer.sentence, maxsplit=1)
    parts = [label, element("h2", first), *(element("p", text) for text in rest)]
    parts += [element("p", answer.detail)] if answer.detail else []
    parts += [unused_words(answer), checked_conditions(answer)]
    return element("section", *parts, *searched_datasets(answer), class_=f"answer is-{answer.status}")


def searched_datasets(answer: Answer) -> tuple[Html, ...]:
    """What was searched, if that is more than the documents: one line, or a count with a list to unfold."""
    loaded = [one for one in answer.searched if not DOCUMENTS.fullmatch(one)]
    if not loaded:
        return ()
    if len(loaded) <= MAX_LISTED:
        return (element("p", answer.searched_words, class_="muted searched"),)
    documents = [f"{one} and " for one in answer.searched if DOCUMENTS.fullmatch(one)]
    summary = element("summary", f"Searched: {''.join(documents)}{len(loaded)} loaded datasets")
    names = element("ul", *(element("li", one) for one in loaded))
    return (element("details", summary, names, class_="muted searched"),)


def notes_section(answer: Answer) -> Html:
    """The notes of an answer under a heading, conflicts first."""
    ordered = sorted(answer.notes, key=lambda note: not _is_conflict(note))
    entries = (element("li", note, class_="is-conflict" if _is_conflict(note) else "is-note") for note in ordered)
    return element("div", element("h2", "Notes"), element("ul", *entries, class_="notes"))


def _is_conflict(note: str) -> bool:
    return note.startswith("Conflict")


def _end_title(field: str, form: str, has_target: bool) -> str:
    """The wording of a target or anchor, which depends on the form of the question."""
    if form == "path":
        return "from" if field == "given" else "to"
    return CHIP_TITLES[field] if field == "asked" or has_target else "about"
