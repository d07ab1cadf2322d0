"""The evidence page: where claims come from, with file, line, row and source. The URL names them (`?claim=ID,ID`).

`?node=` may name a node that the claims are about, so that they are found without reading every claim.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from datasets.claim_origins import ClaimOrigin, claim_origins, find_claims
from datasets.live import LiveLibrary
from graph.answers.explorer import Explorer
from graph.answers.records.error_report import claim_sentence
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text
from graph.model.records import Claim, NodeFilter
from graph.model.vocabulary import vocabulary
from views.look import Html, element, show_title
from views.records.node_picker import run_page
from views.sources import http_url, source_link
from views.table import CLAIM_PARAMETER, MAX_CLAIMS, NODE_PARAMETER, profile_link

NO_CLAIM = "Open this page from the “Evidence” link of a row or a card."


@st.cache_data(show_spinner="Finding the evidence…", max_entries=64)
def _read(
    load: int, claim_ids: tuple[str, ...], node_id: str, _explorer: Explorer, _library: LiveLibrary
) -> list[ClaimOrigin]:
    found = find_claims(claim_ids, _explorer.store, _claims_of(node_id, _explorer))
    return claim_origins(found, _library)


def _claims_of(node_id: str, explorer: Explorer) -> Iterable[Claim]:
    """The claims of a node's links and of its location."""
    if node_id not in explorer.catalogue.nodes:
        return ()
    types = vocabulary().types.keys() - {"LOCATED_IN"}
    relationships = explorer.store.relationships(NodeFilter(ids=frozenset({node_id})), types=types)
    linked = [claim for relationship in relationships for claim in relationship.claims]
    return [*linked, *explorer.catalogue.location_claims(node_id)]


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show each claim that the URL names, and say which of the ids no claim has."""
    show_title("Where this comes from")
    texts = st.query_params.get_all(CLAIM_PARAMETER)
    asked = list(dict.fromkeys(part.strip() for text in texts for part in text.split(",") if part.strip()))
    if not asked:
        st.html(element("p", NO_CLAIM, class_="lead"))
        return
    node_id = st.query_params.get(NODE_PARAMETER, "")
    library: LiveLibrary = st.session_state["datasets"]
    origins = _read(catalogue.number, tuple(asked[:MAX_CLAIMS]), node_id, explorer, library)
    each = "" if len(origins) == 1 else "each "
    lead = f"{count_phrase(len(origins), 'claim')}, {each}with the file it was read from and its source."
    st.html(element("p", lead, class_="lead"))
    for claim_id in [one for one in asked[:MAX_CLAIMS] if one not in {origin.claim.id for origin in origins}]:
        st.html(element("p", f"No claim has the id “{claim_id}”. The data may have changed since.", role="status"))
    for origin in origins:
        st.html(_entry(origin, catalogue))
    if len(asked) > MAX_CLAIMS:
        st.html(element("p", f"Only the first {MAX_CLAIMS} of {len(asked)} claims are shown.", class_="muted"))


def _entry(origin: ClaimOrigin, catalogue: Catalogue) -> Html:
    """One claim as a sentence, with its id, file and line, source and dates, and the row as written."""
    claim, source = origin.claim, origin.source
    link: list[str] = [source_link(source.id, source.title)]
    if address := http_url(source.url):
        link += [". ", element("a", "Open source", href=address, target="_blank", rel="noopener noreferrer")]
    file = origin.place
    if origin.dataset:
        file += f" (dataset {origin.dataset.id}, loaded {date_text(origin.dataset.loaded) or origin.dataset.loaded})"
    facts: tuple[tuple[str, list[str]], ...] = (
        ("Claim", [element("code", claim.id)]),
        ("Read from", [file]),
        ("Source", link),
        ("Place in it", [f"“{claim.locator}”"] if claim.locator else []),
        ("Who says so", [_who(origin, catalogue)]),
        ("As of", [date_text(claim.as_of)] if claim.as_of else []),
        ("Checked", [date_text(claim.checked)] if claim.checked else ["no date recorded"]),
        ("To correct it", [_fix(origin)]),
    )
    listed = [
        element("div", element("dt", name), element("dd", *parts), class_="is-short") for name, parts in facts if parts
    ]
    heading = element("h2", f"{claim_sentence(claim, catalogue)}.")
    return element("section", heading, element("dl", *listed, class_="facts"), _row(origin, catalogue), class_=ENTRY)


ENTRY = "source-entry evidence"


def _who(origin: ClaimOrigin, catalogue: Catalogue) -> str:
    """Who makes the claim: a third-party source, or the node that the source speaks for."""
    if origin.claim.asserted_by == "third party":
        return "a third-party source"
    speaker = origin.source.speaks_for
    return catalogue.name(speaker) if speaker in catalogue.nodes else "one of the partners"


def _fix(origin: ClaimOrigin) -> str:
    return (
        "edit this row, then run citylinks check" if origin.line else "write to the publisher, then load the file again"
    )


def _row(origin: ClaimOrigin, catalogue: Catalogue) -> Html:
    """The row as a table of its columns, without empty ones; ids of nodes are followed by their names."""
    title = "Row as written" if origin.line else "What was read from the row"
    lines = []
    for column, cell in origin.cells.items():
        is_node = cell in catalogue.nodes
        name = [" (", profile_link(cell, catalogue.name(cell)), ")"] if is_node else []
        lines.append(element("tr", element("th", column, scope="row"), element("td", cell, *name)))
    return element("table", element("caption", title), element("tbody", *lines), class_="written-row")


run_page(main)
