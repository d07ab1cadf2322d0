"""Pairs that may be one thing, for a person to decide; and the decisions, each of which can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from datetime import date
from functools import partial

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.model.datasets import DIFFERENT, SAME, Candidate, DatasetService, Decision
from graph.model.dates import date_text
from graph.model.errors import CitylinksError
from views.add_data.mapping_fields import restored_input
from views.add_data.run_action import run_action
from views.look import Html, element, show_error
from views.table import profile_link

MAX_PAIRS = 20
DECIDER = "add_decider"


@st.cache_data(show_spinner="Looking for things that may be one", max_entries=2)
def _read(load: int, decided: tuple[tuple[str, ...], ...], _service: DatasetService) -> tuple[Candidate, ...]:
    return _service.candidates()


def show_duplicates(service: DatasetService, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """The best candidates with their reasons, then what was decided."""
    decisions = service.decisions()
    if service.datasets():
        _candidates(service, _read(catalogue.number, tuple(map(astuple, decisions)), service), catalogue, say)
    if standing := {frozenset((one.a, one.b)): one for one in decisions}:
        with st.expander(f"Decisions: {len(standing)}", key="add_decisions"):
            for decision in reversed(standing.values()):
                _decided(service, decision, catalogue, say)


def _decided(service: DatasetService, decision: Decision, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """What was decided last about a pair, and the way back."""
    about = f"{decision.a}_{decision.b}"
    with st.container(key=f"add_decision_{about}".replace(":", "_"), gap="small"):
        said = f"{decision.decision}, by {decision.by} on {date_text(decision.on)}: {decision.why}"
        st.html(element("p", *_pair(decision.a, decision.b, catalogue), ": ", said))
        # Named by its pair, so that a second press that came too late takes back no other.
        if st.button("Take back", key=f"add_withdraw_{about}"):
            undone = partial(service.withdraw, decision.a, decision.b)
            run_action(undone, f"Undecided again: {decision.a} and {decision.b}.", say)


def _candidates(
    service: DatasetService, found: tuple[Candidate, ...], catalogue: Catalogue, say: Callable[[str], None]
) -> None:
    st.html(element("h2", f"May be one thing: {len(found):,} pairs to decide"))
    if not found:
        st.html(element("p", "Nothing is open.", class_="muted"))
        return
    st.html(element("p", "Nothing is joined on a name alone, and nothing without a decision.", class_="muted"))
    with restored_input("add", DECIDER) as key:
        who = st.text_input("Who decides; it is written down with the decision", key=key, placeholder="Your office")
    for candidate in found[:MAX_PAIRS]:
        a, b = candidate.a, candidate.b
        with st.container(key=f"add_pair_{a}_{b}".replace(":", "_"), border=True):
            reasons = [element("li", reason) for reason in candidate.reasons]
            heading = element(
                "p", *_pair(a, b, catalogue), element("span", f" · {candidate.score:.0%} alike", class_="muted")
            )
            st.html(element("div", heading, element("ul", *reasons), class_="pair"))
            why = st.text_input("Why", value="; ".join(candidate.reasons), key=f"add_why_{a}_{b}")
            with st.container(horizontal=True):
                same = st.button("The same", key=f"add_merge_{a}_{b}")
                other = st.button("Not the same", key=f"add_keep_separate_{a}_{b}")
            if same or other:
                made = Decision(a, b, SAME if same else DIFFERENT, who.strip(), date.today().isoformat(), why.strip())
                _decide(service, made, say)
    if len(found) > MAX_PAIRS:
        more = element("code", f"citylinks same --top {len(found)}")
        shown = f"The first {MAX_PAIRS} of {len(found):,} are shown. In the terminal, all: "
        st.html(element("p", shown, more, class_="muted"))


def _decide(service: DatasetService, made: Decision, say: Callable[[str], None]) -> None:
    for said, box in ((made.by, "Who decides"), (made.why, "Why")):
        if not said:
            show_error(CitylinksError(f"The box “{box}” is empty", fix="A decision is kept with who made it, and why"))
            return
    told = "the same" if made.decision == SAME else made.decision
    run_action(partial(service.decide, made), f"Written down: {made.a} and {made.b} are {told}.", say)


def _pair(a: str, b: str, catalogue: Catalogue) -> list[Html | str]:
    def named(one: str) -> Html:
        known = one in catalogue.nodes
        link = profile_link(one, catalogue.name(one)) if known else element("span", one)
        return element("span", link, element("span", f" {one}" if known else "", class_="muted"))

    return [named(a), " and ", named(b)]
