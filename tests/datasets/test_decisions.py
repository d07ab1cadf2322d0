"""Decisions on duplicates: people make them, they outlive datasets, and they can be deleted. A name proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets.decisions import Decisions
from datasets.matches import candidates
from datasets.merge import merge_nodes, merged
from graph.model.datasets import Decision
from graph.model.errors import DataError
from graph.model.records import Claim, Node, Records, Source

LEEDS, YORK = "geonames:2644688", "geonames:2633352"
ON = "2026-11-25"


def decided(a: str, b: str, decision: str = "same") -> Decision:
    return Decision(a, b, decision, "the council's archive", ON, "the register names both")


def kept(folder: Path, *decisions: Decision) -> Decisions:
    for decision in decisions:
        Decisions.read(folder).add(decision) if (folder / "same_as.csv").exists() else _first(folder, decision)
    return Decisions.read(folder)


def _first(folder: Path, decision: Decision) -> None:
    (folder / "same_as.csv").write_text("a,b,decision,by,on,why\n", encoding="utf-8")
    Decisions.read(folder).add(decision)


def test_a_decision_is_read_back_as_it_was_made(tmp_path: Path) -> None:
    one = Decision("GB-EDU-1", "local:school:x", "same", '=cmd|"x"', ON, "-both, in one street")
    assert kept(tmp_path, one).every == (one,)


def test_a_folder_without_decisions_has_none(tmp_path: Path) -> None:
    assert Decisions.read(tmp_path).every == ()
    assert Decisions.read(tmp_path).replacements() == {}


def test_the_curated_id_stands_else_that_of_the_first_register(tmp_path: Path) -> None:
    held = kept(
        tmp_path,
        decided("wikidata:Q39121", "geonames:1"),
        decided("GB-CHC-1", "GB-EDU-2"),
        decided("GB-EDU-2", "XI-ROR-3"),
    )
    curated = [Node("XI-ROR-3", "University", "X")]
    assert held.replacements(curated) == {
        "wikidata:Q39121": "geonames:1",
        "GB-CHC-1": "XI-ROR-3",
        "GB-EDU-2": "XI-ROR-3",
    }


def test_the_later_decision_about_a_pair_stands_and_can_be_taken_back(tmp_path: Path) -> None:
    held = kept(tmp_path, decided("GB-EDU-1", "GB-EDU-2"), decided("GB-EDU-2", "GB-EDU-1", "not the same"))
    assert held.replacements() == {}
    assert held.decision_lookup()("GB-EDU-1", "GB-EDU-2") == "not the same"
    held.withdraw("GB-EDU-1", "GB-EDU-2")
    assert Decisions.read(tmp_path).decision_lookup()("GB-EDU-1", "GB-EDU-2") == ""
    with pytest.raises(DataError, match="There is no decision about this pair"):
        Decisions.read(tmp_path).withdraw("GB-EDU-1", "GB-EDU-2")


def test_what_contradicts_itself_by_way_of_others_is_told(tmp_path: Path) -> None:
    held = kept(
        tmp_path,
        decided("GB-EDU-1", "GB-EDU-2"),
        decided("GB-EDU-2", "GB-EDU-3"),
        decided("GB-EDU-1", "GB-EDU-3", "not the same"),
    )
    assert ["GB-EDU-1 and GB-EDU-3" in text for text in held.problems()] == [True]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("West Jesmond,GB-EDU-1,same,x,2026-11-25,y", "a"),
        ("GB-EDU-1,GB-EDU-1,same,x,2026-11-25,y", "b"),
        ("GB-EDU-1,GB-EDU-2,maybe,x,2026-11-25,y", "decision"),
        ("GB-EDU-1,GB-EDU-2,same,,2026-11-25,y", "by"),
        ("GB-EDU-1,GB-EDU-2,same,x,2026-11-25,", "why"),
        ("GB-EDU-1,GB-EDU-2,same,x,yesterday,y", "on"),
        ("GB-EDU-1,GB-EDU-2,same,x,,y", "on"),
    ],
)
def test_a_bad_decision_is_not_kept_to_and_says_what_to_mend(tmp_path: Path, row: str, field: str) -> None:
    (tmp_path / "same_as.csv").write_text(f"a,b,decision,by,on,why\n{row}\n", encoding="utf-8")
    held = Decisions.read(tmp_path)
    assert held.every == ()
    assert [(r.field, r.line) for r in held.rejections] == [(field, 2)]
    assert held.rejections[0].fix


def test_a_row_that_can_t_be_read_is_not_lost_by_the_next_decision(tmp_path: Path) -> None:
    path = tmp_path / "same_as.csv"
    path.write_text("a,b,decision,by,on,why\nGB-EDU-1,GB-EDU-2,same,x,yesterday,y\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(DataError, match="can't be read"):
        Decisions.read(tmp_path).add(Decision("GB-EDU-3", "GB-EDU-4", "same", "a test", "2026-11-25", "for this test"))
    assert path.read_bytes() == before


def world(*nodes: Node, lies_in: dict[str, str] | None = None) -> Records:
    places = (Node(LEEDS, "City", "Leeds"), Node(YORK, "City", "York"))
    claims = tuple(Claim(one, "LOCATED_IN", place, "gias") for one, place in (lies_in or {}).items())
    return Records((*places, *nodes), claims, (Source("gias", "register", "GIAS"),))


def school(one: str, name: str, **held: str) -> Node:
    return Node(one, "School", name, properties=tuple((k.replace("_", " "), v) for k, v in held.items()))


def test_five_schools_of_one_name_in_one_register_are_five(tmp_path: Path) -> None:
    five = [school(f"GB-EDU-{urn}", "Moorside Primary School") for urn in range(100001, 100006)]
    assert candidates(world(*five), (), Decisions.read(tmp_path)) == ()
    made, _ = merged([world(*five)], {})
    assert sum(node.name == "Moorside Primary School" for node in made.nodes) == 5


def test_a_name_alone_is_a_poor_reason_and_says_so(tmp_path: Path) -> None:
    (found,) = candidates(
        world(school("GB-EDU-1", "Moorside Primary"), school("local:school:moorside", "Moorside Primary")),
        (), Decisions.read(tmp_path),
    )  # fmt: skip
    assert found.score < 0.5
    assert "but nothing else matches" in found.reasons[0]


def test_place_postcode_website_and_identifiers_add_up_and_another_place_speaks_against(tmp_path: Path) -> None:
    one = school("GB-EDU-1", "Moorside Primary", postcode="LS1 1AA", website="https://www.moorside.example/about")
    near = school("GB-CHC-2", "Moorside Primary", postcode="ls11aa", website="moorside.example")
    far = school("GB-COH-3", "Moorside Primary")
    records = world(one, near, far, lies_in={"GB-EDU-1": LEEDS, "GB-CHC-2": LEEDS, "GB-COH-3": YORK})
    by_pair = {(c.a, c.b): c for c in candidates(records, (), Decisions.read(tmp_path))}
    good, bad = by_pair["GB-CHC-2", "GB-EDU-1"], by_pair["GB-COH-3", "GB-EDU-1"]
    assert good.score == 1.0
    assert {"both in Leeds", "the same postcode, ls11aa", "the same website, moorside.example"} <= set(good.reasons)
    assert bad.score < 0.1 and any(reason.startswith("against: one in") for reason in bad.reasons)


def placed(*told: tuple[str, str, str]) -> tuple[Claim, ...]:
    return tuple(Claim(one, "LOCATED_IN", place, source) for one, place, source in told)


def test_places_of_two_lists_are_candidates_and_two_of_one_list_are_not(tmp_path: Path) -> None:
    cdp, unesco, twin = (f"local:city:{list_}-hamar" for list_ in ("cdp-1", "unesco", "cdp-2"))
    nodes = [Node(one, "City", "Hamar") for one in (cdp, unesco, twin)] + [Node("iso:NO", "Country", "Norway")]
    claims = placed((cdp, "iso:NO", "cdp-cities"), (unesco, "iso:NO", "creative"), (twin, "iso:NO", "cdp-cities"))
    found = candidates(Records(tuple(nodes), claims, ()), (), Decisions.read(tmp_path))
    assert {(c.a, c.b) for c in found} == {(cdp, unesco), (twin, unesco)}
    assert all("both in Norway" in c.reasons for c in found)


def test_places_near_each_other_are_likelier_one_and_far_ones_are_not(tmp_path: Path) -> None:
    def city(list_: str, latitude: float) -> Node:
        return Node(f"local:city:{list_}-hamar", "City", "Hamar", latitude=latitude, longitude=11.1)

    nodes = [city("cdp", 60.8), city("unesco", 60.81), city("twins", 30.0), Node("iso:NO", "Country", "Norway")]
    claims = placed(*((node.id, "iso:NO", node.id) for node in nodes[:3]))
    found = candidates(Records(tuple(nodes), claims, ()), (), Decisions.read(tmp_path))
    assert [(c.score, c.reasons[-1]) for c in found] == [
        (0.8, "1 km apart"), (0.15, "against: 3,425 km apart"), (0.15, "against: 3,426 km apart"),
    ]  # fmt: skip


def test_a_region_and_a_city_of_one_name_speak_against_each_other(tmp_path: Path) -> None:
    nodes = (Node("geonames:7", "Region", "Zürich"), Node("local:city:cdp-1", "City", "Zürich"))
    (found,) = candidates(Records(nodes, (), ()), (), Decisions.read(tmp_path))
    assert found.score == 0.1 and "against: a region and a city" in found.reasons


def test_an_item_that_names_its_number_in_geonames_is_a_candidate_for_it(tmp_path: Path) -> None:
    item = Node("wikidata:Q39121", "City", "Q39121", properties=(("geonames", "2644688"),))
    (found,) = candidates(world(item), (), Decisions.read(tmp_path))
    assert ((found.a, found.b), found.reasons) == ((LEEDS, item.id), ("the same geonames, 2644688",))


def test_a_place_in_a_part_of_a_country_and_one_in_the_country_do_not_speak_against_each_other(tmp_path: Path) -> None:
    nodes = [Node(i, label, n) for i, label, n in (
        ("geonames:9", "City", "Otley"), ("local:city:x-otley", "City", "Otley"), ("gss:E1", "Region", "Yorkshire"),
        ("iso:GB", "Country", "United Kingdom"),
    )]  # fmt: skip
    claims = placed(("geonames:9", "gss:E1", "geo"), ("gss:E1", "iso:GB", "geo"), ("local:city:x-otley", "iso:GB", "x"))
    (found,) = candidates(Records(tuple(nodes), claims, ()), (), Decisions.read(tmp_path))
    assert "both in United Kingdom" in found.reasons and found.score == 0.5


def test_a_registers_word_is_a_candidate_until_it_is_decided(tmp_path: Path) -> None:
    records = world(school("GB-EDU-1", "Grammar"), Node("GB-CHC-9", "Charity", "The Grammar Foundation"))
    said = [("GB-EDU-1", "GB-CHC-9", "independent-schools says they are the same")]
    (found,) = candidates(records, said, Decisions.read(tmp_path))
    assert "independent-schools says they are the same" in found.reasons
    held = kept(tmp_path, decided("GB-CHC-9", "GB-EDU-1", "not the same"))
    assert candidates(records, said, held) == ()


def test_things_made_one_keep_every_name_id_and_claim_and_can_be_parted_again() -> None:
    curated = world(Node("XI-ROR-1", "University", "University of Leeds", aliases=("Leeds University",)))
    claims = (Claim("GB-UKPRN-7", "LOCATED_IN", LEEDS, "ukrlp"), Claim("GB-UKPRN-7", "PART_OF", "XI-ROR-1", "ukrlp"))
    loaded = Records((Node("GB-UKPRN-7", "University", "THE UNIVERSITY OF LEEDS", kind="university"),), claims, ())
    one, _ = merged([curated, loaded], {"GB-UKPRN-7": "XI-ROR-1"})
    (node,) = [n for n in one.nodes if n.label == "University"]
    assert (node.id, node.name, node.kind) == ("XI-ROR-1", "University of Leeds", "university")
    assert set(node.aliases) == {"Leeds University", "THE UNIVERSITY OF LEEDS", "GB-UKPRN-7"}
    assert [(c.subject, c.type, c.object) for c in one.claims] == [("XI-ROR-1", "LOCATED_IN", LEEDS)]
    two, _ = merged([curated, loaded], {})
    assert {n.id for n in two.nodes if n.label == "University"} == {"XI-ROR-1", "GB-UKPRN-7"}
    assert len(two.claims) == 2


def test_a_claim_about_something_that_no_register_brought_waits() -> None:
    loaded = Records((), (Claim("GB-CHC-1", "OPERATES_IN", LEEDS, "ccew"),), ())
    made, dangling = merged([world(), loaded], {})
    assert (len(made.claims), dangling) == (0, 1)
    made, dangling = merged([world(), loaded, Records((Node("GB-CHC-1", "Charity", "X"),), (), ())], {})
    assert (len(made.claims), dangling) == (1, 0)


def test_of_two_nodes_the_firsts_word_stands_and_the_second_adds() -> None:
    first = Node("a", "School", "West Jesmond", properties=(("status", "Open"),))
    second = Node(
        "a", "School", "west  jesmond", ("WJ",), "primary", 54.9, -1.6, "n", (("status", "?"), ("phase", "P"))
    )
    made = merge_nodes(first, second)
    assert (made.name, made.aliases, made.kind, made.latitude) == ("West Jesmond", ("WJ",), "primary", 54.9)
    assert dict(made.properties) == {"status": "Open", "phase": "P"}


def test_an_item_named_by_its_number_takes_the_name_that_another_file_gives() -> None:
    bare = Node("wikidata:Q39121", "City", "Q39121", note="No name.")
    named = Node("wikidata:Q39121", "City", "Leeds", ("Loidis",), latitude=53.8, longitude=-1.5)
    for one in (merge_nodes(bare, named), merge_nodes(named, bare)):
        assert (one.name, one.aliases, one.latitude, one.note) == ("Leeds", ("Loidis",), 53.8, "")
    joined = merge_nodes(Node(LEEDS, "City", "Leeds"), bare, old_id=bare.id)
    assert (joined.name, joined.aliases) == ("Leeds", ("wikidata:Q39121",))
