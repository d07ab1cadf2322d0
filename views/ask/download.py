"""Buttons to copy or download an answer, to add it to a story and to open it in Explore."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import quote

import streamlit as st

from graph.answers.answer import Answer
from graph.export.answer_files import answer_text
from graph.export.formats import formats_for
from views.components.copy_button import copy_button
from views.look import element
from views.stories.draft import add_question


def show_downloads(answer: Answer) -> None:
    """Show the buttons: one for each format of `graph.export.formats` that holds an answer."""
    for source in answer.share_alike:
        st.html(
            element(
                "p",
                f"Share-alike: anything made with “{source.title}” must carry the licence {source.licence}.",
                class_="muted",
            )
        )
    with st.container(horizontal=True, gap="small", key="ask_download"):
        copy_button("Copy as text", answer_text(answer, date.today()), key="ask_copy")
        copy_button("Copy link", None, key="ask_copy_link")
        for one in formats_for("answer"):
            st.download_button(
                f"Download {one.name.upper()}",
                partial(one.download, "answer", answer),
                one.download_name("answer", "citylinks-answer"),
                one.download_mime("answer"),
                key=f"ask_{one.name}",
                on_click="ignore",
            )
        st.button("Add to story", key="ask_add", on_click=add_question, args=(answer.question, answer.sentence))
        if answer.nodes:
            href = f"explore?q={quote(answer.question, safe='')}"
            st.html(
                element("a", "Explore this answer", href=href, target="_self", class_="link-button"), width="content"
            )
