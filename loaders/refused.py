"""Published files that are recognised and refused: reference lists, personal data, unsupported formats.

Each entry says what the file is, why it is refused, and what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.base import PERSONAL_DATA, REFERENCE, UNTAKEN, Loader
from loaders.files.json_items import top_keys
from loaders.files.probe import InputFile
from loaders.files.tables import header_of

UNREAD = "a register in a format that can't be read"
UNREAD_FORM = "data in a format that can't be read"
NO_DATA = "not the data itself"
DFE, CCEW, GEONAMES = "Department for Education", "Charity Commission for England and Wales", "GeoNames"
OLD_EXTRACT = (
    "The register replaced this form in 2021; download publicextract.charity and "
    "publicextract.charity_area_of_operation from the register of charities, and load these."
)
BODIES_ARE_ELSEWHERE = "It lists codes and names no body; load the register that uses them."

# Kind, title, publisher, why it is refused, the columns that it is recognised by, and what to do instead.
BY_COLUMNS: tuple[tuple[str, str, str, str, tuple[str, ...], str], ...] = (
    ("gias-governance", "governors and trustees of schools", DFE, PERSONAL_DATA,
     ("Role", "Surname", "Date of appointment"),
     "Names of governors are never loaded; load edubasealldata*.csv for the schools, allgroupsdata*.csv for trusts."),
    ("ccew-old-trustee", "extract_trustee", CCEW, PERSONAL_DATA, ("regno", "trustee"),
     "Names of trustees are never loaded. " + OLD_EXTRACT),
    ("ccew-old-charity", "extract_charity", CCEW, UNREAD, ("regno", "subno", "orgtype"), OLD_EXTRACT),
    ("ccew-old-main", "extract_main_charity", CCEW, UNREAD, ("regno", "coyno", "fyend"), OLD_EXTRACT),
    ("ccew-old-names", "extract_name", CCEW, UNREAD, ("regno", "subno", "nameno"), OLD_EXTRACT),
    ("ccew-old-registration", "extract_registration", CCEW, UNREAD, ("regno", "subno", "regdate"), OLD_EXTRACT),
    ("ccew-old-areas", "extract_charity_aoo", CCEW, UNREAD, ("regno", "aootype", "aookey"), OLD_EXTRACT),
    ("ccew-old-class", "extract_class", CCEW, UNREAD, ("regno", "class"), OLD_EXTRACT),
    ("ccew-old-objects", "extract_objects", CCEW, UNREAD, ("regno", "subno", "seqno", "object"), OLD_EXTRACT),
    ("ccew-old-financial", "extract_financial", CCEW, UNREAD, ("regno", "fystart", "fyend"), OLD_EXTRACT),
    ("ccew-old-returns", "extract_ar_submit", CCEW, UNREAD, ("regno", "arno", "submit_date"), OLD_EXTRACT),
    ("ccew-old-part-b", "extract_partb", CCEW, UNREAD, ("regno", "artype", "fystart"), OLD_EXTRACT),
    ("ccew-old-area-codes", "vocabulary of areas of operation before 2021", CCEW, REFERENCE,
     ("aootype", "aookey", "aooname"), "It lists areas and names no charity. " + OLD_EXTRACT),
    ("country-codes", "list of country codes", "ISO", REFERENCE, ("English short name", "Alpha-2 code", "Alpha-3 code"),
     "Citylinks has a list of all countries of its own; nothing needs to be loaded."),
    ("sic-codes", "classification of industries (SIC)", "ONS", REFERENCE,
     ("section_code", "division_code", "class_code"), BODIES_ARE_ELSEWHERE),
    ("ccew-class-codes", "classification of charities", "D. Kane", REFERENCE, ("ccew-classno", "oscr-group"),
     BODIES_ARE_ELSEWHERE),
    ("icnpo-codes", "classification of non-profits (ICNPO)", "D. Kane", REFERENCE, ("icnpo", "icnpo_desc"),
     BODIES_ARE_ELSEWHERE),
    ("icnptso-codes", "classification of non-profits (ICNP/TSO)", "D. Kane", REFERENCE,
     ("Section", "Group", "Sub-group", "Title"), BODIES_ARE_ELSEWHERE),
    ("icnpo-sic-codes", "classifications compared", "D. Kane", REFERENCE, ("ICNPO code", "ISIC code"),
     BODIES_ARE_ELSEWHERE),
    ("mutual-suffixes", "letters in the numbers of mutual societies", "D. Kane", REFERENCE,
     ("Suffix/Prefix", "Society Type"), BODIES_ARE_ELSEWHERE),
    ("ntee-codes", "classification of non-profits (NTEE)", "D. Kane", REFERENCE, ("major_group", "major_group_name"),
     BODIES_ARE_ELSEWHERE),
    ("geonames-languages", "languages", GEONAMES, REFERENCE, ("ISO 639-3", "ISO 639-1", "Language Name"),
     "It names no place; load cities500.txt or another file of cities."),
    ("geonames-timezones", "time zones", GEONAMES, REFERENCE, ("CountryCode", "TimeZoneId"),
     "It names no place; load cities500.txt or another file of cities."),
)  # fmt: skip


def _fields(input_file: InputFile) -> list[str]:
    """The fields of the first line of a file with tabs; [] for another file."""
    line = next((line for line in input_file.head.splitlines() if line.strip()), "")
    return line.split("\t") if "\t" in line else []


def _other_names(input_file: InputFile) -> bool:
    fields = _fields(input_file)
    return len(fields) in range(8, 11) and fields[0].isdecimal() and fields[1].isdecimal() and not fields[3].isdecimal()


def _hierarchy(input_file: InputFile) -> bool:
    fields = _fields(input_file)
    return len(fields) in (2, 3) and fields[0].isdecimal() and fields[1].isdecimal()


def _feature_codes(input_file: InputFile) -> bool:
    fields = _fields(input_file)
    return len(fields) == 3 and bool(re.fullmatch(r"[AHLPRSTUV]\.[A-Z0-9]+", fields[0]))


def _postcodes(input_file: InputFile) -> bool:
    fields = _fields(input_file)
    return len(fields) == 12 and bool(re.fullmatch(r"[A-Z]{2}", fields[0]))


def _ror_table(input_file: InputFile) -> bool:
    header = header_of(input_file)
    return "id" in header and any(name.startswith(("external_ids.", "names.types.")) for name in header)


def _grid(input_file: InputFile) -> bool:
    """A release as JSON, or a table whose rows begin with a GRID id. The two-column table of GRID ids is excluded."""
    if {"institutes", "version"} <= set(top_keys(input_file)):
        return True
    return (
        len(header_of(input_file)) > 2
        and input_file.head.splitlines()[1:2] != []
        and (input_file.head.splitlines()[1].lstrip('"').startswith("grid."))
    )


def _starts(*signs: str) -> Callable[[InputFile], bool]:
    return lambda input_file: input_file.head.startswith(signs)


# Kind, what files look like, title, publisher, why it is refused, how it is recognised, and what to do instead.
BY_SHAPE: tuple[tuple[str, str, str, str, str, Callable[[InputFile], bool], str], ...] = (
    ("geonames-other-names", "numbers and names split by tabs, 8 to 10 columns",
     "other names of places", GEONAMES, REFERENCE, _other_names,
     "It says no place's position; load cities500.txt or another file of cities, which has other names too."),
    ("geonames-hierarchy", "two or three columns split by tabs, two of them numbers",
     "which place lies in which", GEONAMES, REFERENCE, _hierarchy,
     "It holds numbers alone; load admin1CodesASCII.txt, admin2Codes.txt and a file of cities: these say it too."),
    ("geonames-features", "three columns split by tabs, the first a code such as P.PPL",
     "kinds of places", GEONAMES, REFERENCE, _feature_codes,
     "It names no place; load cities500.txt or another file of cities."),
    ("geonames-postcodes", "12 columns split by tabs, the first a country code",
     "postcodes", GEONAMES, REFERENCE, _postcodes,
     "Its rows are postcodes, not places; load cities500.txt or another file of cities."),
    ("creative-texts", "the key About the Creative City",
     "texts about creative cities", "UNESCO", UNTAKEN,
     lambda input_file: "About the Creative City" in (keys := {*header_of(input_file), *top_keys(input_file)})
     and "City Name" not in keys,
     "It names no city; load the list that has the column City Name."),
    ("ror-table", "the column id, with columns such as external_ids.GRID.preferred",
     "Research Organization Registry as a table", "Research Organization Registry", UNREAD, _ror_table,
     "Load the JSON file that comes in the same ZIP file: it says more, and it is what is read."),
    ("grid", "numbers such as grid.1.2, or JSON with the key institutes",
     "GRID, list of institutes", "Digital Science", UNREAD, _grid,
     "GRID ended in 2021 and became ROR: load ROR's JSON, which has the GRID numbers."),
    ("ccew-old-bcp", "fields split by @**@",
     "extract before 2021, as .bcp", CCEW, UNREAD,
     lambda input_file: input_file.head[:4000].count("@**@") > 1, OLD_EXTRACT),
    ("lfs-pointer", "a first line that names git-lfs",
     "pointer of Git LFS", "", NO_DATA, _starts("version https://git-lfs.github.com/spec/"),
     "The data is kept elsewhere: get the file itself (git lfs pull, or the button that downloads it)."),
    ("not-a-table", "the signature of a PDF, RTF or packed file",
     "packed file or document", "", NO_DATA, _starts("%PDF", "7z¼¯", "Rar!", "BZh", "ý7zXZ", "{\\rtf"),
     "Unpack it, or export what it shows as CSV, and load that."),
    ("wikitext", "a first line that begins with {{, == or {|",
     "page of a wiki in its own markup", "", UNREAD_FORM, _starts("{{", "==", "{|"),
     "Make a CSV file of it, with the columns country, city and sister, and load that."),
    ("xml", "a first line of XML or RDF",
     "file of XML or RDF", "", UNREAD_FORM, _starts("<?xml", "<rdf", "@prefix", "<sparql"),
     "Take CSV or JSON, where its publisher or the query service offers it; XML is not read."),
)  # fmt: skip

LOADERS = (
    *(
        Loader(kind, title, publisher, "", columns=columns, refusal_fix=fix, refusal_reason=reason)
        for kind, title, publisher, reason, columns, fix in BY_COLUMNS
    ),
    *(
        Loader(kind, title, publisher, "", recognises=test, shape=shape, refusal_fix=fix, refusal_reason=reason)
        for kind, shape, title, publisher, reason, test, fix in BY_SHAPE
    ),
)
