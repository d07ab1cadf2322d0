"""Suggestions for the next question, made from the question that was asked."""

from __future__ import annotations

from dataclasses import replace

from graph.answers.answer import POSSIBLE, Answer
from graph.catalogue.catalogue import Catalogue
from graph.questions.question import Group, Question
from graph.questions.revision.rendering import render_question

MOST = 4


def follow_ups(question: Question, answer: Answer, catalogue: Catalogue) -> tuple[str, ...]:
    """Up to four questions: dates, evidence, paths and the first row's node; wider ones for an empty answer."""
    if answer.status == "empty":
        made = _wider(question)
    elif answer.status == "answer":
        made = [*_deeper(question), *_rows(question, answer)]
    else:
        return ()
    said = dict.fromkeys(render_question(q, catalogue) for q in made)
    said.pop(render_question(question, catalogue), None)
    return tuple(text[0].upper() + text[1:] + "?" for text in list(said)[:MOST] if text)


def _deeper(question: Question) -> list[Question]:
    linked = not question.anchor.is_any and question.form in ("links", "count", "yesno", "when", "duration")
    made = []
    if linked and question.form != "when":
        made.append(replace(question, form="when"))
    if linked:
        made.append(replace(question, form="evidence"))
    if question.form in ("links", "count") and not question.by and question.target.is_any and question.anchor.ids:
        made.append(replace(question, form="links", by="Country", target=Group()))
    if question.form == "path":
        made.append(replace(question, form="evidence", through=()))
    if question.form in ("profile", "where", "kind"):
        made.append(Question("", anchor=question.anchor if not question.anchor.is_any else question.target))
        made.append(
            Question("", form="conflicts", anchor=question.anchor if not question.anchor.is_any else question.target)
        )
    return made


def _rows(question: Question, answer: Answer) -> list[Question]:
    """Questions about the first row's node, and about the path to the first possible one."""
    made = []
    if question.form == "path":
        return []
    known = {i for group in (question.target, question.anchor) for i in (*group.ids, *group.places)}
    unsure = [row for row in answer.rows if row.certainty == POSSIBLE and row.nodes]
    if unsure and len(question.anchor.ids) == 1 and question.form != "path":
        made.append(Question("", form="path", anchor=Group(ids=unsure[0].nodes[:1]), target=question.anchor))
    first = next((row.nodes[0] for row in answer.rows if row.nodes and row.nodes[0] not in known), "")
    if first:
        made.append(Question("", form="profile", anchor=Group(ids=(first,))))
    return made


def _wider(question: Question) -> list[Question]:
    """The question without its limits, then each end alone; for a number, the ranking."""
    if question.is_numbered:
        return [replace(question, at_least=0, at_most=0), Question("", target=question.target)]
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
    if not question.anchor.is_any:
        made.append(Question("", anchor=question.anchor))
    if question.target.labels:
        made.append(Question("", target=question.target))
    elif question.target.ids:
        made.append(Question("", anchor=question.target))
    return made
