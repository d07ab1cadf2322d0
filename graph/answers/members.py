"""Which things a kind and a place stand for, and how many of them a register says are closed."""

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

# How the everyday kind of a thing begins that is closed: "closed primary school".
GONE = "closed "


def members(group: Group, catalogue: Catalogue, *, former: bool = False) -> Iterable[str]:
    """Ids of a group in no order; a group of places alone means all bodies that lie in them.

    What has become something else is no member of today, but for who asks for what is `former` too.
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
    """The same as a set of numbers."""
    ties = catalogue.register_links
    found = ties.with_labels(labels)
    if places:
        found &= reduce(or_, (ties.inside((place,)) & ~ties.mask((place,)) for place in places))
    found &= ties.with_kinds(kinds) if kinds else True
    return found & ~ties.with_kinds(without) if without else found


def _inside(labels: frozenset[str], places: set[str], catalogue: Catalogue) -> Iterable[str]:
    """Things of these labels that lie in any of the places, or anywhere where none are given."""
    if not places:
        return catalogue.of_labels(labels)
    below = frozenset().union(*(catalogue.inside((place,)) - {place} for place in places))
    return [i for i in below if catalogue.nodes.label(i) in labels]


def closed_notes(group: Group, ids: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """How many of the things listed are closed, where a register says so of their kind."""
    if not catalogue.datasets or set(group.labels) & vocabulary().place_labels:
        return ()
    count = catalogue.register_status.count_closed(ids)
    if not count or count == len(ids):
        return ()
    return (f"Of these, {count_phrase(count, 'is', 'are')} closed or removed from their register.",)


def excluded_group_notes(group: Group, catalogue: Catalogue) -> tuple[str, ...]:
    """That trusts and federations of schools are no charities of a list, where it might have held them."""
    if group.labels != ("Charity",) or group.kinds or group.places or group.ids:
        return ()
    count = sum(fold(kind) in GROUPS for kind in catalogue.nodes.column("kind") if kind)
    return (
        (f"Not counted: {count_phrase(count, 'trust or federation', 'trusts and federations')} of schools.",)
        if count
        else ()
    )
