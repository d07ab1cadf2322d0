"""From chunks to a Question: which things are asked for, what they are to be linked to, and in what form to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from graph.catalogue import Catalogue
from graph.dates import Period
from graph.questions.lexicon import Lexicon
from graph.questions.linking import Chunk, link
from graph.questions.question import Group, Question, When
from graph.questions.times import Span, when
from graph.text import fold
from graph.vocabulary import vocabulary

ASKING = frozenset(
    ["is", "are", "does", "do", "did", "has", "have", "was", "were", "can", "could", "will", "would", "am"]
)
INSIDE = frozenset(["in", "of", "from", "at", "within", "inside", "around", "based"])
# What a place must be to hold things of a label: a city holds schools, cities lie in countries, networks lie nowhere.
WIDER = {
    "City": ("Region", "Country", "Continent"),
    "District": ("City", "Region", "Country", "Continent"),
    "Region": ("Country", "Continent"),
    "Country": ("Continent",),
}
WIDE = ("Region", "Country", "Continent", "World")
NOWHERE = ("Network", "Project", "Event", "World", "Continent")
# "The Champion Mayors initiative" is a network: a project's word may stand beside the name of one of these.
APPOSED = {"Project": ("Network", "Charity", "Event"), "Network": ("Charity",), "Charity": ("Network", "Project")}
BODIES = frozenset(vocabulary().labels) - vocabulary().places - {"Project", "Event", "Network", "Office"}
FORMS = (
    "sources", "help", "conflicts", "evidence", "gaps", "common", "compare", "count", "duration", "when", "path",
    "where", "kind", "profile", "list",
)  # fmt: skip
LINKING = ("link", "type", "civic", "sector", "role", "event", "status", "order", "unnamed")


@dataclass
class Reading:
    """What the chunks of one text hold, sorted by what it is."""

    meanings: dict[str, list[str]] = field(default_factory=dict)
    labelled: list[Group] = field(default_factory=list)
    named: list[tuple[str, ...]] = field(default_factory=list)
    placed: list[bool] = field(default_factory=list)
    within: list[bool] = field(default_factory=list)
    wide: list[bool] = field(default_factory=list)
    either: bool = False
    through: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    def has(self, *names: str) -> bool:
        """Whether any of these meanings was said."""
        return any(name in self.meanings for name in names)

    def values(self, name: str) -> tuple[str, ...]:
        """What was said of one meaning, once each, in order."""
        said = (one for value in self.meanings.get(name, ()) for one in value.split(",") if one)
        return tuple(dict.fromkeys(said))


def understand(text: str, catalogue: Catalogue, words: Lexicon) -> Question:
    """What a text asks. Deterministic; whatever was not understood stands in `unknown` or `outside`."""
    chunks = link(text, catalogue, words, catalogue.other_places)
    reading = _read(chunks, catalogue)
    question = Question(
        text,
        through=reading.through,
        excluded=reading.excluded,
        unlike=reading.unlike,
        types=reading.values("type"),
        civic=reading.has("civic"),
        sectors=reading.values("sector"),
        roles=reading.values("role"),
        events=reading.values("event"),
        statuses=reading.values("status"),
        keywords=tuple(dict.fromkeys(c.value for c in chunks if c.kind == "keyword")),
        when=_when(chunks, words) or _years_ago(chunks),
        order="" if _years_ago(chunks) else next(iter(reading.values("order")), ""),
        top=_top(chunks),
        unknown=tuple(c.text for c in chunks if c.kind == "unknown"),
        outside=tuple(c.text for c in chunks if c.kind == "outside"),
        taken=tuple((c.text, c.mended) for c in chunks if c.mended),
        near=tuple(name for c in chunks if c.kind == "unknown" for name in c.suggestions),
        ambiguous=reading.ambiguous,
    )
    return _compose(question, reading, chunks, catalogue)


def _read(chunks: list[Chunk], catalogue: Catalogue) -> Reading:
    reading = Reading()
    used: set[int] = set()
    for chunk in chunks:
        for part in chunk.value.split() if chunk.kind == "meaning" else ():
            name, _, value = part.partition(":")
            if name not in ("label", "kind"):
                reading.meanings.setdefault(name, []).append(value)
    for at, label, kinds in _labels(chunks):
        if _is_apposition(label, at, chunks, catalogue):
            continue
        place = _place_of(label, at, chunks, used, catalogue)
        if place is not None:
            used.add(place)
        labels = tuple(sorted(BODIES)) if label == "*" else (label,)
        group = Group(labels=labels, places=chunks[place].ids[:1] if place is not None else (), kinds=kinds)
        _add_labelled(reading, group, joined=at > 1 and chunks[at - 1].value in ("and", "or"))
    for at, chunk in enumerate(chunks):
        if chunk.kind == "name" and at not in used:
            _add_named(reading, chunks, at, catalogue)
    return reading


def _add_named(reading: Reading, chunks: list[Chunk], at: int, catalogue: Catalogue) -> None:
    """A named thing, as one to go through, to leave out, to have no link to, or to ask about."""
    ids = _likeliest(chunks[at].ids, catalogue)
    if len(ids) > 1:
        reading.ambiguous = ids
    before = _before(chunks, at)
    after = chunks[at + 1].value if at + 1 < len(chunks) else ""
    if before == "through":
        reading.through = ids
    elif before == "except" or (_before(chunks, at, 2) == "neither" and before in INSIDE):
        reading.excluded += ids
    elif after == "neither" and reading.named:
        reading.unlike += ids
    else:
        reading.named.append(ids)
        reading.either = reading.either or before == "or"
        reading.within.append(before in ("in", "within", "inside", "of"))
        reading.wide.append(bool(ids) and catalogue.nodes[ids[0]].label in WIDE)
        reading.placed.append(_is_placed(chunks, at, catalogue))


def _is_placed(chunks: list[Chunk], at: int, catalogue: Catalogue) -> bool:
    """Whether a named place says where, and not with whom: "in China", "French"."""
    chunk = chunks[at]
    place = bool(chunk.ids) and catalogue.is_place(chunk.ids[0])
    return place and (chunk.value == "demonym" or _before(chunks, at) in ("in", "within", "inside"))


def _before(chunks: list[Chunk], at: int, steps: int = 1) -> str:
    """The value of the chunk one or more steps before another, articles left out."""
    for _ in range(steps):
        at -= 1
        while at > 0 and chunks[at].value in ("the", "a", "an"):
            at -= 1
    return chunks[at].value if at >= 0 else ""


def _labels(chunks: list[Chunk]) -> Iterable[tuple[int, str, tuple[str, ...]]]:
    """Where a label was said, the label, and the everyday kinds that narrow it."""
    for at, chunk in enumerate(chunks):
        parts = chunk.value.split() if chunk.kind == "meaning" else []
        kinds = tuple(part.removeprefix("kind:").replace("_", " ") for part in parts if part.startswith("kind:"))
        for part in parts:
            if part.startswith("label:"):
                yield at, part.removeprefix("label:"), kinds


def _is_apposition(label: str, at: int, chunks: list[Chunk], catalogue: Catalogue) -> bool:
    """Whether a label only says again what a name is: "Eurocities network", "the city of Brno", "project CIVIC"."""

    def names(where: int, same: tuple[str, ...]) -> bool:
        found = 0 <= where < len(chunks) and chunks[where].kind == "name" and chunks[where].value != "demonym"
        return found and all(catalogue.nodes[i].label in same for i in chunks[where].ids)

    following = at + 1
    while following < len(chunks) and chunks[following].value in ("of", "called", "named", "the"):
        following += 1
    return names(at - 1, (label, *APPOSED.get(label, ()))) or names(following, (label,))


def _add_labelled(reading: Reading, group: Group, *, joined: bool) -> None:
    """A label of its own, or one more label of the same group: "schools and universities in Leeds"."""
    before = reading.labelled[-1] if reading.labelled else None
    if joined and before and not (before.places and group.places):
        reading.labelled[-1] = Group(
            labels=before.labels + group.labels,
            places=before.places + group.places,
            kinds=before.kinds + group.kinds if before.kinds and group.kinds else (),
        )
    else:
        reading.labelled.append(group)


def _place_of(label: str, at: int, chunks: list[Chunk], used: set[int], catalogue: Catalogue) -> int | None:
    """Which chunk names the place that the labelled things lie in: "Newcastle schools", "schools in Newcastle"."""

    def holds(where: int) -> bool:
        if not 0 <= where < len(chunks) or where in used or chunks[where].kind != "name" or label in NOWHERE:
            return False
        ids = chunks[where].ids
        kinds = {catalogue.nodes[i].label for i in ids}
        allowed = WIDER.get(label, tuple(vocabulary().places))
        return bool(kinds & set(allowed))

    after = at + 1
    while (
        after < len(chunks)
        and chunks[after].kind == "stop"
        and chunks[after].value in INSIDE | {"the", "city", "called"}
    ):
        after += 1
    if after > at + 1 and chunks[at + 1].value in INSIDE and holds(after):
        return after
    if holds(at - 1) and holds(at + 1) and not _any_inside(label, chunks[at - 1].ids, catalogue):
        return at + 1
    return at - 1 if holds(at - 1) else None


def _any_inside(label: str, places: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Whether anything of a label is recorded in these places."""
    return any(catalogue.nodes[i].label == label for i in catalogue.inside(places))


