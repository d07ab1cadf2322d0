"""The sentence of an answer, with the numbers of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.answers.answer import CONFIRMED, POSSIBLE, Row
from graph.answers.builder import label_words
from graph.answers.end_filters import is_any_partnership
from graph.answers.findings import Finding
from graph.answers.wording import count_phrase, event_words, name_list, relationship_words, start_dates
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.kinds import kinds_text
from graph.catalogue.names.homonyms import repeated_entries
from graph.model.dates import Match, period, sort_key
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question

MEASURES = {"=": "", ">": "over ", ">=": "at least ", "<": "under ", "<=": "at most "}


def group_words(group: Group, catalogue: Catalogue, count: int = 2) -> str:
    """A group in words: "schools in Newcastle upon Tyne", "Leeds", "anything in China"."""
    named = name_list(list(dict.fromkeys(catalogue.name(i) for i in group.ids)), word="or" if group.any_of else "and")
    where = name_list([catalogue.name(i) for i in group.places])
    if group.labels:
        place = f" in {where}" if group.places else f" of {named}" if group.ids else ""
        return (kinds_text(group.kinds, count) or label_words(group.labels, count)) + place
    if group.places:
        return f"{'thing' if count == 1 else 'things'} in {where}"
    return named if group.ids else "anything"


def filter_words(question: Question, catalogue: Catalogue) -> str:
    """The limits of a question in brackets, with a leading blank, or ""."""
    known = vocabulary()
    parts = [known.sectors[s].title for s in question.sectors]
    parts += [f"as {role}" for role in question.roles]
    parts += list(question.events)
    parts += list(question.statuses)
    parts += ["abroad"] if question.abroad else []
    parts += [question.state] if question.state and question.form != "standing" else []
    parts += [f"mentioning “{' '.join(question.keywords)}”"] if question.keywords else []
    parts += [question.when.text] if question.when else []
    parts += [f"according to {name_list(catalogue.source_names(question.sources))}"] if question.sources else []
    return f" ({', '.join(parts)})" if parts else ""


def duplicate_notes(ids: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The note about names that have several entries and are counted once; () if there are none."""
    twice = [f"{name} ({len(some)})" for name, some in sorted(repeated_entries(ids, catalogue).items())]
    return (f"Several entries of one name that may be one are counted once: {name_list(twice, 12)}.",) if twice else ()


def link_words(question: Question) -> str:
    """The kind of link that is asked for: "twinnings", "links"."""
    if question.civic:
        return "city partnerships"
    names = [vocabulary().types[t].plural for t in question.types]
    return name_list(sorted(set(names))) if names else "links"


def number_words(question: Question) -> str:
    """The number that is asked for: "at least 2", "exactly 1"; "the most" if there is no number."""
    least, most = question.at_least, question.at_most
    if least and most:
        return f"exactly {least:,}" if least == most else f"{least:,} to {most:,}"
    return f"at least {least:,}" if least else f"at most {most:,}" if most else "the most"


def summary(
    question: Question,
    found: Sequence[Finding],
    made: Sequence[Row],
    catalogue: Catalogue,
    beside: Sequence[Finding] = (),
    more: int = 0,
) -> str:
    """The answer in one or two sentences.

    `beside` are findings that are not counted but may state a number. `more` is how many nodes are counted and have no
    row.
    """
    sure = [row for row in made if row.certainty == CONFIRMED]
    possible = [row for row in made if row.certainty == POSSIBLE]
    if question.form in ("when", "duration"):
        return _when(question, found, catalogue)
    if question.form == "yesno":
        return _yes(question, found, sure, catalogue)
    limits = filter_words(question, catalogue)
    if question.order:
        lead = f"{'Oldest' if question.order == 'first' else 'Newest'} recorded{limits}"
        return f"{lead}: " + "; ".join(f"{row.cells[0]} ({row.cells[2]})" for row in made) + "."
    planned = bool(found) and all(f.claim.status == "planned" for f in found) and not question.statuses
    limits += " (planned)" if planned else ""
    said = _found(question, found, sure, limits, catalogue, more) if sure else f"None is confirmed{limits}."
    said += coverage_words(question, [*found, *beside])
    if possible:
        others = " more" if sure else ""
        be = "is" if len(possible) == 1 else "are"
        things = name_list([row.cells[0] for row in possible])
        said += f" {len(possible)}{others} {be} possible: {things}; {_why_possible(found, question, catalogue)}."
    return said


def coverage_words(question: Question, found: Sequence[Finding]) -> str:
    """Totals that sources state where they name only a few: "The source counts over 190 cities"."""
    if question.form != "count" and not set(question.types) & vocabulary().types.acting_as("membership"):
        return ""
    about = {*question.anchor.ids, *question.target.ids}
    claims = [f.claim for f in found if question.keywords or f.claim.object in about]
    counts = dict.fromkeys(count for claim in claims for count in claim.counts)
    said = [f"{MEASURES[sign]}{number} {noun}" for noun, sign, number in (count.rsplit(" ", 2) for count in counts)]
    return f" The source counts {name_list(said)}." if said else ""


