"""The boxes in which a person says what the columns of a table mean; what they hold is the mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from graph.model.vocabulary import vocabulary
from views.look import element

# Part of a mapping and what a person is asked for; `data/README.md` says what each part means.
DATASET_FIELDS = (
    ("title", "Title of the table", "Friendship links of our schools"),
    ("publisher", "Publisher", ""),
    ("licence", "Licence", "our own"),
    ("url", "Web address", ""),
    ("as_of", "As of", "2026-09"),
)
END_COLUMNS = (("name", "Column of its name"), ("id", "Column of its key in a register"))
PREFIX = "Prefix that makes the key an id"
PLACE_COLUMNS = (("place", "Column of the city it is in"), ("country", "Column of its country"))
CLAIM_COLUMNS = (
    ("start", "Since"), ("end", "Until"), ("role", "Role"), ("status", "Status"), ("note", "Note"),
    ("locator", "Reference"),
)  # fmt: skip
DATES = ("", "day first", "month first")
ONE_COUNTRY = "one_country"


@contextmanager
def restored_input(table: str, key: str) -> Iterator[str]:
    """The key of a box that is drawn inside; the box holds what it held when it was last on the page.

    Streamlit forgets that as soon as a page is drawn without the box.
    """
    kept: dict[str, Any] = st.session_state.setdefault(f"{table}_kept", {})
    if key not in st.session_state and key in kept:
        st.session_state[key] = kept[key]
    yield key
    kept[key] = st.session_state[key]


class MappingForm:
    """The boxes of one table. Each has a key by which a saved mapping fills it."""

    def __init__(self, key: str, columns: Sequence[str]) -> None:
        self._key, self._columns = key, ("", *columns)

    def mapping(self) -> dict[str, Any]:
        """Draw the boxes, and say what they hold; what is empty is left out, but for the title."""
        made: dict[str, Any] = {}
        with st.container(horizontal=True):
            for part, label, example in DATASET_FIELDS:
                made[part] = self._text((part,), label, example)
        st.html(element("h3", "What each row is about"))
        subject = self._end("subject")
        st.html(element("h3", "What it is related to"))
        types = {name: kind.forward for name, kind in vocabulary().types.items()}
        made["type"] = self._one_of(("type",), "It …", {"": "(nothing: each row is a thing, and where it is)"} | types)
        made["subject"] = subject
        if made["type"]:
            made["object"] = self._end("object")
            st.html(element("h3", "What else each row says of it"))
            with st.container(horizontal=True):
                made["claim"] = {part: self._column(("claim", part), label) for part, label in CLAIM_COLUMNS}
                made["dates"] = self._one_of(
                    ("dates",), "05/02/2021 is", {name: name or "not a date" for name in DATES}
                )
        return {part: filled for part, value in made.items() if (filled := _filled(value)) or part == "title"}

    def fill(self, mapping: Mapping[str, Any]) -> None:
        """Put a saved mapping into the boxes, before they are drawn."""
        for part, value in mapping.items():
            inner = value if isinstance(value, Mapping) else {"": value}
            for name, told in inner.items():
                key = self._at(*filter(None, (part, name)))
                st.session_state[key] = told if part == "header" else str(told)
        for which in ("subject", "object"):
            country = st.session_state.get(self._at(which, "country"), "")
            if country and country not in self._columns:
                st.session_state[self._at(which, ONE_COUNTRY)] = country
                st.session_state[self._at(which, "country")] = ""

    def _end(self, which: str) -> dict[str, str]:
        labels = {"": ""} | {name: label.singular for name, label in vocabulary().labels.items()}
        with st.container(horizontal=True):
            made = {"label": self._one_of((which, "label"), "It is a", labels)}
            made |= {part: self._column((which, part), label) for part, label in END_COLUMNS}
            made["prefix"] = self._text((which, "prefix"), PREFIX, "GB-EDU-") if made["id"] else ""
            made |= {part: self._column((which, part), label) for part, label in PLACE_COLUMNS}
            one = "" if made["country"] else self._text((which, ONE_COUNTRY), "or the one country of all", "China")
        return made | {"country": made["country"] or one}

    def _column(self, path: tuple[str, ...], label: str) -> str:
        return self._one_of(path, label, {name: name or "(none)" for name in self._columns})

    def _one_of(self, path: tuple[str, ...], label: str, options: Mapping[str, str]) -> str:
        """A box to choose in. What a saved mapping names and this table does not have is said, and not chosen."""
        with restored_input(self._key, self._at(*path)) as key:
            asked = st.session_state.get(key, "")
            if asked not in options:
                st.session_state[key] = ""
                said = f"{label}: the mapping says “{asked}”, which is not to be had here."
                st.html(element("p", said, role="status"))
            return st.selectbox(label, list(options), format_func=lambda one: options[one], key=key, width=230)

    def _text(self, path: tuple[str, ...], label: str, example: str) -> str:
        with restored_input(self._key, self._at(*path)) as key:
            return st.text_input(label, placeholder=example, key=key, width=230).strip()

    def _at(self, *path: str) -> str:
        return "_".join((self._key, *path))


def _filled(value: Any) -> Any:
    """The value without what is empty in it."""
    return {part: told for part, told in value.items() if told} if isinstance(value, dict) else value
