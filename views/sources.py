"""The numbered list of an answer's sources, and links to the Sources page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from graph.answers.answer import Answer, Citation
from views.look import Html, element

LONG_LIST = 8  # sources; a longer list has two columns on a wide screen


def sources_section(answer: Answer) -> Html:
    """The heading and the list of an answer's sources."""
    return element("div", element("h2", "Sources"), source_list(answer.sources))


def source_list(citations: Sequence[Citation], *, id_prefix: str = "", link_to_page: bool = False) -> Html:
    """The list of citations, each under its number.

    Args:
        citations: What to list.
        id_prefix: Starts the id of each entry, to keep ids unique on a page with several lists.
        link_to_page: Whether each entry links to its source on the Sources page.
    """
    class_name = "sources is-long" if len(citations) > LONG_LIST else "sources"
    return element("ol", *(_entry(citation, id_prefix, link_to_page) for citation in citations), class_=class_name)


def source_link(source_id: str, text: str) -> Html:
    """A link to a source's entry on the Sources page."""
    return element("a", text, href=f"sources?source={quote(source_id, safe='')}", target="_self")


def http_url(url: str) -> str:
    """The URL if it is http or https and names a host, otherwise ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def _entry(citation: Citation, id_prefix: str, link_to_page: bool) -> Html:
    parts: list[str] = [str(citation)]
    if link_to_page:
        parts += [". ", source_link(citation.source.id, f"About {citation.source.id}")]
    if address := http_url(citation.source.url):
        link = element("a", "Open source", href=address, target="_blank", rel="noopener noreferrer")
        parts += [". ", link]
    number = element("span", f"[{citation.number}]", class_="at")
    return element("li", number, element("span", *parts), id=f"{id_prefix}source-{citation.number}")
