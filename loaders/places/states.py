"""States of the United States and provinces of Canada by the two-letter codes that follow the name of a city."""

from __future__ import annotations

# ISO 3166-2:US and ISO 3166-2:CA, which are the postal abbreviations too.
UNITED_STATES = """
AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware,
DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas,
KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi,
MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York,
NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island,
SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington,
WV West Virginia, WI Wisconsin, WY Wyoming
"""
CANADA = """
AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland and Labrador, NS Nova Scotia,
NT Northwest Territories, NU Nunavut, ON Ontario, PE Prince Edward Island, QC Quebec, SK Saskatchewan, YT Yukon
"""


def _by_code(text: str) -> dict[str, str]:
    pairs = (" ".join(part.split()).split(" ", 1) for part in text.split(","))
    return {code: name for code, name in pairs}


STATES = {"iso:US": _by_code(UNITED_STATES), "iso:CA": _by_code(CANADA)}


def state_name(code: str, country: str) -> str:
    """The name of a state or province of the country with this id; "" for an unknown code."""
    return STATES.get(country, {}).get(code.strip().upper(), "")


def states_by_code(code: str) -> dict[str, str]:
    """The names of the states with this code, by the ids of their countries; {} for none."""
    letters = code.strip().upper()
    return {country: names[letters] for country, names in STATES.items() if letters in names}


def country_of_state(name: str) -> str:
    """The id of the country of a state or province with this name; "" for none, and for Georgia, a country too."""
    return next((country for country, names in STATES.items() if name in names.values() and name != "Georgia"), "")
