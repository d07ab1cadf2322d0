"""Wikidata entities with their statements of twinning (wbgetentities, Special:EntityData).

Both entities and statements count as rows: an entity gives its names, a statement of P190 gives a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.model.distance import Coordinates
from loaders.base import LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.json_items import first_item, is_json_array, items, objects, text_of
from loaders.files.probe import InputFile
from loaders.files.rows import Row
from loaders.places.coordinates import NOWHERE, parse_coordinates
from loaders.twinning.places import Mention
from loaders.twinning.wikidata_results import BACKWARDS, DEPRECATED, TwinningClaims, runs_backwards
from loaders.twinning.wikidata_values import edtf, item_id

# The name is the first of these languages; the others give aliases. Curated places have names in these languages.
LANGUAGES = ("en", "en-gb", "mul", "de", "fr", "es", "cs", "it", "pl", "zh", "ja")
TWINNED, START, END, COORDINATES, KIND, GEONAMES = "P190", "P580", "P582", "P625", "P31", "P1566"
COUNTRIES = {"Q6256", "Q3624078"}


def is_entities(input_file: InputFile) -> bool:
    """Whether the file is JSON of entities."""
    first = _first(input_file)
    return (first.get("type") == "item" and bool(item_id(text_of(first.get("id"))))) or (
        "labels" in first and "claims" in first
    )


def modified(input_file: InputFile) -> str:
    """The day of the last change of the first entity (EDTF), or ""."""
    return edtf(text_of(_first(input_file).get("modified")), "11") or ""


def entities(run: LoaderRun) -> Iterator[Record]:
    """A claim for each statement that isn't deprecated, entity by entity, then the places."""
    statements = TwinningClaims(run)
    for number, entity in enumerate(run.count(_entities(run.input_file)), 1):
        identity = text_of(entity.get("id"))
        row = Row(run.input_file.name, number, {"id": identity})
        if not item_id(identity) or "missing" in entity:
            yield row.reject("id", "no item of Wikidata", "Ask for items that exist; their ids are Q and digits.")
            continue
        claims = entity.get("claims")
        claims = claims if isinstance(claims, dict) else {}
        place = _mention(identity, entity, claims)
        if statements.places.wanted(place) is False and not claims.get(TWINNED):
            yield SkippedRow()
            continue
        statements.places.keep(place, statements.places.identify(place))
        for statement in run.count(objects(claims.get(TWINNED))):
            yield from _statement(row, place, statement, statements)
    yield from statements.places.records()


def _statement(row: Row, place: Mention, statement: Mapping[str, Any], statements: TwinningClaims) -> Iterator[Record]:
    partner = _item_of(statement)
    said = Row(row.file, row.line, row.cells | {TWINNED: partner})
    if statement.get("rank") == "deprecated":
        yield SkippedRow(DEPRECATED)
        return
    if not partner:
        yield said.reject(TWINNED, "Wikidata does not say which place it is", "Nothing to be done.")
        return
    remarks: list[RowWarning] = []
    start, end = (_date(said, statement, qualifier, remarks) for qualifier in (START, END))
    over = bool(_qualifiers(statement, END))
    if runs_backwards(start, end):
        remarks.append(RowWarning(row.file, row.line, END, end, BACKWARDS))
        start = end = ""
    made = list(
        statements.claims(said, (place, Mention(partner, partner)), ("id", TWINNED), start, end, over=over and not end)
    )
    yield from remarks if any(isinstance(record, tuple) for record in made) else ()
    yield from made


def _date(row: Row, statement: Mapping[str, Any], qualifier: str, remarks: list[RowWarning]) -> str:
    """The first time of the qualifier (EDTF); "" for none or an unknown time."""
    for snak in _qualifiers(statement, qualifier):
        value = _value(snak)
        if isinstance(value, dict):
            time = text_of(value.get("time"))
            made = edtf(time, text_of(value.get("precision")))
            if made is None:
                remarks.append(
                    RowWarning(row.file, row.line, qualifier, time, "a date that can't be recorded; left out")
                )
            return made or ""
    return ""


def _mention(identity: str, entity: Mapping[str, Any], claims: Mapping[str, Any]) -> Mention:
    labels = entity.get("labels")
    labels = labels if isinstance(labels, dict) else {}
    named = [text_of(label.get("value")) for lang in LANGUAGES if isinstance(label := labels.get(lang), dict)]
    if not named:
        named = [text_of(label.get("value")) for _, label in sorted(labels.items()) if isinstance(label, dict)][:1]
    aliases = entity.get("aliases")
    english = objects(aliases.get("en")) if isinstance(aliases, dict) else []
    names = [name for name in dict.fromkeys((*named, *(text_of(alias.get("value")) for alias in english))) if name]
    name, *others = names or [identity]
    is_country = any(_item_of(statement) in COUNTRIES for statement in objects(claims.get(KIND)))
    geonames = next(
        (value for s in objects(claims.get(GEONAMES)) if isinstance(value := _value(s.get("mainsnak")), str)), ""
    )
    return Mention(
        name, identity, "", _at(claims), tuple(others), "Country" if is_country else "",
        (("geonames", geonames),) if geonames else (),
    )  # fmt: skip


def _at(claims: Mapping[str, Any]) -> Coordinates:
    for statement in objects(claims.get(COORDINATES)):
        value = _value(statement.get("mainsnak"))
        if isinstance(value, dict) and statement.get("rank") != "deprecated":
            found = parse_coordinates(str(value.get("latitude")), str(value.get("longitude")))
            if found:
                return found
    return NOWHERE


def _item_of(statement: Mapping[str, Any]) -> str:
    """The id of the item that a statement points to; "" for "some value" and "no value"."""
    value = _value(statement.get("mainsnak"))
    if not isinstance(value, dict):
        return ""
    return item_id(text_of(value.get("id"))) or item_id(f"Q{text_of(value.get('numeric-id'))}")


def _qualifiers(statement: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """The qualifiers of one property, without those of "no value"."""
    qualifiers = statement.get("qualifiers")
    found = objects(qualifiers.get(kind)) if isinstance(qualifiers, dict) else []
    return [snak for snak in found if snak.get("snaktype") != "novalue"]


def _value(snak: object) -> object:
    data = snak.get("datavalue") if isinstance(snak, dict) else None
    return data.get("value") if isinstance(data, dict) else None


def _entities(input_file: InputFile) -> Iterator[dict[str, Any]]:
    """The entities of an API response or an array, or the single entity of the file."""
    if is_json_array(input_file) or "entities" not in first_item(input_file):
        yield from items(input_file)
        return
    for answer in items(input_file, "entities"):
        yield from (entity if isinstance(entity, dict) else {} for entity in answer.values())


def _first(input_file: InputFile) -> dict[str, Any]:
    if input_file.is_workbook or input_file.head.lstrip()[:1] not in ("{", "["):
        return {}
    first = first_item(input_file)
    inside = first.get("entities")
    if isinstance(inside, dict):
        return next((entity for entity in inside.values() if isinstance(entity, dict)), {})
    return first
