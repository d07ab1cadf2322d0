"""The scope of a measure in words: how much of the graph is shown, how certain it is, and how much is left out."""

from __future__ import annotations

from graph.answers.answer import POSSIBLE, THROUGH_CITY
from graph.answers.wording import count_phrase
from graph.explore.visible import Link, VisibleGraph
from graph.model.vocabulary import vocabulary


def counted_links(shown: VisibleGraph) -> tuple[Link, ...]:
    """The shown relationships that count as links, in the order shown. Parts, successions and governments do not."""
    links = vocabulary().link_types
    return tuple(link for link in shown.links if link.relationship.type in links)


def scope_text(shown: VisibleGraph) -> str:
    """Say what was counted, in sentences such as “All: 12 items and 20 links shown.”.

    Possible links and links through the city are counted in sentences of their own, unless a filter leaves them out.
    """
    links = counted_links(shown)
    counts = f"{count_phrase(len(shown.nodes), 'item')} and {count_phrase(len(links), 'link')} shown"
    left = shown.total - len(shown.nodes)
    more = f", {count_phrase(left, 'item')} not drawn" if left > 0 else ""
    sentences = [f"{shown.title.rstrip('. ')}: {counts}{more}."]
    possible = sum(link.certainty == POSSIBLE for link in links)
    through = sum(link.reach == THROUGH_CITY for link in links)
    if possible:
        sentences.append(f"{possible} of the links {_be(possible)} possible only.")
    if through:
        sentences.append(f"{through} of the links {_be(through)} through the city.")
    ties = len(shown.links) - len(links)
    if ties:
        ties_text = count_phrase(ties, "structural tie")
        sentences.append(f"{ties_text} (such as “part of” or “replaced by”) {_be(ties)} not counted.")
    if not shown.view.filters.is_any:
        sentences.append("Filters are on; links that they leave out are not counted.")
    return " ".join(sentences)


def _be(count: int) -> str:
    return "is" if count == 1 else "are"
