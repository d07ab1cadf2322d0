"""The members of a group of a question, and the notes about members that are closed or not counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.kinds import GROUPS
from graph.catalogue.lineage import WHOLE
from graph.catalogue.register_links import Mask
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group

# The prefix of the kind of a closed node: "closed primary school".
GONE = "closed "


def members(group: Group, catalogue: Catalogue, *, former: bool = False) -> Iterable[str]:
    """The ids of a group, in no order. A group of places alone means all organisations that lie in them.

    A node with a successor is a member only if `former` is True.
    """
    labels = frozenset(
        group.labels or (label for label in vocabulary().labels if label not in vocabulary().place_labels)
    )
    places = catalogue.family(group.places or group.ids)
    kinds = frozenset((*group.kinds, *(f"{GONE}{kind}" for kind in group.kinds if former)))
    without = GROUPS if "Charity" in group.labels and not kinds else frozenset()
    if catalogue.is_large:
        found = _as_numbers(labels, places, kinds, without, catalogue)
        if not former:
            found &= ~catalogue.register_links.mask(catalogue.successors)
        ids = catalogue.register_links.ids_in(found)
    else:
        ids = [i for i in _inside(labels, places, catalogue) if former or i not in catalogue.successors]
        if kinds or without:
            kind_of = {i: fold(catalogue.nodes.kind(i)) for i in ids}
            ids = [i for i in ids if (not kinds or kind_of[i] in kinds) and kind_of[i] not in without]
    return [i for i in ids if not catalogue.is_part(i)] if labels & set(WHOLE) else ids


def _as_numbers(
    labels: frozenset[str], places: set[str], kinds: frozenset[str], without: frozenset[str], catalogue: Catalogue
) -> Mask:
    """The members as a mask, for a large graph."""
    ties = catalogue.register_links
    found = ties.with_labels(labels)
    if places:
        found &= reduce(or_, (ties.inside((place,)) & ~ties.mask((place,)) for place in places))
    found &= ties.with_kinds(kinds) if kinds else True
    return found & ~ties.with_kinds(without) if without else found


def _inside(labels: frozenset[str], places: set[str], catalogue: Catalogue) -> Iterable[str]:
    """The nodes of these labels in any of the places; anywhere if there are no places."""
    if not places:
        return catalogue.of_labels(labels)
    below = frozenset().union(*(catalogue.inside((place,)) - {place} for place in places))
    return [i for i in below if catalogue.nodes.label(i) in labels]


def closed_notes(group: Group, ids: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The note that says how many of the listed nodes are closed, if a register says so of some of them."""
    if not catalogue.datasets or set(group.labels) & vocabulary().place_labels:
        return ()
    count = catalogue.register_status.count_closed(ids)
    if not count or count == len(ids):
        return ()
    return (f"Of these, {count_phrase(count, 'is', 'are')} closed or removed from their register.",)


def excluded_group_notes(group: Group, catalogue: Catalogue) -> tuple[str, ...]:
    """The note that trusts and federations of schools are not counted as charities."""
    if group.labels != ("Charity",) or group.kinds or group.places or group.ids:
        return ()
    count = sum(fold(kind) in GROUPS for kind in catalogue.nodes.column("kind") if kind)
    return (
        (f"Not counted: {count_phrase(count, 'trust or federation', 'trusts and federations')} of schools.",)
        if count
        else ()
    )
