"""The analysis of what is shown: one measure at a time, explained; its numbers open what they count."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import streamlit as st

from graph.analysis.measure import Figure, Metric
from graph.analysis.measures import METRICS
from graph.analysis.start_dates import growth_of
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import Shown
from graph.model.sentences import sentence
from views.explore.growth_chart import growth_chart
from views.explore.view_state import select_in_picture
from views.look import element

METRIC_CHOICE, METRIC_TABLE = "explore_metric", "explore_metric_table"
MAX_LINKS = 60  # links listed behind a number; the picture shows them all

_figures = st.components.v2.component(
    "citylinks_figures",
    html="<div class='figures'></div>",
    css=files("views.explore").joinpath("measures.css").read_text(encoding="utf-8"),
    js=files("views.explore").joinpath("measures.js").read_text(encoding="utf-8"),
)


def show_analysis(shown: Shown, catalogue: Catalogue) -> None:
    """Which measure, then its table; nothing is computed that was not asked for."""
    st.html(element("h2", "Analysis of what is shown"))
    titles = {key: title for key, title, _ in METRICS}
    chosen = st.pills("Measure", list(titles), format_func=lambda key: titles[key], key=METRIC_CHOICE)
    if not chosen:
        return
    measure = next(do for key, _, do in METRICS if key == chosen)
    with st.spinner("Counting"):
        metric = measure(shown, catalogue)
    st.html(element("div", element("p", metric.explained), element("p", metric.scope, class_="muted")))
    if chosen == "growth" and metric.figures:
        st.altair_chart(growth_chart(growth_of(shown), _theme()), theme=None, key="explore_growth")
    if metric.figures:
        result = _figures(
            key=f"{METRIC_TABLE}_{chosen}", data=_data(metric), on_door_change=lambda: _enter(metric, shown, chosen)
        )
        _behind(metric, result.door, shown, catalogue)
    if metric.note:
        st.html(element("p", metric.note, class_="muted"))


def _theme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


def _data(metric: Metric) -> dict[str, Any]:
    rows = [[f.name, f.other, f.value, bool(f.nodes or f.links)] for f in metric.figures]
    return {"columns": list(metric.columns), "rows": rows, "title": metric.title}


def _enter(metric: Metric, shown: Shown, chosen: str) -> None:
    """Select in the picture what the number stands for."""
    figure = _figure(metric, st.session_state[f"{METRIC_TABLE}_{chosen}"].door)
    if figure is None:
        return
    drawn = {node.id for node in shown.nodes}
    ends = {end for key in figure.links for end in (key.split("|")[0], key.split("|")[-1])}
    select_in_picture(tuple(i for i in ({*figure.nodes, figure.node} if figure.nodes else ends) if i in drawn))


def _figure(metric: Metric, at: Any) -> Figure | None:
    return metric.figures[at] if isinstance(at, int) and 0 <= at < len(metric.figures) else None


def _behind(metric: Metric, at: Any, shown: Shown, catalogue: Catalogue) -> None:
    """The things and links behind the number that was pressed."""
    figure = _figure(metric, at)
    if figure is None:
        return
    links = {link.relationship.id: link.relationship for link in shown.links}
    said = [element("li", f"{catalogue.name(i)}, {catalogue.describe(i)}") for i in figure.nodes if not figure.links]
    said += [element("li", sentence(links[i], catalogue.titles)) for i in figure.links if i in links][:MAX_LINKS]
    rest = len(figure.links) - MAX_LINKS
    said += [element("li", f"{rest} more, selected in the picture.", class_="muted")] if rest > 0 else []
    about = " – ".join(filter(None, (figure.name, figure.other)))
    heading = element("h3", f"{about}: {figure.value}")
    st.html(element("section", heading, element("ul", *said), class_="figure-details", role="status"))
