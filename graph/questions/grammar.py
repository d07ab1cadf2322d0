"""The grammar: from spans to a Question with a target, an anchor and a form."""

from __future__ import annotations

from dataclasses import replace

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.forms.draft import ASKING, LINKING, Draft
from graph.questions.forms.facts import parse_fact
from graph.questions.forms.link_verbs import is_denied, visit_agent
from graph.questions.forms.open_questions import themes_of
from graph.questions.forms.registers import (
    REGISTERED,
    asks_if_open,
    is_group_of_schools,
    limit_to_networks,
    merge_kind,
    parse_register_status,
    requested_state,
    schools_of_trusts,
    trusts_with_schools,
)
from graph.questions.forms.table import READERS, SPOKEN
from graph.questions.interpretation import Interpretation, interpret
from graph.questions.lexicon import Lexicon
from graph.questions.question import Group, Question
from graph.questions.spans import Span, tokens
from graph.questions.text.languages import foreign_language
from graph.questions.text.left_out import content_words, left_out_words
from graph.questions.text.passage_spans import passage_spans, spoken_spans
from graph.questions.text.passages import read_passage
from graph.questions.time_limits import parse_time_limit, top, years_ago

STARTING = frozenset(["start", "started", "starts", "starting", "began", "begin", "begun", "beginning"])


def parse_question(text: str, catalogue: Catalogue, words: Lexicon) -> Question:
    """The question that a text asks. Deterministic.

    What was not understood is in `unknown`, `out_of_scope` or one of the other fields of what is missing. For example,
    with the shipped data:

        parse_question("which Leeds schools link to China", catalogue, lexicon())

    gives a question of the form "links". Its target is Group(labels=("School",), places=("geonames:2644688",)), all
    schools in Leeds. Its anchor is Group(ids=("iso:CN",)), China.
    """
    passage = read_passage(text)
    language = foreign_language([token.folded for token in tokens(text)], words.languages, words.small)
    fact = None if language else parse_fact(passage.asking, catalogue, words)
    if fact is not None:
        return replace(fact, text=text)
    every = passage_spans(passage, language, catalogue, words)
    views = tuple(part.partition(":")[2] for span in every for part in span.value.split() if part.startswith("view:"))
    spans = spoken_spans(every)
    reading = interpret(spans, catalogue)
    question = Question(
        text,
        through=reading.through,
        excluded=reading.excluded,
        unlinked_to=reading.unlinked_to,
        lacking=reading.lacking,
        undated=reading.has("undated"),
        agent=visit_agent(spans),
        all_of=reading.joined,
        parts=reading.has("parts"),
        state=requested_state(reading, spans),
        abroad=reading.has("abroad"),
        relative_to=reading.relative_to,
        start_only=bool(STARTING & {fold(span.text) for span in spans}),
        types=reading.values("type"),
        civic=reading.has("civic"),
        sectors=reading.values("sector"),
        roles=reading.values("role"),
        events=() if "planned" in reading.values("status") else reading.values("event"),
        statuses=reading.values("status"),
        keywords=tuple(dict.fromkeys((*reading.values("keyword"), *(c.value for c in spans if c.kind == "keyword")))),
        sources=tuple(dict.fromkeys(i for c in spans if c.kind == "source" for i in c.ids)),
        unknown_sources=tuple(c.text for c in spans if c.kind == "unknown_source"),
        when=parse_time_limit(spans, words) or years_ago(spans),
        order="" if years_ago(spans) else _order(reading),
        top=top(spans),
        per=next(iter(reading.values("per")), ""),
        unknown=tuple(c.text for c in spans if c.kind == "unknown"),
        out_of_scope=tuple(c.text for c in spans if c.kind == "out_of_scope"),
        corrections=tuple((c.text, c.corrected) for c in spans if c.corrected),
        spelling_suggestions=tuple(name for c in spans if c.kind == "unknown" for name in c.suggestions),
        ambiguous=reading.ambiguous,
        unsupported=tuple(span.text for span in spans if span.kind == "meaning" and span.value == "every"),
        view=next(iter(views), ""),
        content=content_words(every, words),
        language=language,
    )
    composed = _compose(question, reading, spans, every, catalogue)
    if composed.form == "about" and not composed.content:
        composed = replace(composed, content=content_words(every, words, labels=True))
    return replace(composed, left_out=left_out_words(every, composed, words))


