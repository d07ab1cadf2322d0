"""Filters of the view. Each choice shows how many links it keeps, given all other filters."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.explore.explorations import ViewService
from graph.explore.facets import NONE
from graph.explore.view import Filters, View
from graph.explore.view_kinds import FACETS
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from views.explore.view_state import CURRENT_VIEW, navigate_to
from views.look import escape_markdown

VAGUE = ("World", "Continent")


def show_filters(service: ViewService, view: View, catalogue: Catalogue) -> None:
    """Show a menu with a box for each facet that has a choice, and a button to remove each active filter."""
    current = view.filters
    active = sum(len(current.chosen(f)) + len(current.dropped(f)) for f in FACETS)
    active += current.is_timed + (not current.undated)
    menu = st.popover(f"Filters ({active})" if active else "Filters", key="explore_filters", on_change="rerun")
    if menu.open:  # counting takes longer than anything else on the page
        counts = service.counts(view)
        with menu:
            st.caption("The number after a choice is how many links it keeps, given the other filters.")
            for facet in FACETS:
                _box(facet, counts[facet], current, catalogue)
    for facet in FACETS:
        for value in sorted(view.filters.chosen(facet)):
            _chip(f"only {value_text(facet, value, catalogue)}", facet, value, view, dropped=False)
        for value in sorted(view.filters.dropped(facet)):
            _chip(f"without {value_text(facet, value, catalogue)}", facet, value, view, dropped=True)
    if not view.filters.is_any:
        st.button("Clear filters", key="explore_clear", on_click=navigate_to, args=(view.filtered(Filters()),))


def _box(facet: str, counts: Counter[str], current: Filters, catalogue: Catalogue) -> None:
    chosen = current.chosen(facet)
    values = [v for v in {*counts, *chosen} if facet != "place" or not _is_vague(v, catalogue)]
    if len(values) < 2 and not chosen:
        return
    values.sort(key=lambda v: (-counts[v], fold(value_text(facet, v, catalogue)), v))
    key = f"explore_only_{facet}"
    st.session_state[key] = [v for v in values if v in chosen]
    st.multiselect(
        FACETS[facet].title,
        values,
        format_func=lambda v: f"{value_text(facet, v, catalogue)} ({counts[v]})",
        key=key,
        placeholder="All",
        on_change=partial(_apply, facet, key),
    )


def _is_vague(place: str, catalogue: Catalogue) -> bool:
    return place in catalogue.nodes and catalogue.nodes[place].label in VAGUE


def _apply(facet: str, key: str) -> None:
    view: View = st.session_state[CURRENT_VIEW]
    navigate_to(view.filtered(view.filters.with_only(facet, frozenset(st.session_state[key]))))


def _chip(text: str, facet: str, value: str, view: View, *, dropped: bool) -> None:
    rest = (view.filters.dropped if dropped else view.filters.chosen)(facet) - {value}
    change = view.filters.with_off if dropped else view.filters.with_only
    st.button(
        f"{escape_markdown(text)} ✕",
        key=f"explore_chip_{facet}_{value}_{dropped}",
        help="Remove this filter",
        on_click=navigate_to,
        args=(replace(view, filters=change(facet, rest)),),
    )


def value_text(facet: str, value: str, catalogue: Catalogue) -> str:
    """The title of a value of a facet."""
    known = vocabulary()
    if value == NONE:
        return "not recorded"
    if facet == "kind":
        return known.labels[value].plural if value in known.labels else value
    if facet == "type":
        return known.types[value].plural if value in known.types else value
    if facet == "sector":
        return known.sectors[value].title if value in known.sectors else value
    if facet == "source":
        return catalogue.sources[value].title if value in catalogue.sources else value
    return catalogue.name(value) if facet in ("place", "holder") else value


def filters_text(view: View, catalogue: Catalogue) -> str:
    """All filters of a view in one line, for the title of a file; "" if there are none."""
    texts = [
        f"{word} {value_text(facet, value, catalogue)}"
        for word, pairs in (("only", view.filters.only), ("without", view.filters.off))
        for facet, values in pairs
        for value in values
    ]
    if view.filters.is_timed:
        texts.append(f"from {view.filters.since or 'any time'} to {view.filters.until or 'any time'}")
    texts += ["without undated links"] if not view.filters.undated else []
    return "; ".join(texts)
