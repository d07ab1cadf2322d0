"""The full extract of the schools register (DfE, Get Information about Schools): schools, places and trusts.

Columns are found by name, and only the ones below are read. Columns were renamed between 2019 and 2023:
"InspectorateName (name)" became "BSOInspectorateName (name)", and "Inspectorate (name)" took the old name.
"""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern

from graph.model.records import Node, PatternClaim
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.probe import InputFile
from loaders.files.register_dates import NO_DATE, day
from loaders.files.rows import REDACTED, Row
from loaders.files.tables import MOJIBAKE_NAME, header_of, is_mojibake
from loaders.places.grid_reference import is_on_grid, latitude_longitude
from loaders.schools.kinds import CLOSED, PHASES, PROPOSED, STATUSES, UNIVERSITY_TYPE, kind_of, without_leading_zeros

REQUIRED = ("URN", "LA (code)", "EstablishmentName", "EstablishmentStatus (code)", "TypeOfEstablishment (code)")
# From a column to the name of the property.
KEPT = {
    "Postcode": "postcode",
    "EstablishmentStatus (name)": "status",
    "TypeOfEstablishment (name)": "type",
    "PhaseOfEducation (name)": "phase",
    "SchoolWebsite": "website",
    "UKPRN": "ukprn",
    "UPRN": "uprn",
}
DATES = {"OpenDate": "opened", "CloseDate": "closed"}
AREAS = (("LA (code)", "dfe"), ("GSSLACode (name)", "gss"), ("DistrictAdministrative (code)", "gss"))
GROUPS = (("Trusts (code)", "Trusts (name)"), ("Federations (code)", "Federations (name)"))
COLUMNS = (
    *REQUIRED, "EstablishmentNumber", "PhaseOfEducation (code)", "TrustSchoolFlag (name)", "Easting", "Northing",
    *KEPT, *DATES, *(column for column, _ in AREAS), *(column for pair in GROUPS for column in pair),
)  # fmt: skip
EMPTY_VALUES = frozenset(("", "Not applicable", "Not recorded"))
# DfE codes that aren't local authorities: not applicable, service schools, overseas, Gibraltar.
NO_AUTHORITY = frozenset(("000", "702", "704", "708"))
LINKS = "https://get-information-schools.service.gov.uk/Downloads"


def schools(run: LoaderRun) -> Iterator[Record]:
    """A School (or University) for each row, its local authority, and its trust or federation, in file order.

    Closed and proposed schools are kept, with that kind and status. Their claims are "ended" or "planned".
    """
    register = _Register(run)
    lines: dict[str, int] = {}
    for row in run.rows(COLUMNS):
        urn = row["URN"]
        place = register.place(row)
        if not register.is_wanted(row["LA (code)"], place):
            yield SkippedRow()
        elif not (urn.isascii() and urn.isdigit()):
            yield row.reject("URN", "not a number", "Copy the URN from the register.")
        elif urn in lines:
            yield row.reject("URN", f"used twice, first in line {lines[urn]}", "Remove one of the two lines.")
        elif not row["EstablishmentName"]:
            yield row.reject("EstablishmentName", "empty", "Copy the name from the register.")
        else:
            lines[urn] = row.line
            yield from register.school(row, f"GB-EDU-{urn}", place)


