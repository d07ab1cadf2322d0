"""The sources of an answer, numbered as in its table."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from graph.answers.answer import Answer, Citation
from views.look import Html, element

LONG_LIST = 8


def sources_section(answer: Answer) -> Html:
    """A numbered list under its heading."""
    return element("div", element("h2", "Sources"), source_list(answer.sources))


def source_list(cited: Sequence[Citation], *, at: str = "", with_page: bool = False) -> Html:
    """The numbered places in sources.

    Args:
        cited: What to list.
        at: Begins each id, on a page with several lists.
        with_page: Whether each leads to its source's entry on the Sources page.
    """
    look = "sources is-long" if len(cited) > LONG_LIST else "sources"
    return element("ol", *(_entry(citation, at, with_page) for citation in cited), class_=look)


def source_link(source_id: str, words: str) -> Html:
    """Words that lead to a source's entry on the Sources page."""
    return element("a", words, href=f"sources?source={quote(source_id, safe='')}", target="_self")


def http_url(url: str) -> str:
    """The address itself if a browser may open it, or ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def _entry(citation: Citation, at: str, with_page: bool) -> Html:
    said: list[str] = [str(citation)]
    if with_page:
        said += [". ", source_link(citation.source.id, f"About {citation.source.id}")]
    if address := http_url(citation.source.url):
        link = element("a", "Open it", href=address, target="_blank", rel="noopener noreferrer")
        said += [". ", link]
    number = element("span", f"[{citation.number}]", class_="at")
    return element("li", number, element("span", *said), id=f"{at}source-{citation.number}")