def _order(reading: Interpretation) -> str:
    """The order asked for: "first", "last", or "both" for the earliest and the latest."""
    orders = reading.values("order")
    return "both" if {"first", "last"} <= set(orders) else next(iter(orders), "")


def _compose(
    question: Question, reading: Interpretation, spans: list[Span], every: list[Span], catalogue: Catalogue
) -> Question:
    """The question of the first reader that recognises it. Otherwise a question about links, or about what it names."""
    forms = reading.values("form")
    form = next((name for name in SPOKEN if name in forms), "")
    if not form and spans and fold(spans[-1].text) == "since":
        form = "when"  # "Durban since"
    draft = Draft(question, reading, spans, form, catalogue, every)
    for read in READERS:
        recognised = read(draft)
        if recognised is not None:
            return recognised
    return _general(draft)


def _general(draft: Draft) -> Question:
    """The question that a draft asks if no reader recognised it."""
    question, reading, spans, form, catalogue = draft.question, draft.reading, draft.spans, draft.form, draft.catalogue
    first, linking = draft.first, draft.is_linking
    named, labelled = list(reading.named), list(reading.labelled)
    by = next(iter(reading.values("by")), "")
    if _is_by_alone(reading, linking):
        labelled, by = [Group(labels=(by,))], ""
    if reading.alternatives and linking and named and first in ("who", "is", "was", "did", "does", "were"):
        labelled = [group for group in labelled if len(group.labels) < 2]
    if len(labelled) == 2 and not (linking or named) and {"is", "are", "were", "was"} & {fold(c.text) for c in spans}:
        labelled = merge_kind(*labelled)
    question, named = limit_to_networks(question, named, catalogue)
    target, anchor = _target_and_anchor(reading, named, labelled, form)
    anchor = replace(anchor, any_of=reading.any_of and len(anchor.ids) > 1)
    if asks_if_open(question, target, anchor, spans, catalogue):
        question = replace(question, state="", statuses=("active",))
        reading.meanings["yes"] = [""]
    if question.state or question.order or form in ("when", "duration"):
        question = parse_register_status(question, target, anchor, form, spans, catalogue)
        if question.form == "standing":
            return question
    target, anchor = trusts_with_schools(target, anchor, question)
    anchor = schools_of_trusts(target, anchor, question, spans, catalogue)
    question = _with_implied_types(question, reading, form, first, catalogue)
    if is_group_of_schools(target, anchor) or is_group_of_schools(anchor, target):
        each = len(anchor.places) > 1 and "or" not in {span.value for span in spans}
        question = replace(question, types=question.types or (vocabulary().types.part,), all_of=question.all_of or each)
    form = _choose_form(question, reading, form, first, target, anchor, linking, spans)
    if question.abroad and not (set(target.labels) <= REGISTERED and target.places and anchor.is_any):
        # "Abroad" can't be combined with a trust. Without it, another question would be answered.
        lost = ("abroad",) if is_group_of_schools(anchor, target) else ()
        question = replace(question, abroad=False, unsupported=(*question.unsupported, *lost))
    if form == "yesno":
        question = replace(question, keywords=themes_of(draft))
    return replace(question, form=form, target=target, anchor=anchor, by=by)


def _is_by_alone(reading: Interpretation, linking: bool) -> bool:
    """Whether only a label of places is named: "which countries"."""
    return reading.has("by") and not (reading.named or linking or reading.labelled)


def _is_vague_gap(question: Question, target: Group) -> bool:
    """Whether "without" or "missing" names nothing that could be missing: "the longest time without a twinning"."""
    return target.is_any and not (question.lacking or question.statuses or question.civic)


