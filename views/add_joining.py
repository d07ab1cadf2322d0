"""Pairs that may be one thing, for a person to decide; and the decisions, each of which can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from graph.catalogue import Catalogue
from graph.desk import Candidate, Desk
from graph.desk import Decision as Decided
from graph.errors import CitylinksError
from views.look import Html, element, problem
from views.table import profile_link

MOST = 20
WHO = "add_who"


@st.cache_data(show_spinner="Looking for things that may be one", max_entries=2)
def _read(load: int, decided: int, _desk: Desk) -> tuple[Candidate, ...]:
    return _desk.candidates()


def joining(desk: Desk, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """The best candidates with their reasons, then what was decided."""
    decisions = desk.decisions()
    if desk.datasets():
        _candidates(desk, _read(catalogue.number, len(decisions), desk), catalogue, say)
    if decisions:
        with st.expander(f"Decisions: {len(decisions)}", key="add_decisions"):
            for at, decision in enumerate(decisions):
                said = f"{decision.decision}, by {decision.by} on {decision.on}: {decision.why}"
                st.html(element("p", *_pair(decision.a, decision.b, catalogue), ": ", said))
                if st.button("Take back", key=f"add_withdraw_{at}"):
                    _carry_out(partial(desk.withdraw, decision.a, decision.b), "Undecided again.", say)


def _candidates(desk: Desk, found: tuple[Candidate, ...], catalogue: Catalogue, say: Callable[[str], None]) -> None:
    st.html(element("h2", f"May be one thing: {len(found):,} pairs to decide"))
    if not found:
        st.html(element("p", "Nothing is open.", class_="muted"))
        return
    st.html(element("p", "Nothing is joined on a name alone, and nothing without a decision.", class_="muted"))
    who = st.text_input("Who decides", key=WHO, placeholder="Your name or your office's")
    for candidate in found[:MOST]:
        a, b = candidate.a, candidate.b
        with st.container(key=f"add_pair_{a}_{b}".replace(":", "_"), border=True):
            reasons = [element("li", reason) for reason in candidate.reasons]
            heading = element("p", *_pair(a, b, catalogue), f"  {candidate.score:.0%}")
            st.html(element("div", heading, element("ul", *reasons), class_="pair"))
            why = st.text_input("Why", value="; ".join(candidate.reasons), key=f"add_why_{a}_{b}")
            with st.container(horizontal=True):
                for words, decision in (("The same", "same"), ("Not the same", "not the same")):
                    if st.button(words, key=f"add_{decision.replace(' ', '_')}_{a}_{b}", disabled=not who.strip()):
                        made = Decided(a, b, decision, who.strip(), date.today().isoformat(), why)
                        _carry_out(partial(desk.decide, made), f"Written down: {decision}.", say)
    if len(found) > MOST:
        st.html(
            element("p", f"The first {MOST} of {len(found):,} are shown; `citylinks same` lists more.", class_="muted")
        )


def _pair(a: str, b: str, catalogue: Catalogue) -> list[Html | str]:
    def named(one: str) -> Html:
        known = one in catalogue.nodes
        link = profile_link(one, catalogue.name(one)) if known else element("span", one)
        return element("span", link, element("span", f" {one}" if known else "", class_="muted"))

    return [named(a), " and ", named(b)]


def _carry_out(act: Callable[[], object], told: str, say: Callable[[str], None]) -> None:
    try:
        act()
    except CitylinksError as error:
        problem(error)
    else:
        say(told)
