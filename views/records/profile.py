"""All that is recorded of one thing: in words, link by link, with sources, conflicts and questions to ask.

The page's address carries the thing (`?node=`), so opening it elsewhere shows the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import streamlit as st

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.answers.records.node_summary import NodeSummary, node_summary
from graph.catalogue.catalogue import Catalogue
from graph.model.records import Claim, NodeFilter
from graph.model.vocabulary import vocabulary
from views.components.mini_graph import draw, drawing
from views.look import element, show_title
from views.records.facts import facts_list
from views.records.node_picker import node_options, node_selectbox, run_page, show_unknown_id
from views.records.section import show_sections
from views.source_numbers import renumber_sources
from views.sources import source_list
from views.table import answer_table, explore_link

HOME = "geonames:2641673"  # Newcastle upon Tyne


@st.cache_data(show_spinner="Reading the profile", max_entries=64)
def _read(
    load: int, node_id: str, _explorer: Explorer, _catalogue: Catalogue
) -> tuple[NodeSummary, list[Claim], dict[str, Any]]:
    whole = node_summary(node_id, _catalogue, _explorer.store)
    succession = [
        claim
        for relationship in _explorer.store.relationships(
            NodeFilter(ids=frozenset({node_id})), types=(vocabulary().types.succession,)
        )
        for claim in relationship.claims
    ]
    return whole, succession, drawing([whole.lead], whole.conflicts, node_id, _catalogue)


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """The page from the top: which thing, what it is in words, its links beside picture and questions."""
    asked = st.query_params.get("node", "") or (HOME if HOME in catalogue.nodes else min(catalogue.nodes))
    is_known = asked in catalogue.nodes
    show_title(catalogue.name(asked) if is_known else "Profile")
    node_selectbox("Thing", "node", node_options(catalogue.number, catalogue), catalogue, asked)
    if not is_known:
        show_unknown_id(asked, catalogue)
        return
    whole, succession, made = _read(catalogue.number, asked, explorer, catalogue)
    if whole.successors:
        names = ", ".join(node.name for node in whole.successors)
        st.html(element("p", f"This is a former name or body. It was succeeded by {names}.", class_="lead"))
    st.html(element("p", whole.lead.sentence, class_="lead"))
    disagreeing = [replace(whole.conflicts, question="Where sources disagree")] if whole.conflicts.rows else []
    links, cited = renumber_sources([*(section.answer for section in whole.links), *disagreeing])
    with st.container(key="profile_parts"):
        left, right = st.columns([8, 5], gap="medium")
        with left:
            _records(whole, links, succession, catalogue)
        with right:
            _beside(whole, made, catalogue)
    if cited:
        st.html(element("div", element("h2", "Sources"), source_list(cited, link_to_page=True)))


def _records(whole: NodeSummary, links: list[Answer], succession: list[Claim], catalogue: Catalogue) -> None:
    """Names and place, then every link by type, what disagrees, what lies in it."""
    if said := facts_list(whole, catalogue, succession):
        st.html(said)
    for answer in links:
        st.html(element("div", element("h2", answer.question), answer_table(answer, link_profiles=True)))
    show_sections("What lies in it", whole.inside, "profile")


def _beside(whole: NodeSummary, made: dict[str, Any], catalogue: Catalogue) -> None:
    """The picture, and what can be asked."""
    if made["edges"]:
        st.html(element("h2", "Picture"))
        draw(made, "profile", catalogue, 360)
        st.html(element("p", explore_link(whole.node.id)))
    links = (element("li", element("a", text, href=f"./?q={quote(text)}", target="_self")) for text in whole.questions)
    st.html(element("div", element("h2", "Ask about it"), element("ul", *links), class_="questions"))
    if catalogue.is_place(whole.node.id):
        href = f"place?place={quote(whole.node.id, safe='')}"
        st.html(element("p", element("a", f"{whole.node.name} sector by sector", href=href, target="_self")))


run_page(main)
