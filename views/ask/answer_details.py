"""What stands around an answer's sentence: words not used, checked conditions, matching records, a timeline."""

from __future__ import annotations

from collections.abc import Mapping

from graph.answers.answer import Answer, Check, Row
from graph.answers.wording import name_list, start_dates
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.search.record_match import RecordMatch
from graph.model.dates import sort_key
from graph.model.records import Claim
from views.look import Html, element
from views.table import evidence_link, profile_link

UNDATED = 8  # names without a date that a timeline lists
# A sign for each result, beside its text, so that colour is not needed.
SIGNS = {"yes": "✓", "no": "✗", "not recorded": "–"}


def unused_words(answer: Answer) -> Html:
    """The words of the question that the answer does not use; empty if it uses all."""
    if not answer.left_out:
        return Html("")
    return element("p", f"Not used: {', '.join(answer.left_out)}", class_="muted unused")


def checked_conditions(answer: Answer) -> Html:
    """Each condition of a yes/no question with its result and what the records say; empty without conditions."""
    if not answer.checked:
        return Html("")
    return element("ul", *map(_condition, answer.checked), class_="checked")


def _condition(check: Check) -> Html:
    sign = element("span", SIGNS[check.result], aria_hidden="true")
    return element("li", sign, f" {check.condition} ({check.result}): {check.finding}")


def matching_records(answer: Answer) -> Html:
    """The records that match the words of the question, each with its source and a link; empty if there are none."""
    if not answer.records:
        return Html("")
    entries = (element("li", *_record(record)) for record in answer.records)
    return element("section", element("h2", "Records that match your words"), element("ul", *entries), class_="records")


def _record(record: RecordMatch) -> tuple[Html | str, ...]:
    node = record.nodes[0] if record.nodes else ""
    link = (
        evidence_link([record.id], node, record.text) if record.kind == "claim" else profile_link(record.id, "Profile")
    )
    source = f" ({record.source})" if record.source else ""
    return record.text, source, " ", link


def timeline(answer: Answer, catalogue: Catalogue) -> Html:
    """The dated rows of an answer, oldest first, and the names of the others; empty if none has a date."""
    claims = {claim.id: claim for relationship in answer.relationships for claim in relationship.claims}
    dated = sorted((_date(row, claims), row) for row in answer.rows if _date(row, claims)[1])
    if not dated:
        return Html("")
    entries = (element("li", element("strong", date[1]), f" {row.cells[0]}") for date, row in dated)
    listed = element("ol", *entries, class_="timeline")
    undated = [row.cells[0] for row in answer.rows if not _date(row, claims)[1]]
    if not undated:
        return listed
    return element(
        "div", listed, element("p", f"No date is recorded for {name_list(undated, UNDATED)}.", class_="muted")
    )


def _date(row: Row, claims: Mapping[str, Claim]) -> tuple[tuple[object, ...], str]:
    """The earliest start of a row's claims, to sort by, and the text of its date cell."""
    starts = start_dates(claims[i] for i in row.claims if i in claims)
    return (tuple(sort_key(starts[0])) if starts else (), row.cells[2] if starts and len(row.cells) > 2 else "")
