"""Which link began first: the earliest recorded start of each named node."""

from __future__ import annotations

from dataclasses import replace

from graph.answers.answer import Answer, Row
from graph.answers.builder import Citations, with_evidence
from graph.answers.findings import Finding, select_findings
from graph.answers.phrases import phrase
from graph.answers.wording import best_first, name_list, relationship_words, start_dates
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import certainly_before, date_text, period, sort_key
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore, group_claims

WIDE = ("Region", "Country", "Continent")
COLUMNS = ("name", "since", "which tie")


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The named nodes by the start of their link. If one of them is linked to all others, by that link."""
    wide = [i for i in question.anchor.ids if catalogue.nodes.label(i) in WIDE]
    rivals_named = tuple(i for i in question.anchor.ids if i not in wide)
    ids = rivals_named if wide and len(rivals_named) > 1 else question.anchor.ids
    known = vocabulary().types
    types = question.types or tuple(kind for kind in known if kind in known.partnerships)
    about = replace(question, form="links", anchor=Group(ids=ids), target=_in(wide, ids, question), types=types)
    about = replace(about, roles=(), keywords=())
    found = [f for f in select_findings(about, catalogue, store) if not (f.target_unnamed or f.anchor_unnamed)]
    found = [f for f in found if start_dates([f.claim])]
    home = next((i for i in ids if len(ids) > 2 and set(ids) - {i} <= {f.target for f in found if f.anchor == i}), "")
    rivals = [i for i in ids if i != home]
    citations = Citations(catalogue)
    rows, shown = [], []
    for rival in rivals:
        own = [f for f in found if rival in catalogue.family((f.anchor,)) and (not home or f.target == home)]
        formal = [f for f in own if f.claim.type in known.acting_as("twinning")] or own
        first = start_dates(f.claim for f in formal)[:1]
        earliest = [f for f in formal if f.claim.start in first][:1]
        rows.append(_row(rival, earliest, catalogue, citations))
        shown += earliest
    dated = [row for row in rows if row.claims]
    if not dated:
        names = name_list([catalogue.name(i) for i in rivals])
        return Answer(question.text, "empty", phrase("outcomes.none_one", things=f"date of a tie of {names}"))
    dated.sort(key=lambda row: sort_key(_start(row, shown)))
    whole = Answer(question.text, "answer", _sentence(dated, shown, rows), columns=COLUMNS, rows=tuple(dated))
    return with_evidence(whole, shown, catalogue, citations)


def _in(wide: list[str], ids: tuple[str, ...], question: Question) -> Group:
    """The country in which the other ends lie: "who twinned with China first, Newcastle or Leeds"."""
    return Group(places=tuple(wide)) if wide and ids != question.anchor.ids else Group()


def _row(node: str, earliest: list[Finding], catalogue: Catalogue, citations: Citations) -> Row:
    claims = best_first(f.claim for f in earliest)
    tie = relationship_words(group_claims(claims)[0], catalogue) if claims else "no date is recorded"
    since = date_text(claims[0].start) if claims else ""
    return Row(
        (catalogue.name(node), since, tie),
        nodes=(node,),
        claims=tuple(c.id for c in claims),
        sources=citations.cite(claims),
    )


def _start(row: Row, shown: list[Finding]) -> str:
    return next(f.claim.start for f in shown if f.claim.id in row.claims)


def _sentence(dated: list[Row], shown: list[Finding], rows: list[Row]) -> str:
    """The first one if that is certain, and the dates in any case."""
    said = "; ".join(row.cells[2] for row in dated)
    missing = [row.cells[0] for row in rows if not row.claims]
    rest = f" No date is recorded for {name_list(missing)}." if missing else ""
    if len(dated) < 2:
        return f"{said}.{rest}"
    one, two = (period(_start(row, shown)) for row in dated[:2])
    sure = one is not None and two is not None and certainly_before(one, two)
    lead = f"{dated[0].cells[0]} is the older: " if sure else "Which is older is not certain: "
    return f"{lead}{said}.{rest}"
