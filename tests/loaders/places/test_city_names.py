"""A city's name is separated from the office, state or rank that a list adds."""

from __future__ import annotations

import pytest

from loaders.places.city_names import is_larger, plain_name, spellings


@pytest.mark.parametrize(
    ("name", "country", "wanted"),
    [
        ("Albany, NY", "iso:US", ("Albany", "New York")),
        ("City of Richmond, BC", "iso:CA", ("Richmond", "British Columbia")),
        ("Prefeitura de Sobral", "iso:BR", ("Sobral", "")),
        ("Prefeitura do município de Paiçandu", "iso:BR", ("Paiçandu", "")),
        ("Municipalidad Distrital de La Molina", "iso:PE", ("La Molina", "")),
        ("Comune di Bologna", "iso:IT", ("Bologna", "")),
        ("Landeshauptstadt Magdeburg", "iso:DE", ("Magdeburg", "")),
        ("Stadt Zürich", "iso:CH", ("Zürich", "")),
        ("Aarhus Kommune", "iso:DK", ("Aarhus", "")),
        ("Hanamaki City", "iso:JP", ("Hanamaki", "")),
        ("Ashoro-Town", "iso:JP", ("Ashoro", "")),
        ("Dunedin City Council", "iso:NZ", ("Dunedin", "")),
        ("Bhopal Municipal Corporation", "iso:IN", ("Bhopal", "")),
    ],
)
def test_the_office_and_the_state_are_told_from_the_name(name: str, country: str, wanted: tuple[str, str]) -> None:
    assert wanted in list(spellings(name, country))


@pytest.mark.parametrize(
    ("name", "country", "never"),
    [
        ("Iowa City", "iso:US", "Iowa"),
        ("Perth, CA", "iso:AU", "Perth"),
        ("Stadtlohn", "iso:DE", "lohn"),
        ("Council", "iso:US", ""),
        ("City of London", "", "of London"),
    ],
)
def test_what_belongs_to_a_name_stays(name: str, country: str, never: str) -> None:
    assert never not in [spelt for spelt, _ in spellings(name, country)]


def test_a_county_keeps_its_whole_name() -> None:
    assert is_larger("Dane County, WI")
    assert not is_larger("Countyville")
    assert not is_larger("Región Metropolitana de Santiago")
    assert plain_name("Essex County Council") == "Essex County Council"
