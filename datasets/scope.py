"""Options that load part of a file: resolves codes of authorities and names of places and countries to ids."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.datasets import LoadOptions
from graph.model.errors import DataError
from graph.model.text import fold
from loaders.places.gazetteer import Gazetteer


def resolve_options(
    places: Gazetteer, authorities: Iterable[str], near: Iterable[str], countries: Iterable[str], kind: str = ""
) -> LoadOptions:
    """Resolve the options of a load. Raises DataError if an authority, place or country is unknown or ambiguous."""
    return LoadOptions(
        kind,
        frozenset(_authority(places, code) for code in authorities),
        frozenset(_place(places, name) for name in near),
        frozenset(_country(places, name) for name in countries),
    )


def _authority(places: Gazetteer, code: str) -> str:
    if places.area(code, scheme="dfe") is None:
        raise DataError(
            "No local authority has this code", value=code, expected="a DfE code such as 391",
            fix="Look it up in the column LA (code) of the file",
        )  # fmt: skip
    return code


def _country(places: Gazetteer, name: str) -> str:
    found = places.country(name)
    if found is None:
        raise DataError(
            "No country has this name", value=name, expected="a name such as China, or a code such as CN",
            fix="Check the spelling",
        )  # fmt: skip
    return found


def _place(places: Gazetteer, name: str) -> str:
    found = _matching_ids(places, name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise DataError(
            "No place has this name", value=name, expected="a city, local authority or country that is loaded",
            fix="Load the GeoNames file that contains it first, or leave out --only-place",
        )  # fmt: skip
    shown = [f"{one} ({', '.join(filter(None, _containing_names(places, one)))})" for one in sorted(found)[:6]]
    raise DataError(
        "This name means several places", value=name, expected="one of " + "; ".join(shown),
        fix="Use the id instead of the name",
    )  # fmt: skip


def _matching_ids(places: Gazetteer, name: str) -> list[str]:
    """The ids that match an id, or the name of a city, authority or country."""
    if places.node(name):
        return [name]
    city = places.city(name)
    found = {city.id, *city.candidates, places.area(name, scheme="name"), places.country(name)} - {"", None}
    return sorted(one for one in found if one)


def _containing_names(places: Gazetteer, one: str) -> list[str]:
    """The names of up to two places that contain this place."""
    names = [places.names(up) for up in sorted(places.ancestors(one))]
    return [fold(each[0]).title() for each in names if each][:2]
