"""A titled number that opens its rows, each with its source under them: what the pages of records are made of."""

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


def show_section(section: Section, page: str, *, words: str = "") -> None:
    """The number, the title and what it means; opened, the rows. Nothing opens where there is nothing.

    Args:
        section: What stands behind the number.
        page: Begins the key, which is also what the address says while it is open.
        words: What is counted, if not the title.
    """
    words = words or section.title
    if not section.count:
        about = element("span", section.explanation, class_="muted")
        st.html(element("p", element("b", "0"), f" {words}", about, class_="no-rows"))
        return
    key = f"{page}-{slug(section.key)}"
    label = f"**{section.count:,}** {escape_markdown(words)}" + (
        f" *{escape_markdown(section.explanation)}*" if section.explanation else ""
    )
    opened = st.expander(label, key=key, on_change="rerun", bind="query-params")
    if opened.open:
        with opened:
            st.html(rows_with_sources(section.answer, f"{key}-"))


def show_sections(heading: str, sections: Sequence[Section], page: str) -> None:
    """Doors under a heading; no heading without doors."""
    if sections:
        st.html(element("h2", heading))
        with st.container(gap=None, key=f"{page}_counts_{slug(heading)}"):
            for section in sections:
                show_section(section, page)


def rows_with_sources(answer: Answer, id_prefix: str) -> Html:
    """The rows and, under them, the places in sources that they cite."""
    cited = source_list(answer.sources, id_prefix=id_prefix, link_to_page=True) if answer.sources else Html("")
    return element("div", answer_table(answer, link_profiles=True, id_prefix=id_prefix), cited, class_="rows")


def names_line(answer: Answer) -> Html:
    """What the rows are about, in a line: things with a name, then those without."""
    names = node_names(answer)
    parts: list[tuple[str, list[Html]]] = [("", []), ("Not named: ", [])]
    for row in answer.rows:
        text = UNNAMED.sub("", row.cells[0])
        parts[not row.named][1].append(element("li", *link_names(text, row.nodes[:1], names)))
    lead = {words: [element("li", words, class_="muted")] if words else [] for words, _ in parts}
    said = (element("ul", *lead[words], *each) for words, each in parts if each)
    return element("div", *said, class_="names-line")


def slug(text: str) -> str:
    """A key as it may stand in an address and in an element's id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
