"""The text of each form of question, which is read as the same question again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.kinds import kinds_text
from graph.catalogue.register_status import CLOSED, CLOSING, OPEN, OPENED
from graph.model.vocabulary import vocabulary
from graph.questions.forms.type_words import asks_who_visited, grouping_words, noun_words, time_text, verb_words
from graph.questions.question import Group, Question

ROLES = {"chair": "chair", "secretariat": "secretariat", "signatory": "signatory", "broker": "broker"}
STATES = {OPEN: "still open", CLOSED: "closed", OPENED: "opened", CLOSING: "proposed to close"}
ORDERS = {"first": "oldest", "last": "newest", "both": "oldest and newest"}


def profile_text(question: Question, catalogue: Catalogue) -> str:
    """Render "everything about Leeds"."""
    return f"everything about {anchor_text(question, catalogue) or target_text(question, catalogue)}"


def list_text(question: Question, catalogue: Catalogue) -> str:
    """Render "list the schools in Leeds"."""
    return f"list the {target_text(question, catalogue)}"


def location_text(question: Question, catalogue: Catalogue) -> str:
    """Render "where is Wuhan", or "which country is Wuhan in"."""
    anchor = anchor_text(question, catalogue)
    return f"which {vocabulary().labels[question.by].singular} is {anchor} in" if question.by else f"where is {anchor}"


def containment_text(question: Question, catalogue: Catalogue) -> str:
    """Render "is Morley in Leeds"."""
    return f"is {anchor_text(question, catalogue)} in {target_text(question, catalogue)}"


def kind_text(question: Question, catalogue: Catalogue) -> str:
    """Render "what kind of thing is Eurocities"."""
    return f"what kind of thing is {anchor_text(question, catalogue)}"


def path_text(question: Question, catalogue: Catalogue) -> str:
    """Render "how is Leeds connected to Wuhan through Dortmund"."""
    through = f" through {_names(question.through, catalogue)}" if question.through else ""
    ends = f"{anchor_text(question, catalogue)} connected to {target_text(question, catalogue)}"
    return f"how is {ends}{through}{_limits(question, catalogue)}"


def dates_text(question: Question, catalogue: Catalogue) -> str:
    """Render "which is older, Leeds or Lille"."""
    return f"which is older, {_names(question.anchor.ids, catalogue, 'or')}"


def sources_text(_question: Question, _catalogue: Catalogue) -> str:
    """Render the question that lists the loaded datasets and documents."""
    return "which datasets are loaded"


def help_text(_question: Question, _catalogue: Catalogue) -> str:
    """Render the question that lists what can be asked."""
    return "what can i ask"


def ranking_text(question: Question, catalogue: Catalogue) -> str:
    """Render "which cities are linked to at least 2 networks", or "which cities have the most networks"."""
    target = target_text(question, catalogue)
    if question.is_numbered or (question.anchor.labels and _counts_places(question)):
        return _by_number(question, target, catalogue)
    if question.target.labels and question.anchor.labels:
        return f"which {target} have the most {anchor_text(question, catalogue)}"
    if question.target.labels and question.anchor.is_any:
        return f"which {target} have the most {noun_words(question)}{_all_limits(question, catalogue)}"
    return links_text(question, catalogue)


def conflicts_text(question: Question, catalogue: Catalogue) -> str:
    """Render "which conflicting claims are there about Leeds"."""
    ends = (anchor_text(question, catalogue), _stated_target(question, catalogue))
    about = " and ".join(filter(None, ends))
    return f"which conflicting claims are there about {about}" if about else "which claims conflict"


def gaps_text(question: Question, catalogue: Catalogue) -> str:
    """Render "which schools in Leeds have no link to China", or "… have no school link"."""
    anchor, target = anchor_text(question, catalogue), _stated_target(question, catalogue)
    limits = _all_limits(question, catalogue)
    if question.lacking:
        labels = " or ".join(vocabulary().labels[label].singular for label in question.lacking)
        of = f" of {anchor}" if anchor else ""
        return f"which {target or noun_words(question)}{of} have no {labels} link{limits}"
    return f"which {target or 'things'} have no link{f' to {anchor}' if anchor else ''}{limits}"


def comparison_text(question: Question, catalogue: Catalogue) -> str:
    """Render "compare Leeds and Lille", or "what do the schools in Leeds and Lille have in common"."""
    names = " and ".join(catalogue.name(i) for i in question.anchor.ids)
    if question.anchor.labels:
        names = f"the {_things(replace(question.anchor, ids=()), catalogue)} in {names}"
        names += f" with links to {_names(question.target.places, catalogue)}" if question.target.places else ""
    return f"what do {names} have in common" if question.form == "common" else f"compare {names}"


def fact_text(question: Question, catalogue: Catalogue) -> str:
    """Render "income of Leeds Trust", or "which charities in Leeds have income at least 500"."""
    anchor, target = anchor_text(question, catalogue), target_text(question, catalogue)
    fact = vocabulary().facts.get(question.fact)
    if fact is None:
        return question.text
    words = fact.title
    if question.order:
        size = "largest" if question.order == "last" else "smallest"
        return f"{f'top {question.top} ' if question.top else ''}{target} with the {size} {words}"
    limits = f" at least {question.at_least}" if question.at_least else ""
    limits = f" at most {question.at_most}" if question.at_most else limits
    return f"which {target} have {words}{limits}" if limits else f"{words} of {anchor or target}"


def _counts_places(question: Question) -> bool:
    return set(question.anchor.labels) <= vocabulary().place_labels and question.anchor.labels != ("City",)


def _by_number(question: Question, target: str, catalogue: Catalogue) -> str:
    """Render "which cities are linked to at least 2 networks"."""
    least, most = question.at_least, question.at_most
    number = f"at least {least}" if least else f"at most {most}" if most else "the most"
    number = f"exactly {least}" if least and least == most else number
    limits = _limits(question, catalogue) + (" abroad" if question.abroad else "")
    limits += _exceptions(question, catalogue)
    target = f"{question.state} {target}" if question.state in (OPEN, CLOSED) else target
    if question.anchor.labels:
        anchor = _things(question.anchor, catalogue)
        if question.types == (vocabulary().types.part,) or (
            not question.types and set(question.target.labels) <= vocabulary().place_labels
        ):
            return f"which {target} have {number} {anchor}{limits}"
        return f"which {target} are {verb_words(question)} {number} {anchor}{limits}"
    to = f" in {_names(question.anchor.ids, catalogue)}" if question.anchor.ids else ""
    return f"which {target} have {number} {noun_words(question)}{to}{limits}"


def register_status_text(question: Question, catalogue: Catalogue) -> str:
    """Render "is Moorside Primary still open", or "which schools in Leeds closed since 2015"."""
    anchor, target = anchor_text(question, catalogue), target_text(question, catalogue)
    if anchor and question.dated:
        return f"when did {anchor} {'close' if question.state == CLOSED else 'open'}"
    if anchor:
        return f"is {anchor} {STATES[question.state]}"
    order = f"top {question.top or 1} {ORDERS[question.order]} " if question.order else ""
    lead = "when did " if question.dated else "which "
    are = "are " if question.state in (OPEN, CLOSING) else ""
    return f"{lead}{order}{target} {are}{STATES[question.state].removeprefix('still ')}{_limits(question, catalogue)}"


def links_text(question: Question, catalogue: Catalogue) -> str:
    """Render "which schools are linked to Wuhan". All forms about links share this text.

    The forms when, duration, count, evidence and yesno only begin it with other words.
    """
    anchor, target = anchor_text(question, catalogue), _stated_target(question, catalogue)
    if question.also_in and question.civic and anchor and question.target.is_any:
        networks = _names(question.also_in, catalogue)
        return f"which partner cities of {anchor} are in {networks}{_limits(question, catalogue)}"
    limits = _all_limits(question, catalogue)
    status = "".join(f"{status} " for status in question.statuses)
    if question.target.is_any or question.anchor.is_any:
        return _one_sided(question, target, anchor, status) + limits
    if _is_one(question, catalogue):
        return _between(question, f"{status}{noun_words(question)} between {anchor} and {target}") + limits
    verb = status + verb_words(question)
    things = _wide(question, target, catalogue)
    if question.form in ("when", "duration"):
        lead = "since when" if question.form == "when" else "how long"
        return f"{lead} are {things} {verb} {anchor}{limits}"
    if question.form == "yesno":
        return f"is {anchor} {verb} {target}{limits}"
    did = asks_who_visited(question)
    tie = f"{things} visited {anchor}{limits}" if did else f"{things} are {verb} {anchor}{limits}"
    order = f"top {question.top or 1} {ORDERS[question.order]} " if question.order else ""
    lead = {"count": "how many ", "evidence": "what is the evidence that "}.get(question.form, "which ")
    return lead + order + tie


def _is_one(question: Question, catalogue: Catalogue) -> bool:
    """Whether the target is one named node and not a set, so that its link with the anchor is meant."""
    wide = any(catalogue.nodes.label(i) in ("Region", "Country", "Continent", "World") for i in question.target.ids)
    return len(question.target.ids) == 1 and not (wide or question.target.labels or question.order or question.agent)


def _between(question: Question, ties: str) -> str:
    leads = {"when": "when did the {} begin", "duration": "how long ago did the {} begin", "count": "how many {}"}
    leads |= {"evidence": "what is the evidence for {}"}
    return leads.get(question.form, "{}").format(ties) if question.form != "yesno" else f"are there {ties}"


def _wide(question: Question, target: str, catalogue: Catalogue) -> str:
    """A wide place as target means the nodes in it."""
    large = ("Region", "Country", "Continent", "World")
    named = (catalogue.nodes.label(i) in large for i in question.target.ids)
    wide = bool(question.target.places) or any(named)
    return f"things in {target}" if wide and not question.target.labels else target


def _one_sided(question: Question, target: str, anchor: str, status: str) -> str:
    """Render a question with only one end, or none. Its links are a noun."""
    thing = anchor or target
    order = f"{question.top or ''} {ORDERS[question.order]} ".lstrip() if question.order else ""
    noun = f"{order}{status}{noun_words(question)}"
    of = f" of {thing}" if thing else ""
    if question.per:
        return f"how many {noun}{of} per {grouping_words(question)}"
    if question.by:
        label = vocabulary().labels[question.by].plural
        if question.civic or not thing:
            return f"which {label} have {noun}{of}"
        return f"which {label} is {thing} {verb_words(question)}"
    if question.target.places and not question.target.labels:
        return f"which {noun} are there in {thing}"
    if question.form == "count":
        return f"how many {noun} does {thing} have" if thing else f"how many {noun}"
    if question.form in ("when", "duration"):
        return f"when did the {noun}{of} begin"
    if question.form == "evidence":
        return f"what is the evidence for {noun}{of}"
    if question.target.labels:
        return f"which {target} have {noun}"
    if anchor and asks_who_visited(question):
        return f"who visited {anchor}"
    if anchor and not (status or order) and not question.civic and len(question.types) <= 1:
        return f"who is {verb_words(question)} {anchor}"
    return f"which {noun}{f' does {thing} have' if thing else ' are recorded'}"


def anchor_text(question: Question, catalogue: Catalogue) -> str:
    """The anchor in words; "" for any."""
    return _things(question.anchor, catalogue)


def target_text(question: Question, catalogue: Catalogue) -> str:
    """The target in words; "" for any."""
    return _things(question.target, catalogue)


def _stated_target(question: Question, catalogue: Catalogue) -> str:
    """The target with its state in a register: "closed schools in Leeds"."""
    target = target_text(question, catalogue)
    return f"{question.state} {target}" if question.state in (OPEN, CLOSED) else target


def _all_limits(question: Question, catalogue: Catalogue) -> str:
    abroad = " abroad" if question.abroad else ""
    return _limits(question, catalogue) + _exceptions(question, catalogue) + abroad


def _limits(question: Question, catalogue: Catalogue) -> str:
    known = vocabulary()
    parts = [f"in the field of {known.sectors[s].words[0]}" for s in question.sectors]
    parts += [f"as {ROLES[role]}" for role in question.roles if role in ROLES]
    parts += list(question.events)
    parts += [f"that mention {' '.join(question.keywords)}"] if question.keywords else []
    parts += ["that started"] if question.start_only else []
    parts += [time_text(question.when)] if question.when else []
    parts += ["without a date"] if question.undated else []
    parts += [f"according to {' and '.join(catalogue.source_names(question.sources))}"] if question.sources else []
    return "".join(f" {part}" for part in parts)


def _exceptions(question: Question, catalogue: Catalogue) -> str:
    """The exceptions: unwanted nodes, and nodes that the target has no link to."""
    left_out = "".join(f" except {catalogue.name(i)}" for i in question.excluded)
    return left_out + "".join(f" that {catalogue.name(i)} does not" for i in question.unlinked_to)


def _things(group: Group, catalogue: Catalogue) -> str:
    known = vocabulary().labels
    labels = "organisations" if len(group.labels) > 6 else " and ".join(known[label].plural for label in group.labels)
    labels = kinds_text(group.kinds) or labels
    place = _names(group.places, catalogue)
    names = _names(group.ids, catalogue, "or" if group.any_of else "and")
    return " ".join(filter(None, (labels, f"in {place}" if place and labels else place, names)))


def _names(ids: Iterable[str], catalogue: Catalogue, word: str = "and") -> str:
    return f" {word} ".join(dict.fromkeys(catalogue.name(i) for i in ids))
