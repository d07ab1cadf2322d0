"""Numbers that only a source can give: how many children, how many visitors. They are given, or said to be missing."""

from __future__ import annotations

from dataclasses import replace

from graph.answers.answer import Answer
from graph.answers.links import about, record_answer
from graph.answers.links.publishers import publisher_sentence
from graph.answers.phrases import phrase
from graph.answers.summary import MEASURES
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.themes import stem
from graph.model.text import fold
from graph.questions.question import Question
from graph.stores.base import GraphStore


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The number that a claim about the named nodes states; else that it is not recorded, with what is."""
    noun = question.fact
    nearest = about.answer(question, catalogue, store) if question.anchor.ids else None
    wanted = {stem(record_answer.noted(word)) for word in fold(noun).split()}
    found = about.related(question, catalogue, store) if question.anchor.ids else []
    counted = [(count, f) for f in found for count in f.claim.counts if wanted & {stem(w) for w in fold(count).split()}]
    if counted:
        text, finding = counted[0]
        name, sign, number = text.rsplit(" ", 2)
        shown = f"{int(number):,}" if number.isdecimal() else number
        sentence = phrase("numbers.stated", number=f"{MEASURES[sign]}{shown}", noun=name)
        base = nearest or Answer(question.text, "answer", sentence)
        return replace(base, sentence=sentence, detail=publisher_sentence([finding.claim], catalogue))
    told = record_answer.answer(question, catalogue, store)
    if told and wanted & told.words and any(word.isdecimal() for word in fold(told.answer.sentence).split()):
        return told.answer
    sentence = phrase("numbers.missing", noun=noun)
    if nearest is None:
        return Answer(question.text, "out_of_scope", sentence)
    return replace(nearest, status="out_of_scope", sentence=sentence, detail="")
