"""Analysis of the view: one metric at a time, with an explanation. Each number opens what it counts."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import streamlit as st

from graph.analysis.measure import MeasureResult, ResultRow
from graph.analysis.measures import MEASURES
from graph.analysis.start_dates import link_growth
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph
from graph.model.sentences import sentence
from views.explore.growth_chart import growth_chart
from views.explore.view_state import select_in_picture
from views.look import element

METRIC_CHOICE, METRIC_TABLE = "explore_metric", "explore_metric_table"
MAX_LINKS = 60  # links listed for a number; the picture selects them all

_figures = st.components.v2.component(
    "citylinks_figures",
    html="<div class='figures'></div>",
    css=files("views.explore").joinpath("measures.css").read_text(encoding="utf-8"),
    js=files("views.explore").joinpath("measures.js").read_text(encoding="utf-8"),
)


def show_analysis(shown: VisibleGraph, catalogue: Catalogue) -> None:
    """Show the choice of metrics, then the chosen one. Only the chosen metric is computed."""
    st.html(element("h2", "Analyse this view"))
    titles = {key: title for key, title, _ in MEASURES}
    chosen = st.pills("Choose an analysis", list(titles), format_func=lambda key: titles[key], key=METRIC_CHOICE)
    if not chosen:
        return
    measure = next(do for key, _, do in MEASURES if key == chosen)
    with st.spinner("Calculating…"):
        metric = measure(shown, catalogue)
    st.html(element("div", element("p", metric.explanation), element("p", metric.scope, class_="muted")))
    if chosen == "growth" and metric.rows:
        st.altair_chart(growth_chart(link_growth(shown), _theme()), theme=None, key="explore_growth")
    if metric.rows:
        result = _figures(
            key=f"{METRIC_TABLE}_{chosen}",
            data=_data(metric),
            on_row_change=lambda: _select_counted(metric, shown, chosen),
        )
        _details(metric, result.row, shown, catalogue)
    if metric.note:
        st.html(element("p", metric.note, class_="muted"))


def _theme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


def _data(metric: MeasureResult) -> dict[str, Any]:
    rows = [[f.name, f.other, f.value, bool(f.nodes or f.links)] for f in metric.rows]
    return {"columns": list(metric.columns), "rows": rows, "title": metric.title}


def _select_counted(metric: MeasureResult, shown: VisibleGraph, chosen: str) -> None:
    """Select in the picture what the pressed number counts."""
    figure = _figure(metric, st.session_state[f"{METRIC_TABLE}_{chosen}"].row)
    if figure is None:
        return
    drawn = {node.id for node in shown.nodes}
    ends = {end for key in figure.links for end in (key.split("|")[0], key.split("|")[-1])}
    select_in_picture(tuple(i for i in ({*figure.nodes, figure.node} if figure.nodes else ends) if i in drawn))


def _figure(metric: MeasureResult, row: Any) -> ResultRow | None:
    return metric.rows[row] if isinstance(row, int) and 0 <= row < len(metric.rows) else None


def _details(metric: MeasureResult, row: Any, shown: VisibleGraph, catalogue: Catalogue) -> None:
    """List the items or links that the pressed number counts."""
    figure = _figure(metric, row)
    if figure is None:
        return
    links = {link.relationship.id: link.relationship for link in shown.links}
    entries = [element("li", f"{catalogue.name(i)}, {catalogue.describe(i)}") for i in figure.nodes if not figure.links]
    entries += [element("li", sentence(links[i], catalogue.titles)) for i in figure.links if i in links][:MAX_LINKS]
    rest = len(figure.links) - MAX_LINKS
    entries += [element("li", f"{rest} more are selected in the picture.", class_="muted")] if rest > 0 else []
    about = " – ".join(filter(None, (figure.name, figure.other)))
    heading = element("h3", f"{about}: {figure.value}")
    st.html(element("section", heading, element("ul", *entries), class_="figure-details", role="status"))
