"""The Profile page: everything recorded about one node, with its links, sources, conflicts and questions to ask.

The URL carries the node (`?node=`), so the same URL shows the same node elsewhere.
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
from views.components.mini_graph import mini_graph, show_mini_graph
from views.look import element, show_title
from views.records.facts import facts_list
from views.records.node_picker import node_options, node_selectbox, run_page, show_unknown_id
from views.records.section import show_sections
from views.source_numbers import renumber_sources
from views.sources import source_list
from views.table import answer_table, explore_link

HOME = "geonames:2641673"  # Newcastle upon Tyne


@st.cache_data(show_spinner="Loading the profile…", max_entries=64)
def _read(
    load: int, node_id: str, _explorer: Explorer, _catalogue: Catalogue
) -> tuple[NodeSummary, list[Claim], dict[str, Any]]:
    summary = node_summary(node_id, _catalogue, _explorer.store)
    succession = [
        claim
        for relationship in _explorer.store.relationships(
            NodeFilter(ids=frozenset({node_id})), types=(vocabulary().types.succession,)
        )
        for claim in relationship.claims
    ]
    return summary, succession, mini_graph([summary.lead], summary.conflicts, node_id, _catalogue)


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show the page from the top: the choice of node, the summary, the links, picture and questions, the sources."""
    asked = st.query_params.get("node", "") or (HOME if HOME in catalogue.nodes else min(catalogue.nodes))
    is_known = asked in catalogue.nodes
    show_title(catalogue.name(asked) if is_known else "Profile")
    node_selectbox("Place or organisation", "node", node_options(catalogue.number, catalogue), catalogue, asked)
    if not is_known:
        show_unknown_id(asked, catalogue)
        return
    summary, succession, picture = _read(catalogue.number, asked, explorer, catalogue)
    if summary.successors:
        names = ", ".join(node.name for node in summary.successors)
        st.html(element("p", f"This is a former name or organisation. It was succeeded by {names}.", class_="lead"))
    st.html(element("p", summary.lead.sentence, class_="lead"))
    conflicts = [replace(summary.conflicts, question="Where sources disagree")] if summary.conflicts.rows else []
    links, cited = renumber_sources([*(section.answer for section in summary.links), *conflicts])
    with st.container(key="profile_parts"):
        left, right = st.columns([8, 5], gap="medium")
        with left:
            _sections(summary, links, succession, catalogue)
        with right:
            _side_column(summary, picture, catalogue)
    if cited:
        st.html(element("div", element("h2", "Sources"), source_list(cited, link_to_page=True)))


def _sections(summary: NodeSummary, links: list[Answer], succession: list[Claim], catalogue: Catalogue) -> None:
    """Show names and location, the links by type, the conflicts, and what is located in it."""
    if facts := facts_list(summary, catalogue, succession):
        st.html(facts)
    for answer in links:
        st.html(element("div", element("h2", answer.question), answer_table(answer, link_profiles=True)))
    show_sections("Located in it", summary.inside, "profile")


def _side_column(summary: NodeSummary, picture: dict[str, Any], catalogue: Catalogue) -> None:
    """Show the picture, and questions to ask."""
    if picture["edges"]:
        st.html(element("h2", "Picture"))
        show_mini_graph(picture, "profile", catalogue, 360)
        st.html(element("p", explore_link(summary.node.id)))
    links = (
        element("li", element("a", text, href=f"./?q={quote(text)}", target="_self")) for text in summary.questions
    )
    st.html(element("div", element("h2", "Ask about it"), element("ul", *links), class_="questions"))
    if catalogue.is_place(summary.node.id):
        href = f"place?place={quote(summary.node.id, safe='')}"
        st.html(element("p", element("a", f"{summary.node.name} sector by sector", href=href, target="_self")))


run_page(main)
