"""Which things a kind and a place stand for, and how many of them a register says are closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from graph.answers.wording import plural
from graph.catalogue import Catalogue
from graph.families import WHOLE
from graph.kinds import GROUPS
from graph.questions.question import Group
from graph.text import fold
from graph.vocabulary import vocabulary

# How the everyday kind of a thing begins that is closed: "closed primary school".
GONE = "closed "


def members(group: Group, catalogue: Catalogue, *, former: bool = False) -> Iterable[str]:
    """Ids of a group in no order; a group of places alone means all bodies that lie in them.

    What has become something else is no member of today, but for who asks for what is `former` too.
    """
    labels = group.labels or [label for label in vocabulary().labels if label not in vocabulary().places]
    found = _inside(labels, catalogue.family(group.places or group.ids), catalogue)
    if group.kinds:
        kinds = {*group.kinds, *(f"{GONE}{kind}" for kind in group.kinds if former)}
        found = [i for i in found if fold(catalogue.nodes.kind(i)) in kinds]
    elif "Charity" in group.labels:
        found = [i for i in found if not is_group(i, catalogue)]
    if not former:
        found = [i for i in found if i not in catalogue.successors]
    if set(labels) & set(WHOLE):
        found = [i for i in found if not catalogue.is_part(i)]
    return found


def _inside(labels: Sequence[str], places: set[str], catalogue: Catalogue) -> Iterable[str]:
    """Things of these labels that lie in any of the places, or anywhere where none are given."""
    if not places:
        return catalogue.of_labels(labels)
    wanted = frozenset(labels)
    if catalogue.is_large:
        ties = catalogue.ties
        inside = [ties.inside((place,)) & ~ties.some((place,)) for place in places]
        return ties.named(reduce(or_, inside) & ties.of_labels(wanted))
    below = frozenset().union(*(catalogue.inside((place,)) - {place} for place in places))
    return [i for i in below if catalogue.nodes.label(i) in wanted]


def closed_among(group: Group, ids: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """How many of the things listed are closed, where a register says so of their kind."""
    if not catalogue.datasets or set(group.labels) & vocabulary().places:
        return ()
    count = catalogue.standing.are_closed(ids)
    if not count or count == len(ids):
        return ()
    return (f"Of these, {plural(count, 'is', 'are')} closed or removed from their register.",)


def is_group(node_id: str, catalogue: Catalogue) -> bool:
    """Whether this is a trust or federation of schools."""
    return fold(catalogue.nodes.kind(node_id)) in GROUPS


def groups_beside(group: Group, catalogue: Catalogue) -> tuple[str, ...]:
    """That trusts and federations of schools are no charities of a list, where it might have held them."""
    if group.labels != ("Charity",) or group.kinds or group.places or group.ids:
        return ()
    count = sum(is_group(i, catalogue) for i in catalogue.of_labels(("Charity",)))
    return (
        (f"Not counted: {plural(count, 'trust or federation', 'trusts and federations')} of schools.",) if count else ()
    )
