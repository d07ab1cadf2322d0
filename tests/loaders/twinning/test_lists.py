"""Twinnings in Wikidata and Wikipedia become third-party claims. Places are never merged by name alone."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from graph.model.data_folder import SHIPPED_DATA
from loaders.base import Scope
from loaders.files.probe import open_file
from loaders.registry import recognise
from tests.loaders.samples import sample
from tests.loaders.twinning.twinning_files import load, said, twinnings, written

LEEDS, LILLE, BRNO = "geonames:2644688", "geonames:2998324", "geonames:3078610"

LABELS = (
    "origincityLabel\torigincountry\toriginlat\toriginlong\t"
    "sistercityLabel\tdestinationlat\tdestinationlong\tdestination_countryLabel\n"
)


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


def test_a_country_behind_the_sister_is_hers_unless_all_of_a_citys_sisters_are_in_one(tmp_path: Path) -> None:
    rows = "Leeds,Brno,Czech Republic\nLeeds,Lille,France\nBrno,Leeds,United Kingdom\n"
    made = load(written(tmp_path, "Town,Twin town,Country\n" + rows, "list.csv"))
    assert [c.object for c in twinnings(made)] == [BRNO, LILLE, LEEDS]
    assert {c.subject for c in twinnings(made)} == {"local:city:leeds", "local:city:brno"}
    rows = "Leeds,Brno,United Kingdom\nLeeds,Lille,United Kingdom\nBrno,Leeds,Czech Republic\n"
    made = load(written(tmp_path, "city,sister,country\n" + rows, "list.csv"))
    assert {c.subject for c in twinnings(made)} == {LEEDS, BRNO}


@pytest.mark.parametrize("heading", ["Since", "Twinned since", "year_established", "Date signed", "Year"])
def test_since_when_is_taken_from_a_column_that_says_so(tmp_path: Path, heading: str) -> None:
    rows = "UK,Leeds,Brno,Czechia,1992\nUK,Leeds,Lille,France,1968-05-02\nUK,Leeds,Dortmund,Germany,May 1969\n"
    made = load(written(tmp_path, f"Country,City,Sister city,Sister country,{heading}\n{rows}", "list.csv"))
    assert [start for _, _, start, _ in said(made)] == ["1992", "1968-05-02", ""]
    assert [(r.field, r.value) for r in made.remarks if "not a year" in r.reason] == [(heading, "May 1969")]


def test_a_year_that_is_the_same_in_every_row_is_not_since_when(tmp_path: Path) -> None:
    rows = "UK,Leeds,Brno,2025\nUK,Leeds,Lille,2025\n"
    made = load(written(tmp_path, "country,city,sister,year\n" + rows, "list.csv"))
    assert {start for _, _, start, _ in said(made)} == {""}


def test_sisters_written_as_a_list_of_python_are_a_claim_each(tmp_path: Path) -> None:
    rows = """Leeds,England,United Kingdom,"['Lille, France', ""Brno, Czech Republic""]"\n"""
    made = load(written(tmp_path, "name,state,country,sister_cities\n" + rows, "list.csv"))
    assert [(c.subject, c.object) for c in twinnings(made)] == [(LEEDS, LILLE), (LEEDS, BRNO)]


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
    assert [remark.reason for remark in pairs.remarks] == [
        "the file doesn't say whether this is in the chosen places; loaded all the same"
    ]


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
    with (SHIPPED_DATA / "claims.csv").open(encoding="utf-8", newline="") as stream:
        curated = {
            frozenset((row["subject"], row["object"]))
            for row in csv.DictReader(stream)
            if row["type"] == "TWINNED_WITH"
        }
    found = Counter(pair for c in twinnings(made) if (pair := frozenset((c.subject, c.object))) in curated)
    assert len(found) == 6 and frozenset((LEEDS, LILLE)) in found
