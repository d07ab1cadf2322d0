"""Autocomplete under the question box: names and saved questions, offered in the browser without a server call."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.model.errors import StoreError
from graph.questions.revision.autocomplete import Suggestion, name_suggestions, saved_suggestions

_autocomplete = st.components.v2.component(
    "citylinks_autocomplete",
    js=files("views.components.autocomplete").joinpath("autocomplete.js").read_text(encoding="utf-8"),
)


def autocomplete(catalogue: Catalogue) -> None:
    """Send the suggestions to the browser. They change with a load only, so they are sent once for each load."""
    try:
        names = name_suggestions(catalogue)
    except StoreError:
        names = ()  # the next question reports the error
    data = {"names": _packed(names), "questions": _packed(saved_suggestions())}
    _autocomplete(key="ask_autocomplete", data=data, height=1)


def _packed(suggestions: Iterable[Suggestion]) -> list[list[str]]:
    """Return each suggestion as a short list: its text, its description, other names."""
    return [[one.text, one.about, *one.others] for one in suggestions]
