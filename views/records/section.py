"""Sections of the record pages: a number with a title that opens its rows and their sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from graph.answers.answer import Answer
from graph.answers.records.sections import Section
from views.look import Html, element, escape_markdown
from views.sources import source_list
from views.table import answer_table, link_names, node_names

UNNAMED = re.compile(r", not named$|, place not stated$|^unnamed ")


def show_section(section: Section, page: str, *, label: str = "") -> None:
    """Show the number, its label and explanation; opened, also the rows. A section without rows does not open.

    Args:
        section: What to show.
        page: Starts the key of the section. The key is also the URL parameter that holds it open.
        label: What is counted, if not the section's title.
    """
    label = label or section.title
    if not section.count:
        about = element("span", section.explanation, class_="muted")
        st.html(element("p", element("b", "0"), f" {label}", about, class_="no-rows"))
        return
    key = f"{page}-{slug(section.key)}"
    heading = f"**{section.count:,}** {escape_markdown(label)}" + (
        f" *{escape_markdown(section.explanation)}*" if section.explanation else ""
    )
    opened = st.expander(heading, key=key, on_change="rerun", bind="query-params")
    if opened.open:
        with opened:
            st.html(rows_with_sources(section.answer, f"{key}-"))


def show_sections(heading: str, sections: Sequence[Section], page: str) -> None:
    """Show sections under a heading; nothing if there are none."""
    if sections:
        st.html(element("h2", heading))
        with st.container(gap=None, key=f"{page}_counts_{slug(heading)}"):
            for section in sections:
                show_section(section, page)


def rows_with_sources(answer: Answer, id_prefix: str) -> Html:
    """The rows and, under them, the sources that they cite."""
    cited = source_list(answer.sources, id_prefix=id_prefix, link_to_page=True) if answer.sources else Html("")
    return element("div", answer_table(answer, link_profiles=True, id_prefix=id_prefix), cited, class_="rows")


def names_line(answer: Answer) -> Html:
    """The names of the rows in one line: named nodes first, then unnamed ones."""
    names = node_names(answer)
    groups: list[tuple[str, list[Html]]] = [("", []), ("Not named: ", [])]
    for row in answer.rows:
        text = UNNAMED.sub("", row.cells[0])
        groups[not row.named][1].append(element("li", *link_names(text, row.nodes[:1], names)))
    lists = []
    for title, entries in groups:
        if entries:
            first = [element("li", title, class_="muted")] if title else []
            lists.append(element("ul", *first, *entries))
    return element("div", *lists, class_="names-line")


def slug(text: str) -> str:
    """A key in a form that fits a URL parameter and an element's id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
