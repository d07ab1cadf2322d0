"""Possible duplicates for a person to review, and the decisions made, each of which can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from datetime import date
from functools import partial

import streamlit as st

from graph.answers.wording import count_phrase
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
DECIDER_LABEL = "Your name or team (kept with each decision)"


@st.cache_data(show_spinner="Looking for possible duplicates…", max_entries=2)
def _read(load: int, decided: tuple[tuple[str, ...], ...], _service: DatasetService) -> tuple[Candidate, ...]:
    return _service.candidates()


def show_duplicates(service: DatasetService, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """Show the best candidates with their reasons, then the decisions."""
    decisions = service.decisions()
    if service.datasets():
        _candidates(service, _read(catalogue.number, tuple(map(astuple, decisions)), service), catalogue, say)
    if latest := {frozenset((one.a, one.b)): one for one in decisions}:
        with st.expander(f"Decisions: {len(latest)}", key="add_decisions"):
            for decision in reversed(latest.values()):
                _decision(service, decision, catalogue, say)


def _decision(service: DatasetService, decision: Decision, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """Show the last decision about a pair, with a button to undo it."""
    pair = f"{decision.a}_{decision.b}"
    with st.container(key=f"add_decision_{pair}".replace(":", "_"), gap="small"):
        text = f"{decision.decision}, by {decision.by} on {date_text(decision.on)}: {decision.why}"
        st.html(element("p", *_pair(decision.a, decision.b, catalogue), ": ", text))
        # The key holds the pair, so that a late second press cannot undo another decision.
        if st.button("Undo decision", key=f"add_withdraw_{pair}"):
            undo = partial(service.withdraw, decision.a, decision.b)
            run_action(undo, f"Decision undone: {decision.a} and {decision.b}.", say)


def _candidates(
    service: DatasetService, found: tuple[Candidate, ...], catalogue: Catalogue, say: Callable[[str], None]
) -> None:
    st.html(element("h2", f"Possible duplicates: {count_phrase(len(found), 'pair')} to review"))
    if not found:
        st.html(element("p", "No pair is waiting for review.", class_="muted"))
        return
    st.html(element("p", "Nothing is merged automatically: someone confirms each pair.", class_="muted"))
    with restored_input("add", DECIDER) as key:
        who = st.text_input(DECIDER_LABEL, key=key, placeholder="For example: International team")
    for candidate in found[:MAX_PAIRS]:
        a, b = candidate.a, candidate.b
        with st.container(key=f"add_pair_{a}_{b}".replace(":", "_"), border=True):
            reasons = [element("li", reason) for reason in candidate.reasons]
            heading = element(
                "p", *_pair(a, b, catalogue), element("span", f" · {candidate.score:.0%} match", class_="muted")
            )
            st.html(element("div", heading, element("ul", *reasons), class_="pair"))
            why = st.text_input("Why", value="; ".join(candidate.reasons), key=f"add_why_{a}_{b}")
            with st.container(horizontal=True):
                same = st.button("Merge", key=f"add_merge_{a}_{b}")
                different = st.button("Keep separate", key=f"add_keep_separate_{a}_{b}")
            if same or different:
                decision = Decision(
                    a, b, SAME if same else DIFFERENT, who.strip(), date.today().isoformat(), why.strip()
                )
                _decide(service, decision, say)
    if len(found) > MAX_PAIRS:
        command = element("code", f"citylinks same --top {len(found)}")
        note = f"The first {MAX_PAIRS} of {len(found):,} are shown. To list all of them, run "
        st.html(element("p", note, command, class_="muted"))


def _decide(service: DatasetService, decision: Decision, say: Callable[[str], None]) -> None:
    for text, box in ((decision.by, "Your name or team"), (decision.why, "Why")):
        if not text:
            fix = "Fill it in: each decision is kept with who made it and why"
            show_error(CitylinksError(f"The box “{box}” is empty", fix=fix))
            return
    verdict = "the same" if decision.decision == SAME else decision.decision
    run_action(partial(service.decide, decision), f"Saved: {decision.a} and {decision.b} are {verdict}.", say)


def _pair(a: str, b: str, catalogue: Catalogue) -> list[Html | str]:
    def named(one: str) -> Html:
        known = one in catalogue.nodes
        link = profile_link(one, catalogue.name(one)) if known else element("span", one)
        return element("span", link, element("span", f" {one}" if known else "", class_="muted"))

    return [named(a), " and ", named(b)]
