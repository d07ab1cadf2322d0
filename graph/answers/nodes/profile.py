"""Everything about one node: what it is, where it lies, its other names, and its links."""

from __future__ import annotations

from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer
from graph.answers.builder import COLUMNS, Citations, rows_by_target, with_evidence
from graph.answers.end_filters import VAGUE_PLACES
from graph.answers.findings import Finding, selection
from graph.answers.large_results import left_out_notes
from graph.answers.wording import count_phrase, end_words, name_list, start_dates, with_article
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The profile of the named node."""
    node_id = (question.anchor.ids or question.target.ids)[0]
    types = vocabulary().types.listed
    about = replace(question, form="links", target=Group(), anchor=Group(ids=(node_id,)), types=types)
    chosen = selection(about, catalogue, store)
    found = [f for f in chosen.findings if not _inside(f, node_id, catalogue)]
    if chosen.large:
        found = [f for f in found if f.claim.type not in vocabulary().types.registers]
    citations = Citations(catalogue)
    placing = catalogue.location_claims(node_id)
    made = rows_by_target(found, catalogue, citations)
    citations.cite(placing)
    sentence = _sentence(node_id, found, catalogue)
    notes = (*_notes(node_id, catalogue), *left_out_notes(chosen.large))
    made_answer = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(made), notes=notes)
    whole = with_evidence(made_answer, found, catalogue, citations)
    alone = () if whole.nodes else (catalogue.nodes[node_id],)
    return replace(whole, nodes=whole.nodes + alone)


def _sentence(node_id: str, found: list[Finding], catalogue: Catalogue) -> str:
    """One or two sentences: kind and place, number of links, and the earliest date."""
    node = catalogue.nodes[node_id]
    described = catalogue.describe(node_id)
    lead = f"{node.name} is {with_article(described)}."
    links = [f for f in found if _counts(f, catalogue)]
    named = sorted({catalogue.name(f.target) for f in links if not f.target_unnamed})
    unnamed = sorted({_unnamed(f, catalogue) for f in links if f.target_unnamed})
    if not found:
        return f"{lead} No link of it is recorded."
    dates = start_dates(f.claim for f in links)
    since = f", the earliest dated {date_text(dates[0])}" if dates else ""
    parts = [f"{count_phrase(len(named), 'named thing')}{since}: {name_list(named, 8)}"] if named else []
    parts += [f"{len(unnamed)} without a name: {name_list(unnamed, 4)}"] if unnamed else []
    return f"{lead} It is recorded as linked to {'; and to '.join(parts)}." if parts else f"{lead} No link is recorded."


def _counts(finding: Finding, catalogue: Catalogue) -> bool:
    """Whether a finding is a link of the node itself, not planned, and not to the whole world or a continent."""
    body = not catalogue.is_place(finding.anchor) and finding.claim.type == vocabulary().types.part
    own = (
        (body or finding.claim.type in vocabulary().link_types)
        and not finding.anchor_unnamed
        and finding.certainty == CONFIRMED
    )
    return own and finding.claim.status != "planned" and catalogue.nodes.label(finding.target) not in VAGUE_PLACES


def _inside(finding: Finding, place: str, catalogue: Catalogue) -> bool:
    """Whether both ends lie in the place. A country is not linked to what is in it."""
    return all(end == place or place in catalogue.above(end) for end in (finding.target, finding.anchor))


def _unnamed(finding: Finding, catalogue: Catalogue) -> str:
    return end_words(finding.target, finding.target_unnamed, catalogue, finding.claim.at_least or 1).removesuffix(
        ", not named"
    )


def _notes(node_id: str, catalogue: Catalogue) -> tuple[str, ...]:
    node = catalogue.nodes[node_id]
    notes = [f"Also known as {name_list(list(node.aliases), 8)}."] if node.aliases else []
    if node.note:
        notes.append(node.note)
    later = sorted(catalogue.successors.get(node_id, ()))
    earlier = sorted(catalogue.lineage.predecessors.get(node_id, ()))
    if later:
        notes.append(f"Succeeded by {name_list([catalogue.name(i) for i in later])}, whose links are included.")
    if earlier:
        notes.append(f"Came after {name_list([catalogue.name(i) for i in earlier])}, whose links are included.")
    if catalogue.is_place(node_id):
        known = vocabulary().labels
        counts = catalogue.counts_inside(node_id)
        said = [count_phrase(counts[k], known[k].singular, known[k].plural) for k in known if counts[k]]
        if said:
            notes.append(f"In the data and in this place: {name_list(said, 20)}.")
    return tuple(notes)
