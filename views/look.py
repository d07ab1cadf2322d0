"""Shared look of the pages: HTML elements, the style sheet, headings and error messages.

Text from data or from a user becomes markup only here. `element` writes all HTML and escapes its text.
Streamlit reads the labels of widgets as Markdown, so their text goes through `escape_markdown`.
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
# Streamlit turns these into links, icons, arrows and dashes after it has read the Markdown escapes.
STREAMLIT_MARKUP = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>=~])(?=[-<>=])", re.IGNORECASE)
WORD_JOINER = "\u2060"


class Html(str):
    """Markup that `element` has made, so it is not escaped again."""

    __slots__ = ()


def element(tag: str, *parts: str, **attributes: str) -> Html:
    """Build one HTML element around its parts. Plain text is escaped; other elements are kept.

    In an attribute's name, a trailing underscore is dropped (`class_`), and any other becomes a hyphen.
    """
    inner = "".join(part if isinstance(part, Html) else escape(part) for part in parts)
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{tag}{written}>{inner}</{tag}>")


def escape_markdown(text: str) -> str:
    """Escape a text for a place where Streamlit reads Markdown, so that every character is shown as it is."""
    return PUNCTUATION.sub(r"\\\1", STREAMLIT_MARKUP.sub(WORD_JOINER, " ".join(text.split())))


def apply_style() -> None:
    """Add the style sheet. Call it once a run, before anything is written."""
    st.html(f"<style>{_colours()}\n{_css()}</style>")


def show_title(text: str) -> None:
    """Show the page's heading, and use it as the title of the browser's tab."""
    set_tab_title(text)
    st.html(element("h1", text, class_="page-title"))


def set_tab_title(text: str) -> None:
    """Set the title of the browser's tab, for pages whose heading says something else."""
    st.set_page_config(page_title=f"{text} · Citylinks")


def show_header(*, is_open: bool = False) -> None:
    """Show the name of the tool and what it is for; large on a page that holds little else."""
    tagline = "Who is linked to whom, where, since when, and who says so."
    class_name = "site-header is-open" if is_open else "site-header"
    st.html(element("div", element("h1", "Citylinks"), element("p", tagline), class_=class_name))


def show_error(error: CitylinksError) -> None:
    """Show an error in place of the content: what happened, then what to do."""
    heading = element("h2", error.what.rstrip(".") + ".")
    details = error.message().removeprefix(error.what.rstrip("."))
    rest = element("p", details.lstrip(".: ")) if details.strip(".: ") else Html("")
    st.html(element("section", heading, rest, class_="answer is-problem", role="alert"))


@cache
def _css() -> str:
    return files("views").joinpath("look.css").read_text(encoding="utf-8")


@read_once("styles.toml", "vocabulary.toml")
def _colours() -> str:
    """The light and dark themes of data/styles.toml as CSS variables.

    Streamlit sets the colour scheme of its page. Pop-ups lie outside that page and follow the system setting.
    """
    light, dark = styles().themes["light"], styles().themes["dark"]
    names = ("background", "surface", "text", "muted", "accent")
    pairs = (f"--{name}: light-dark({getattr(light, name)}, {getattr(dark, name)});" for name in names)
    sizes = (f"--{name}: {styles().sizes[name]}px;" for name in ("body", "table", "smallest"))
    return ":root { color-scheme: light dark; " + " ".join((*pairs, *sizes)) + " }"
