"""Sources: every document and register, whose word it is, its licence, and what it supports.

The page's address may name one (`?source=`), which then stands first.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.records.source_usage import SourceUsage, attribution, source_usage
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text
from graph.model.records import Source
from views.components.copy_button import copy_button
from views.look import Html, element, show_title
from views.records.node_picker import run_page
from views.records.section import show_section
from views.sources import http_url
from views.table import profile_link


@st.cache_data(show_spinner="Reading the sources", max_entries=4)
def _read(load: int, _explorer: Explorer, _catalogue: Catalogue) -> tuple[SourceUsage, ...]:
    return source_usage(_catalogue, _explorer.store)


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """The source that was asked for, then every other; then the notices."""
    every = _read(catalogue.number, explorer, catalogue)
    asked = st.query_params.get("source", "")
    first = [one for one in every if one.source.id == asked]
    others = [one for one in every if one.source.id != asked]
    show_title("Sources")
    st.html(element("p", f"All that is recorded rests on these {len(every)} sources. Documents are cited, not copied."))
    if asked and not first:
        st.html(element("p", f"No source has the id “{asked}”. All of them are below.", class_="lead"))
    for one in (*first, *others):
        with st.container(gap=None, key=f"sources_entry_{one.source.id}"):
            st.html(_entry(one.source, catalogue, is_asked=one in first))
            show_section(replace(one.supports, key=one.source.id), "source", words=_carries(one))
    _notices([one.source for one in every])


def _carries(one: SourceUsage) -> str:
    return f"relationships rest on {one.source.id} ({one.claims} claims)"


def _entry(source: Source, catalogue: Catalogue, *, is_asked: bool) -> Html:
    """What is known of a source, empty fields said to be so where a reader would look for them."""
    address = http_url(source.url)
    page = element("a", source.url, href=address, target="_blank", rel="noopener noreferrer") if address else source.url
    speaks_for = source.speaks_for
    whose = profile_link(speaks_for, catalogue.name(speaks_for)) if speaks_for in catalogue.nodes else speaks_for
    said = (
        ("Kind", source.kind),
        ("Publisher", source.publisher or "not named"),
        ("Address", page or "not recorded"),
        ("Licence", source.licence or "not given: cited, not copied"),
        ("As of", date_text(source.as_of) or "not known"),
        ("Retrieved", date_text(source.retrieved) or "not recorded"),
        ("Whose word", whose or "a third party's"),
        ("Note", source.note),
    )
    parts = [
        element("div", element("dt", name), element("dd", value), class_="is-wide" if name == "Note" else "is-short")
        for name, value in said
        if value
    ]
    heading = element("h2", source.title, element("span", f" {source.id}", class_="muted"))
    look = "source-entry is-selected" if is_asked else "source-entry"
    return element("section", heading, element("dl", *parts, class_="facts"), class_=look)


def _notices(every: list[Source]) -> None:
    """The text that must go with the data, to read, copy and take along."""
    text = attribution(every)
    st.html(element("div", element("h2", "Notices that go with the data"), element("pre", text), class_="notices"))
    with st.container(horizontal=True, gap="small"):
        copy_button("Copy the notices", text, key="sources_copy")
        st.download_button("Download the notices", text, "citylinks-attribution.txt", "text/plain", on_click="ignore")


run_page(main)
