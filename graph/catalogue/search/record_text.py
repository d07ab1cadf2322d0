"""A claim or a node as one or two plain sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.catalogue.kinds import description
from graph.model.records import Claim, Node
from graph.model.sentences import article, capitalised, claim_sentence

LONGEST = 300


def claim_text(claim: Claim, names: Mapping[str, str]) -> str:
    """The claim and its note: "Leeds has been twinned with Brno since 1991. Partner cities, in the page's words."."""
    return shortened(f"{claim_sentence(claim, names)} {_as_sentence(claim.note)}")


def node_text(node: Node, above: Sequence[Node]) -> str:
    """What the node is, where, its other names, and its note. `above` are the places that contain it."""
    what = description(node, above)
    others = f", also called {' or '.join(node.aliases)}" if node.aliases else ""
    return shortened(f"{node.name} is {article(what)} {what}{others}. {_as_sentence(node.note)}")


def shortened(text: str) -> str:
    """The text without spaces around it, cut after a word if it is too long to read at a glance."""
    text = text.strip()
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _as_sentence(text: str) -> str:
    text = capitalised(text.strip())
    return text if not text or text[-1] in ".!?…" else f"{text}."
