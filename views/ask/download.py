"""Buttons to copy or download an answer, to add it to a story and to open it in Explore."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import streamlit as st

from graph.answers.answer import Answer
from graph.export.answer_files import answer_csv, answer_json, answer_text
from views.components.copy_button import copy_button
from views.look import element
from views.stories.draft import add_question


def show_downloads(answer: Answer) -> None:
    """Show the buttons. The CSV starts with a byte order mark, so that Excel reads it as UTF-8."""
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
        for name, mime, data in (
            ("CSV", "text/csv", answer_csv(answer).encode("utf-8-sig")),
            ("JSON", "application/json", answer_json(answer).encode()),
        ):
            st.download_button(
                f"Download {name}",
                data,
                f"citylinks-answer.{name.lower()}",
                mime,
                key=f"ask_{name.lower()}",
                on_click="ignore",
            )
        st.button("Add to story", key="ask_add", on_click=add_question, args=(answer.question, answer.sentence))
        if answer.nodes:
            href = f"explore?q={quote(answer.question, safe='')}"
            st.html(
                element("a", "Explore this answer", href=href, target="_self", class_="link-button"), width="content"
            )
