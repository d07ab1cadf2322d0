"""Query results give the same records in every format and under every usual heading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from datasets.run_loader import LoaderOutput
from graph.model.errors import DataError
from loaders.twinning.wikidata_columns import twin_columns
from tests.loaders.twinning.twinning_files import load, said, twinnings, written

ENTITY = "http://www.wikidata.org/entity/"

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


LINES = "\n".join(map(json.dumps, json.loads(FLAT)))


@pytest.mark.parametrize(
    ("text", "name"),
    [(CSV, "q.csv"), (TSV, "q.tsv"), (SPARQL, "q.json"), (FLAT, "f.json"), (LINES, "f.jsonl")],
)
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


def test_a_date_that_can_not_be_recorded_is_remarked_and_the_row_kept(tmp_path: Path) -> None:
    rows = "Q1,Q2,12/06/1985,\nQ1,Q3,1990-01-01,1985-01-01\n"
    made = load(written(tmp_path, "item,partner,start,end\n" + rows))
    assert [(c.start, c.end) for c in twinnings(made)] == [("", ""), ("", "")]
    assert made.warnings.total() == 2 and made.rejected == 0


def test_a_file_of_a_year_says_as_of_and_not_since(tmp_path: Path) -> None:
    made = load(written(tmp_path, "item,partner\nQ1,Q2\n", "p190_2016.csv"))
    assert [(c.start, c.as_of) for c in twinnings(made)] == [("", "2016")]


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


def test_results_without_two_places_are_refused_with_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="two columns of items"):
        load(written(tmp_path, "name,phase\nx,y\n"), kind="wikidata-query")


@pytest.mark.parametrize(
    "header",
    ["ville,villeLabel,jumelage,jumelageLabel", "stadt,stadtLabel,partnerstadt,partnerstadtLabel",
     "mesto,mestoLabel,partnerske_mesto,partnerske_mestoLabel", "ciudad,ciudadLabel,hermanada,hermanadaLabel",
     "stad,stadLabel,vänort,vänortLabel", "城市,城市Label,友好城市,友好城市Label"],
)  # fmt: skip
def test_a_query_may_name_its_variables_in_other_languages(tmp_path: Path, header: str) -> None:
    made = load(written(tmp_path, f"{header}\n{ENTITY}Q101,Oldtown,{ENTITY}Q102,Neustadt\n", "q.csv"))
    assert made.loader.kind == "wikidata-query"
    assert said(made) == [("wikidata:Q101", "wikidata:Q102", "", "")]
    assert {node.name for node in made.nodes.values()} == {"Oldtown", "Neustadt"}


def placed(made: LoaderOutput) -> set[tuple[str, str]]:
    return {(claim.subject, claim.object) for claim in made.claims if claim.type == "LOCATED_IN"}


def test_a_country_that_names_no_end_is_that_of_the_end_it_varies_with(tmp_path: Path) -> None:
    header = "item,itemLabel,partner,partnerLabel,country,countryLabel\n"
    france, germany = f"{ENTITY}Q142,France", f"{ENTITY}Q183,Germany"
    theirs = f"{ENTITY}Q101,Oldtown,{ENTITY}Q102,Neustadt,{germany}\n{ENTITY}Q101,Oldtown,{ENTITY}Q103,Vieux,{france}\n"
    made = load(written(tmp_path, header + theirs, "q.csv"))
    assert placed(made) >= {("wikidata:Q102", "iso:DE"), ("wikidata:Q103", "iso:FR")}
    assert not {one for one in placed(made) if one[0] == "wikidata:Q101"}
    own = f"{ENTITY}Q103,Vieux,{ENTITY}Q102,Neustadt,{france}\n{ENTITY}Q103,Vieux,{ENTITY}Q101,Oldtown,{france}\n"
    made = load(written(tmp_path, header + own, "q.csv"))
    assert ("wikidata:Q103", "iso:FR") in placed(made) and ("wikidata:Q102", "iso:FR") not in placed(made)


def test_a_country_of_which_no_row_tells_whose_it_is_is_not_read(tmp_path: Path) -> None:
    header = "item,itemLabel,partner,partnerLabel,country,countryLabel\n"
    made = load(written(tmp_path, f"{header}{ENTITY}Q101,Oldtown,{ENTITY}Q102,Vieux,{ENTITY}Q142,France\n", "q.csv"))
    assert placed(made) == set()


def test_the_label_of_something_else_is_no_places_name(tmp_path: Path) -> None:
    rows = f"{ENTITY}Q101,Some Region,{ENTITY}Q102,Neustadt\n"
    made = load(written(tmp_path, f"item,regionLabel,partner,partnerLabel\n{rows}", "q.csv"))
    assert {node.name for node in made.nodes.values()} == {"Q101", "Neustadt"}
