"""What to ask next: questions that work as they stand, made from the one that was asked."""

from __future__ import annotations

from dataclasses import replace

from graph.answers.answer import POSSIBLE, Answer
from graph.catalogue.catalogue import Catalogue
from graph.questions.question import Group, Question
from graph.questions.revision.rendering import say

MOST = 4


def follow_ups(question: Question, answer: Answer, catalogue: Catalogue) -> tuple[str, ...]:
    """Up to four questions: dates, evidence, paths, one row further; for an empty answer less narrow ones."""
    if answer.status == "empty":
        made = _wider(question)
    elif answer.status == "answer":
        made = [*_deeper(question), *_rows(question, answer)]
    else:
        return ()
    said = dict.fromkeys(say(q, catalogue) for q in made)
    said.pop(say(question, catalogue), None)
    return tuple(text[0].upper() + text[1:] + "?" for text in list(said)[:MOST] if text)


def _deeper(question: Question) -> list[Question]:
    linked = not question.given.is_any and question.form in ("links", "count", "yesno", "when", "duration")
    made = []
    if linked and question.form != "when":
        made.append(replace(question, form="when"))
    if linked:
        made.append(replace(question, form="evidence"))
    if question.form in ("links", "count") and not question.by and question.asked.is_any and question.given.ids:
        made.append(replace(question, form="links", by="Country", asked=Group()))
    if question.form == "path":
        made.append(replace(question, form="evidence", through=()))
    if question.form in ("profile", "where", "kind"):
        made.append(Question("", given=question.given if not question.given.is_any else question.asked))
        made.append(
            Question("", form="conflicts", given=question.given if not question.given.is_any else question.asked)
        )
    return made


def _rows(question: Question, answer: Answer) -> list[Question]:
    """The first row's thing, and the way to the first that is only possible."""
    made = []
    if question.form == "path":
        return []
    known = {i for group in (question.asked, question.given) for i in (*group.ids, *group.places)}
    unsure = [row for row in answer.rows if row.certainty == POSSIBLE and row.nodes]
    if unsure and len(question.given.ids) == 1 and question.form != "path":
        made.append(Question("", form="path", given=Group(ids=unsure[0].nodes[:1]), asked=question.given))
    first = next((row.nodes[0] for row in answer.rows if row.nodes and row.nodes[0] not in known), "")
    if first:
        made.append(Question("", form="profile", given=Group(ids=(first,))))
    return made


def _wider(question: Question) -> list[Question]:
    """Without the limits first, then each side alone; of a number asked for, what has the most."""
    if question.is_numbered:
        return [replace(question, at_least=0, at_most=0), Question("", asked=question.asked)]
    bare = replace(
        question,
        form="links",
        sectors=(),
        roles=(),
        events=(),
        statuses=(),
        keywords=(),
        when=None,
        types=(),
        civic=False,
    )
    made = [bare] if bare != replace(question, form="links") else []
    if not question.given.is_any:
        made.append(Question("", given=question.given))
    if question.asked.labels:
        made.append(Question("", asked=question.asked))
    elif question.asked.ids:
        made.append(Question("", given=question.asked))
    return made