def _choose_form(
    question: Question,
    reading: Interpretation,
    form: str,
    first: str,
    target: Group,
    anchor: Group,
    linking: bool,
    spans: list[Span],
) -> str:
    """The form of the answer, from the words for it and from the two ends."""
    if form == "count" and anchor.is_any and target.labels and not linking:
        form = "list"
    if not form:
        form = _default_form(first, target, anchor, linking)
    elif form == "evidence" and target.is_any and anchor.is_any and not linking:
        form = "sources"
    elif form in ("path", "list", "kind", "where", "profile"):
        form = _fit_form(form, target, anchor, linking, reading)
    if form == "profile" and anchor.is_any and target.labels:
        form = "list"
    if (question.lacking or reading.denied or is_denied(spans)) and form != "gaps":
        form = "gaps"
    if form == "gaps" and (question.undated or _is_vague_gap(question, target)):
        form = "links"
    is_asked = question.text.rstrip().endswith("?") and not _is_wh(first)
    if reading.has("yes") or (form == "links" and target.ids and anchor.ids and linking and is_asked):
        form = "yesno"
    return "most" if reading.has("most") and form in ("links", "list", "count", "profile") else form


def _is_wh(word: str) -> bool:
    """Whether a question begins by asking for items, and not for yes or no."""
    return word.startswith("wh") or word in ("how", "list", "show", "name", "give", "tell", "links", "link", "top")


def _with_implied_types(
    question: Question, reading: Interpretation, form: str, first: str, catalogue: Catalogue
) -> Question:
    """Types that the form or a name implies. Who is in a network is its member; a link is set up when it begins."""
    known = vocabulary().types
    if form in ("when", "duration") and set(question.types) <= known.acting_as("foundation", "support"):
        return replace(question, types=())
    networks = [ids and catalogue.nodes.label(ids[0]) in ("Network", "Project") for ids in reading.named]
    within = any(inside and network for inside, network in zip(reading.within, networks, strict=True))
    is_one = first == "is" and len(networks) == 2 and networks[1]  # "is Leeds a creative city"
    if (within or is_one) and not (question.types or question.roles or question.also_in or reading.has(*LINKING)):
        return replace(question, types=tuple(sorted(known.acting_as("membership"))))
    return question


def _target_and_anchor(
    reading: Interpretation, named: list[tuple[str, ...]], labelled: list[Group], form: str
) -> tuple[Group, Group]:
    """What is asked for, and what it must be linked to."""
    if form in ("common", "compare") and len(named) > 1:
        compared = [ids for ids, placed in zip(named, reading.placed, strict=True) if not placed]
        where = tuple(i for ids, placed in zip(named, reading.placed, strict=True) if placed for i in ids)
        return Group(places=where), Group(ids=tuple(i for ids in compared for i in ids[:1]))
    if labelled:
        target = labelled[0]
        if len(labelled) > 1:
            anchor = labelled[1]
            return target, replace(anchor, ids=named[0] if named and not anchor.places else ())
        if len(named) > 1 and not target.places and reading.placed[-1]:
            return replace(target, places=named[-1]), Group(ids=named[0])
        return target, Group(ids=tuple(i for ids in named for i in ids))
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


def _default_form(first: str, target: Group, anchor: Group, linking: bool) -> str:
    """The form of a question without words for one."""
    if first in ASKING and (linking or not (target.is_any or anchor.is_any)):
        return "yesno"
    if target.is_any and not anchor.is_any and not linking:
        return "profile"
    if anchor.is_any and not linking and not target.is_any:
        return "profile" if target.ids else "list"
    return "links"


def _fit_form(form: str, target: Group, anchor: Group, linking: bool, reading: Interpretation) -> str:
    """A form that fits the two ends: a path needs two named ends, a profile one."""
    two = bool(target.ids and anchor.ids)
    if form == "path":
        return "path" if two else "links" if linking or not target.is_any else "profile"
    if form == "list":
        return "links" if linking or not anchor.is_any else "list"
    if form in ("kind", "where"):
        if linking or not target.is_any or anchor.is_any:
            return "links" if linking or anchor.ids else "list"
        return form
    return "links" if linking or not target.is_any else "profile"
