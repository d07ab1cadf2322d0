"""A city is matched by name with country, region or coordinates, never by its name alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loaders.places.gazetteers import LEEDS, NEWCASTLE, PLACES, gazetteer, town


def test_a_name_alone_never_resolves_and_names_the_candidate() -> None:
    found = PLACES.city("Leeds")
    assert (found.id, found.candidates) == ("", (LEEDS,))
    assert PLACES.city("Atlantis", country="Greece").candidates == ()


@pytest.mark.parametrize("country", ["GB", "iso:GB", "United Kingdom"])
def test_a_city_resolves_by_name_and_country(country: str) -> None:
    found = PLACES.city("LEEDS", country=country)
    assert (found.id, found.reasons) == (LEEDS, ("name", "country"))
    assert PLACES.city("Newcastle", country="Australia").id == ""


def test_own_scripts_former_names_and_accents_lead_to_the_city() -> None:
    assert PLACES.city("武汉", country="中国").id == "geonames:1791247"
    assert PLACES.city("Brunn", country="Czechia").id == PLACES.city("Brno", country="CZ").id == "geonames:3078610"


def test_coordinates_decide_and_speak_against_a_namesake() -> None:
    assert PLACES.city("Melbourne", latitude=-37.8, longitude=144.9).id == "geonames:2158177"
    assert PLACES.city("Melbourne", latitude=28.08, longitude=-80.6).id == ""
    assert PLACES.city("Melbourne", country="Australia", latitude=28.08, longitude=-80.6).id == ""


def test_a_name_with_its_region_or_country_after_a_comma_must_lie_there() -> None:
    birmingham = town(1, "Birmingham", (33.52, -86.8))
    places = gazetteer((birmingham, "geonames:41"), (town(2, "Newcastle", (-32.9, 151.8)), "geonames:42"))
    assert places.city("Birmingham, Alabama").id == "geonames:1"
    assert places.city("Birmingham, Alabama", country="US").id == "geonames:1"
    assert places.city("Birmingham, Alabama", country="GB").id == ""
    assert places.city("Birmingham, England").id == "gss:E08000025"
    assert places.city("Newcastle, New South Wales").id == "geonames:2"
    assert places.city("Newcastle", country="Australia", region="New South Wales").id == "geonames:2"
    assert places.city("Newcastle, Ohio").id == ""
    assert places.city("Bexley (London borough)").id == "gss:E09000004"
    assert places.city("Leeds (West Yorkshire)").id == LEEDS


def test_the_letters_of_a_state_behind_a_name_are_as_good_as_its_name() -> None:
    places = gazetteer((town(1, "Birmingham", (33.52, -86.8)), "geonames:41"))
    # AL is also Albania. The town is in Alabama.
    assert places.city("Birmingham, AL").id == places.city("Birmingham, AL", country="US").id == "geonames:1"
    assert places.city("Birmingham, OR").id == places.city("Birmingham, AL", country="GB").id == ""
    albanian = gazetteer(
        (town(1, "Birmingham", (33.52, -86.8)), "geonames:41"), (town(3, "Birmingham", (41.3, 19.8)), "iso:AL")
    )
    assert albanian.city("Birmingham, AL").candidates == ("geonames:1", "geonames:3")


def test_two_towns_of_one_name_in_one_country_are_left_open_with_both_named() -> None:
    places = gazetteer((town(1, "Newport", (40.0, -90.0)), "iso:US"), (town(2, "Newport", (41.5, -71.3)), "iso:US"))
    found = places.city("Newport", country="US")
    assert (found.id, found.candidates) == ("", ("geonames:1", "geonames:2"))
    assert places.city("Newport", country="US", latitude=41.4, longitude=-71.3).id == "geonames:2"


def test_a_country_that_fits_lets_a_large_citys_middle_be_farther_off() -> None:
    places = gazetteer((town(1, "Roma", (41.89, 12.48)), "iso:IT"), (town(2, "Roma", (-26.57, 148.78)), "iso:AU"))
    assert places.city("Roma", country="Italy", latitude=41.53, longitude=12.29).id == "geonames:1"
    assert places.city("Roma", latitude=41.53, longitude=12.29).id == ""
    assert places.city("Roma", country="Italy", latitude=41.0, longitude=12.29).id == ""


def test_of_two_that_a_country_lets_be_farther_off_the_near_one_is_meant() -> None:
    places = gazetteer((town(1, "Newport", (40.0, -90.0)), "iso:US"), (town(2, "Newport", (40.35, -90.0)), "iso:US"))
    assert places.city("Newport", country="US", latitude=40.05, longitude=-90.0).id == "geonames:1"


def test_coordinates_the_wrong_way_round_are_known_by_where_they_lead() -> None:
    places = gazetteer((town(1, "South Bend", (41.68, -86.25)), "iso:US"))
    found = places.city("South Bend", country="US", latitude=-86.2532, longitude=41.6754)
    assert (found.id, found.reasons[-1]) == ("geonames:1", "within 1 km, longitude before latitude")


def test_the_curated_city_of_that_very_name_comes_before_a_village_but_not_by_another_name() -> None:
    villages = (town(1, "Leeds", (51.25, 0.61)), "iso:GB"), (town(2, "Newcastle", (52.43, -3.11)), "iso:GB")
    places = gazetteer(*villages)
    assert places.city("Leeds", country="GB").id == LEEDS
    assert places.city("Leeds", country="GB", latitude=51.25, longitude=0.6).id == "geonames:1"
    assert places.city("Newcastle", country="GB").candidates == ("geonames:2", NEWCASTLE)


def test_a_city_comes_before_the_district_that_shares_its_name() -> None:
    places = gazetteer((town(1, "York", (53.96, -1.08)), "gss:E06000014"))
    assert places.city("York", country="GB").id == "geonames:1"
    assert PLACES.city("York", country="GB").id == "gss:E06000014"


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_gives_an_answer_and_never_a_city_by_its_name_alone(name: str, other: str) -> None:
    assert PLACES.area_of_operation(other, name) is None or PLACES.node(str(PLACES.area_of_operation(other, name)))
    assert PLACES.area(name) is None or PLACES.area(name) in PLACES.areas.known
    assert PLACES.city(name.replace(",", "").replace("(", "")).id == ""
    assert PLACES.country(name) is None or PLACES.country(name) in PLACES.countries.known
