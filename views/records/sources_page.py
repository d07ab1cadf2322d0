"""The Sources page: every document and register with its publisher, licence and the relationships it supports.

The URL may name a source (`?source=`), which then comes first.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.records.source_usage import SourceUsage, attribution, source_usage
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text
from graph.model.records import Source
from views.components.copy_button import copy_button
from views.look import Html, element, show_title
from views.records.node_picker import run_page
from views.records.section import show_section
from views.sources import http_url
from views.table import profile_link


@st.cache_data(show_spinner="Loading the sources…", max_entries=4)
def _read(load: int, _explorer: Explorer, _catalogue: Catalogue) -> tuple[SourceUsage, ...]:
    return source_usage(_catalogue, _explorer.store)


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show the source that the URL names, then every other, then the notices."""
    usages = _read(catalogue.number, explorer, catalogue)
    asked = st.query_params.get("source", "")
    first = [usage for usage in usages if usage.source.id == asked]
    others = [usage for usage in usages if usage.source.id != asked]
    show_title("Sources")
    st.html(
        element("p", f"The data is based on {count_phrase(len(usages), 'source')}. Documents are cited, not copied.")
    )
    if asked and not first:
        st.html(element("p", f"No source has the id “{asked}”. All sources are below.", class_="lead"))
    for usage in (*first, *others):
        with st.container(gap=None, key=f"sources_entry_{usage.source.id}"):
            st.html(_entry(usage.source, catalogue, is_selected=usage in first))
            show_section(replace(usage.supports, key=usage.source.id), "source", label=_count_label(usage))
    _notices([usage.source for usage in usages])


def _count_label(usage: SourceUsage) -> str:
    relationships = "relationship is" if usage.supports.count == 1 else "relationships are"
    return f"{relationships} based on {usage.source.id} ({count_phrase(usage.claims, 'claim')})"


def _entry(source: Source, catalogue: Catalogue, *, is_selected: bool) -> Html:
    """What is known about a source. Fields that readers look for are shown even if they are empty."""
    url = http_url(source.url)
    link = element("a", source.url, href=url, target="_blank", rel="noopener noreferrer") if url else source.url
    speaks_for = source.speaks_for
    speaker = profile_link(speaks_for, catalogue.name(speaks_for)) if speaks_for in catalogue.nodes else speaks_for
    facts = (
        ("Kind", source.kind),
        ("Publisher", source.publisher or "not named"),
        ("Web address", link or "not recorded"),
        ("Licence", source.licence or "not given: cited, not copied"),
        ("As of", date_text(source.as_of) or "not known"),
        ("Retrieved", date_text(source.retrieved) or "not recorded"),
        ("Who says so", speaker or "third-party source"),
        ("Note", source.note),
    )
    parts = [
        element("div", element("dt", name), element("dd", value), class_="is-wide" if name == "Note" else "is-short")
        for name, value in facts
        if value
    ]
    heading = element("h2", source.title, element("span", f" {source.id}", class_="muted"))
    class_name = "source-entry is-selected" if is_selected else "source-entry"
    return element("section", heading, element("dl", *parts, class_="facts"), class_=class_name)


def _notices(sources: list[Source]) -> None:
    """Show the text that must be published with the data, with buttons to copy and download it."""
    text = attribution(sources)
    st.html(element("div", element("h2", "Notices to publish with the data"), element("pre", text), class_="notices"))
    with st.container(horizontal=True, gap="small"):
        copy_button("Copy the notices", text, key="sources_copy")
        st.download_button("Download the notices", text, "citylinks-attribution.txt", "text/plain", on_click="ignore")


run_page(main)
