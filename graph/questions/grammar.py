"""From chunks to a Question: which things are asked for, what they are to be linked to, and in what form to answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.questions.entity_linking import link
from graph.questions.forms.facts import asked_fact
from graph.questions.forms.link_counts import by_number
from graph.questions.forms.location_questions import LINKING, located, lying
from graph.questions.forms.registers import (
    REGISTERED,
    is_group_of_schools,
    of_academies,
    of_schools,
    one_kind,
    standing,
    state_of,
    within_networks,
)
from graph.questions.forms.side_by_side import ASKING, compared, compared_sets
from graph.questions.interpretation import Reading, read
from graph.questions.lexicon import Lexicon
from graph.questions.limits import limit_in_time, top, years_ago
from graph.questions.question import Group, Question
from graph.questions.spans import Chunk

STARTING = frozenset(["start", "started", "starts", "starting", "began", "begin", "begun", "beginning"])
FORMS = (
    "sources", "help", "conflicts", "evidence", "gaps", "common", "compare", "count", "duration", "when", "path",
    "where", "kind", "profile", "list",
)  # fmt: skip


def understand(text: str, catalogue: Catalogue, words: Lexicon) -> Question:
    """What a text asks. Deterministic; whatever was not understood stands in `unknown` or `outside`."""
    fact = asked_fact(text, catalogue, words)
    if fact is not None:
        return fact
    chunks = link(text, catalogue, words, catalogue.other_places)
    reading = read(chunks, catalogue)
    question = Question(
        text,
        through=reading.through,
        excluded=reading.excluded,
        unlike=reading.unlike,
        lacking=reading.lacking,
        undated=reading.has("undated"),
        doer=_doer(chunks),
        all_of=reading.joined,
        parts=reading.has("parts"),
        state=state_of(reading, chunks),
        abroad=reading.has("abroad"),
        measured=reading.measured,
        starting=bool(STARTING & {fold(chunk.text) for chunk in chunks}),
        types=reading.values("type"),
        civic=reading.has("civic"),
        sectors=reading.values("sector"),
        roles=reading.values("role"),
        events=() if "planned" in reading.values("status") else reading.values("event"),
        statuses=reading.values("status"),
        keywords=tuple(dict.fromkeys((*reading.values("keyword"), *(c.value for c in chunks if c.kind == "keyword")))),
        sources=tuple(dict.fromkeys(i for c in chunks if c.kind == "source" for i in c.ids)),
        unsourced=tuple(c.text for c in chunks if c.kind == "unsourced"),
        when=limit_in_time(chunks, words) or years_ago(chunks),
        order="" if years_ago(chunks) else next(iter(reading.values("order")), ""),
        top=top(chunks),
        unknown=tuple(c.text for c in chunks if c.kind == "unknown"),
        outside=tuple(c.text for c in chunks if c.kind == "outside"),
        taken=tuple((c.text, c.mended) for c in chunks if c.mended),
        near=tuple(name for c in chunks if c.kind == "unknown" for name in c.suggestions),
        ambiguous=reading.ambiguous,
    )
    return _compose(question, reading, chunks, catalogue)


def _compose(question: Question, reading: Reading, chunks: list[Chunk], catalogue: Catalogue) -> Question:
    forms = reading.values("form")
    form = next((f for f in FORMS if f in forms), "")
    sets = compared_sets(question, reading, chunks, form, catalogue)
    if sets is not None:
        return sets
    if form in ("common", "compare") and len(reading.named) < 2:
        form = ""
    if reading.through and not reading.named:
        reading.named, reading.within, reading.wide, reading.placed = [reading.through], [False], [False], [False]
        question = replace(question, through=())
    if reading.measured[1] and chunks and fold(chunks[0].text) in ASKING:
        reading.named.append((reading.measured[1],))
        reading.either, question = True, replace(question, measured=("", ""))
    ranked = compared(question, reading, chunks, form)
    if ranked is not None:
        return ranked
    numbered = by_number(question, reading, chunks, form, catalogue)
    if numbered is not None:
        return numbered
    first = fold(chunks[0].text) if chunks else ""
    if fold(question.text) == "help" or form in ("help", "sources"):
        return replace(question, form="sources" if form == "sources" else "help")
    placed = located(question, reading, first, catalogue)
    if placed is not None:
        return placed
    if (
        first == "where"
        and "VISITED" in question.types
        and {"come", "comes", "came"} & set(fold(question.text).split())
    ):
        form, question = "evidence", replace(question, types=())
    linking = bool(reading.has(*LINKING, "undated") or question.keywords or question.when or question.sources)
    whereabouts = lying(question, reading, form, first, linking, chunks, catalogue)
    if whereabouts is not None:
        return whereabouts
    named, labelled = list(reading.named), list(reading.labelled)
    by = next(iter(reading.values("by")), "")
    if _is_by_alone(reading, linking):
        labelled, by = [Group(labels=(by,))], ""
    if reading.alternatives and linking and named and first in ("who", "is", "was", "did", "does", "were"):
        labelled = [group for group in labelled if len(group.labels) < 2]
    if len(labelled) == 2 and not (linking or named) and {"is", "are", "were", "was"} & {fold(c.text) for c in chunks}:
        labelled = one_kind(*labelled)
    question, named = within_networks(question, named, catalogue)
    asked, given = _sets(reading, named, labelled, form)
    given = replace(given, any_of=reading.any_of and len(given.ids) > 1)
    if question.state or question.order or form in ("when", "duration"):
        question = standing(question, asked, given, form, chunks, catalogue)
        if question.form == "standing":
            return question
    asked, given = of_schools(asked, given, question)
    given = of_academies(asked, given, question, chunks, catalogue)
    question = _typed(question, reading, form, first, catalogue)
    if is_group_of_schools(asked, given) or is_group_of_schools(given, asked):
        each = len(given.places) > 1 and "or" not in {chunk.value for chunk in chunks}
        question = replace(question, types=question.types or ("PART_OF",), all_of=question.all_of or each)
    form = _formed(question, reading, form, first, asked, given, linking, chunks)
    if question.abroad and not (set(asked.labels) <= REGISTERED and asked.places and given.is_any):
        # A limit to other countries beside a trust can't be kept; leaving it out would answer another question.
        lost = ("abroad",) if is_group_of_schools(given, asked) else ()
        question = replace(question, abroad=False, unkept=(*question.unkept, *lost))
    return replace(question, form=form, asked=asked, given=given, by=by)


def _is_by_alone(reading: Reading, linking: bool) -> bool:
    """Whether only a kind of place was said: "which countries"."""
    return reading.has("by") and not (reading.named or linking or reading.labelled)


def _formed(
    question: Question,
    reading: Reading,
    form: str,
    first: str,
    asked: Group,
    given: Group,
    linking: bool,
    chunks: list[Chunk],
) -> str:
    """The shape of the answer, by what was said of it and by the two sides."""
    if form == "count" and given.is_any and asked.labels and not linking:
        form = "list"
    if not form:
        form = _form(first, asked, given, linking)
    elif form == "evidence" and asked.is_any and given.is_any and not linking:
        form = "sources"
    elif form in ("path", "list", "kind", "where", "profile"):
        form = _settle(form, asked, given, linking, reading)
    if form == "profile" and given.is_any and asked.labels:
        form = "list"
    if (question.lacking or reading.denied or _is_denied(chunks)) and form != "gaps":
        form = "gaps"
    if question.undated and form == "gaps":
        form = "links"
    is_asked = question.text.rstrip().endswith("?") and not _is_wh(first)
    if reading.has("yes") or (form == "links" and asked.ids and given.ids and linking and is_asked):
        form = "yesno"
    return "most" if reading.has("most") and form in ("links", "list", "count", "profile") else form


def _doer(chunks: list[Chunk]) -> str:
    """Which side did it, where a verb of doing says so: "who visited Siegen" asks for it, "did A visit B" gives it."""
    kept = [c for c in chunks if c.kind != "stop" or c.value in ("who", "by")]
    kinds = ["name" if c.kind == "name" else c.value for c in kept]
    for one, two, three in zip(kinds, kinds[1:], [*kinds[2:], ""], strict=False):
        if two.startswith("type:VISITED") and three == "name":
            return "given" if one == "name" else "asked" if one == "who" or one.startswith("label:") else ""
    return ""


def _is_denied(chunks: list[Chunk]) -> bool:
    """Whether the tie itself is denied: "not linked to", "isn't twinned with"."""
    kept = [c.value for c in chunks if c.kind != "stop"]
    ties = ("link", "type:", "civic")
    return any(one == "neither" and two.startswith(ties) for one, two in pairwise(kept))


def _is_wh(word: str) -> bool:
    """Whether a question begins by asking for something, and not whether it is so."""
    return word.startswith("wh") or word in ("how", "list", "show", "name", "give", "tell", "links", "link", "top")


def _typed(question: Question, reading: Reading, form: str, first: str, catalogue: Catalogue) -> Question:
    """Types that the form or a name implies: who is in a network is its member, a tie is set up when it begins."""
    if form in ("when", "duration") and set(question.types) <= {"FOUNDED", "SUPPORTS"}:
        return replace(question, types=())
    networks = [ids and catalogue.nodes.label(ids[0]) in ("Network", "Project") for ids in reading.named]
    within = any(inside and network for inside, network in zip(reading.within, networks, strict=True))
    is_one = first == "is" and len(networks) == 2 and networks[1]  # "is Leeds a creative city"
    if (within or is_one) and not (question.types or question.roles or question.also or reading.has(*LINKING)):
        return replace(question, types=("MEMBER_OF",))
    return question


def _sets(reading: Reading, named: list[tuple[str, ...]], labelled: list[Group], form: str) -> tuple[Group, Group]:
    """The things asked for, and what they are to be linked to."""
    if form in ("common", "compare") and len(named) > 1:
        compared = [ids for ids, placed in zip(named, reading.placed, strict=True) if not placed]
        where = tuple(i for ids, placed in zip(named, reading.placed, strict=True) if placed for i in ids)
        return Group(places=where), Group(ids=tuple(i for ids in compared for i in ids[:1]))
    if labelled:
        asked = labelled[0]
        if len(labelled) > 1:
            given = labelled[1]
            return asked, replace(given, ids=named[0] if named and not given.places else ())
        if len(named) > 1 and not asked.places and reading.placed[-1]:
            return replace(asked, places=named[-1]), Group(ids=named[0])
        return asked, Group(ids=tuple(i for ids in named for i in ids))
    if not named:
        return Group(), Group()
    if len(named) == 1:
        if reading.placed[0] and reading.wide[0] and reading.has("type", "civic", "link"):
            return Group(places=named[0]), Group()
        return Group(), Group(ids=named[0])
    if reading.has("order") and reading.either:
        return Group(), Group(ids=tuple(i for ids in named for i in ids))
    if (reading.placed[0], reading.wide[0]) > (reading.placed[1], reading.wide[1]) and form != "path":
        named = [named[1], named[0], *named[2:]]
    return Group(ids=tuple(i for ids in named[1:] for i in ids)), Group(ids=named[0])


def _form(first: str, asked: Group, given: Group, linking: bool) -> str:
    """The form of a question that names none."""
    if first in ASKING and (linking or not (asked.is_any or given.is_any)):
        return "yesno"
    if asked.is_any and not given.is_any and not linking:
        return "profile"
    if given.is_any and not linking and not asked.is_any:
        return "profile" if asked.ids else "list"
    return "links"


def _settle(form: str, asked: Group, given: Group, linking: bool, reading: Reading) -> str:
    """A form as its groups allow: a path needs two ends, a profile one thing."""
    two = bool(asked.ids and given.ids)
    if form == "path":
        return "path" if two else "links" if linking or not asked.is_any else "profile"
    if form == "list":
        return "links" if linking or not given.is_any else "list"
    if form in ("kind", "where"):
        if linking or not asked.is_any or given.is_any:
            return "links" if linking or given.ids else "list"
        return form
    return "links" if linking or not asked.is_any else "profile"
