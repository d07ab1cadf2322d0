"""Everything about one node: what it is, where it lies, its other names, and its links."""

from __future__ import annotations

from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer
from graph.answers.builder import COLUMNS, Citations, rows_by_target, with_evidence
from graph.answers.end_filters import VAGUE_PLACES
from graph.answers.findings import Finding, select_findings, selection
from graph.answers.large_results import left_out_notes
from graph.answers.links.publishers import publisher_sentence
from graph.answers.phrases import phrase
from graph.answers.wording import count_phrase, end_words, name_list, start_dates, with_article
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text, sort_key
from graph.model.records import Claim
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
    if catalogue.is_place(node_id):
        # What is in a place belongs to it, after the place's own links.
        own_types = tuple(kind for kind in types if kind not in vocabulary().types.registers)
        rolled = select_findings(replace(about, anchor=Group(places=(node_id,)), types=own_types), catalogue, store)
        own = {f.claim.id for f in found}
        found += [f for f in rolled if f.claim.id not in own and not _inside(f, node_id, catalogue)]
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
    claims = [f.claim for f in found if f.claim.status != "planned"] or [f.claim for f in found]
    whole = replace(whole, detail=publisher_sentence(claims, catalogue))
    alone = () if whole.nodes else (catalogue.nodes[node_id],)
    return replace(whole, nodes=whole.nodes + alone)


def _sentence(node_id: str, found: list[Finding], catalogue: Catalogue) -> str:
    """What the node is and where, then its links: partner cities or what they are about, or a plan."""
    node = catalogue.nodes[node_id]
    described = catalogue.describe(node_id)
    family = catalogue.family((node_id,))
    lead = phrase("profile.is", name=node.name, kind=with_article(described))
    links = [f for f in found if f.anchor in family and _counts(f, catalogue)]
    if not links:
        plans = [f for f in found if f.claim.status == "planned" and f.claim.note]
        return f"{lead} {plans[0].claim.note}" if plans else f"{lead} {_without_links(node_id, found, catalogue)}"
    partners = _partners(links, catalogue)
    if partners:
        key = "profile.partner" if len(partners) == 1 else "profile.partners"
        return f"{lead} {phrase(key, names=name_list(partners, 8))}"
    if not catalogue.is_place(node_id):
        best = max((f for f in links if f.claim.note), key=lambda f: _weight(f, catalogue), default=None)
        if best is not None:
            return f"{lead} {best.claim.note}"
    named = sorted({catalogue.name(f.target) for f in links if not f.target_unnamed})
    unnamed = sorted({_unnamed(f, catalogue) for f in links if f.target_unnamed})
    names = name_list(named, 6) if named else name_list(unnamed, 3)
    return f"{lead} {phrase('profile.linked', names=names)}"


def _weight(finding: Finding, catalogue: Catalogue) -> tuple[bool, bool, int]:
    """How much a claim says about a body: links to other places, to named ends, with a long note."""
    abroad = catalogue.place_of(finding.target, "Country") != catalogue.place_of(finding.anchor, "Country")
    return abroad, not finding.target_unnamed, len(finding.claim.note)


def _partners(links: list[Finding], catalogue: Catalogue) -> list[str]:
    """The twinned places with their years, oldest first."""
    twinnings = vocabulary().types.acting_as("twinning")
    claims: dict[str, list[Claim]] = {}
    for f in links:
        if f.claim.type in twinnings and not f.target_unnamed:
            claims.setdefault(f.target, []).append(f.claim)
    dates = {target: (start_dates(some) or [""])[0] for target, some in claims.items()}
    order = sorted(dates, key=lambda i: (sort_key(dates[i]), catalogue.name(i)))
    return [f"{catalogue.name(i)} ({date_text(dates[i])})" if dates[i] else catalogue.name(i) for i in order]


def _without_links(node_id: str, found: list[Finding], catalogue: Catalogue) -> str:
    """What is said of a node without links of its own: what lies in it, or a note about it."""
    inside = sorted({f.anchor for f in found if f.anchor != node_id and not catalogue.is_place(f.anchor)})
    if inside and catalogue.is_place(node_id):
        return phrase("profile.inside", names=name_list([catalogue.name(i) for i in inside], 6))
    return phrase("profile.no_links")


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
