"""Twinnings as Wikidata and Wikipedia state them become claims of third parties; no name alone joins places."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import period
from graph.errors import DataError
from graph.model import Claim
from graph.vocabulary import DATA
from loaders.extracting import Extract, extract
from loaders.kinds import recognise
from loaders.known_places import Places
from loaders.opening import open_file
from loaders.reading import Reading, Scope
from loaders.wikidata_columns import twin_columns
from loaders.wikidata_values import edtf, item, plain, point
from tests.loaders.place_samples import sample

ENTITY = "http://www.wikidata.org/entity/"
PLACES = Places.read(DATA)
LEEDS, LILLE, BRNO = "geonames:2644688", "geonames:2998324", "geonames:3078610"
LABELS = (
    "origincityLabel\torigincountry\toriginlat\toriginlong\t"
    "sistercityLabel\tdestinationlat\tdestinationlong\tdestination_countryLabel\n"
)


def load(path: Path, scope: Scope | None = None, kind: str = "") -> Extract:
    """What the file gives through the loader it is recognised as; its numbers must add up."""
    opened = open_file(path)
    loader = recognise(opened, kind)
    made = extract(Reading(opened, loader.source(opened, "test", "2026-11-25"), PLACES, scope or Scope()), loader)
    assert made.read == made.accepted + made.rejected + made.left_out.total()
    return made


def written(folder: Path, text: str, name: str = "some.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def twinnings(made: Extract) -> list[Claim]:
    return [claim for claim in made.claims if claim.type == "TWINNED_WITH"]


def said(made: Extract) -> list[tuple[str, str, str, str]]:
    return [(claim.subject, claim.object, claim.start, claim.end) for claim in twinnings(made)]


CSV = (
    "item,itemLabel,partner,partnerLabel,partnerCoord,partnerCountryLabel,start,startPrecision,end\n"
    f'{ENTITY}Q101,Oldtown,{ENTITY}Q102,Neustadt,Point(7.5 51.5),Germany,1985-01-01T00:00:00Z,9,\n'
    f'{ENTITY}Q102,Neustadt,{ENTITY}Q101,Oldtown,,,1986-06-12T00:00:00Z,11,1999-01-01T00:00:00Z\n'
)  # fmt: skip
TSV = (
    "?item\t?itemLabel\t?partner\t?partnerLabel\t?partnerCoord\t?partnerCountryLabel\t?start\t?startPrecision\t?end\n"
    f'<{ENTITY}Q101>\t"Oldtown"@en\t<{ENTITY}Q102>\t"Neustadt"@en\t"Point(7.5 51.5)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>\t"Germany"@en\t'
    '"1985-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>\t"9"^^<http://www.w3.org/2001/XMLSchema#integer>\t\n'
    f'<{ENTITY}Q102>\t"Neustadt"@en\t<{ENTITY}Q101>\t"Oldtown"@en\t\t\t"1986-06-12T00:00:00Z"^^<x:dateTime>\t11\t"1999-01-01T00:00:00Z"^^<x:dateTime>\n'
)
BINDINGS = [
    {
        "item": {"type": "uri", "value": f"{ENTITY}Q101"}, "itemLabel": {"type": "literal", "value": "Oldtown"},
        "partner": {"type": "uri", "value": f"{ENTITY}Q102"}, "partnerLabel": {"type": "literal", "value": "Neustadt"},
        "partnerCoord": {"type": "literal", "value": "Point(7.5 51.5)"},
        "partnerCountryLabel": {"type": "literal", "value": "Germany"},
        "start": {"type": "literal", "value": "1985-01-01T00:00:00Z"},
        "startPrecision": {"type": "literal", "value": "9"},
    },
    {
        "item": {"type": "uri", "value": f"{ENTITY}Q102"}, "partner": {"type": "uri", "value": f"{ENTITY}Q101"},
        "start": {"type": "literal", "value": "1986-06-12T00:00:00Z"},
        "startPrecision": {"type": "literal", "value": "11"},
        "end": {"type": "literal", "value": "1999-01-01T00:00:00Z"},
    },
]  # fmt: skip
NAMES = ["item", "itemLabel", "partner", "partnerLabel", "partnerCoord", "partnerCountryLabel"]
NAMES += ["start", "startPrecision", "end"]
SPARQL = json.dumps({"head": {"vars": NAMES}, "results": {"bindings": BINDINGS}})
FLAT = json.dumps([{name: value["value"] for name, value in row.items()} for row in BINDINGS])


@pytest.mark.parametrize(("text", "name"), [(CSV, "q.csv"), (TSV, "q.tsv"), (SPARQL, "q.json"), (FLAT, "f.json")])
def test_every_form_of_a_querys_results_says_the_same(tmp_path: Path, text: str, name: str) -> None:
    made = load(written(tmp_path, text, name))
    assert made.loader.kind == "wikidata-query"
    assert said(made) == [
        ("wikidata:Q101", "wikidata:Q102", "1985", ""),
        ("wikidata:Q102", "wikidata:Q101", "1986-06-12", "1999"),
    ]
    assert [claim.status for claim in twinnings(made)] == ["active", "ended"]
    assert {claim.asserted_by for claim in made.claims} == {"third party"}
    partner = made.nodes["wikidata:Q102"]
    assert (partner.name, partner.latitude, partner.longitude) == ("Neustadt", 51.5, 7.5)
    assert ("wikidata:Q102", "LOCATED_IN", "iso:DE") in {(c.subject, c.type, c.object) for c in made.claims}
    assert "Wikidata" in made.source.title and made.source.licence == "CC0 1.0"


@pytest.mark.parametrize(
    "header",
    [
        "item,partner", "city,twin", "?city,?sisterCity", "city1,city2", "origin,destination", "place,twinned_town",
        "partner,item", "a,b", "from,to",
    ],
)  # fmt: skip
def test_variables_may_be_named_as_people_name_them(tmp_path: Path, header: str) -> None:
    made = load(written(tmp_path, f"{header}\n{ENTITY}Q1,{ENTITY}Q2\n"))
    assert {made.loader.kind} == {"wikidata-query"} and len(twinnings(made)) == 1


def test_columns_of_a_place_and_its_partner_are_told_apart() -> None:
    header = ["city", "cityLabel", "cityCountryLabel", "cityLat", "cityLon", "country", "twinCity", "twinCityLabel"]
    header += ["twinCityCountry", "twinCityCountryLabel", "twinCityLat", "twinCityLon", "population"]
    found = twin_columns(header, [{"city": "Q1", "twinCity": "Q2"}])
    assert found is not None
    assert (found.place.item, found.place.name, found.place.country_name) == ("city", "cityLabel", "cityCountryLabel")
    assert (found.partner.item, found.partner.country_name) == ("twinCity", "twinCityCountryLabel")
    assert (found.place.latitude, found.partner.longitude) == ("cityLat", "twinCityLon")


def test_rows_that_say_no_twinning_are_rejected_each_with_its_reason(tmp_path: Path) -> None:
    rows = ("Q1,Q2", "Q1,Q1", "Q1,", "Q1,_:t123456", "Q1,P190", "Q1,Q2", "Q2,Q1")
    made = load(written(tmp_path, "item,partner\n" + "".join(f"{row}\n" for row in rows)))
    assert (made.read, made.accepted, made.rejected, made.left_out.total()) == (7, 2, 4, 1)
    assert [r.line for r in made.rejections] == [3, 4, 5, 6]
    assert "itself" in made.rejections[0].reason
    assert len({frozenset((c.subject, c.object)) for c in made.claims}) == 1


def test_a_label_that_is_only_the_items_number_is_no_name(tmp_path: Path) -> None:
    made = load(written(tmp_path, "item,itemLabel,partner,partnerLabel\nQ1,Oldtown,Q2,Q2\nQ2,Neustadt,Q3,Q3\n"))
    assert made.nodes["wikidata:Q2"].name == "Neustadt"
    assert made.nodes["wikidata:Q3"].name == "Q3" and made.nodes["wikidata:Q3"].note


@pytest.mark.parametrize(
    ("time", "precision", "expected"),
    [
        ("1985-01-01T00:00:00Z", "9", "1985"),
        ("+1985-00-00T00:00:00Z", "9", "1985"),
        ("+1985-00-00T00:00:00Z", "", "1985"),
        ("1985-06-01T00:00:00Z", "10", "1985-06"),
        ("1985-06-12T00:00:00Z", "11", "1985-06-12"),
        ("1985-01-01T00:00:00Z", "11", "1985-01-01"),
        ("1985-01-01T00:00:00Z", "8", "198X"),
        ("1985-01-01T00:00:00Z", "7", "19XX"),
        ("1900-01-01T00:00:00Z", "7", "18XX"),
        ("1985-01-01T00:00:00Z", "", "1985"),
        ("1985-06-01T00:00:00Z", "", "1985-06"),
        ("1985-06-12", "", "1985-06-12"),
        ("1985", "", "1985"),
        ("1985-01-01T00:00:00Z", "6", None),
        ("-0300-01-01T00:00:00Z", "9", None),
        ("1985-13-01T00:00:00Z", "11", None),
        ("12/06/1985", "", None),
    ],
)
def test_a_time_is_no_more_precise_than_wikidata_holds_it(time: str, precision: str, expected: str | None) -> None:
    assert edtf(time, precision) == expected


@given(st.text(), st.text(max_size=3))
def test_any_text_is_a_date_or_none(time: str, precision: str) -> None:
    made = edtf(time, precision)
    assert made is None or period(made) is not None


@given(st.text())
def test_any_text_is_a_value_or_none(text: str) -> None:
    assert isinstance(plain(text), str) and (not item(text) or item(text)[0] == "Q")
    point(text)


@given(st.text().filter(lambda text: "\\" not in text and text.strip() == text))
def test_a_label_comes_out_of_the_long_form_as_it_went_in(text: str) -> None:
    escaped = text.replace('"', '\\"')
    assert plain(f'"{escaped}"@en-gb') == text


def test_a_date_that_can_not_be_recorded_is_remarked_and_the_row_kept(tmp_path: Path) -> None:
    rows = "Q1,Q2,12/06/1985,\nQ1,Q3,1990-01-01,1985-01-01\n"
    made = load(written(tmp_path, "item,partner,start,end\n" + rows))
    assert [(c.start, c.end) for c in twinnings(made)] == [("", ""), ("", "")]
    assert made.remarked.total() == 2 and made.rejected == 0


def test_a_file_of_a_year_says_as_of_and_not_since(tmp_path: Path) -> None:
    made = load(written(tmp_path, "item,partner\nQ1,Q2\n", "p190_2016.csv"))
    assert [(c.start, c.as_of) for c in twinnings(made)] == [("", "2016")]


def test_labels_lead_to_a_known_place_only_where_coordinates_and_country_fit(tmp_path: Path) -> None:
    rows = (
        "Leeds\tUnited Kingdom\t53.8\t-1.55\tBrno\t49.195\t16.608\tCzech Republic\n"
        "Leeds\tUnited Kingdom\t53.8\t-1.55\tLille\t40.0\t9.0\tFrance\n"
        "Leeds\tUnited Kingdom\t53.8\t-1.55\tBrno\t49.195\t16.608\tNowhereland\n"
    )
    made = load(written(tmp_path, LABELS + rows, "labels.tsv"))
    assert made.loader.kind == "wikidata-labels"
    assert [claim.object for claim in twinnings(made)] == [BRNO, "local:city:fr-lille-40-0n-9-0e"]
    assert made.left_out.total() == 1
    assert {claim.subject for claim in twinnings(made)} == {LEEDS}


def test_two_namesakes_in_one_country_are_two_places_and_one_given_twice_is_one(tmp_path: Path) -> None:
    rows = "".join(
        f"Leeds\tUnited Kingdom\t53.8\t-1.55\tSalzdorf\t{latitude}\t{longitude}\tGermany\n"
        for latitude, longitude in ((48.35, 10.98), (50.34, 8.76), (48.349, 10.949))
    )
    made = load(written(tmp_path, LABELS + rows, "labels.tsv"))
    assert len({claim.object for claim in twinnings(made)}) == 2


def test_coordinates_off_the_globe_and_unknown_countries_are_remarked(tmp_path: Path) -> None:
    made = load(written(tmp_path, LABELS + "Leeds\tUnited Kingdom\t53.8\t-1.55\tX\t95\t7\tNowhereland\n", "labels.tsv"))
    assert {remark.field for remark in made.remarks} >= {"destinationlat", "destination_countryLabel"}
    assert made.nodes["local:city:x"].latitude is None


def test_pairs_and_names_without_a_header_are_told_apart_and_fit_together(tmp_path: Path) -> None:
    pairs = load(written(tmp_path, "Q1\tQ2\nQ2\tQ1\nQ1\tQ1\nQ1\tx\n" + "Q1\tQ3\n", "p.tsv"), kind="wikidata-pairs")
    assert said(pairs) == [
        ("wikidata:Q1", "wikidata:Q2", "", ""),
        ("wikidata:Q2", "wikidata:Q1", "", ""),
        ("wikidata:Q1", "wikidata:Q3", "", ""),
    ]
    assert pairs.rejected == 2
    assert recognise(open_file(written(tmp_path, "Q1\tQ2\n", "p.tsv"))).kind == "wikidata-pairs"
    names = load(written(tmp_path, "Q1\tOldtown\nQ2\tLandkreis Neustadt\nQ1\tAgain\nQ3\t\nQ4\tQ4\n", "n.tsv"))
    assert names.loader.kind == "wikidata-names"
    assert {node.id: (node.label, node.name) for node in names.nodes.values()} == {
        "wikidata:Q1": ("City", "Oldtown"),
        "wikidata:Q2": ("District", "Landkreis Neustadt"),
    }
    assert "line 1" in names.rejections[0].reason


def snak(value: object) -> dict[str, object]:
    return {"snaktype": "value", "datavalue": {"value": value}}


def entity() -> dict[str, object]:
    def twin(number: str, rank: str = "normal", **qualifiers: object) -> dict[str, object]:
        return {"mainsnak": snak({"id": number}), "rank": rank, "qualifiers": qualifiers}

    start = [snak({"time": "+1985-06-00T00:00:00Z", "precision": 10})]
    return {
        "type": "item", "id": "Q101", "modified": "2016-09-07T10:31:04Z",
        "labels": {"de": {"value": "Altstadt"}, "en": {"value": "Oldtown"}},
        "aliases": {"en": [{"value": "The Old Town"}]},
        "claims": {
            "P625": [{"mainsnak": snak({"latitude": 51.0, "longitude": 11.5})}],
            "P190": [
                twin("Q102", P580=start), twin("Q103", rank="deprecated"),
                twin("Q104", P582=[{"snaktype": "somevalue"}]), {"mainsnak": {"snaktype": "somevalue"}},
            ],
        },
    }  # fmt: skip


@pytest.mark.parametrize("wrapped", [True, False])
def test_an_entitys_statements_are_claims_but_for_deprecated_ones(tmp_path: Path, wrapped: bool) -> None:
    held = {"entities": {"Q101": entity()}, "success": 1} if wrapped else entity()
    made = load(written(tmp_path, json.dumps(held), "e.json"))
    assert made.loader.kind == "wikidata-entity" and made.source.as_of == "2016-09-07"
    assert [(c.object, c.start, c.status) for c in twinnings(made)] == [
        ("wikidata:Q102", "1985-06", "active"),
        ("wikidata:Q104", "", "ended"),
    ]
    assert (made.read, made.rejected, dict(made.left_out)) == (5, 1, {"deprecated on Wikidata": 1})
    assert (made.nodes["wikidata:Q101"].name, made.nodes["wikidata:Q101"].aliases) == (
        "Oldtown",
        ("Altstadt", "The Old Town"),
    )


def test_an_entity_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    text = json.dumps({"entities": {"Q101": entity()}})
    with pytest.raises(DataError, match="breaks off"):
        load(written(tmp_path, text[:-40], "e.json"))


def test_the_listed_city_resolves_by_its_country_and_a_sister_only_by_her_own(tmp_path: Path) -> None:
    rows = (
        '1,United Kingdom,Leeds,"Brno, Czech Republic"\n2,United Kingdom,Leeds,Lille\n3,Germany,Leeds,Dortmund\n'
        '4,United Kingdom,Leeds,"Savannah, Georgia"\n5,United Kingdom,Leeds,Lille[2]\n6,United Kingdom,Leeds,\n'
    )
    made = load(written(tmp_path, ",country,city,sister\n" + rows, "list.csv"))
    assert made.loader.kind == "twin-list" and "Wikipedia" in made.source.title
    assert made.source.licence == "CC BY-SA 4.0"
    assert [(c.subject, c.object) for c in twinnings(made)] == [
        (LEEDS, BRNO),
        (LEEDS, "local:city:lille"),
        ("local:city:de-leeds", "local:city:dortmund"),
        (LEEDS, "local:city:savannah-georgia"),
    ]
    placed = {c.subject: c.object for c in made.claims if c.type == "LOCATED_IN"}
    assert placed["local:city:de-leeds"] == "iso:DE" and "local:city:savannah-georgia" not in placed
    assert (made.rejected, made.left_out.total()) == (1, 1)


def test_a_column_that_says_behind_its_word_which_place_it_speaks_of_is_read(tmp_path: Path) -> None:
    header = "country1Label,a,aLabel,b,bLabel,country2Label,coordB"
    row = f"United Kingdom,{ENTITY}Q101,Ashby,{ENTITY}Q102,Birk,Germany,Point(9.5 50.5)"
    made = load(written(tmp_path, f"{header}\n{row}\n"))
    assert {node.name for node in made.nodes.values()} >= {"Ashby", "Birk"}
    placed = {c.subject: c.object for c in made.claims if c.type == "LOCATED_IN"}
    assert (placed["wikidata:Q101"], placed["wikidata:Q102"]) == ("iso:GB", "iso:DE")
    assert made.nodes["wikidata:Q102"].latitude == 50.5


def test_an_items_number_in_geonames_is_kept_where_the_query_asked_for_it(tmp_path: Path) -> None:
    made = load(written(tmp_path, "item,geonamesId,partner,partnerGeonames\nQ101,2644688,Q102,none\n"))
    assert made.nodes["wikidata:Q101"].properties == (("geonames", "2644688"),)
    assert made.nodes["wikidata:Q102"].properties == ()


def test_a_column_named_by_the_property_holds_the_partner(tmp_path: Path) -> None:
    made = load(written(tmp_path, "item,P190\nQ101,Q102\n"))
    assert said(made) == [("wikidata:Q101", "wikidata:Q102", "", "")]


def test_the_letters_of_a_state_are_not_taken_for_a_country(tmp_path: Path) -> None:
    rows = 'United Kingdom,Leeds,"Sacramento, CA"\nUnited Kingdom,Leeds,"Portland, OR"\n'
    made = load(written(tmp_path, "country,city,sister\n" + rows, "list.csv"))
    assert [c.object for c in twinnings(made)] == ["local:city:sacramento-ca", "local:city:us-portland-or"]
    placed = {c.subject: c.object for c in made.claims if c.type == "LOCATED_IN"}
    assert placed["local:city:us-portland-or"] == "iso:US" and "local:city:sacramento-ca" not in placed


def test_several_sisters_in_one_cell_are_a_claim_each_and_one_row(tmp_path: Path) -> None:
    rows = 'United Kingdom,Leeds,"Brno, Czech Republic; Lille, France"\nUnited Kingdom,Leeds,"Brno, Czech Republic"\n'
    made = load(written(tmp_path, "country,city,sister\n" + rows, "list.csv"))
    assert [c.object for c in twinnings(made)] == [BRNO, LILLE]
    assert (made.read, made.accepted, made.left_out.total()) == (2, 1, 1)


def test_a_state_or_nation_behind_a_sisters_name_tells_her_country(tmp_path: Path) -> None:
    names = ("Fleetwood, Pennsylvania", "Perth, Ontario", "Newport, Wales", "Savannah, Georgia", "Kassel, Hesse")
    rows = "".join(f'United Kingdom,Leeds,"{name}"\n' for name in names)
    made = load(written(tmp_path, "country,city,sister\n" + rows, "list.csv"))
    placed = {made.nodes[c.subject].name: c.object for c in made.claims if c.type == "LOCATED_IN"}
    assert [placed.get(name, "") for name in names[:2]] == ["iso:US", "iso:CA"]
    assert [c.object for c in twinnings(made)][2] == "gss:W06000022"
    assert not {"Savannah, Georgia", "Kassel, Hesse"} & set(placed)


def test_a_footnotes_mark_is_taken_off_a_name_and_remarked(tmp_path: Path) -> None:
    made = load(written(tmp_path, "country,city,sister\nUnited Kingdom,Leeds,Lille[1]\n"))
    assert made.nodes["local:city:lille"].name == "Lille"
    assert [r.value for r in made.remarks if "footnote" in r.reason] == ["Lille[1]"]


def test_markup_in_a_name_stays_text_as_published(tmp_path: Path) -> None:
    made = load(written(tmp_path, "country,city,sister\nUnited Kingdom,Leeds,<b>St&amp;John</b>\n"))
    assert "<b>St&amp;John</b>" in {node.name for node in made.nodes.values()}


def test_only_what_was_asked_for_is_taken(tmp_path: Path) -> None:
    rows = (
        "Leeds\tUnited Kingdom\t53.8\t-1.55\tBrno\t49.195\t16.608\tCzech Republic\n"
        "Bocholt\tGermany\t51.8\t6.6\tAalter\t51.1\t3.4\tBelgium\n"
    )
    path = written(tmp_path, LABELS + rows, "labels.tsv")
    for scope in (Scope(places=frozenset({BRNO})), Scope(countries=frozenset({"iso:GB"}))):
        made = load(path, scope)
        assert [(c.subject, c.object) for c in twinnings(made)] == [(LEEDS, BRNO)]
    pairs = load(written(tmp_path, "Q1\tQ2\nQ1\tQ3\n", "p.tsv"), Scope(places=frozenset({BRNO})))
    assert len(twinnings(pairs)) == 2
    assert [remark.reason for remark in pairs.remarks] == ["the file does not tell whether this was asked for; taken"]


def test_results_without_two_places_are_refused_with_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="two columns of items"):
        load(written(tmp_path, "name,phase\nx,y\n"), kind="wikidata-query")


@pytest.mark.parametrize(
    ("name", "kind", "read", "left_out", "claims"),
    [
        ("wikidata_entity_Q3955_weimar.json", "wikidata-entity", 6, 0, 5),
        ("wikidata_p190_names_2016_two_hops.tsv", "wikidata-names", 190, 0, 0),
        ("wikidata_p190_pairs_2016_two_hops.tsv", "wikidata-pairs", 450, 0, 450),
        ("wikidata_sparql_germany_first2000.tsv", "wikidata-labels", 2000, 46, 1954),
        ("wikidata_sparql_uk.tsv", "wikidata-labels", 1025, 9, 1016),
        ("wikipedia_sister_cities_uk_cn_za_cz_2025.csv", "twin-list", 2589, 0, 2589),
    ],
)
def test_each_sample_loads_and_its_numbers_add_up(name: str, kind: str, read: int, left_out: int, claims: int) -> None:
    made = load(sample(f"twinning/{name}"))
    assert (made.loader.kind, made.read, made.left_out.total(), made.rejected) == (kind, read, left_out, 0)
    assert len(twinnings(made)) == claims
    assert {end for c in made.claims for end in (c.subject, c.object)} <= made.nodes.keys()


def test_who_brno_and_leeds_are_twinned_with_according_to_wikidata_is_found_on_their_own_ids() -> None:
    made = load(sample("twinning/wikidata_sparql_uk.tsv"))
    assert {(c.subject, c.object) for c in twinnings(made) if BRNO in (c.subject, c.object)} == {(LEEDS, BRNO)}
    with (DATA / "claims.csv").open(encoding="utf-8", newline="") as stream:
        curated = {
            frozenset((row["subject"], row["object"]))
            for row in csv.DictReader(stream)
            if row["type"] == "TWINNED_WITH"
        }
    found = Counter(pair for c in twinnings(made) if (pair := frozenset((c.subject, c.object))) in curated)
    assert len(found) == 6 and frozenset((LEEDS, LILLE)) in found