class _Register:
    """Caches for many rows: areas, claim patterns, trusts."""

    def __init__(self, run: LoaderRun) -> None:
        self.places, self.scope = run.places, run.scope
        self.patterns = {
            (kind, status): run.pattern(kind, status=status)
            for kind in ("LOCATED_IN", "PART_OF")
            for status in ("active", "ended", "planned")
        }
        self.areas: dict[tuple[str, ...], str | None] = {}
        self.wanted: dict[str | None, bool] = {}
        self.groups: dict[str, str] = {}

    def place(self, row: Row) -> str | None:
        """The local authority by its DfE code, else by the ONS code of the authority or district; never by name."""
        cell = row.cells.get
        codes = tuple([cell(column, "") for column, _ in AREAS])
        if codes not in self.areas:
            found = (
                self.places.area(code.zfill(3) if scheme == "dfe" else code, scheme=scheme)
                for code, (_, scheme) in zip(codes, AREAS, strict=True)
                if code
            )
            self.areas[codes] = next(filter(None, found), None)
        return self.areas[codes]

    def is_wanted(self, authority: str, place: str | None) -> bool:
        """Whether a school of this authority is in scope by its DfE code, its place or an ancestor of the place."""
        if self.scope.authorities and authority.zfill(3) not in self.scope.authorities:
            return False
        if place not in self.wanted:
            near = {place} | (self.places.ancestors(place) if place else set())
            self.wanted[place] = not self.scope.places or bool(self.scope.places & near)
        return self.wanted[place]

    def school(self, row: Row, school: str, place: str | None) -> Iterator[Record]:
        cell = row.cells.get
        kind, status = (
            without_leading_zeros(row["TypeOfEstablishment (code)"]),
            without_leading_zeros(row["EstablishmentStatus (code)"]),
        )
        status = status or STATUSES.get(row["EstablishmentStatus (name)"].lower(), "")
        phase = without_leading_zeros(row["PhaseOfEducation (code)"]) or PHASES.get(
            row["PhaseOfEducation (name)"].lower(), ""
        )
        name = row["EstablishmentName"]
        if is_mojibake(name):
            yield _remark(row, "EstablishmentName", MOJIBAKE_NAME)
        dates: dict[str, str] = {}
        for column in DATES:
            if (date := day(cell(column, ""))) is None:
                yield _remark(row, column, NO_DATE)
            dates[column] = date or ""
        coordinates = _coordinates(row)
        if isinstance(coordinates, RowWarning):
            yield coordinates
            coordinates = None, None
        yield Node(
            school, "University" if kind == UNIVERSITY_TYPE else "School", name, (),
            kind_of(kind, phase, status), *coordinates, "", _properties(row, dates),
        )  # fmt: skip
        state = {CLOSED: "ended", PROPOSED: "planned"}.get(status, "active")
        end = dates["CloseDate"] if status == CLOSED else ""
        locator = f"URN {row['URN']}"
        if place:
            yield PatternClaim(self.patterns["LOCATED_IN", state], school, place, "", end, locator)
        else:
            yield _remark(row, "LA (code)", _placeless(row))
        for code, title in GROUPS:
            if cell(code) or cell(title, "") not in EMPTY_VALUES:
                said = PatternClaim(self.patterns["PART_OF", state], school, "", "", end, locator)
                yield from self.group(row, code, title, said)

    def group(self, row: Row, code: str, title: str, said: PatternClaim) -> Iterator[Record]:
        """The trust or federation of a school, once, and the claim that the school is part of it."""
        number, name = row[code], row[title]
        group = f"gias-group:{number}"
        if not (number.isascii() and number.isdigit()):
            yield _remark(row, title, "no code to tell it from others of the same name; left out")
            return
        if name in EMPTY_VALUES and group not in self.groups:
            yield _remark(row, code, "a code without a name; left out")
            return
        if group not in self.groups:
            self.groups[group] = name
            yield Node(group, "Charity", name, (), _kind_of_group(row, title))
        elif name not in EMPTY_VALUES and name != self.groups[group]:
            yield _remark(row, title, f"named {self.groups[group]!r} on an earlier line; that name is kept")
        yield said._replace(object=group)


def _kind_of_group(row: Row, title: str) -> str:
    if title.startswith("Federations"):
        return "federation"
    # "Supported by a trust" marks the trust of a foundation school. Academies have "academy trust".
    return "academy trust" if "academy" in row["TrustSchoolFlag (name)"].lower() else "school trust"


def _properties(row: Row, dates: dict[str, str]) -> tuple[tuple[str, str], ...]:
    cells = row.cells
    made = [
        (words, intern(value))
        for column, words in KEPT.items()
        if (value := cells.get(column, "")) not in EMPTY_VALUES and REDACTED not in value
    ]
    if number := cells.get("EstablishmentNumber", ""):
        made.append(("establishment number", f"{row['LA (code)']}/{number}"))
    made += [(words, dates[column]) for column, words in DATES.items() if dates[column]]
    return tuple(made)


def _coordinates(row: Row) -> tuple[float | None, float | None] | RowWarning:
    """Latitude and longitude, both None if the register gives none; or a warning about an invalid grid reference."""
    east, north = row["Easting"], row["Northing"]
    if east in ("", "0") and north in ("", "0"):
        return None, None
    try:
        easting, northing = float(east), float(north)
    except ValueError:
        return _remark(row, "Easting", "not a pair of numbers; no coordinates kept")
    if not is_on_grid(easting, northing):
        return _remark(row, "Easting", "outside the British National Grid; no coordinates kept")
    return latitude_longitude(easting, northing)


def _placeless(row: Row) -> str:
    if row["LA (code)"].zfill(3) in NO_AUTHORITY:
        return "a school overseas or of no local authority; kept without a place"
    return "no known local authority has this code; kept without a place"


def _remark(row: Row, column: str, reason: str) -> RowWarning:
    return RowWarning(row.file, row.line, column, row[column], reason)


def _has_names(input_file: InputFile) -> bool:
    """Whether a part of the extract has the columns that are needed, with names in place of some codes."""
    return {"URN", "LA (code)", "EstablishmentName", "EstablishmentStatus (name)"} <= set(header_of(input_file))


LOADERS = (
    Loader(
        kind="gias", title="Get Information about Schools: all establishments", publisher="Department for Education",
        licence="OGL v3.0", url=LINKS, columns=REQUIRED, recognises=_has_names, read=schools, scopes=("la", "place"),
    ),
    Loader(
        kind="gias-types", title="reference list of establishment types", publisher="Department for Education",
        licence="OGL v3.0", url=LINKS, columns=("establishment-type-group-code", "type-of-establishment-code"),
        refusal_fix="It lists the types that schools can have, and no schools; load edubasealldata*.csv, which names "
        "the type of each school.",
    ),
)  # fmt: skip
