"""Names and saved questions offered under the question box while somebody writes, without a word to the server."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.model.errors import StoreError
from graph.questions.revision.autocomplete import Suggestion, name_suggestions, saved_suggestions

_autocomplete = st.components.v2.component(
    "citylinks_completing",
    js=files("views.components.autocomplete").joinpath("autocomplete.js").read_text(encoding="utf-8"),
)


def autocomplete(catalogue: Catalogue) -> None:
    """Send what may be offered; it changes with a load only, so it crosses the socket once for each."""
    try:
        names = name_suggestions(catalogue)
    except StoreError:
        names = ()  # the next question says what is wrong
    data = {"names": _packed(names), "questions": _packed(saved_suggestions())}
    _autocomplete(key="ask_autocomplete", data=data, height=1)


def _packed(some: Iterable[Suggestion]) -> list[list[str]]:
    """Each as a short row: its text, what it is, other names."""
    return [[offer.text, offer.about, *offer.others] for offer in some]
