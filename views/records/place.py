"""The Place page: a place's international links by sector, counts that open their rows, and what is missing.

The URL carries the place (`?place=`), so the same URL shows the same place elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.records.place_summary import PlaceSummary, place_summary
from graph.answers.records.sections import Section
from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from views.components.mini_graph import mini_graph, show_mini_graph
from views.look import element, show_title
from views.records.node_picker import node_selectbox, run_page, show_unknown_id
from views.records.section import names_line, show_section, show_sections
from views.table import explore_link, profile_link

HOME = "geonames:2641673"  # Newcastle upon Tyne
VAGUE = ("World", "Continent")


@st.cache_data(show_spinner=False, max_entries=8)
def _places(load: int, _explorer: Explorer, _catalogue: Catalogue) -> dict[str, str]:
    """The places that have links or contain something that has, sorted by name."""
    links = _explorer.store.outlines(types=vocabulary().link_types)
    ends = {end for one, _, other, _ in links for end in (one, other)}
    linked = ends | {place for end in ends for place in _catalogue.above(end)}
    places = [i for i in linked if _catalogue.is_place(i) and _catalogue.nodes[i].label not in VAGUE]
    return {
        i: f"{_catalogue.name(i)}, {_catalogue.describe(i)}"
        for i in sorted(places, key=lambda i: fold(_catalogue.name(i)))
    }


@st.cache_data(show_spinner="Loading the place…", max_entries=64)
def _read(load: int, place: str, _explorer: Explorer, _catalogue: Catalogue) -> tuple[PlaceSummary, dict[str, Any]]:
    summary = place_summary(place, _catalogue, _explorer.store)
    answers = [section.answer for section in (*summary.sectors, summary.unsorted)]
    return summary, mini_graph(answers, summary.conflicts, place, _catalogue)


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show the page from the top: the choice of place, the summary, sectors and counts, picture and gaps."""
    places = _places(catalogue.number, explorer, catalogue)
    asked = st.query_params.get("place", "") or (HOME if HOME in places else next(iter(places), ""))
    is_place = asked in catalogue.nodes and catalogue.is_place(asked)
    show_title(catalogue.name(asked) if is_place else "Place overview")
    node_selectbox("Place", "place", places, catalogue, asked)
    if not is_place:
        show_unknown_id(asked, catalogue)
        return
    summary, picture = _read(catalogue.number, asked, explorer, catalogue)
    st.html(element("p", summary.lead.sentence, class_="lead"))
    show_section(Section("own", f"links of {summary.lead.question} itself", summary.lead), "place")
    with st.container(key="place_parts"):
        left, right = st.columns([8, 5], gap="medium")
        with left:
            _sections(summary)
        with right:
            _side_column(summary, picture, catalogue)


def _sections(summary: PlaceSummary) -> None:
    """Show everything with a number: sector by sector, then other counts."""
    st.html(element("h2", "Sector by sector"))
    for sector in (*summary.sectors, *([summary.unsorted] if summary.unsorted.count else [])):
        with st.container(gap=None, key=f"place_sector_{sector.key}"):
            st.html(element("div", element("h3", sector.title), names_line(sector.answer), class_="sector"))
            show_section(sector, "place", label=f"under “{sector.title}”")
    show_sections("By kind", summary.kinds, "place")
    show_sections("By country", summary.countries, "place")
    show_sections("By decade", summary.decades, "place")
    conflicts = Section("conflicts", "conflicts", summary.conflicts)
    show_sections("Networks and conflicts", (replace(summary.networks, title="networks"), conflicts), "place")


def _side_column(summary: PlaceSummary, picture: dict[str, Any], catalogue: Catalogue) -> None:
    """Show what is missing, and the picture."""
    if summary.missing or summary.undated.count:
        gaps = (element("li", text) for text in summary.missing)
        st.html(element("div", element("h2", "What is missing"), element("ul", *gaps), class_="missing"))
        show_section(summary.undated, "place", label="links without a recorded date")
    st.html(element("h2", "Picture"))
    show_mini_graph(picture, "place", catalogue, 460)
    links = profile_link(summary.place, f"Profile of {summary.lead.question}"), explore_link(summary.place)
    st.html(element("p", links[0], " · ", links[1]))


run_page(main)
