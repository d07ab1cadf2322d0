"""Growth chart: the least and the most links that had begun by the end of each year."""

from __future__ import annotations

from typing import Any

import altair as alt

from graph.analysis.start_dates import DATED, PLANNED, UNDATED, Growth
from graph.answers.wording import count_phrase
from graph.drawing.styles import styles

HEIGHT = 280
TEXT, TITLE = 13, 16  # pixels; no text is smaller
PADDING = 10
LINE_LENGTH = 72  # letters in a line under the title
MAX_TICKS = 12
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def growth_chart(growth: Growth, theme: str = "light") -> alt.LayerChart:
    """Draw a band from the least to the most, with a step at the end of each year, and a line for the least.

    All data is inline. The scope is under the title, with the number of links that are not drawn. Without a dated
    link the chart has no step, and the title says so. `theme` is light or dark.
    """
    years = growth.years
    points = [
        {"year": year, "least": b.at_least, "most": b.at_most} for year in years for b in [growth.started_by(year)]
    ]
    if points:
        # Start at zero and end a year later, so that a single step is visible.
        points = [_point(points[0], -1) | {"least": 0, "most": 0}, *points, _point(points[-1], 1)]
    colours = styles().themes[theme]
    base = alt.Chart(alt.InlineData(values=points)).encode(x=_years([int(p["year"]) for p in points]))
    top = max((int(p["most"]) for p in points), default=1)
    number = alt.Y("least:Q", title="links begun", scale=alt.Scale(domain=[0, top]), axis=_whole(top))
    tooltip = [
        alt.Tooltip("year:Q", title="by the end of", format="d"),
        alt.Tooltip("least:Q", title="at least"),
        alt.Tooltip("most:Q", title="at most"),
    ]
    band = base.mark_area(interpolate="step-after", opacity=0.28, color=colours.accent)
    line = base.mark_line(interpolate="step-after", strokeWidth=2.5, color=colours.accent)
    layers = alt.layer(
        band.encode(y=number, y2=alt.Y2("most:Q"), tooltip=tooltip), line.encode(y=number, tooltip=tooltip)
    )
    chart = layers.properties(
        width="container",
        height=HEIGHT,
        padding={"left": PADDING, "right": 2 * PADDING, "top": PADDING, "bottom": PADDING},
        background=colours.background,
        title=_title(growth),
    )
    styled: alt.LayerChart = (
        chart.configure(font="system-ui, sans-serif")
        .configure_axis(
            labelColor=colours.text,
            titleColor=colours.text,
            labelFontSize=TEXT,
            titleFontSize=TEXT,
            gridColor=colours.surface,
            domainColor=colours.muted,
            tickColor=colours.muted,
        )
        .configure_title(
            color=colours.text, subtitleColor=colours.muted, fontSize=TITLE, subtitleFontSize=TEXT, anchor="start"
        )
        .configure_view(stroke=None)
    )
    return styled


def _point(point: dict[str, Any], years: int) -> dict[str, Any]:
    return point | {"year": point["year"] + years}


def _years(years: list[int]) -> alt.X:
    """The time axis: decades, single years for a short span, or centuries for a long one."""
    first, last = (years[0], years[-1]) if years else (0, 1)
    step = next((step for step in STEPS if (last - first) / step <= MAX_TICKS), STEPS[-1])
    ticks = list(range(first - first % -step, last + 1, step))
    # Half a step, because with a whole step Vega leaves out every other tick of a short span.
    axis = alt.Axis(
        title=None,
        format="d",
        values=ticks,
        tickCount=len(ticks),
        tickMinStep=step / 2,
        labels=bool(years),
        labelOverlap="greedy",
        grid=False,
    )
    return alt.X("year:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=axis)


def _whole(top: int) -> alt.Axis:
    return alt.Axis(format=",d", tickMinStep=1, tickCount=min(5, top))


def _title(growth: Growth) -> alt.TitleParams:
    """The title, what the marks mean, the scope, and what is not drawn."""
    undated, planned = (len(growth.of_kind(kind)) for kind in (UNDATED, PLANNED))
    omitted = [f"{count_phrase(undated, 'link')} without a date"] if undated else []
    omitted += [f"{planned} only planned"] if planned else []
    if growth.of_kind(DATED):
        title, key = "Links begun by the end of each year", ["Line: at least. Top of the band: at most."]
    else:
        title, key = "No link here has a recorded start", []
    scope = f"{growth.scope} Not drawn: {' and '.join(omitted)}." if omitted else growth.scope
    return alt.TitleParams(title, subtitle=[*key, *_lines(scope)])


def _lines(text: str) -> list[str]:
    """Break a text into lines between words. A long word stays whole."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LINE_LENGTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
