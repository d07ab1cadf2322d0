"""An answer's rows as an HTML table, which a screen reader can read. On a narrow page, rows become cards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from graph.answers.answer import CONFIRMED, DIRECT, Answer, Row
from views.look import Html, element

SCROLL_FROM = 30  # rows; a longer table scrolls inside its box
REPORT = "Report an error"
# Parameters of the evidence page's URL, and the most claims that it shows.
CLAIM_PARAMETER, NODE_PARAMETER, MAX_CLAIMS = "claim", "node", 50
NOTE_COLUMN = "what is recorded"
CELL_CLASSES = {
    NOTE_COLUMN: "note",
    "link": "link",
    "path": "link",
    "the claims": "note",
    "status": "dated",
    "since": "dated",
}


def answer_table(answer: Answer, *, link_profiles: bool = False, id_prefix: str = "", reportable: bool = False) -> Html:
    """The table of an answer: certainty, reach if it differs, the columns that are not empty, and sources.

    Args:
        answer: Whose rows to show.
        link_profiles: For pages of records. Names in the first column link to their profiles, and the column of
            certainty is left out if all rows are confirmed.
        id_prefix: Starts the ids of the sources that rows link to, on a page with several lists of sources.
        reportable: Whether each row ends with a "Report an error" button, which carries the row's number.
    """
    filled = [i for i in range(len(answer.columns)) if any(row.cells[i] for row in answer.rows)]
    with_reach = any(row.reach != DIRECT for row in answer.rows)
    with_certainty = not link_profiles or any(row.certainty != CONFIRMED for row in answer.rows)
    names = [*(["certainty"] if with_certainty else []), *(["reach"] if with_reach else [])]
    names += [*(answer.columns[i] for i in filled), *(["source"] if answer.sources else [])]
    numeric = {i for i in filled if all(row.cells[i].isdigit() for row in answer.rows)}
    shown = {"certainty": with_certainty, "reach": with_reach, "source": bool(answer.sources)}
    names_by_id = node_names(answer) if link_profiles else None
    body = [_row(row, answer.columns, filled, numeric, shown, names_by_id, id_prefix) for row in answer.rows]
    header = [element("th", _title(name), scope="col", role="columnheader") for name in names]
    if reportable or any(row.claims for row in answer.rows):
        body = [
            _with_actions(drawn, number, row, reportable)
            for number, (drawn, row) in enumerate(zip(body, answer.rows, strict=True))
        ]
        header.append(element("th", element("span", "Evidence", class_="hidden"), scope="col", role="columnheader"))
    drawn = element(
        "table",
        element("caption", count_caption(answer)),
        element("thead", element("tr", *header, role="row"), role="rowgroup"),
        element("tbody", *body, role="rowgroup"),
        role="table",
    )
    if len(answer.rows) > SCROLL_FROM:
        label = answer.question if link_profiles else "Table of the answer"
        drawn = element("div", drawn, class_="scroll", tabindex="0", role="region", aria_label=label)
    return element("div", drawn, class_="table")


def count_caption(answer: Answer) -> str:
    """The numbers of confirmed and of possible results, as the answer counts them. They are never added together."""
    confirmed = [row for row in answer.rows if row.certainty == CONFIRMED]
    distinct = sum(not row.duplicate for row in confirmed)
    rest = ""
    if answer.more:
        rest = f" (the first {len(confirmed):,} listed)"
    elif distinct < len(confirmed):
        rest = f" (in {len(confirmed):,} entries)"
    counts = [f"{distinct + answer.more:,} confirmed{rest}"] if confirmed else []
    possible = len(answer.rows) - len(confirmed)
    counts += [f"{possible:,} possible"] if possible else []
    return ", ".join(counts)


def source_marks(numbers: Sequence[int], id_prefix: str = "") -> list[Html]:
    """Links to the numbered sources on the same page."""
    return [element("a", f"[{number}]", href=f"#{id_prefix}source-{number}") for number in numbers]


def node_names(answer: Answer) -> dict[str, str]:
    """The names of the answer's nodes, by id."""
    return {node.id: node.name for node in answer.nodes}


def profile_link(node_id: str, name: str) -> Html:
    """A name that links to the profile of its node."""
    return element("a", name, href=f"profile?node={quote(node_id, safe='')}", target="_self")


def explore_link(node_id: str) -> Html:
    """A link to the Explore page, started from this node."""
    return element("a", "Explore from here", href=f"explore?things={quote(quote(node_id, safe=':'))}", target="_self")


def link_names(text: str, node_ids: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Split a text so that the names of these nodes in it are links.

    If none of the names is known, the whole text links to the first node.
    """
    ids_by_name = {names[node_id]: node_id for node_id in reversed(node_ids) if names.get(node_id)}
    if not ids_by_name:
        return [profile_link(node_ids[0], text)] if node_ids else [text]
    longest_first = "|".join(re.escape(name) for name in sorted(ids_by_name, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({longest_first})(?!\w)", text)
    return [profile_link(ids_by_name[part], part) if i % 2 else part for i, part in enumerate(parts) if part]


def evidence_link(claim_ids: Sequence[str], node_id: str, about: str) -> Html:
    """A link to the page that shows where these claims come from. `node_id` is a node that they are about."""
    query = urlencode({CLAIM_PARAMETER: ",".join(claim_ids), NODE_PARAMETER: node_id}, safe=",:")
    return element("a", "Evidence", href=f"evidence?{query}", target="_self", aria_label=f"Evidence: {about}")


def _with_actions(drawn: Html, number: int, row: Row, reportable: bool) -> Html:
    """Add a last cell to a row: the link to its evidence and, if asked for, the button that reports an error."""
    name, node_id = row.cells[0], row.nodes[0] if row.nodes else ""
    actions = [evidence_link(row.claims, node_id, name)] if row.claims else []
    if reportable:
        label = f"{REPORT}: {name}"
        actions.append(element("button", REPORT, type="button", data_row=str(number), aria_label=label))
    return Html(drawn.removesuffix("</tr>") + element("td", *actions, role="cell", class_="actions") + "</tr>")


def _row(
    row: Row,
    columns: Sequence[str],
    filled: Sequence[int],
    numeric: set[int],
    shown: Mapping[str, bool],
    names_by_id: Mapping[str, str] | None,
    id_prefix: str,
) -> Html:
    cells = [_cell("certainty", element("span", row.certainty), "certainty")] if shown["certainty"] else []
    cells += [_cell("reach", row.reach)] if shown["reach"] else []
    for i in filled:
        text = row.cells[i]
        if i == filled[0]:
            name = text if names_by_id is None else element("span", *link_names(text, row.nodes, names_by_id))
            cells.append(element("th", name, scope="row", role="rowheader"))
        else:
            class_name = "number" if i in numeric else CELL_CLASSES.get(columns[i], "")
            cells.append(_cell(columns[i], text, class_name))
    if row.sources and shown["source"]:
        cells.append(_cell("source", element("span", *source_marks(row.sources, id_prefix)), "sources-of"))
    return element("tr", *cells, role="row", class_=f"is-{row.certainty}")


def _cell(column: str, text: str, class_name: str = "") -> Html:
    if not text:
        return element("td", role="cell", class_=class_name)
    inner = text if isinstance(text, Html) else element("span", text)
    return element("td", inner, role="cell", class_=class_name, data_name=_title(column))


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
