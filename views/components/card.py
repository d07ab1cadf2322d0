"""The card of a selected item or link: its name, kind and place, and its rows with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.answers.answer import POSSIBLE, Answer, Row
from graph.catalogue.catalogue import Catalogue
from views.look import Html, element
from views.table import NOTE_COLUMN, source_marks

MOST = 8  # maximum rows on a card; the table lists all


def card(selected: str, answer: Answer, picture: Mapping[str, Any], catalogue: Catalogue) -> Html:
    """Return the card of a node, or of the line between two nodes."""
    for edge in picture["edges"]:
        if edge["id"] == selected:
            return _line(edge, answer, catalogue)
    return _node(selected, answer, catalogue)


def _node(node_id: str, answer: Answer, catalogue: Catalogue) -> Html:
    rows = [row for row in answer.rows if node_id in row.nodes]
    items = [element("li", *_row(row, answer)) for row in rows[:MOST]]
    if len(rows) > MOST:
        items.append(element("li", f"{len(rows) - MOST} more in the table.", class_="muted"))
    about = catalogue.describe(node_id) if node_id in catalogue.nodes else ""
    aliases = catalogue.nodes[node_id].aliases if node_id in catalogue.nodes else ()
    also = f" · also known as {', '.join(aliases[:4])}" if aliases else ""
    return _card(catalogue.name(node_id), about + also, items)


def _row(row: Row, answer: Answer) -> list[Html]:
    """Return one row as a line, without its long note."""
    cells = zip(answer.columns, row.cells, strict=True)
    text = " · ".join(cell for column, cell in cells if cell and column != NOTE_COLUMN)
    return [*_tag(row.certainty == POSSIBLE), element("span", text + " "), *source_marks(row.sources)]


def _line(edge: Mapping[str, Any], answer: Answer, catalogue: Catalogue) -> Html:
    joined = [r for r in answer.relationships if r.id in edge["relationships"]]
    claims = {claim.id for relationship in joined for claim in relationship.claims}
    numbers = [c.number for c in answer.sources if claims & set(c.claims)]
    items = [element("li", text) for text in edge["text"]]
    items += [element("li", "Sources: ", *source_marks(numbers))] if numbers else []
    names = " – ".join(catalogue.name(edge[end]) for end in ("from", "to"))
    return _card(names, "link" if len(joined) == 1 else f"{len(joined)} links", items)


def _tag(possible: bool) -> list[Html]:
    return [element("span", "possible", class_="tag is-possible")] if possible else []


def _card(name: str, about: str, items: list[Html]) -> Html:
    parts = [element("h3", name), element("p", about, class_="muted")]
    parts += [element("ul", *items)] if items else []
    return element("section", *parts, class_="node-card", aria_label="Selected in the picture")
