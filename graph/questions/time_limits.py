"""Time limits in a question: before, since, between, the last ten years. Also the number of a ranking: top three."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph.model.dates import Period
from graph.model.text import fold
from graph.model.validity import IN_FORCE
from graph.model.vocabulary import vocabulary
from graph.questions.lexicon import Lexicon
from graph.questions.question import TimeLimit
from graph.questions.spans import Span
from graph.questions.times import TimeSpan, time_limit

# Words for a beginning before a time: "dated 1991".
BEGINNING = frozenset(["dated", "from", "dating from", "of"])
# Words for a state in a time, and for a beginning or an event.
ALWAYS_STATE = frozenset(["as of", "as at", "by", "back in"])
PARTNERS = frozenset(["partner", "partners", "member", "members", "twins"])
STATE_WORDS = frozenset(["still", "valid", "existed", "existing"])
BEGAN_WORDS = frozenset(
    [
        "began", "begin", "begun", "beginning", "start", "started", "starting", "starts", "made", "formed",
        "agreed", "created", "founded", "launched", "signed", "became", "become", "new", "established",
        "set", "happened", "joined", "join",
    ]
)  # fmt: skip
BEING = frozenset(["is", "are", "was", "were", "be", "been", "being", "had", "have", "has", "did"])


def parse_time_limit(spans: list[Span], words: Lexicon) -> TimeLimit | None:
    """The first time limit of a question, with the word for its relation; None without a time."""
    for at, span in enumerate(spans):
        if span.kind != "time" or span.time is None:
            continue
        before = at - 1
        while before >= 0 and spans[before].value in ("the", "early", "late", "mid", "year"):
            before -= 1
        said = fold(spans[before].text) if before >= 0 else ""
        relation = words.time.get(said, "")
        second: TimeSpan | None = None
        if (
            at + 2 < len(spans)
            and spans[at + 2].kind == "time"
            and fold(spans[at + 1].text) in ("and", "to", "until", "till")
        ):
            second = spans[at + 2].time
        text = " ".join(c.text for c in spans[before if relation else at : at + (3 if second else 1)])
        limit = time_limit(relation, span.time, second, text)
        is_single = relation in ("", "during") and second is None and said not in BEGINNING
        is_state = said in ALWAYS_STATE or _asks_state(spans)
        return replace(limit, relation=IN_FORCE) if is_single and is_state else limit
    return None


def _asks_state(spans: list[Span]) -> bool:
    """Whether a state is asked for: "was Leeds twinned with Brno in 1990", "in force in 1990", "still"."""
    words = [word for span in spans for word in fold(span.text).split()]
    if set(words) & STATE_WORDS or "in force" in " ".join(words):
        return True
    if set(words) & BEGAN_WORDS or any(span.value.startswith("event:") for span in spans):
        return False
    moments = tuple(f"type:{name}" for name in vocabulary().types.moments)
    links = [at for at, span in enumerate(spans) if span.value.startswith(("type:", "civic", "link"))]
    if not links or any(span.value.startswith(moments) for span in spans):
        return False
    return bool(set(words) & BEING or set(words) & PARTNERS) or any(span.value.startswith("civic") for span in spans)


def years_ago(spans: list[Span]) -> TimeLimit | None:
    """A limit counted back from today: "older than 50 years", "in the last ten years"."""
    for at, span in enumerate(spans[:-1]):
        if span.kind == "number" and fold(spans[at + 1].text) in ("years", "year"):
            before = " ".join(fold(c.text) for c in spans[max(0, at - 3) : at])
            day = date.today().replace(year=date.today().year - span.number, day=1)
            text = f"{before} {span.text} years".strip()
            if any(word in before.split() for word in ("older", "over", "more")):
                return TimeLimit(Period(None, day), text)
            if any(word in before.split() for word in ("last", "past", "recent", "within")):
                return TimeLimit(Period(day, None), text)
    return None


def top(spans: list[Span]) -> int | None:
    """How many rows a ranking asks for: "top three", "five oldest"."""
    for at, span in enumerate(spans):
        beside = [spans[i].value.partition(":")[0] for i in (at - 1, at + 1) if 0 <= i < len(spans)]
        if span.kind == "number" and {"top", "order"} & set(beside):
            return span.number
    return None
