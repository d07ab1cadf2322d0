"""The look that pages share, and the one place where text from data or a person becomes markup.

Everything a page writes as HTML is made by `element`, which escapes all text that it did not make
itself. Labels of Streamlit's own widgets are Markdown, so text for them goes through `plain`.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files

import streamlit as st

from graph.drawing.styles import styles
from graph.model.data_folder import read_once
from graph.model.errors import CitylinksError

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# What Streamlit turns into links, icons, arrows and dashes after Markdown's own escapes are gone.
JOINED = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>=~])(?=[-<>=])", re.IGNORECASE)
WORD_JOINER = "\u2060"


class Html(str):
    """Markup made by `element`; any other text is escaped."""

    __slots__ = ()


def element(name: str, *parts: str, **attributes: str) -> Html:
    """One element around its parts: text is escaped, elements are kept.

    A trailing underscore of an attribute's name is dropped (`class_`), one inside is a hyphen.
    """
    inner = "".join(part if isinstance(part, Html) else escape(part) for part in parts)
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{said}>{inner}</{name}>")


def escape_markdown(text: str) -> str:
    """Text for the label of a widget, where Markdown would be read: shown letter by letter."""
    return PUNCTUATION.sub(r"\\\1", JOINED.sub(WORD_JOINER, " ".join(text.split())))


def apply_style() -> None:
    """Give the page its style: call it once a run, before anything is written."""
    st.html(f"<style>{_colours()}\n{_css()}</style>")


def show_title(words: str) -> None:
    """The page's heading, which is also what the browser's tab and history call it."""
    set_tab_title(words)
    st.html(element("h1", words, class_="page-title"))


def set_tab_title(words: str) -> None:
    """What the browser's tab and history call the page, where its heading says something else."""
    st.set_page_config(page_title=f"{words} · Citylinks")


def show_header(*, is_open: bool = False) -> None:
    """The name of the tool and what it is for; large on a page that holds little else."""
    tag = "Who is linked to whom, where, since when, and who says so."
    look = "site-header is-open" if is_open else "site-header"
    st.html(element("div", element("h1", "Citylinks"), element("p", tag), class_=look))


def show_error(error: CitylinksError) -> None:
    """Say what happened and what to do, in place of what could not be shown."""
    happened = element("h2", error.what.rstrip(".") + ".")
    found = error.message().removeprefix(error.what.rstrip("."))
    rest = element("p", found.lstrip(".: ")) if found.strip(".: ") else Html("")
    st.html(element("section", happened, rest, class_="answer is-problem", role="alert"))


@cache
def _css() -> str:
    return files("views").joinpath("look.css").read_text(encoding="utf-8")


@read_once("styles.toml", "vocabulary.toml")
def _colours() -> str:
    """The themes of data/styles.toml as variables.

    Streamlit's page says which of the two holds; what opens over it stands outside, and follows the system as it does.
    """
    light, dark = styles().themes["light"], styles().themes["dark"]
    names = ("background", "surface", "text", "muted", "accent")
    pairs = (f"--{name}: light-dark({getattr(light, name)}, {getattr(dark, name)});" for name in names)
    sizes = (f"--{name}: {styles().sizes[name]}px;" for name in ("body", "table", "smallest"))
    return ":root { color-scheme: light dark; " + " ".join((*pairs, *sizes)) + " }"
