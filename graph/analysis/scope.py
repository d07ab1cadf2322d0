"""What a figure is about, said in words: how much is shown, how surely, and how much is not."""

from __future__ import annotations

from graph.answers.answer import POSSIBLE, THROUGH_CITY
from graph.answers.wording import count_phrase
from graph.explore.visible import Link, VisibleGraph
from graph.model.vocabulary import vocabulary


def counted(shown: VisibleGraph) -> tuple[Link, ...]:
    """The links among the lines shown, in the order shown: a part, a succession or a government is none."""
    links = vocabulary().link_types
    return tuple(link for link in shown.links if link.relationship.type in links)


def scope(shown: VisibleGraph) -> str:
    """What was counted, in sentences, as "All: 12 things and 20 links shown. 3 of the links are possible only".

    The two levels of certainty and of reach are named apart; a filter of the view leaves either out.
    """
    links = counted(shown)
    said = f"{count_phrase(len(shown.nodes), 'thing')} and {count_phrase(len(links), 'link')} shown"
    left = shown.total - len(shown.nodes)
    more = f", {count_phrase(left, 'thing')} not drawn" if left > 0 else ""
    sentences = [f"{shown.title.rstrip('. ')}: {said}{more}."]
    possible = sum(link.certainty == POSSIBLE for link in links)
    through = sum(link.reach == THROUGH_CITY for link in links)
    if possible:
        sentences.append(f"{possible} of the links {_be(possible)} possible only.")
    if through:
        sentences.append(f"{through} of the links {_be(through)} through the city.")
    lines = len(shown.links) - len(links)
    if lines:
        sentences.append(
            f"{count_phrase(lines, 'line')} of another kind, as a part or a succession, {_be(lines)} not counted."
        )
    if not shown.view.filters.is_any:
        sentences.append("Filters are on; what they leave out is not counted.")
    return " ".join(sentences)


def _be(count: int) -> str:
    return "is" if count == 1 else "are"