def _found(
    question: Question, found: Sequence[Finding], sure: Sequence[Row], limits: str, catalogue: Catalogue, more: int
) -> str:
    names = [row.cells[0] for row in sure]
    if question.form == "evidence":
        titles = {f"“{s.title}” ({s.id})" for f in found for s in [catalogue.sources[f.claim.source]]}
        where = name_list(sorted(titles))
        return f"{count_phrase(len(sure), 'link')} recorded{limits}, said in {where}: {name_list(names)}."
    if question.target.is_any and question.anchor.is_any:
        return f"{count_phrase(len(sure), 'link')} recorded{limits}: {name_list(names)}."
    sure = [row for row in sure if not row.duplicate]
    names = [row.cells[0] for row in sure]
    if question.target.is_any:
        given = group_words(question.anchor, catalogue)
        kind = "partner" if set(question.types) & vocabulary().types.partnerships else "link"
        kind = "city partner" if question.civic else kind
        unnamed = sum(not row.named for row in sure)
        rest = f" ({unnamed} of them without a name)" if unnamed else ""
        return f"{given}: {count_phrase(len(names) + more, kind)} recorded{rest}{limits}: {name_list(names, 12, more)}."
    return _set(question, found, names, limits, catalogue, more)


def _set(
    question: Question, found: Sequence[Finding], names: Sequence[str], limits: str, catalogue: Catalogue, more: int
) -> str:
    """The sentence for a set: "2 schools in Newcastle upon Tyne are linked to Wuhan: …"."""
    count = len(names) + more
    things = group_words(question.target, catalogue, count)
    if question.anchor.is_any:
        return f"{count:,} {things} recorded with {link_words(question)}{limits}: {name_list(names, 12, more)}."
    if all(f.target_unnamed for f in found):
        anchors = sorted({catalogue.name(f.anchor) for f in found if not f.anchor_unnamed})
        if anchors:
            return f"None of the {things} is named{limits}; linked to them: {name_list(anchors, 12)}."
    given = group_words(question.anchor, catalogue)
    if question.target.ids and {f.target for f in found} <= set(question.target.ids) and not question.target.labels:
        best = {f.relationship.id: f.relationship for f in found}
        return "; ".join(relationship_words(r, catalogue) for r in list(best.values())[:3]) + f"{limits}."
    wide = [catalogue.name(i) for i in question.target.ids if catalogue.is_place(i)]
    lead = (
        f"{count_phrase(count, 'thing')} in {name_list(wide)}"
        if wide and not question.target.labels
        else f"{count:,} {things}"
    )
    if not (wide or question.target.labels or question.target.places):
        return f"{name_list(names, 12, more)} {_tie(question, found, given, count)}{limits}."
    return f"{lead} {_tie(question, found, given, count)}{limits}: {name_list(names, 12, more)}."


def _tie(question: Question, found: Sequence[Finding], given: str, count: int) -> str:
    """The verb between target and anchor, in the direction of most claims: "visited China"."""
    if "planned" in question.statuses:
        return f"{'has' if count == 1 else 'have'} planned {link_words(question)} with {given}"
    if len(question.types) != 1 or question.roles:
        to = "partners of" if is_any_partnership(question.types) else "linked to"
        one = "a partner of" if to == "partners of" else to
        return f"is recorded as {one} {given}" if count == 1 else f"are recorded as {to} {given}"
    kind = vocabulary().types[question.types[0]]
    forward = sum(f.target == f.claim.subject for f in found) * 2 >= len(found)
    return kind.phrase(given, forward=forward, plural=count != 1)


def _why_possible(found: Sequence[Finding], question: Question, catalogue: Catalogue) -> str:
    why = [f for f in found if f.certainty == POSSIBLE]
    if question.when and all(f.timing is Match.POSSIBLE for f in why):
        return "the recorded date may fall outside the time asked about"
    if question.keywords:
        return "the record mentions a part of what was asked"
    wide = sorted(
        {catalogue.name(f.anchor) for f in why if f.anchor_unnamed} or {catalogue.name(f.anchor) for f in why}
    )
    return f"the link is to {name_list(wide)}, and where in it is not stated"


def _when(question: Question, found: Sequence[Finding], catalogue: Catalogue) -> str:
    by_start = {f.relationship.id: f.relationship for f in sorted(found, key=lambda f: sort_key(f.claim.start))}
    dated = [r for r in by_start.values() if start_dates(r.claims)]
    if not dated:
        later = "; ".join(dict.fromkeys(one for f in found for one in event_words([f.claim])))
        pairs = name_list(list(dict.fromkeys(relationship_words(r, catalogue) for r in by_start.values())), 2)
        return f"{pairs}." if later else f"The date is not recorded: {pairs}."
    said = [relationship_words(r, catalogue) + _length(question, start_dates(r.claims)) for r in dated]
    return "; ".join(said[:3]) + (f"; and {len(said) - 3} more" if len(said) > 3 else "") + "."


def _length(question: Question, begun: Sequence[str]) -> str:
    """How long ago the link began, in whole years that are certain; "" for other questions."""
    span = period(begun[0]) if begun else None
    if question.form != "duration" or span is None or span.latest is None:
        return ""
    return f" (at least {date.today().year - span.latest.year - 1} years ago)"


def _yes(question: Question, found: Sequence[Finding], sure: Sequence[Row], catalogue: Catalogue) -> str:
    if not sure:
        named = name_list(sorted({catalogue.name(f.target) for f in found}))
        return f"Not recorded for certain, but possible: {named}, {_why_possible(found, question, catalogue)}."
    own = {*question.target.ids, *question.anchor.ids}
    ordered = sorted(found, key=lambda f: (not {f.target, f.anchor} <= own, bool(f.target_unnamed or f.anchor_unnamed)))
    best = {f.relationship.id: f.relationship for f in ordered if f.certainty == CONFIRMED}
    said = list(dict.fromkeys(relationship_words(r, catalogue) for r in best.values()))
    lead = f"Recorded, mentioning “{' '.join(question.keywords)}”" if question.keywords else "Yes"
    return f"{lead}: {'; '.join(said[:3])}{f'; and {len(said) - 3} more' if len(said) > 3 else ''}."
