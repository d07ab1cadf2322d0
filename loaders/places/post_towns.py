"""Finds the place of a contact address by its post town, if the postcode doesn't contradict it.

A post town extends beyond the city of its name: NE20 has the post town Newcastle upon Tyne and is in Northumberland.
So a constituency without the town's name counts against it, where a file gives a constituency.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.model.text import fold
from loaders.base import PlaceLookup

COUNTRY = "iso:GB"
POSTCODE = re.compile(r"(([A-Z]{1,2})\d[A-Z\d]?) ?\d[A-Z]{2}")
# Postcode areas of Royal Mail with the post town that each is named after, and other large or ambiguous post towns.
# London is missing: it has eight areas, and its constituencies carry the names of boroughs.
AREAS = {
    "AL": "St Albans", "B": "Birmingham", "BA": "Bath", "BB": "Blackburn", "BD": "Bradford", "BH": "Bournemouth",
    "BL": "Bolton,Bury", "BN": "Brighton", "BS": "Bristol", "CA": "Carlisle", "CB": "Cambridge", "CF": "Cardiff",
    "CH": "Chester", "CM": "Chelmsford", "CO": "Colchester", "CR": "Croydon", "CT": "Canterbury", "CV": "Coventry",
    "CW": "Crewe", "DA": "Dartford", "DE": "Derby", "DH": "Durham", "DL": "Darlington", "DN": "Doncaster",
    "DT": "Dorchester", "DY": "Dudley", "EN": "Enfield", "EX": "Exeter", "FY": "Blackpool", "GL": "Gloucester",
    "GU": "Guildford", "HA": "Harrow", "HD": "Huddersfield", "HG": "Harrogate", "HR": "Hereford", "HU": "Hull",
    "HX": "Halifax", "IG": "Ilford", "IP": "Ipswich", "KT": "Kingston upon Thames", "L": "Liverpool",
    "LA": "Lancaster", "LE": "Leicester", "LL": "Bangor", "LN": "Lincoln", "LS": "Leeds", "LU": "Luton",
    "M": "Manchester,Salford", "MK": "Milton Keynes,Bedford", "NE": "Newcastle upon Tyne,Gateshead",
    "NG": "Nottingham", "NN": "Northampton", "NP": "Newport", "NR": "Norwich", "OL": "Oldham,Rochdale",
    "OX": "Oxford", "PE": "Peterborough", "PL": "Plymouth", "PO": "Portsmouth", "PR": "Preston", "RG": "Reading",
    "S": "Sheffield,Barnsley,Rotherham", "SA": "Swansea", "SG": "Stevenage", "SK": "Stockport", "SL": "Slough",
    "SM": "Sutton", "SN": "Swindon", "SO": "Southampton", "SP": "Salisbury", "SR": "Sunderland",
    "ST": "Stoke-on-Trent,Newcastle-under-Lyme,Stafford", "SY": "Shrewsbury", "TA": "Taunton", "TF": "Telford",
    "TN": "Ashford", "TQ": "Torquay", "TR": "Truro", "TS": "Middlesbrough", "WA": "Warrington", "WD": "Watford",
    "WF": "Wakefield", "WN": "Wigan", "WR": "Worcester", "WS": "Walsall", "WV": "Wolverhampton", "YO": "York",
    "AB": "Aberdeen", "BT": "Belfast", "DD": "Dundee", "EH": "Edinburgh", "G": "Glasgow", "IV": "Inverness",
    "PH": "Perth",
}  # fmt: skip
AREA_OF = {fold(town): area for area, towns in AREAS.items() for town in towns.split(",")}
# "Newcastle" alone is one of two towns; the postcode decides.
SHORT = {("newcastle", area): fold(f"Newcastle {of}") for area, of in (("NE", "upon Tyne"), ("ST", "under Lyme"))}
# The note of a claim that places a body by its post town.
BY_POST_TOWN = "By the post town of its contact address."
NO_TOWN = "its contact address names no known town; not placed"
OTHER_POSTCODE = "the postcode of its contact address doesn't belong to the post town; not placed"
OTHER_CONSTITUENCY = "the constituency of its contact address doesn't carry the post town's name; not placed"
LAST = 2


class PostTownMatch(NamedTuple):
    """The place of an address; or "" and the reason why it is unknown."""

    place: str
    reason: str = ""


class PostTowns:
    """The places of post towns. Each town is looked up once."""

    def __init__(self, places: PlaceLookup) -> None:
        """Find towns among these places."""
        self._places = places
        self._towns: dict[tuple[str, str], tuple[str, str, str]] = {}

    def find(self, address: str, postcode_area: str, constituency: str = "") -> PostTownMatch:
        """The place of an address whose parts are separated by commas.

        Only the last two parts are checked, because a county may follow the town. The postcode area and the
        constituency may be "".
        """
        parts = list(filter(None, map(str.strip, address.split(","))))[-LAST:]
        for part in reversed(parts):
            asked = (part, postcode_area)
            found = self._towns.get(asked)
            if found is None:
                found = self._towns[asked] = self._town(part, postcode_area)
            place, town, reason = found
            if reason or not place:
                if reason:
                    return PostTownMatch("", reason)
                continue
            if constituency and town in AREA_OF and f" {town} " not in f" {fold(constituency)} ":
                return PostTownMatch("", OTHER_CONSTITUENCY)
            return PostTownMatch(place)
        return PostTownMatch("", NO_TOWN)

    def _town(self, text: str, area: str) -> tuple[str, str, str]:
        """The place, the folded name of the town, and the reason against it or ""."""
        named = fold(text)
        town = SHORT.get((named, area), named)
        expected = AREA_OF.get(town, "")
        if expected and area and area != expected:
            return "", town, OTHER_POSTCODE
        place = self._places.city(town, country=COUNTRY).id
        found = self._places.node(place) if place else None
        if found is None or not (expected or found[0].label == "City"):
            return "", town, ""
        is_authoritative = bool(expected and area) or fold(found[0].name) == town
        return (place, town, "") if is_authoritative else ("", town, "")


def district_and_area(postcode: str) -> tuple[str, str]:
    """The outward half of a postcode ("NE6") and its area ("NE"); both "" if it is no postcode."""
    found = POSTCODE.fullmatch(postcode.upper())
    return (found[1], found[2]) if found else ("", "")
