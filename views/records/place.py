"""A place's international life on one page: sector by sector, counts that open their rows, and what is missing.

The page's address carries the place (`?place=`), so opening it elsewhere shows the same.
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
from views.components.mini_graph import draw, drawing
from views.look import element, show_title
from views.records.node_picker import node_selectbox, run_page, show_unknown_id
from views.records.section import names_line, show_section, show_sections
from views.table import explore_link, profile_link

HOME = "geonames:2641673"  # Newcastle upon Tyne
VAGUE = ("World", "Continent")


@st.cache_data(show_spinner=False, max_entries=8)
def _places(load: int, _explorer: Explorer, _catalogue: Catalogue) -> dict[str, str]:
    """The places that are linked, or in which something is, by name."""
    links = _explorer.store.outlines(types=vocabulary().link_types)
    ends = {end for one, _, other, _ in links for end in (one, other)}
    linked = ends | {place for end in ends for place in _catalogue.above(end)}
    places = [i for i in linked if _catalogue.is_place(i) and _catalogue.nodes[i].label not in VAGUE]
    return {
        i: f"{_catalogue.name(i)}, {_catalogue.describe(i)}"
        for i in sorted(places, key=lambda i: fold(_catalogue.name(i)))
    }


@st.cache_data(show_spinner="Reading the place", max_entries=64)
def _read(load: int, place: str, _explorer: Explorer, _catalogue: Catalogue) -> tuple[PlaceSummary, dict[str, Any]]:
    whole = place_summary(place, _catalogue, _explorer.store)
    answers = [section.answer for section in (*whole.sectors, whole.unsorted)]
    return whole, drawing(answers, whole.conflicts, place, _catalogue)


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """The page from the top: which place, the lead, sectors beside picture and gaps, counts."""
    places = _places(catalogue.number, explorer, catalogue)
    asked = st.query_params.get("place", "") or (HOME if HOME in places else next(iter(places), ""))
    is_place = asked in catalogue.nodes and catalogue.is_place(asked)
    show_title(catalogue.name(asked) if is_place else "Place overview")
    node_selectbox("Place", "place", places, catalogue, asked)
    if not is_place:
        show_unknown_id(asked, catalogue)
        return
    whole, made = _read(catalogue.number, asked, explorer, catalogue)
    st.html(element("p", whole.lead.sentence, class_="lead"))
    show_section(Section("own", f"links of {whole.lead.question} itself", whole.lead), "place")
    with st.container(key="place_parts"):
        left, right = st.columns([8, 5], gap="medium")
        with left:
            _records(whole)
        with right:
            _beside(whole, made, catalogue)


def _records(whole: PlaceSummary) -> None:
    """Everything with a number, sector by sector and then counted."""
    st.html(element("h2", "Sector by sector"))
    for sector in (*whole.sectors, *([whole.unsorted] if whole.unsorted.count else [])):
        with st.container(gap=None, key=f"place_sector_{sector.key}"):
            st.html(element("div", element("h3", sector.title), names_line(sector.answer), class_="sector"))
            show_section(sector, "place", words=f"under “{sector.title}”")
    show_sections("By kind", whole.kinds, "place")
    show_sections("By country", whole.countries, "place")
    show_sections("By decade", whole.decades, "place")
    conflicts = Section("conflicts", "conflicts", whole.conflicts)
    show_sections("Networks and conflicts", (replace(whole.networks, title="networks"), conflicts), "place")


def _beside(whole: PlaceSummary, made: dict[str, Any], catalogue: Catalogue) -> None:
    """What is missing, and the picture."""
    if whole.missing or whole.undated.count:
        gaps = (element("li", text) for text in whole.missing)
        st.html(element("div", element("h2", "What is missing"), element("ul", *gaps), class_="missing"))
        show_section(whole.undated, "place", words="links without a recorded date")
    st.html(element("h2", "Picture"))
    draw(made, "place", catalogue, 460)
    links = profile_link(whole.place, f"Profile of {whole.lead.question}"), explore_link(whole.place)
    st.html(element("p", links[0], " · ", links[1]))


run_page(main)
