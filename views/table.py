"""An answer's rows as a table of real text, which a screen reader reads and a narrow page folds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from graph.answers.answer import CONFIRMED, DIRECT, Answer, Row
from views.look import Html, element

SCROLL_FROM = 30  # rows; a longer table scrolls inside
NOTE_COLUMN = "what is recorded"
CELL_CLASSES = {
    NOTE_COLUMN: "note",
    "link": "link",
    "path": "link",
    "the claims": "note",
    "status": "dated",
    "since": "dated",
}


def answer_table(answer: Answer, *, linked: bool = False, at: str = "", correctable: bool = False) -> Html:
    """Certainty, reach where any differ, the answer's own columns that hold anything, sources.

    Args:
        answer: Whose rows to show.
        linked: For pages of records: names in the first column lead to their profiles, and certainty has a column
            only where rows differ in it.
        at: Begins the ids of the sources, on a page with several lists of them.
        correctable: Each row ends in a button, "Wrong?", that bears the row's number.
    """
    kept = [i for i in range(len(answer.columns)) if any(row.cells[i] for row in answer.rows)]
    with_reach = any(row.reach != DIRECT for row in answer.rows)
    with_certainty = not linked or any(row.certainty != CONFIRMED for row in answer.rows)
    names = [*(["certainty"] if with_certainty else []), *(["reach"] if with_reach else [])]
    names += [*(answer.columns[i] for i in kept), *(["source"] if answer.sources else [])]
    numbers = {i for i in kept if all(row.cells[i].isdigit() for row in answer.rows)}
    shown = {"certainty": with_certainty, "reach": with_reach, "source": bool(answer.sources)}
    known = node_names(answer) if linked else None
    body = [_row(row, answer.columns, kept, numbers, shown, known, at) for row in answer.rows]
    titles = [element("th", _title(name), scope="col", role="columnheader") for name in names]
    if correctable:
        body = [_with_button(made, number, answer.rows[number]) for number, made in enumerate(body)]
        titles.append(element("th", element("span", "Correction", class_="hidden"), scope="col", role="columnheader"))
    made = element(
        "table",
        element("caption", count_caption(answer)),
        element("thead", element("tr", *titles, role="row"), role="rowgroup"),
        element("tbody", *body, role="rowgroup"),
        role="table",
    )
    if len(answer.rows) > SCROLL_FROM:
        label = answer.question if linked else "Table of the answer"
        made = element("div", made, class_="scroll", tabindex="0", role="region", aria_label=label)
    return element("div", made, class_="table")


def count_caption(answer: Answer) -> str:
    """How many of each certainty, as the answer counts them; the two are never added together."""
    sure = [row for row in answer.rows if row.certainty == CONFIRMED]
    once = sum(not row.duplicate for row in sure)
    rest = f" (the first {len(sure):,} listed)" if answer.more else f" (in {len(sure):,} entries)"
    rest = rest if answer.more or once < len(sure) else ""
    said = [f"{once + answer.more:,} confirmed{rest}"] if sure else []
    possible = len(answer.rows) - len(sure)
    said += [f"{possible:,} possible"] if possible else []
    return ", ".join(said)


def source_marks(numbers: Sequence[int], at: str = "") -> list[Html]:
    """Links to the numbered sources on the same page."""
    return [element("a", f"[{number}]", href=f"#{at}source-{number}") for number in numbers]


def node_names(answer: Answer) -> dict[str, str]:
    """The names of what the answer draws, by id."""
    return {node.id: node.name for node in answer.nodes}


def profile_link(node_id: str, name: str) -> Html:
    """A name that leads to the profile of what bears it."""
    return element("a", name, href=f"profile?node={quote(node_id, safe='')}", target="_self")


def explore_link(node_id: str) -> Html:
    """Words that lead to the Explore page, started from this thing."""
    return element("a", "Explore from here", href=f"explore?things={quote(quote(node_id, safe=':'))}", target="_self")


def link_names(text: str, node_ids: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """The text in parts, these things' names in it as links; the whole as one where none of their names is known."""
    bearers = {names[node_id]: node_id for node_id in reversed(node_ids) if names.get(node_id)}
    if not bearers:
        return [profile_link(node_ids[0], text)] if node_ids else [text]
    longest_first = "|".join(re.escape(name) for name in sorted(bearers, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({longest_first})(?!\w)", text)
    return [profile_link(bearers[part], part) if i % 2 else part for i, part in enumerate(parts) if part]


def _with_button(made: Html, number: int, row: Row) -> Html:
    """A row of the table with a last cell that leads to its correction."""
    button = element("button", "Wrong?", type="button", data_row=str(number), aria_label=f"Wrong? {row.cells[0]}")
    return Html(made.removesuffix("</tr>") + element("td", button, role="cell", class_="report") + "</tr>")


def _row(
    row: Row,
    columns: Sequence[str],
    kept: Sequence[int],
    numbers: set[int],
    shown: Mapping[str, bool],
    known: Mapping[str, str] | None,
    at: str,
) -> Html:
    cells = [_cell("certainty", element("span", row.certainty), "certainty")] if shown["certainty"] else []
    cells += [_cell("reach", row.reach)] if shown["reach"] else []
    for i in kept:
        if i == kept[0]:
            first = row.cells[i] if known is None else element("span", *link_names(row.cells[i], row.nodes, known))
            cells.append(element("th", first, scope="row", role="rowheader"))
        else:
            look = "number" if i in numbers else CELL_CLASSES.get(columns[i], "")
            cells.append(_cell(columns[i], row.cells[i], look))
    if row.sources and shown["source"]:
        cells.append(_cell("source", element("span", *source_marks(row.sources, at)), "sources-of"))
    return element("tr", *cells, role="row", class_=f"is-{row.certainty}")


def _cell(name: str, text: str, look: str = "") -> Html:
    if not text:
        return element("td", role="cell", class_=look)
    inner = text if isinstance(text, Html) else element("span", text)
    return element("td", inner, role="cell", class_=look, data_name=_title(name))


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
