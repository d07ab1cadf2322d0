"""Areas of schools and charities: local authorities in England and Wales, and the countries of the world.

Names and codes are real. The grid references are rough centres in kilometres.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


def _several(names: str) -> tuple[str, ...]:
    return tuple(names.split(";"))


REGIONS = {
    "North East": "A",
    "North West": "B",
    "Yorkshire and the Humber": "D",
    "East Midlands": "E",
    "West Midlands": "F",
    "East of England": "G",
    "London": "H",
    "South East": "J",
    "South West": "K",
    "Wales (pseudo)": "W",
}
METROPOLITAN = (
    "Greater Manchester",
    "Merseyside",
    "South Yorkshire",
    "Tyne and Wear",
    "West Midlands",
    "West Yorkshire",
)
THROUGHOUT = ("Throughout England And Wales", "Throughout England", "Throughout London", "Throughout Wales")

# Spelt as in the register: capitalised words, former names, and parts of countries.
_COUNTRIES = {
    "Africa": (
        "Algeria;Angola;Benin;Botswana;Burkina Faso;Burundi;Cameroon;Cape Verde;Central African Republic;Chad;Comoros;"
        "Congo;Congo (Democratic Republic);Djibouti;Egypt;Equatorial Guinea;Eritrea;Eswatini;Ethiopia;Gabon;The Gambia;"
        "Ghana;Guinea;Guinea-bissau;Ivory Coast;Kenya;Lesotho;Liberia;Libya;Madagascar;Malawi;Mali;Mauritania;"
        "Mauritius;Morocco;Mozambique;Namibia;Niger;Nigeria;Rwanda;São Tomé And Principe;Senegal;"
        "Seychelles;Sierra Leone;Somalia;South Africa;South Sudan;"
        "Sudan;Tanzania;Togo;Tunisia;Uganda;Western Sahara;Zambia;Zimbabwe"
    ),
    "Asia": (
        "Abu Dhabi;Afghanistan;Armenia;Azerbaijan;Bahrain;Bangladesh;Bhutan;Brunei;Burma;Cambodia;China;Dubai;"
        "East Timor;Georgia;Hong Kong;India;Indonesia;Iran;Iraq;Israel;Japan;Jordan;Kazakhstan;Kuwait;Kyrgyzstan;Laos;"
        "Lebanon;Macau;Malaysia;Maldives;Mongolia;Nepal;North Korea;Occupied Palestinian Territories;Oman;Pakistan;"
        "Philippines;Qatar;Saudi Arabia;Singapore;South Korea;Sri Lanka;Syria;Taiwan;Tajikistan;Thailand;Turkmenistan;"
        "United Arab Emirates;Uzbekistan;Vietnam;Yemen"
    ),
    "Europe": (
        "Albania;Andorra;Austria;Belarus;Belgium;Bosnia And Herzegovina;Bulgaria;Croatia;Cyprus;Czech Republic;Denmark;"
        "Estonia;Finland;France;Germany;Gibraltar;Greece;Guernsey;Hungary;Iceland;Ireland;Isle Of Man;Italy;Jersey;"
        "Kosovo;Latvia;Liechtenstein;Lithuania;Luxembourg;Macedonia;Malta;Moldova;Monaco;Montenegro;Netherlands;"
        "Northern Ireland;Norway;Poland;Portugal;Romania;Russia;San Marino;Scotland;Serbia;Slovakia;Slovenia;Spain;"
        "Sweden;Switzerland;Turkey;Ukraine;Vatican City"
    ),
    "North America": (
        "Antigua And Barbuda;The Bahamas;Barbados;Belize;Bermuda;Canada;Costa Rica;Cuba;Dominica;Dominican Republic;"
        "El Salvador;Grenada;Guatemala;Haiti;Honduras;Jamaica;Mexico;Montserrat;Nicaragua;Panama;Puerto Rico;"
        "St Kitts And Nevis;St Lucia;Saint Vincent;Trinidad And Tobago;United States"
    ),
    "Oceania": "Australia;Fiji;Kiribati;New Zealand;Papua New Guinea;Samoa;Solomon Islands;Tonga;Tuvalu;Vanuatu",
    "South America": (
        "Argentina;Bolivia;Brazil;Chile;Colombia;Ecuador;Falkland Islands;Guyana;Paraguay;Peru;Suriname;Uruguay;"
        "Venezuela"
    ),
}
CONTINENTS = tuple(_COUNTRIES)
COUNTRIES = tuple((name, continent) for continent, names in _COUNTRIES.items() for name in _several(names))
# The countries in which charities of England and Wales work most, and China, because questions ask about it.
BUSIEST = _several(
    "India;Kenya;Scotland;Uganda;Ireland;United States;France;South Africa;Nigeria;Ghana;Pakistan;Germany;Israel;"
    "Tanzania;Nepal;China;Northern Ireland;Ethiopia;Bangladesh;Malawi"
)


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority.

    `code` is from the Department for Education, `gss` from the Office for National Statistics. `districts` are pairs of
    code and name; an authority without districts is its own. `charities` is the spelling in the charity register.
    `easting` and `northing` are kilometres on the National Grid.
    """

    code: int
    name: str
    gss: str
    region: str
    county: str
    town: str
    postcode: str
    easting: int
    northing: int
    districts: tuple[tuple[str, str], ...]
    charities: str

    @property
    def parent(self) -> tuple[str, str]:
        """The wider area in the charity register, as type and description. Both are empty for most."""
        if self.region == "London":
            return "Metropolitan Counties", "Greater London"
        return ("Metropolitan Counties", self.county.title()) if self.county in METROPOLITAN else ("", "")


@cache
def authorities() -> tuple[Authority, ...]:
    """All local authorities, in the order of the file."""
    with (Path(__file__).parent / "authorities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_authority(row) for row in csv.DictReader(file))


def _authority(row: dict[str, str]) -> Authority:
    below = tuple((text[:9], text[10:]) for text in row["districts"].split(";") if text)
    return Authority(
        int(row["code"]),
        row["name"],
        row["gss"],
        row["region"],
        row["county"],
        row["town"],
        row["postcode"],
        int(row["easting"]),
        int(row["northing"]),
        below or ((row["gss"], row["name"]),),
        row["charities"] or row["name"].title(),
    )
