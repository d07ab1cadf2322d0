"""How two nodes are connected: direct paths first, then paths through the city of an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, DIRECT, POSSIBLE, THROUGH_CITY, Answer, Row
from graph.answers.builder import Citations, shortened
from graph.answers.links.date_sentences import capital
from graph.answers.phrases import phrase
from graph.answers.wording import (
    best_first,
    count_phrase,
    date_words,
    end_words,
    name_list,
    number_word,
    start_dates,
    verb_phrase,
)
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.reciprocity import attribution
from graph.model.dates import Match
from graph.model.records import Hop, NodeFilter, Path, Relationship
from graph.model.validity import timing
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question
from graph.stores.base import GraphStore, group_claims

COLUMNS = ("path", "length", "since", "who says so", "what is recorded")
SHOWN = 6
FEW, MANY = 25, 400
# Paths do not pass through these: two cities are not linked because both have a partner in China.
NO_BRIDGES = ("World", "Continent", "Country", "Region")


def answer(question: Question, catalogue: Catalogue, store: GraphStore, *, home: bool = True) -> Answer:
    """Paths between the anchor and the target; with `home`, also paths through the city of an organisation."""
    start, end = question.anchor.ids, question.target.ids
    ends = (name_list(list(dict.fromkeys(map(catalogue.name, some)))) for some in (start, end))
    names = " and ".join(ends)
    placed = _placing(start, end, catalogue)
    if placed:
        return _answer(question, [placed], [DIRECT], catalogue, names)
    starts_at, ends_at = path_ends(start, catalogue), path_ends(end, catalogue)
    known = vocabulary().types
    limiting = known.acting_as("twinning", "partnership", "membership")
    kinds = set(question.types) if set(question.types) <= limiting else set()
    # Paths may also use successions and parts: they explain a link, though they are not links.
    types = (kinds or known.links) | known.path_steps
    if catalogue.is_large:
        types -= {known.operation}  # two charities that operate in one town are not linked
    limit = MANY if question.through else FEW
    direct = _kept(
        store.find_paths(starts_at - ends_at, ends_at - starts_at, types, limit=limit, avoid_labels=NO_BRIDGES),
        question,
    )
    found = _ended(direct, start, end, catalogue)
    reach = [DIRECT] * len(found)
    homes = {place for i in start for place in catalogue.homes(i)} if home else set()
    if homes and len(found) < SHOWN:
        through = _kept(
            store.find_paths(homes - ends_at, ends_at - homes, types, max_hops=2, avoid_labels=NO_BRIDGES),
            question,
        )
        more = [_under(path, start, catalogue) for path in _ended(through, tuple(homes), end, catalogue)]
        more = [path for path in more if not set(path.nodes[2:]) & set(start)]
        found, reach = found + more, reach + [THROUGH_CITY] * len(more)
    if catalogue.is_large and not kinds:
        found = [Path(tuple(_operating(hop, store) for hop in path.hops)) for path in found]
    if not found and catalogue.is_large and not kinds:
        own = catalogue.family(start), catalogue.family(end)
        found = _ended(_kept(store.find_paths(*own, {known.operation}, max_hops=1), question), start, end, catalogue)
        reach = [DIRECT] * len(found)
    if not found:
        return Answer(
            question.text,
            "empty",
            phrase("path.nothing", names=names),
            notes=(phrase("path.searched"),),
        )
    return _answer(question, found, reach, catalogue, names)


def _operating(hop: Hop, store: GraphStore) -> Hop:
    """The hop, with the claims that one end operates in the other."""
    operation = vocabulary().types.operation
    more = store.relationships(
        NodeFilter(ids=frozenset((hop.start,))), NodeFilter(ids=frozenset((hop.end,))), (operation,)
    )
    return replace(hop, relationships=tuple(sorted((*hop.relationships, *more), key=lambda r: r.id)))


def path_ends(ids: Iterable[str], catalogue: Catalogue) -> set[str]:
    """The ids a path may start or end at: a place with what lies in it, a node with its whole succession."""
    family = catalogue.family(ids)
    return catalogue.inside(i for i in family if catalogue.is_place(i)) | family


def _placing(start: Sequence[str], end: Sequence[str], catalogue: Catalogue) -> Path | None:
    """The path from a node to a place that contains it, in either order; None if neither contains the other."""
    for below, above in ((start, end), (end, start)):
        for one in below:
            for place in above:
                if place in catalogue.above(one):
                    return Path(_up(one, place, catalogue))
    return None


def _up(node: str, place: str, catalogue: Catalogue) -> tuple[Hop, ...]:
    """The hops from a node up to a place that contains it; none for the place itself."""
    hops: list[Hop] = []
    at = node
    while at != place:
        step = next(p for p in sorted(catalogue.parents[at]) if p == place or place in catalogue.above(p))
        claims = [c for c in catalogue.location_claims(at) if c.object == step]
        hops.append(Hop(at, step, group_claims(claims)))
        at = step
    return tuple(hops)


def _ended(paths: Iterable[Path], start: Sequence[str], end: Sequence[str], catalogue: Catalogue) -> list[Path]:
    """The paths extended to their ends, most direct first, then by ids; at most SHOWN."""
    distinct = extended(paths, start, end, catalogue)
    return sorted(distinct, key=lambda p: (_is_unsure(p), len(p.hops), p.nodes))[:SHOWN]


def extended(paths: Iterable[Path], start: Sequence[str], end: Sequence[str], catalogue: Catalogue) -> list[Path]:
    """The paths extended to the named start and end, if they begin or end at something inside these."""
    made = []
    for path in paths:
        first = _lead(path.nodes[0], start, catalogue)
        last = _lead(path.nodes[-1], end, catalogue)
        down = tuple(Hop(h.end, h.start, h.relationships) for h in reversed(first))
        made.append(Path((*down, *path.hops, *last)))
    return [p for p in made if len(set(p.nodes)) == len(p.nodes)]


def _is_unsure(path: Path) -> bool:
    """Whether a path of several hops has an unnamed node. Two unnamed schools in one city may be different schools."""

    def unnamed(hop: Hop) -> bool:
        return all(c.counterpart or c.subject_counterpart for r in hop.relationships for c in r.claims)

    return len(path.hops) > 1 and any(map(unnamed, path.hops))


def _lead(node: str, wanted: Sequence[str], catalogue: Catalogue) -> tuple[Hop, ...]:
    """The location hops from a node up to the wanted place; none if the node itself or its family is wanted."""
    if node in wanted:
        return ()
    place = next((w for w in wanted if w in catalogue.above(node)), "")
    return _up(node, place, catalogue) if place else ()


def _under(path: Path, start: Sequence[str], catalogue: Catalogue) -> Path:
    """A path from a city, begun at the organisation that lies in it."""
    body = next(i for i in start if path.nodes[0] in catalogue.above(i))
    return Path((*_up(body, path.nodes[0], catalogue), *path.hops))


def _kept(paths: Iterable[Path], question: Question) -> list[Path]:
    """The paths through the named places whose hops the time limit does not rule out."""

    def fits(hop: Hop) -> bool:
        claims = [
            c for r in hop.relationships for c in r.claims if not question.sources or c.source in question.sources
        ]
        if question.when is None:
            return bool(claims)
        when = question.when
        return any(timing(c, when.period, when.relation) is not Match.NO for c in claims)

    return [p for p in paths if set(question.through) <= set(p.nodes) and all(map(fits, p.hops))]


def _answer(
    question: Question,
    paths: Sequence[Path],
    reach: Sequence[str],
    catalogue: Catalogue,
    names: str,
) -> Answer:
    citations = Citations(catalogue)
    rows = tuple(_row(path, kind, catalogue, citations) for path, kind in zip(paths, reach, strict=True))
    relationships: dict[str, Relationship] = {r.id: r for p in paths for h in p.hops for r in h.relationships}
    ids = {i for p in paths for i in p.nodes}
    first = path_words(paths[0], catalogue)
    direct = sum(kind == DIRECT for kind in reach)
    more = len(paths) - 1
    further = phrase("path.more_one" if more == 1 else "path.more", count=capital(number_word(more))) if more else ""
    sentence = " ".join(filter(None, (f"{first}." if direct else phrase("path.city", path=first), further)))
    return Answer(
        question.text,
        "answer",
        sentence,
        columns=COLUMNS,
        rows=rows,
        paths=tuple(paths),
        sources=citations.all(),
        nodes=tuple(catalogue.nodes[i] for i in sorted(ids)),
        relationships=tuple(relationships[key] for key in sorted(relationships)),
    )


def _row(path: Path, reach: str, catalogue: Catalogue, citations: Citations) -> Row:
    rollup = vocabulary().types.rollup
    claims = [c for h in path.hops for r in h.relationships for c in best_first(r.claims) if r.type != rollup] or [
        c for h in path.hops for r in h.relationships for c in r.claims
    ]
    notes = dict.fromkeys(c.note for c in sorted(claims, key=lambda c: not c.start) if c.note)
    cells = (
        path_words(path, catalogue),
        count_phrase(len(path.hops), "step"),
        date_words([c for c in claims if start_dates([c])]) or date_words(claims),
        attribution(claims, catalogue),
        shortened(" ".join(notes)),
    )
    level = POSSIBLE if _is_unsure(path) else CONFIRMED
    return Row(
        cells,
        level,
        reach,
        nodes=path.nodes,
        claims=tuple(dict.fromkeys(c.id for c in claims)),
        sources=citations.cite(claims),
    )


def path_words(path: Path, catalogue: Catalogue) -> str:
    """The path as one sentence: "Leeds United is partnered with BVB Borussia Dortmund, which is in Dortmund"."""
    said = catalogue.name(path.nodes[0])
    for at, hop in enumerate(path.hops):
        best = best_first(c for r in hop.relationships for c in r.claims)[0]
        unnamed = best.counterpart if best.object == hop.end else best.subject_counterpart
        said += (", which " if at else " ") + verb_phrase(
            best, hop.start, end_words(hop.end, unnamed, catalogue, best.at_least)
        )
    return said
