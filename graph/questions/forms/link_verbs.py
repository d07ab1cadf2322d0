"""Verbs of links: which end of a visit is its subject, and whether a link is denied."""

from __future__ import annotations

from itertools import pairwise

from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.spans import Span

# Verbs for a visit whose subject comes before them.
ACTIVE_VISITS = frozenset(
    [
        "visited",
        "visit",
        "visits",
        "been to",
        "went to",
        "gone to",
        "travelled to",
        "travelled",
        "came to",
        "went over to",
        "go to",
    ]
)


def visit_agent(spans: list[Span]) -> str:
    """Which end is the subject of a visit: the target in "who visited Siegen", the anchor in "did A visit B"."""
    if agent := _visitor(spans):
        return agent
    kept = [c for c in spans if c.kind != "stop" or c.value in ("who", "by")]
    kinds = ["name" if c.kind == "name" else c.value for c in kept]
    visits = tuple(f"type:{kind}" for kind in vocabulary().types.acting_as("visit"))
    for one, two, three in zip(kinds, kinds[1:], [*kinds[2:], ""], strict=False):
        if two.startswith(visits) and three == "name":
            return "anchor" if one == "name" else "target" if one == "who" or one.startswith("label:") else ""
    return ""


def _visitor(spans: list[Span]) -> str:
    """The end that visited a name after an active verb: "which schools in Newcastle have been to China"."""
    visits = tuple(f"type:{kind}" for kind in vocabulary().types.acting_as("visit"))
    at = next((i for i, span in enumerate(spans) if span.value.startswith(visits)), 0)
    active = at and fold(spans[at].text) in ACTIVE_VISITS and not any(span.value == "by" for span in spans[at:])
    if not active or not any(span.kind == "name" for span in spans[at:]):
        return ""
    if any(span.value.startswith("label:") for span in spans[:at]):
        return "target"
    return "anchor" if any(span.kind == "name" for span in spans[:at]) else ""


def is_denied(spans: list[Span]) -> bool:
    """Whether the link itself is denied: "not linked to", "isn't twinned with"."""
    kept = [c.value for c in spans if c.kind != "stop"]
    ties = ("link", "type:", "civic")
    return any(one == "neither" and two.startswith(ties) for one, two in pairwise(kept))
