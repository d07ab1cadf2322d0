"""Open questions: what links are about (why, what for, what came of them), and numbers that only a source can give."""

from __future__ import annotations

from dataclasses import replace

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.questions.forms.draft import ASKING, Draft
from graph.questions.forms.templates import anchor_text, target_text
from graph.questions.place_filters import likeliest
from graph.questions.question import Group, Question
from graph.questions.spans import Span
from graph.questions.text.name_candidates import REST

# Forms that a theme turns into the question what the links are about.
WIDENED = ("", "profile", "path", "where", "kind")
# First words that ask for items, also if a theme follows.
WHO = frozenset(["who", "which", "whose", "whom", "who else"])
# Words that ask what is missing in the records themselves.
DATA = frozenset(["data", "information", "info", "details", "facts", "what", "dates", "gaps"])
DEEDS = frozenset(["do", "does", "did", "has", "have", "had"])
LACKING = frozenset(["missing", "gaps", "gap", "lacking", "lacks", "lack"])


def parse_number(draft: Draft) -> Question | None:
    """Read "how many children took part in CIVIC": a number of something that is neither an item nor a link."""
    spans = [span for span in draft.every if span.value not in BESIDE_NOUNS]
    at = next((i for i, span in enumerate(spans) if span.value == "form:count"), len(spans))
    after = spans[at + 1 :]
    if draft.form == "count" and len(after) > 1 and after[0].kind == REST and _is_noun(after[1]):
        after = after[1:]
    if draft.form != "count" or not after or not _is_noun(after[0]) or any(map(_names_items, after[1:NEAR])):
        return None
    first = after[0]
    named = tuple(i for ids in draft.reading.named for i in ids[:1])
    return replace(draft.question, form="number", fact=first.text, anchor=Group(ids=named), keywords=(), sectors=())


# Words between "how many" and its noun, and people who may be counted.
BESIDE_NOUNS = frozenset(["the", "of", "a", "different", "other", "more"])
NEAR = 3  # spans after "how many"
VERBS = frozenset(["came", "come", "went", "gone to", "been to", "went to", "came to", "join", "go to", "visit"])
PEOPLE = frozenset(["people", "persons", "men", "women", "visitors", "person"])


def _is_noun(span: Span) -> bool:
    """Whether a span may be a noun that is neither an item nor a link."""
    return span.kind in ("keyword", REST) or span.value.startswith("sector:") or span.value in PEOPLE


def _names_items(span: Span) -> bool:
    """Whether a span after a noun is what is really counted: "how many education links"."""
    text = fold(span.text)
    took_part = text.endswith(("ed", "part", " up", " up to")) or text in VERBS
    return span.value.startswith(("label:", "link", "civic", "by:", "most")) or (
        span.value.startswith("type:") and not took_part
    )


# Words before a theme: "on waste management".
BEFORE_THEMES = frozenset(
    [
        "on",
        "about",
        "for",
        "regarding",
        "concerning",
        "around",
        "with",
        "of",
        "in",
        "to",
        "and",
        "over",
        "a",
        "an",
        "any",
    ]
)


def themes_of(draft: Draft) -> tuple[str, ...]:
    """The theme words of a yes/no question: those after a word such as "on", and those beside one of them."""
    kept: list[str] = []
    before: Span | None = None
    for span, after in zip(draft.spans, [*draft.spans[1:], None], strict=True):
        themed = before is not None and (before.value in BEFORE_THEMES or before.value in kept)
        named = after is not None and after.kind == "name"
        if span.kind == "keyword" and themed and not named:
            kept.append(span.value)
        before = span
    return tuple(kept)


def parse_missing(draft: Draft) -> Question | None:
    """Read "what data is missing about the Hainan partnership": what no source gives of the links of named nodes."""
    reading = draft.reading
    said = set(fold(draft.question.text).split())
    if draft.form != "gaps" or not reading.named or reading.labelled or not (said & DATA and said & LACKING):
        return None
    named = [likeliest(ids, draft.catalogue)[:1] for ids in reading.named if ids]
    target = Group(ids=named[1]) if len(named) > 1 else Group()
    return replace(draft.question, form="missing", anchor=Group(ids=named[0]), target=target, types=(), civic=False)


def parse_about(draft: Draft) -> Question | None:
    """Read what the links of named nodes are about: "what does Leeds do with Hangzhou", "why is Leeds linked to it"."""
    reading, question = draft.reading, draft.question
    alone = draft.form == "path" and len(reading.named) == 1 and not reading.has("link", "type", "civic")
    asked = draft.form == "about" or alone or _asks_what_was_done(draft)
    themed = bool(question.keywords) and draft.form in WIDENED and not reading.labelled
    themed = themed and (draft.first not in ASKING or not reading.named)
    limits = (question.order, question.when, question.undated, question.unlinked_to, question.statuses, question.roles)
    names_items = bool(reading.labelled) and not reading.labelled[0].places
    if (names_items and draft.first in ("what", "which", "who")) or (themed and draft.first in WHO):
        return None
    if not (asked or themed) or (themed and not asked and (any(limits) or reading.has("most", "civic", "by"))):
        return None
    named = [likeliest(ids, draft.catalogue)[:1] for ids in reading.named]
    if not named and not reading.labelled and not question.keywords:
        return None
    places = tuple(i for group in reading.labelled for i in group.places)
    groups = [Group(ids=ids) for ids in named if ids] + [Group(ids=(place,)) for place in places]
    target = groups[1] if len(groups) > 1 else Group()
    anchor = groups[0] if groups else reading.labelled[0] if reading.labelled else Group()
    return replace(question, form="about", anchor=anchor, target=target, is_open=asked)


def _asks_what_was_done(draft: Draft) -> bool:
    """Whether "what" asks for a deed: "what did Newcastle sign with Hainan"."""
    said = fold(draft.question.text).split()[:2]
    events = draft.reading.has("event") and len(draft.reading.named) > 1
    return not draft.form and said[:1] == ["what"] and said[-1] in DEEDS and events and not draft.reading.labelled


def about_text(question: Question, catalogue: Catalogue) -> str:
    """Render "what do Leeds and Hangzhou do together", or "what is done by Leeds"."""
    anchor, target = anchor_text(question, catalogue), target_text(question, catalogue)
    words = " ".join(question.content)
    about = f" about {words}" if words else ""
    if not anchor:
        return words
    return f"what do {anchor} and {target} do together{about}" if target else f"what is done by {anchor}{about}"


def number_text(question: Question, catalogue: Catalogue) -> str:
    """Render "how many children in CIVIC"."""
    anchor = anchor_text(question, catalogue)
    return f"how many {question.fact} in {anchor}" if anchor else f"how many {question.fact}"


def missing_text(question: Question, catalogue: Catalogue) -> str:
    """Render "what is missing about Leeds and Hainan"."""
    ends = (anchor_text(question, catalogue), target_text(question, catalogue))
    return f"what is missing about {' and '.join(filter(None, ends))}"
