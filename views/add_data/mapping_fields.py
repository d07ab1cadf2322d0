"""The boxes that say what the columns of a custom table mean. Their values are the mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from graph.model.vocabulary import vocabulary
from views.look import element

# Key of the mapping, label of its box, and example. `data/README.md` explains each key.
DATASET_FIELDS = (
    ("title", "Title of the table", "Friendship links of our schools"),
    ("publisher", "Publisher", ""),
    ("licence", "Licence", "our own"),
    ("url", "Web address", ""),
    ("as_of", "As of", "2026-09"),
)
END_COLUMNS = (("name", "Name column"), ("id", "Register ID column"))
PREFIX = "Prefix of the ID"
PLACE_COLUMNS = (("place", "City column"), ("country", "Country column"))
CLAIM_COLUMNS = (
    ("start", "Since"), ("end", "Until"), ("role", "Role"), ("status", "Status"), ("note", "Note"),
    ("locator", "Reference"),
)  # fmt: skip
DATES = ("", "day first", "month first")
ONE_COUNTRY = "one_country"
COUNTRY_FOR_ALL = "or one country for every row"


@contextmanager
def restored_input(table: str, key: str) -> Iterator[str]:
    """Yield the key of a box to draw inside the block, and restore the value the box had when it was last shown.

    Streamlit forgets the value of a box as soon as a page is drawn without it.
    """
    values: dict[str, Any] = st.session_state.setdefault(f"{table}_values", {})
    if key not in st.session_state and key in values:
        st.session_state[key] = values[key]
    yield key
    values[key] = st.session_state[key]


class MappingForm:
    """The boxes of one table. Each has a key, which a saved mapping uses to fill it."""

    def __init__(self, key: str, columns: Sequence[str]) -> None:
        self._key, self._columns = key, ("", *columns)

    def mapping(self) -> dict[str, Any]:
        """Draw the boxes and return their values. Empty values are left out, except the title."""
        mapping: dict[str, Any] = {}
        with st.container(horizontal=True):
            for part, label, example in DATASET_FIELDS:
                mapping[part] = self._text((part,), label, example)
        st.html(element("h3", "What each row describes"))
        subject = self._end("subject")
        st.html(element("h3", "What it is related to"))
        types = {name: kind.forward for name, kind in vocabulary().types.items()}
        mapping["type"] = self._one_of(
            ("type",), "Relationship", {"": "(none: each row is a place or organisation)"} | types
        )
        mapping["subject"] = subject
        if mapping["type"]:
            mapping["object"] = self._end("object")
            st.html(element("h3", "Details of the relationship"))
            with st.container(horizontal=True):
                mapping["claim"] = {part: self._column(("claim", part), label) for part, label in CLAIM_COLUMNS}
                mapping["dates"] = self._one_of(
                    ("dates",), "05/02/2021 is", {name: name or "not a date" for name in DATES}
                )
        return {part: filled for part, value in mapping.items() if (filled := _filled(value)) or part == "title"}

    def fill(self, mapping: Mapping[str, Any]) -> None:
        """Fill the boxes from a saved mapping, before they are drawn."""
        for part, value in mapping.items():
            inner = value if isinstance(value, Mapping) else {"": value}
            for name, saved in inner.items():
                key = self._at(*filter(None, (part, name)))
                st.session_state[key] = saved if part == "header" else str(saved)
        for which in ("subject", "object"):
            country = st.session_state.get(self._at(which, "country"), "")
            if country and country not in self._columns:
                st.session_state[self._at(which, ONE_COUNTRY)] = country
                st.session_state[self._at(which, "country")] = ""

    def _end(self, which: str) -> dict[str, str]:
        labels = {"": ""} | {name: label.singular for name, label in vocabulary().labels.items()}
        with st.container(horizontal=True):
            end = {"label": self._one_of((which, "label"), "Type", labels)}
            end |= {part: self._column((which, part), label) for part, label in END_COLUMNS}
            end["prefix"] = self._text((which, "prefix"), PREFIX, "GB-EDU-") if end["id"] else ""
            end |= {part: self._column((which, part), label) for part, label in PLACE_COLUMNS}
            constant = "" if end["country"] else self._text((which, ONE_COUNTRY), COUNTRY_FOR_ALL, "China")
        return end | {"country": end["country"] or constant}

    def _column(self, path: tuple[str, ...], label: str) -> str:
        return self._one_of(path, label, {name: name or "(none)" for name in self._columns})

    def _one_of(self, path: tuple[str, ...], label: str, options: Mapping[str, str]) -> str:
        """Show a selectbox. If a saved mapping names a column that this table lacks, say so and select nothing."""
        with restored_input(self._key, self._at(*path)) as key:
            saved = st.session_state.get(key, "")
            if saved not in options:
                st.session_state[key] = ""
                note = f"{label}: the mapping says “{saved}”, which this table doesn't have."
                st.html(element("p", note, role="status"))
            return st.selectbox(label, list(options), format_func=lambda one: options[one], key=key, width=230)

    def _text(self, path: tuple[str, ...], label: str, example: str) -> str:
        with restored_input(self._key, self._at(*path)) as key:
            return st.text_input(label, placeholder=example, key=key, width=230).strip()

    def _at(self, *path: str) -> str:
        return "_".join((self._key, *path))


def _filled(value: Any) -> Any:
    """The value without its empty parts."""
    return {part: inner for part, inner in value.items() if inner} if isinstance(value, dict) else value
