"""Universities from the UK register of learning providers, with the groups that they are members of."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.records import Node, PatternClaim
from graph.model.text import fold
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow, in_scope
from loaders.files.rows import Row
from loaders.places.city_matching import slug
from loaders.places.coordinates import coordinates_or_nowhere

COLUMNS = (
    "UKPRN", "PROVIDER_NAME", "VIEW_NAME", "ALIAS", "TOWN", "POSTCODE", "WEBSITE_URL", "GROUPS", "LONGITUDE",
    "LATITUDE", "HESA_ID", "WIKIPEDIA_URL",
)  # fmt: skip
COUNTRY = "iso:GB"
# Everyday short names of groups. The full name is the file's, with blanks for underscores.
ALIASES = {
    "N8 Research Partnership": ("N8", "N8 universities"),
    "Russell Group": ("Russell",),
    "Million Plus": ("MillionPlus",),
}


def providers(run: LoaderRun) -> Iterator[Record]:
    """A university for each row, its city by town and coordinates, and its groups.

    A university with an unknown town is placed in the United Kingdom. The file has no date, so a group that has ended
    since is kept as in the file.
    """
    located, member = run.pattern("LOCATED_IN"), run.pattern("MEMBER_OF", role="member", sectors=("education",))
    seen: dict[str, int] = {}
    groups: set[str] = set()
    for row in run.rows(COLUMNS):
        number, name = row["UKPRN"], row["VIEW_NAME"] or row["PROVIDER_NAME"]
        if not number.isdigit():
            yield row.reject("UKPRN", "not a number", "Copy the UKPRN from the register.")
            continue
        if not name:
            yield row.reject("VIEW_NAME", "empty", "Give the name.")
            continue
        if number in seen:
            yield row.reject("UKPRN", f"already used on line {seen[number]}", "Remove one of the two.")
            continue
        seen[number] = row.line
        latitude, longitude = coordinates_or_nowhere(row["LATITUDE"], row["LONGITUDE"])
        town = run.places.city(row["TOWN"], country=COUNTRY, latitude=latitude, longitude=longitude).id
        place = town or COUNTRY
        if not in_scope(run.scope, (place, *run.places.ancestors(place)), (COUNTRY,)):
            yield SkippedRow()
            continue
        one = f"GB-UKPRN-{number}"
        yield Node(
            one, "University", name, _aliases(row, name), "university", latitude, longitude, "", _properties(row)
        )
        yield PatternClaim(located, one, place, locator=f"UKPRN {number}")
        if not town:
            yield RowWarning(
                row.file,
                row.line,
                "TOWN",
                row["TOWN"],
                "the town couldn't be matched with certainty; only the country is kept",
            )
        for group in filter(None, (part.strip().replace("_", " ") for part in row["GROUPS"].split(","))):
            network = f"local:network:{slug(group)}"
            if network not in groups:
                groups.add(network)
                yield Node(network, "Network", group, ALIASES.get(group, ()), "group of universities")
            yield PatternClaim(member, one, network, locator=f"UKPRN {number}")


def _aliases(row: Row, name: str) -> tuple[str, ...]:
    """The other names that differ in more than case or punctuation."""
    names = {fold(each): each for each in (row["ALIAS"], row["PROVIDER_NAME"])}
    return tuple(each for key, each in names.items() if key and key != fold(name))


def _properties(row: Row) -> tuple[tuple[str, str], ...]:
    named = (
        ("ukprn", "UKPRN"), ("hesa", "HESA_ID"), ("postcode", "POSTCODE"), ("website", "WEBSITE_URL"),
        ("wikipedia", "WIKIPEDIA_URL"),
    )  # fmt: skip
    return tuple((key, row[column]) for key, column in named if row[column])


LOADERS = (
    Loader(
        "learning-providers", "Learning Providers Plus: universities and their groups",
        "UK Register of Learning Providers",
        "not stated", "https://www.ukrlp.co.uk/", columns=("UKPRN", "PROVIDER_NAME", "GROUPS"), read=providers,
        scopes=("place", "country"), note="The list has no date; the 1994 Group ended in 2013.",
    ),
)  # fmt: skip
