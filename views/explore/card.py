"""Panel next to the picture: the selected items or links with their evidence, and what to do with them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.answers.links.path import path_words
from graph.answers.wording import claim_ends, count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.explore.explorations import ViewService
from graph.explore.view import NEIGHBOURS, Action, Start, View
from graph.explore.visible import Link, VisibleGraph, line_types
from graph.model.dates import date_text
from graph.model.records import Claim, Path
from graph.model.sentences import date_phrase, sentence
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from views.explore.view_state import CURRENT_VIEW, PATH_THROUGH, PATH_TYPES, navigate_to, select_in_picture
from views.look import Html, element, escape_markdown
from views.sources import source_link
from views.table import evidence_link, profile_link

MAX_LINKS = 12  # links on a card; the text version and the table list all
HINT = "Click an item or a link to see its evidence."
MULTIPLE_HINT = "To see how items are connected, select two or more: hold Shift or Ctrl, or draw a box."


def show_selection(chosen: Sequence[str], shown: VisibleGraph, service: ViewService, catalogue: Catalogue) -> None:
    """Show a card for one item, for a line with all its claims, or for several items; then the paths of the view."""
    nodes = [i for i in chosen if i in catalogue.nodes]
    if len(nodes) == 1:
        _node(nodes[0], shown, service, catalogue)
    elif nodes:
        _several(nodes, shown, catalogue)
    elif chosen:
        for selected in chosen[:MAX_LINKS]:  # a line of the map can stand for several lines of the network
            _line(selected, shown, catalogue)
    else:
        st.html(element("section", element("p", HINT, class_="muted"), element("p", MULTIPLE_HINT, class_="muted")))
    if shown.paths:
        _paths(shown.paths, catalogue)


def _node(node_id: str, shown: VisibleGraph, service: ViewService, catalogue: Catalogue) -> None:
    node = catalogue.nodes[node_id]
    links = [link for link in shown.links if node_id in (link.relationship.start, link.relationship.end)]
    entries = [element("li", sentence(link.relationship, catalogue.titles), *_tag(link)) for link in links[:MAX_LINKS]]
    if len(links) > MAX_LINKS:
        entries.append(element("li", f"{len(links) - MAX_LINKS} more in the table.", class_="muted"))
    about = catalogue.describe(node_id) + (f" · also known as {', '.join(node.aliases[:4])}" if node.aliases else "")
    parts = [element("h3", profile_link(node_id, node.name)), element("p", about, class_="muted")]
    parts += [element("p", node.note)] if node.note else []
    unshown = shown.unshown_neighbours.get(node_id, 0)
    count = f"{count_phrase(len(links), 'link')} shown, {count_phrase(unshown, 'neighbour')} not shown"
    parts += [element("p", count), element("ul", *entries)]
    st.html(element("section", *parts, class_="node-card", aria_label="Selected"))
    if shown.unshown_neighbours.get(node_id):
        _expander(node_id, shown, service, catalogue)
    st.button(
        "Start from here", key="explore_from_here", on_click=navigate_to, args=(View(Start("things", (node_id,))),)
    )


def _tag(link: Link) -> list[Html]:
    return [element("span", " possible", class_="tag is-possible")] if link.certainty == "possible" else []


def _expander(node_id: str, shown: VisibleGraph, service: ViewService, catalogue: Catalogue) -> None:
    """Show the choice of which neighbours to add, and how many."""
    counts = service.unshown_by_type(shown.view, node_id)
    with st.expander(f"Add neighbours ({shown.unshown_neighbours[node_id]} not shown)", key="explore_opening"):
        types = st.multiselect(
            "Types of link",
            sorted(counts, key=lambda t: (-counts[t], t)),
            format_func=lambda t: f"{vocabulary().types[t].plural} ({counts[t]})",
            placeholder="All",
            key=f"explore_open_types_{node_id}",
        )
        most = st.number_input("At most", 1, 500, NEIGHBOURS, key="explore_open_most")
        st.button("Add", key="explore_open", type="primary", on_click=_open, args=(node_id, types, int(most)))
        st.caption("Items with the best evidence come first, then by name.")


def _open(node_id: str, types: Sequence[str], most: int) -> None:
    view: View = st.session_state[CURRENT_VIEW]
    filters = view.filters.with_only("type", frozenset(types)) if types else view.filters
    navigate_to(view.then(Action("open", (node_id,), filters, most=most)))


def _line(line_id: str, shown: VisibleGraph, catalogue: Catalogue) -> None:
    """Show all claims of the links that one line stands for, each with its source."""
    links = [link for link in shown.links if edge_id(link.relationship.start, link.relationship.end) == line_id]
    parts: list[Html] = []
    for link in links:
        parts += [element("h4", sentence(link.relationship, catalogue.titles), *_tag(link))]
        parts += [element("ol", *(_claim(claim, catalogue) for claim in link.claims), class_="claims")]
    placed = [r for r in shown.locations if edge_id(r.start, r.end) == line_id]
    parts += [element("p", sentence(r, catalogue.titles)) for r in placed]
    ends = line_id.split("|")
    names = " – ".join(catalogue.name(end) for end in ends)
    claims = sum(len(link.claims) for link in links)
    count = f"{count_phrase(len(links), 'link')}, {count_phrase(claims, 'claim')}"
    heading = [element("h3", names), element("p", count, class_="muted")]
    st.html(element("section", *heading, *parts, class_="node-card", aria_label="Selected"))


def edge_id(one: str, other: str) -> str:
    """The id of the line between two nodes, as the picture forms it."""
    return "|".join(sorted((one, other)))


def _claim(claim: Claim, catalogue: Catalogue) -> Html:
    """Write one claim: what it says, and the source, the place in it and its date."""
    subject, other = claim_ends(claim, catalogue)
    phrase = vocabulary().types[claim.type].phrase(other)
    facts = [
        date_phrase(claim),
        claim.status if claim.status != "unknown" else "",
        claim.role,
        ", ".join(claim.sectors),
    ]
    facts += [f"through {catalogue.name(claim.held_by)}" if claim.held_by else "", *claim.counts]
    lines = [element("span", f"{subject} {phrase}"), element("span", " · ".join(filter(None, facts)), class_="muted")]
    lines += [element("span", claim.note)] if claim.note else []
    source = catalogue.sources[claim.source]
    where = f" at “{claim.locator}”" if claim.locator else ""
    dated = f", as of {date_text(claim.as_of)}" if claim.as_of else ""
    third_party = " (third-party source)" if claim.asserted_by == "third party" else ""
    lines.append(element("span", "Source: ", source_link(source.id, source.title), f"{where}{dated}{third_party}."))
    lines.append(evidence_link((claim.id,), claim.subject, f"{subject} {phrase}"))
    return element("li", *lines)


def _several(nodes: Sequence[str], shown: VisibleGraph, catalogue: Catalogue) -> None:
    """Show several selected items, and the actions that find connections between them.

    The connections use the types and the place chosen here, and the filters of the view.
    """
    names = (element("li", profile_link(i, catalogue.name(i)), f", {catalogue.describe(i)}") for i in nodes[:MAX_LINKS])
    rest = [element("li", f"and {len(nodes) - MAX_LINKS} more", class_="muted")] if len(nodes) > MAX_LINKS else []
    heading = element("h3", f"{len(nodes)} items selected")
    st.html(element("section", heading, element("ul", *names, *rest), class_="node-card", aria_label="Selected"))
    types = st.multiselect(
        "Types of link",
        line_types(),
        format_func=lambda t: vocabulary().types[t].plural,
        placeholder="All",
        key=PATH_TYPES,
    )
    here = {node.id for node in shown.nodes}
    inner = (here | {place for i in here for place in catalogue.above(i)}) - set(nodes)
    through = st.selectbox(
        "Going through",
        sorted(inner, key=lambda i: (fold(catalogue.name(i)), i)),
        None,
        format_func=lambda i: f"{catalogue.name(i)}, {catalogue.describe(i)}",
        placeholder="Any item",
        key=PATH_THROUGH,
    )
    with st.container(horizontal=True, gap="small"):
        for kind, words in (("paths", "Shortest paths"), ("between", "Everything between")):
            args = (kind, tuple(nodes), tuple(types), through or "")
            st.button(words, key=f"explore_{kind}", on_click=_connect, args=args)
        if len(nodes) == 2:
            begin = View(Start("compare", (nodes[0], nodes[1])))
            st.button("Compare these two", key="explore_compare_two", on_click=navigate_to, args=(begin,))
    view: View = st.session_state[CURRENT_VIEW]
    if not view.filters.is_any:
        st.caption("Only links that pass the filters are used.")


def _connect(kind: str, nodes: tuple[str, ...], types: tuple[str, ...], through: str) -> None:
    view: View = st.session_state[CURRENT_VIEW]
    filters = view.filters.with_only("type", frozenset(types)) if types else view.filters
    navigate_to(view.then(Action(kind, nodes, filters, through=through)))


def _paths(paths: Sequence[Path], catalogue: Catalogue) -> None:
    """Show each path as a button that selects it in the picture."""
    st.html(element("h3", "Paths, those with the best evidence first"))
    for number, path in enumerate(paths):
        text = f"{path_words(path, catalogue)}. ({count_phrase(len(path.hops), 'step')})"
        st.button(
            escape_markdown(text),
            key=f"explore_path_{number}",
            type="tertiary",
            on_click=select_in_picture,
            args=((*path.nodes, *(edge_id(hop.start, hop.end) for hop in path.hops)),),
        )
