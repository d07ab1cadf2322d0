"""The sentence of an answer, with the numbers of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers.builder import label_words
from graph.answers.findings import Finding
from graph.answers.phrases import phrase
from graph.answers.wording import name_list
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.kinds import kinds_text
from graph.catalogue.names.homonyms import repeated_entries
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
        return phrase("links.in_place" if count == 1 else "links.in_place_many", place=where)
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


def coverage_words(question: Question, found: Sequence[Finding]) -> str:
    """Totals that sources state where they name only a few: "The source counts over 190 cities"."""
    member = set(question.types) & vocabulary().types.acting_as("membership")
    if question.form != "count" and not member and not question.by:
        return ""
    about = {*question.anchor.ids, *question.target.ids}
    claims = [f.claim for f in found if question.keywords or f.claim.object in about]
    counts = dict.fromkeys(count for claim in claims for count in claim.counts)
    said = [f"{MEASURES[sign]}{number} {noun}" for noun, sign, number in (count.rsplit(" ", 2) for count in counts)]
    return f" The source counts {name_list(said)}." if said else ""
