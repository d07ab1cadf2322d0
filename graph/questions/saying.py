"""A Question as plain words that mean the same when asked again: for URLs, chips that are edited, and follow-ups."""

from __future__ import annotations

from collections.abc import Iterable

from graph.catalogue import Catalogue
from graph.questions.question import Group, Question
from graph.vocabulary import vocabulary

VERBS = {
    "TWINNED_WITH": "twinned with", "PARTNERED_WITH": "partnered with", "MEMBER_OF": "a member of",
    "PARTICIPATES_IN": "a participant of", "SUPPORTS": "supported by", "VISITED": "visited by",
    "OPERATES_IN": "operating in", "FOUNDED": "founded by",
}  # fmt: skip
LEADS = {
    "count": "how many", "when": "when", "duration": "how long", "evidence": "what is the evidence that",
    "yesno": "is", "gaps": "which", "conflicts": "which conflicting claims",
}  # fmt: skip
ROLES = {"chair": "chair", "secretariat": "secretariat", "signatory": "signatory", "broker": "broker"}
ORDERS = {"first": "oldest", "last": "newest"}


def say(question: Question, catalogue: Catalogue) -> str:
    """One plain sentence; asked again it gives the same answer. The typed text itself where nothing was understood."""
    if question.unknown or question.outside or question.ambiguous:
        return question.text
    given, asked = _things(question.given, catalogue), _things(question.asked, catalogue)
    if question.form == "profile":
        return f"everything about {given or asked}"
    if question.form == "list":
        return f"list the {asked}"
    if question.form == "where":
        return (
            f"which {vocabulary().labels[question.by].singular} is {given} in" if question.by else f"where is {given}"
        )
    if question.form == "kind":
        return f"what kind of thing is {given}"
    if question.form in ("common", "compare"):
        names = " and ".join(catalogue.name(i) for i in question.given.ids)
        return f"what do {names} have in common" if question.form == "common" else f"compare {names}"
    if question.form == "path":
        through = f" through {_names(question.through, catalogue)}" if question.through else ""
        return f"path between {given} and {asked}{through}{_limits(question)}"
    return _linked(question, asked, given, catalogue)


def _linked(question: Question, asked: str, given: str, catalogue: Catalogue) -> str:
    verb = " or ".join(VERBS[t] for t in question.types if t in VERBS) or "linked to"
    verb = "city partners of" if question.civic else verb
    lead = LEADS.get(question.form, "which")
    order = f"top {question.top or 1} {ORDERS[question.order]} " if question.order else ""
    status = "".join(f"{status} " for status in question.statuses)
    by = f"{vocabulary().labels[question.by].plural} " if question.by else ""
    if question.form == "gaps":
        return f"which {asked or 'things'} have no link" + (f" to {given}" if given else "") + _limits(question)
    if question.asked.is_any and question.given.is_any:
        nouns = " and ".join(vocabulary().types[t].plural for t in question.types if t in VERBS) or "links"
        return f"{lead} {order}{status}{by}{nouns}{_limits(question)}"
    if question.form == "yesno":
        return (
            f"is {given} {status}{verb} {asked}{_limits(question)}"
            if asked and given
            else f"is anything {status}{verb} {asked or given}{_limits(question)}"
        )
    things = asked or by.strip() or "things"
    wide = not question.asked.labels and any(
        catalogue.is_place(i) for i in (*question.asked.places, *question.asked.ids)
    )
    preposition = "things in " if wide else ""
    return f"{lead} {order}{status}{preposition}{things} are {verb} {given}".rstrip() + _limits(question)


def _limits(question: Question) -> str:
    known = vocabulary()
    parts = [f"in the field of {known.sectors[s].words[0]}" for s in question.sectors]
    parts += [f"as {ROLES[role]}" for role in question.roles if role in ROLES]
    parts += list(question.events)
    parts += [f"that mention {' '.join(question.keywords)}"] if question.keywords else []
    parts += [question.when.text] if question.when else []
    return "".join(f" {part}" for part in parts)


def _things(group: Group, catalogue: Catalogue) -> str:
    known = vocabulary().labels
    labels = " and ".join(known[label].plural for label in group.labels)
    place = _names(group.places, catalogue)
    names = _names(group.ids, catalogue)
    return " ".join(filter(None, (labels, f"in {place}" if place and labels else place, names)))


def _names(ids: Iterable[str], catalogue: Catalogue) -> str:
    return " and ".join(catalogue.name(i) for i in ids)
