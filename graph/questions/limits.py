"""Limits in time and number that a question sets: before, since, between, the last ten years, top three."""

from __future__ import annotations

from datetime import date

from graph.model.dates import Period
from graph.model.text import fold
from graph.questions.lexicon import Lexicon
from graph.questions.question import When
from graph.questions.spans import Chunk
from graph.questions.times import Span, when


def limit_in_time(chunks: list[Chunk], words: Lexicon) -> When | None:
    """The time that a question names, with its relation word; None when it names none."""
    for at, chunk in enumerate(chunks):
        if chunk.kind != "time" or chunk.span is None:
            continue
        before = at - 1
        while before >= 0 and chunks[before].value in ("the", "early", "late", "mid", "year"):
            before -= 1
        said = fold(chunks[before].text) if before >= 0 else ""
        relation = words.time.get(said, "")
        second: Span | None = None
        if (
            at + 2 < len(chunks)
            and chunks[at + 2].kind == "time"
            and fold(chunks[at + 1].text) in ("and", "to", "until", "till")
        ):
            second = chunks[at + 2].span
        text = " ".join(c.text for c in chunks[before if relation else at : at + (3 if second else 1)])
        return when(relation, chunk.span, second, text)
    return None


def years_ago(chunks: list[Chunk]) -> When | None:
    """A limit counted back from today: "older than 50 years", "in the last ten years"."""
    for at, chunk in enumerate(chunks[:-1]):
        if chunk.kind == "number" and fold(chunks[at + 1].text) in ("years", "year"):
            before = " ".join(fold(c.text) for c in chunks[max(0, at - 3) : at])
            day = date.today().replace(year=date.today().year - chunk.number, day=1)
            text = f"{before} {chunk.text} years".strip()
            if any(word in before.split() for word in ("older", "over", "more")):
                return When(Period(None, day), text)
            if any(word in before.split() for word in ("last", "past", "recent", "within")):
                return When(Period(day, None), text)
    return None


def top(chunks: list[Chunk]) -> int | None:
    """How many rows a ranking asks for: "top three", "five oldest"."""
    for at, chunk in enumerate(chunks):
        beside = [chunks[i].value.partition(":")[0] for i in (at - 1, at + 1) if 0 <= i < len(chunks)]
        if chunk.kind == "number" and {"top", "order"} & set(beside):
            return chunk.number
    return None
