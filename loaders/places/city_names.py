"""Spellings of city names in lists: with an office ("Prefeitura de Sobral") or a state ("Albany, NY")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.places.states import state_name

# Words before the name of a city government, in the languages of the cities that report to CDP.
BEFORE = re.compile(
    r"""^(?:the\s+)?(?:
      (?:(?:city|town|village|municipality|commune|borough|london\ borough|municipal\ government|city\ government
         |government|local\ government\ unit)\s+of(?:\s+the\s+city\s+of)?)
    | (?:prefeitura(?:\s+municipal)?(?:\s+do\s+munic[ií]pio)?|munic[ií]pio|c[âa]mara\s+municipal)\s+d[eoa]
    | (?:(?:municipalidad|alcald[ií]a)(?:\s+(?:distrital|provincial|metropolitana|municipal))?|municipio|ayuntamiento
        |(?:presidencia|gobierno)\s+municipal)(?:\s+de\s+la\s+ciudad)?\s+de
    | (?:comune|citt[àa])\s+di | (?:ville|commune|municipalit[ée]|mairie)\s+de | ajuntament\s+de
    | gemeente | gemeinde | (?:landeshaupt)?stadt
    )\s+(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
BEHIND = re.compile(
    r"""\s+(?:kommune?|municipality|municipal\ (?:council|corporation|government)
    |(?:metropolitan|town|city)\ municipality
    |(?:city|borough|district|shire|metropolitan)\ council|(?:city|metropolitan)\ (?:government|administration|hall)
    |council|metropolitan\ city)$""",
    re.IGNORECASE | re.VERBOSE,
)
# A word for the kind of place that a translator added. In North America it is part of the name: Iowa City.
KIND = re.compile(r"[\s-]+(?:city|town|village|shire)$", re.IGNORECASE)
PART_OF_NAME = ("iso:US", "iso:CA", "")
LARGER = re.compile(r"\b(?:county|regency|region(?:al)?|combined authority|junta intermunicipal)\b", re.IGNORECASE)


def is_larger(name: str) -> bool:
    """Whether the name is of a county or region, not of a city: "Dane County, WI"."""
    return bool(LARGER.search(name))


def plain_name(name: str) -> str:
    """The name without the words of the office. The state stays, because it tells cities of one name apart."""
    return name if is_larger(name) else BEHIND.sub("", BEFORE.sub("", name)) or name


def split_state(name: str, country: str) -> tuple[str, str]:
    """The name without its state code, and the full name of the state; "" if there is none."""
    before, comma, code = name.rpartition(",")
    state_found = state_name(code, country) if comma else ""
    return (before.strip(), state_found) if state_found else (name, "")


def spellings(name: str, country: str, region: str = "") -> Iterator[tuple[str, str]]:
    """The spellings to look up, each with the name of its state or "". The unchanged name comes first.

    `country` is an id or ""; `region` is a state that the list gives in another column, by code or name.
    """
    said = state_name(region, country) or region
    seen: set[tuple[str, str]] = set()
    for spelt in (name, BEFORE.sub("", name), plain_name(name)):
        short, by_code = split_state(spelt, country)
        one = short, by_code or said
        shorter = one if country in PART_OF_NAME else (KIND.sub("", one[0]) or one[0], one[1])
        for run in (one, shorter):
            if run not in seen:
                seen.add(run)
                yield run
