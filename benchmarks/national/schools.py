"""Schools in the format of the register: the full extract of 140 columns, and the links from old to new numbers.

CP1252 with CRLF. Texts have quotation marks, numbers have none. Days come before months. Places are on the National
Grid.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.national import words
from benchmarks.national.areas import REGIONS, Authority, authorities
from benchmarks.national.headers import SCHOOL_LINKS, SCHOOLS

FIRST_URN = 200_000
TRUST_NAME = 40  # length of a trust's name in the register
NAMESAKES = ("Moorside Primary School", "Westgate Primary School", "St Mary’s Catholic Primary School")
ENDINGS = (
    "Primary School",
    "Infant School",
    "Junior School",
    "CofE Primary School",
    "Nursery School",
    "Community School",
)
SENIOR = ("High School", "Academy", "Community College", "School", "Girls’ School", "Grammar School")
# Code, name, code and name of its group, and frequency. A local authority maintains all but the last two.
KINDS = (
    (("01", "Community school", "4", "Local authority maintained schools"), 40),
    (("02", "Voluntary aided school", "4", "Local authority maintained schools"), 13),
    (("05", "Foundation school", "4", "Local authority maintained schools"), 6),
    (("07", "Community special school", "5", "Special schools"), 4),
    (("14", "Pupil referral unit", "4", "Local authority maintained schools"), 2),
    (("15", "Local authority nursery school", "4", "Local authority maintained schools"), 3),
    (("11", "Other independent school", "3", "Independent schools"), 8),
    (("34", "Academy converter", "10", "Academies"), 17),
    (("28", "Academy sponsor led", "10", "Academies"), 7),
)
ACADEMIES = ("34", "28")
GOOD = ("Good", "Good", "Good", "Outstanding", "Requires improvement", "Special Measures", "")
# The value of most rows in columns that do not concern the school.
USUAL: dict[str, str | int] = {
    "Boarders (code)": "1",
    "Boarders (name)": "No boarders",
    "NurseryProvision (name)": "Has Nursery Classes",
    "Gender (code)": "3",
    "Gender (name)": "Mixed",
    "ReligiousCharacter (code)": "00",
    "ReligiousCharacter (name)": "Does not apply",
    "ReligiousEthos (name)": "Does not apply",
    "Diocese (code)": "0000",
    "Diocese (name)": "Not applicable",
    "AdmissionsPolicy (code)": "0",
    "AdmissionsPolicy (name)": "Not applicable",
    "SpecialClasses (code)": "2",
    "SpecialClasses (name)": "No Special Classes",
    "FurtherEducationType (name)": "Not applicable",
    "OfstedSpecialMeasures (code)": "0",
    "OfstedSpecialMeasures (name)": "Not applicable",
    "BSOInspectorateName (name)": "Not applicable",
    "TeenMoth (name)": "Not applicable",
    "CCF (name)": "Not applicable",
    "SENPRU (name)": "Not applicable",
    "EBD (name)": "Not applicable",
    "EdByOther (name)": "Not applicable",
    "Section41Approved (name)": "Not applicable",
    "UrbanRural (code)": "A1",
    "UrbanRural (name)": "(England/Wales) Urban major conurbation",
    "PreviousLA (code)": 999,
    "QABName (code)": "0",
    "QABName (name)": "Not applicable",
    "EstablishmentAccredited (code)": "0",
    "EstablishmentAccredited (name)": "Not applicable",
}
Row = dict[str, str | int]


@dataclass(slots=True)
class Extract:
    """Schools, created one after the other. Of every ten, the ninth is closed and the tenth is its academy."""

    count: int
    seed: int
    links: list[tuple[int, int, str, str, str]] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """The row of each school. `links` grows at the same time."""
        chance = Random(f"schools {self.seed}")  # a string, so that two files of one seed differ
        trusts = _trusts(max(3, self.count // 20), chance)
        before: Row = {}
        for number in range(self.count):
            row = _school(FIRST_URN + number, chance)
            if number % 10 == 8:
                _close(row, chance)
            elif number % 10 == 9:
                self._succeed(before, row, chance)
            if row["TypeOfEstablishment (code)"] in ACADEMIES:
                _join_trust(row, trusts, chance)
            elif not chance.randrange(60):
                row |= {
                    "FederationFlag (name)": "Supported by a federation",
                    "Federations (code)": 16000 + number % 400,
                }
                row["Federations (name)"] = f"{words.FIRST[number % 400 % len(words.FIRST)]} Federation {number % 400}"
            before = row
            yield row

    def _succeed(self, old: Row, new: Row, chance: Random) -> None:
        """Turn the row into the academy of the previous school: same name and place, new number."""
        kept = ("EstablishmentName", "Street", "Town", "County (name)", "Postcode", "Easting", "Northing", "UPRN")
        areas = [name for name in SCHOOLS if name.startswith(("LA (", "GOR", "District", "GSSLA", "MSOA", "LSOA"))]
        new |= {name: old[name] for name in (*kept, *areas) if name in old}
        new |= dict(zip(_TYPE, KINDS[-2][0], strict=True)) | _OPEN
        year = chance.randrange(2011, 2025)
        new |= {"OpenDate": f"01-09-{year}", "CloseDate": "", "ReasonEstablishmentOpened (code)": "10"}
        new["ReasonEstablishmentOpened (name)"] = "Academy Converter"
        old["CloseDate"] = f"31-08-{year}"
        ended, began = int(old["URN"]), int(new["URN"])
        self.links.append((ended, began, str(new["EstablishmentName"]), "Successor", f"01-09-{year}"))
        self.links.append((began, ended, str(old["EstablishmentName"]), "Predecessor", ""))


_TYPE = (
    "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)",
    "EstablishmentTypeGroup (code)",
    "EstablishmentTypeGroup (name)",
)
_OPEN: Row = {
    "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open",
    "ReasonEstablishmentClosed (code)": "00",
    "ReasonEstablishmentClosed (name)": "Not applicable",
}


def _school(urn: int, chance: Random) -> Row:
    authority = chance.choice(authorities())
    (kind,) = chance.choices([kind for kind, _ in KINDS], [often for _, often in KINDS])
    senior = chance.random() < 0.25
    row: Row = USUAL | dict(zip(_TYPE, kind, strict=True)) | _OPEN
    row |= _place(authority, chance) | _pupils(senior, chance) | _head(chance)
    name = _name(senior, chance)
    host = "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalnum())
    opened = f"01-09-{chance.randrange(1950, 2024)}" if chance.random() < 0.3 else ""
    row |= {
        "URN": urn,
        "EstablishmentNumber": 1000 + urn % 9000,
        "EstablishmentName": name,
        "ReasonEstablishmentOpened (code)": "00",
        "ReasonEstablishmentOpened (name)": "Not applicable",
        "OpenDate": "01-01-1900" if not chance.randrange(40) else opened,
        "PhaseOfEducation (code)": "4" if senior else "2",
        "PhaseOfEducation (name)": "Secondary" if senior else "Primary",
        "StatutoryLowAge": 11 if senior else 3,
        "StatutoryHighAge": 18 if senior else 11,
        "OfficialSixthForm (code)": "1" if senior else "2",
        "OfficialSixthForm (name)": "Has a sixth form" if senior else "Does not have a sixth form",
        "TrustSchoolFlag (code)": "0",
        "TrustSchoolFlag (name)": "Not applicable",
        "SchoolSponsorFlag (name)": "Not applicable",
        "FederationFlag (name)": "Not under a federation",
        "UKPRN": 10_000_000 + urn if chance.random() < 0.5 else "",
        "OfstedLastInsp": f"{chance.randrange(1, 29):02d}-{chance.randrange(1, 13):02d}-{chance.randrange(2012, 2026)}",
        "OfstedRating (name)": chance.choice(GOOD),
        "LastChangedDate": f"{chance.randrange(1, 29):02d}-{chance.randrange(1, 13):02d}-2026",
        "SchoolWebsite": chance.choice(("", "www.", "http://www.", "https://")) + f"{host}.example",
    }
    if not chance.randrange(50):
        row |= {"EstablishmentStatus (code)": "3", "EstablishmentStatus (name)": "Open, but proposed to close"}
    if not chance.randrange(4):
        _close(row, chance)
    return row


def _name(senior: bool, chance: Random) -> str:
    if not chance.randrange(150):
        return chance.choice(NAMESAKES)
    ending = chance.choice(SENIOR if senior else ENDINGS)
    if chance.random() < 0.3:
        return f"St {chance.choice(words.SAINTS)}{chance.choice(('’s', chr(39) + 's'))}, {words.place(chance)} {ending}"
    beside = chance.choices(("", " Café", " – Upper"), (98, 1, 1))[0]
    return f"{words.place(chance)}{beside} {ending}"


def _place(authority: Authority, chance: Random) -> Row:
    code, name = chance.choice(authority.districts)
    middle = 1 + chance.randrange(99)
    row: Row = {
        "LA (code)": authority.code,
        "LA (name)": authority.name,
        "Street": words.address(chance),
        "Locality": words.place(chance) if chance.random() < 0.45 else "",
        "Town": authority.town,
        "County (name)": authority.county,
        "Postcode": words.postcode(authority.postcode, chance),
        "GOR (code)": REGIONS[authority.region],
        "GOR (name)": authority.region,
        "DistrictAdministrative (code)": code,
        "DistrictAdministrative (name)": name,
        "AdministrativeWard (code)": f"E05{chance.randrange(999999):06d}",
        "AdministrativeWard (name)": words.place(chance),
        "ParliamentaryConstituency (code)": f"E14{chance.randrange(999999):06d}",
        "ParliamentaryConstituency (name)": f"{authority.town} {chance.choice(('North', 'South', 'East', 'West'))}",
        "GSSLACode (name)": authority.gss,
        "Easting": authority.easting * 1000 + chance.randrange(-6000, 6000),
        "Northing": authority.northing * 1000 + chance.randrange(-6000, 6000),
        "MSOA (name)": f"{name} {middle:03d}",
        "LSOA (name)": f"{name} {middle:03d}{chance.choice('ABCDEF')}",
        "MSOA (code)": f"E02{chance.randrange(999999):06d}",
        "LSOA (code)": f"E01{chance.randrange(999999):06d}",
        "RSCRegion (name)": authority.region,
        "UPRN": chance.randrange(10_000_000, 99_999_999) if chance.random() < 0.8 else "",
    }
    if not chance.randrange(80):  # a school without coordinates in the register
        unplaced = ("Postcode", "Easting", "Northing", "UPRN", "DistrictAdministrative (name)")
        row |= dict.fromkeys(unplaced, "") | {"DistrictAdministrative (code)": "9999", "GSSLACode (name)": "X999999"}
    return row


def _pupils(senior: bool, chance: Random) -> Row:
    boys, girls = chance.randrange(20, 240), chance.randrange(20, 240)
    return {
        "SchoolCapacity": chance.choice((210, 315, 420, 630)) * (2 if senior else 1),
        "CensusDate": "15-01-2026",
        "NumberOfPupils": boys + girls,
        "NumberOfBoys": boys,
        "NumberOfGirls": girls,
        "PercentageFSM": f"{chance.randrange(0, 600) / 10:.2f}",
        "FSM": chance.randrange(0, 90),
    }


def _head(chance: Random) -> Row:
    """Personal columns with values, as in the published file, so that a loader has to drop them."""
    return {
        "TelephoneNum": words.telephone(chance).replace(" ", ""),
        "HeadTitle (name)": chance.choice(("Mrs", "Mr", "Ms", "Dr")),
        "HeadFirstName": f"Forename{chance.randrange(500)}",
        "HeadLastName": f"Surname{chance.randrange(5000)}",
        "HeadPreferredJobTitle": "Headteacher",
    }


def _close(row: Row, chance: Random) -> None:
    row |= {
        "EstablishmentStatus (code)": "2",
        "EstablishmentStatus (name)": "Closed",
        "ReasonEstablishmentClosed (code)": "02",
        "ReasonEstablishmentClosed (name)": "Closure",
        "CloseDate": f"31-08-{chance.randrange(1985, 2026)}",
    }


def _trusts(count: int, chance: Random) -> list[tuple[int, str]]:
    """Codes and names, as long as in the register, some in the capitals of Companies House."""
    made = []
    for number in range(count):
        name = f"The {words.place(chance)} and {words.place(chance)} Multi Academy Trust"[:TRUST_NAME].rstrip()
        made.append((2000 + number, name.upper() if number % 2 else name))
    return made


def _join_trust(row: Row, trusts: Sequence[tuple[int, str]], chance: Random) -> None:
    code, name = trusts[int(len(trusts) * chance.random() ** 2)]  # some have many schools
    row |= {
        "TrustSchoolFlag (code)": "3",
        "TrustSchoolFlag (name)": "Supported by a multi-academy trust",
        "Trusts (code)": code,
        "Trusts (name)": name,
        "SchoolSponsorFlag (name)": "Linked to a sponsor",
        "SchoolSponsors (name)": name.title(),
        "FederationFlag (name)": "Not applicable",
    }


def write_schools(schools: Path, links: Path, count: int, seed: int, torn: int) -> None:
    """Write both files. One row in `torn` of the first file ends before its last columns."""
    extract = Extract(count, seed)
    with schools.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(SCHOOLS)
        held: Row = {}
        for number, row in enumerate(extract.rows()):
            # Each row is delayed by one, because the next school may give its closing date.
            if held:
                writer.writerow(_cells(held, number - 1, torn))
            held = row
        writer.writerow(_cells(held, count - 1, torn))
    with links.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(SCHOOL_LINKS)
        writer.writerows(sorted(extract.links))


def _cells(row: Row, number: int, torn: int) -> list[str | int]:
    cells = [row.get(name, "") for name in SCHOOLS]
    return cells[:60] if number % torn == torn - 1 else cells
