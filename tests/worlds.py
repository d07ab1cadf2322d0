"""Small graphs for tests: one with every special case, and random ones for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from graph.model.records import Claim, Node, Records, Source
from graph.model.vocabulary import vocabulary

PAGE = Source(
    "page", "document", "A page", "A council", licence="all rights reserved", as_of="2021", speaks_for="leeds"
)
OTHER = Source("other", "document", "Another page", "A broker", as_of="2019~")
SOURCES = (OTHER, PAGE)


def claim(subject: str, kind: str, object: str, source: str = "page", **more: object) -> Claim:
    return Claim(subject, kind, object, source, **more)  # type: ignore[arg-type]


def records(nodes: list[Node], claims: list[Claim]) -> Records:
    return Records(
        tuple(sorted(nodes, key=lambda n: n.id)),
        tuple(sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)),
        SOURCES,
    )


PLACES = [
    ("world", "World", "World", ""),
    ("asia", "Continent", "Asia", "world"),
    ("europe", "Continent", "Europe", "world"),
    ("cn", "Country", "China", "asia"),
    ("uk", "Country", "United Kingdom", "europe"),
    ("de", "Country", "Germany", "europe"),
    ("hubei", "Region", "Hubei", "cn"),
    ("wuhan", "City", "Wuhan", "hubei"),
    ("hangzhou", "City", "Hangzhou", "cn"),
    ("newcastle", "City", "Newcastle upon Tyne", "uk"),
    ("lyme", "City", "Newcastle-under-Lyme", "uk"),
    ("leeds", "City", "Leeds", "uk"),
    ("siegen", "City", "Siegen", "de"),
    ("morley", "District", "Morley", "leeds"),
]


def tiny() -> Records:
    """A graph with parallel and symmetric claims, an isolated node, unnamed ends, succession, a renewal and a plan."""
    nodes = [Node(id, label, name) for id, label, name, _ in PLACES]
    nodes += [
        Node("a-school", "School", "Ash Primary", ("Ash",)),
        Node("b-school", "School", "Birch Primary"),
        Node("c-school", "School", "Cedar Primary"),
        Node("d-school", "School", "Dogwood School, Brnó"),
        Node("uni", "University", "Newcastle University", ("University of Newcastle",), kind="university"),
        Node("old-met", "University", "Leeds Metropolitan University"),
        Node("beckett", "University", "Leeds Beckett University"),
        Node("network", "Network", "Network of Cities"),
        Node("island", "Club", "Island Club 武汉", latitude=1.5, longitude=-2.25),
    ]
    claims = [claim(id, "LOCATED_IN", within) for id, _, _, within in PLACES if within]
    claims += [claim(s, "LOCATED_IN", "newcastle") for s in ("a-school", "b-school", "c-school", "uni")]
    claims += [
        claim("d-school", "LOCATED_IN", "leeds"),
        claim("beckett", "LOCATED_IN", "leeds"),
        claim("old-met", "LOCATED_IN", "leeds"),
        claim("a-school", "PARTNERED_WITH", "wuhan", counterpart="School", at_least=1, sectors=("education",)),
        claim(
            "a-school",
            "PARTNERED_WITH",
            "wuhan",
            "other",
            counterpart="School",
            start="2018",
            asserted_by="third party",
        ),
        claim("wuhan", "PARTNERED_WITH", "b-school", start="193X", status="active"),
        claim("c-school", "PARTNERED_WITH", "cn", counterpart="School", note="a sister school, city not stated"),
        claim("c-school", "VISITED", "cn", start="2018", event="visited"),
        claim("leeds", "TWINNED_WITH", "hangzhou", start="1988/1989", status="active", rank="first"),
        claim("newcastle", "TWINNED_WITH", "wuhan", start="1985"),
        claim("newcastle", "TWINNED_WITH", "wuhan", "other", start="2008", held_by="uni", role="signatory"),
        claim("morley", "TWINNED_WITH", "siegen", start="1966", event="signed"),
        claim("leeds", "TWINNED_WITH", "siegen", start="1974", event="inherited"),
        claim("leeds", "PARTNERED_WITH", "siegen", event="announced", status="planned", start="2022"),
        claim("leeds", "MEMBER_OF", "network", role="chair", counts=("cities >= 190", "countries = 39")),
        claim("newcastle", "MEMBER_OF", "network", role="member"),
        claim("old-met", "SUCCEEDED_BY", "beckett"),
    ]
    return records(nodes, claims)


def graphs() -> st.SearchStrategy[Records]:
    """Random small graphs with a tree of places, and parallel claims of a few types between a few nodes."""
    ids = [f"n{i}" for i in range(8)]
    labels = st.sampled_from(["City", "School", "Country", "Network"])
    kinds = st.sampled_from(["TWINNED_WITH", "MEMBER_OF", "PARTNERED_WITH", "LOCATED_IN"])
    ends = st.sampled_from(ids)
    said = st.tuples(ends, kinds, ends, st.sampled_from(["page", "other"]), st.sampled_from(["", "1985", "193X"]))

    def build(parts: tuple[list[str], list[tuple[str, str, str, str, str]]]) -> Records:
        kinds_of, links = parts
        nodes = [Node(id, label, f"Name {id}") for id, label in zip(ids, kinds_of, strict=True)]
        # LOCATED_IN points to a smaller number only, so that places form a tree without cycles
        claims = [
            claim(
                *((a, b) if kind != "LOCATED_IN" or a > b else (b, a))[:1],
                kind,
                (b if kind != "LOCATED_IN" or a > b else a),
                source,
                start=start,
            )
            for a, kind, b, source, start in links
            if a != b
        ]
        return records(nodes, claims)

    return st.tuples(st.lists(labels, min_size=8, max_size=8), st.lists(said, max_size=18)).map(build)


LINKS = vocabulary().link_types