def _likeliest(ids: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """One city among other things that share a name is taken; otherwise all that bear it."""
    cities = tuple(i for i in ids if catalogue.nodes[i].label == "City")
    return cities if len(cities) == 1 else ids


def _when(chunks: list[Chunk], words: Lexicon) -> When | None:
    for at, chunk in enumerate(chunks):
        if chunk.kind != "time" or chunk.span is None:
            continue
        before = at - 1
        while before >= 0 and chunks[before].value in ("the", "early", "late", "mid", "year"):
            before -= 1
        said = fold(chunks[before].text) if before >= 0 else ""
        relation = words.time.get(said, "")
        second: Span | None = None
        if (
            at + 2 < len(chunks)
            and chunks[at + 2].kind == "time"
            and fold(chunks[at + 1].text) in ("and", "to", "until", "till")
        ):
            second = chunks[at + 2].span
        text = " ".join(c.text for c in chunks[before if relation else at : at + (3 if second else 1)])
        return when(relation, chunk.span, second, text)
    return None


def _years_ago(chunks: list[Chunk]) -> When | None:
    """A limit counted back from today: "older than 50 years", "in the last ten years"."""
    for at, chunk in enumerate(chunks[:-1]):
        if chunk.kind == "number" and fold(chunks[at + 1].text) in ("years", "year"):
            before = " ".join(fold(c.text) for c in chunks[max(0, at - 3) : at])
            day = date.today().replace(year=date.today().year - chunk.number, day=1)
            text = f"{before} {chunk.text} years".strip()
            if any(word in before.split() for word in ("older", "over", "more")):
                return When(Period(None, day), text)
            if any(word in before.split() for word in ("last", "past", "recent", "within")):
                return When(Period(day, None), text)
    return None


def _top(chunks: list[Chunk]) -> int | None:
    for at, chunk in enumerate(chunks):
        beside = [chunks[i].value.partition(":")[0] for i in (at - 1, at + 1) if 0 <= i < len(chunks)]
        if chunk.kind == "number" and {"top", "order"} & set(beside):
            return chunk.number
    return None


def _compose(question: Question, reading: Reading, chunks: list[Chunk], catalogue: Catalogue) -> Question:
    forms = reading.values("form")
    form = next((f for f in FORMS if f in forms), "")
    first = fold(chunks[0].text) if chunks else ""
    if fold(question.text) == "help" or form in ("help", "sources"):
        return replace(question, form="sources" if form == "sources" else "help")
    linking = reading.has(*LINKING) or question.keywords or question.when
    named, labelled = list(reading.named), list(reading.labelled)
    by = next(iter(reading.values("by")), "")
    if by and not named and not linking and not labelled:
        labelled, by = [Group(labels=(by,))], ""
    places = [g for g in labelled if set(g.labels) <= vocabulary().places and not g.places]
    alone = [g for g in labelled if not g.places]
    if len(named) == 1 and alone and first in ("is", "are", "was", "were") and not linking:
        return replace(question, form="kind", given=Group(ids=named[0]))
    if (
        len(named) == 1
        and len(labelled) == 1
        and places
        and not (linking or reading.within[0])
        and form in ("", "where", "kind")
    ):
        return replace(question, form="where", by=labelled[0].labels[0], given=Group(ids=named[0]))
    if len(named) == 1 and by and not linking and form in ("", "where", "kind"):
        return replace(question, form="where", by=by, given=Group(ids=named[0]))
    asked, given = _sets(reading, named, labelled, form)
    question = _typed(question, reading, form, catalogue)
    if form == "count" and given.is_any and asked.labels and not linking:
        form = "list"
    if not form:
        form = _form(first, asked, given, bool(linking))
    elif form == "evidence" and asked.is_any and given.is_any and not linking:
        form = "sources"
    elif form in ("path", "list", "kind", "where", "profile"):
        form = _settle(form, asked, given, bool(linking), reading)
    if form == "profile" and given.is_any and asked.labels:
        form = "list"
    if reading.has("most") and form in ("links", "list", "count", "profile"):
        form = "most"
    return replace(question, form=form, asked=asked, given=given, by=by)


def _typed(question: Question, reading: Reading, form: str, catalogue: Catalogue) -> Question:
    """Types that the form or a name implies: who is in a network is its member, a tie is set up when it begins."""
    if form in ("when", "duration") and set(question.types) <= {"FOUNDED", "SUPPORTS"}:
        return replace(question, types=())
    networks = [
        inside and catalogue.nodes[ids[0]].label in ("Network", "Project")
        for ids, inside in zip(reading.named, reading.within, strict=True)
        if ids
    ]
    if any(networks) and not (question.types or question.roles or reading.has("link")):
        return replace(question, types=("MEMBER_OF",))
    return question


def _sets(reading: Reading, named: list[tuple[str, ...]], labelled: list[Group], form: str) -> tuple[Group, Group]:
    """The things asked for, and what they are to be linked to."""
    if form in ("common", "compare") and len(named) > 1:
        compared = [ids for ids, placed in zip(named, reading.placed, strict=True) if not placed]
        where = tuple(i for ids, placed in zip(named, reading.placed, strict=True) if placed for i in ids)
        return Group(places=where), Group(ids=tuple(i for ids in compared for i in ids))
    if labelled:
        asked = labelled[0]
        if len(labelled) > 1:
            given = labelled[1]
            return asked, replace(given, ids=named[0] if named and not given.places else ())
        if len(named) > 1 and not asked.places and reading.placed[-1]:
            return replace(asked, places=named[-1]), Group(ids=named[0])
        return asked, Group(ids=tuple(i for ids in named for i in ids))
    if not named:
        return Group(), Group()
    if len(named) == 1:
        if reading.placed[0] and reading.wide[0] and reading.has("type", "civic", "link"):
            return Group(places=named[0]), Group()
        return Group(), Group(ids=named[0])
    if reading.has("order") and reading.either:
        return Group(), Group(ids=tuple(i for ids in named for i in ids))
    if (reading.placed[0], reading.wide[0]) > (reading.placed[1], reading.wide[1]) and form != "path":
        named = [named[1], named[0], *named[2:]]
    return Group(ids=tuple(i for ids in named[1:] for i in ids)), Group(ids=named[0])


def _form(first: str, asked: Group, given: Group, linking: bool) -> str:
    """The form of a question that names none."""
    if first in ASKING and (linking or not (asked.is_any or given.is_any)):
        return "yesno"
    if asked.is_any and not given.is_any and not linking:
        return "profile"
    if given.is_any and not linking and not asked.is_any:
        return "profile" if asked.ids else "list"
    return "links"


def _settle(form: str, asked: Group, given: Group, linking: bool, reading: Reading) -> str:
    """A form as its groups allow: a path needs two ends, a profile one thing."""
    two = bool(asked.ids and given.ids)
    if form == "path":
        return "path" if two else "links" if linking or not asked.is_any else "profile"
    if form == "list":
        return "links" if linking or not given.is_any else "list"
    if form in ("kind", "where"):
        if linking or not asked.is_any or given.is_any:
            return "links" if linking or given.ids else "list"
        return form
    return "links" if linking or not asked.is_any else "profile"
