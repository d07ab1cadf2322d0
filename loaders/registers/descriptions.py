"""Descriptions of registers: data/registers/*.toml states how a file is recognised and what its columns mean.

data/README.md documents the format. loaders/registers/rows.py creates the records.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model.data_folder import file_in
from graph.model.errors import DataError
from graph.model.toml_files import parse_toml, text_of
from graph.model.vocabulary import vocabulary
from loaders.files.cells import ID
from loaders.files.personal_data import is_personal_column
from loaders.files.rows import did_you_mean

FOLDER = "registers"
# Types of claim between a body and an area. Partnerships are not allowed: a register doesn't state them.
CLAIMS = ("OPERATES_IN", "LOCATED_IN")
TEXTS = ("title", "publisher", "licence")
TOP = (*TEXTS, "url", "note", "told_by", "thing", "keep", "dates", "place", "claims")
BODY_PARTS = ("label", "id", "prefix", "key", "part", "name", "aliases", "kind", "kinds", "status", "ended", "planned")
PLACE = ("area", "gss", "dfe", "town", "address", "postcode", "within")
NEEDED = ("label", "id", "prefix", "name")
# Only the town of an address is kept, so its heading may name a person ("Head teacher's address").
ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class RegisterDescription:
    """One checked description. Each column is given by the headings that it can have.

    `kind` is the name of the file. `definition` is its text: if the text changes, files of the register are read
    again. `headings` are the headings that the register is recognised by; `recognised_by` the same, normalised.
    """

    kind: str
    title: str
    publisher: str
    licence: str
    url: str
    note: str
    recognised_by: tuple[str, ...]
    headings: tuple[str, ...]
    label: str
    prefix: str
    key: re.Pattern[str]
    columns: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    ended: frozenset[str]
    planned: frozenset[str]
    keep: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, tuple[str, ...]]
    place: Mapping[str, tuple[str, ...]]
    within: str
    claims: tuple[tuple[str, tuple[str, ...]], ...]
    definition: str = field(repr=False, default="")


def flat(heading: str) -> str:
    """A heading in lower case without blanks and punctuation, for comparison."""
    return re.sub(r"[\W_]", "", heading.lower())


def read_registers(data: Path) -> Iterator[RegisterDescription | DataError]:
    """Each description of a data folder in the order of file names, or the error why it can't be used.

    A data folder without descriptions uses the shipped ones.
    """
    for path in sorted(file_in(data, FOLDER).glob("*.toml")):
        try:
            text = text_of(path)
            yield _register(path.stem, parse_toml(text, f"{FOLDER}/{path.name}"), text)
        except re.error as error:
            yield _unfit(path.stem, f"can't be read ({error})", "", "a register as data/README.md describes it")
        except DataError as error:
            yield error


def problems(data: Path) -> Iterator[str]:
    """The problems of the descriptions in a data folder, one text each."""
    yield from (str(read) for read in read_registers(data) if isinstance(read, DataError))


def _register(kind: str, said: dict[str, Any], text: str) -> RegisterDescription:
    _closed(kind, said, TOP, "this file")
    for part in (*TEXTS, "told_by", "thing"):
        if not said.get(part):
            raise _unfit(kind, f"has no `{part}`", "", "all of " + ", ".join((*TEXTS, "told_by", "[thing]")))
    body, place = _table(kind, said, "thing", BODY_PARTS), _table(kind, said, "place", PLACE)
    for part in NEEDED:
        if not body.get(part):
            raise _unfit(kind, f"has no `{part}` in [thing]", "", "all of " + ", ".join(NEEDED))
    if body["label"] not in vocabulary().labels:
        raise _unfit(kind, "has an unknown label", str(body["label"]), did_you_mean(body["label"], vocabulary().labels))
    if not ID.fullmatch(f"{body['prefix']}1"):
        raise _unfit(kind, "has a prefix that can't form an id", str(body["prefix"]), "a register's, as GB-EDU-")
    columns = {part: _columns(kind, body, part) for part in ("id", "part", "name", "aliases", "kind", "status")}
    where = {part: _columns(kind, place, part) for part in PLACE if part != "within"}
    kept, dates = (
        {words: _columns(kind, table, words) for words in table}
        for table in (_table(kind, said, part) for part in ("keep", "dates"))
    )
    return RegisterDescription(
        kind=kind, title=str(said["title"]), publisher=str(said["publisher"]), licence=str(said["licence"]),
        url=str(said.get("url", "")), note=str(said.get("note", "")),
        recognised_by=tuple(map(flat, _columns(kind, said, "told_by"))),
        headings=_columns(kind, said, "told_by"), label=str(body["label"]),
        prefix=str(body["prefix"]), key=re.compile(str(body.get("key", r"[A-Za-z0-9]+"))), columns=columns,
        kinds={str(value).lower(): str(word) for value, word in _table(kind, body, "kinds").items()},
        ended=_values(body, "ended"), planned=_values(body, "planned"), keep=kept, dates=dates, place=where,
        within=str(place.get("within", "")), claims=tuple(_claim(kind, claim) for claim in said.get("claims", ())),
        definition=text,
    )  # fmt: skip


def _claim(kind: str, said: Any) -> tuple[str, tuple[str, ...]]:
    claim = said if isinstance(said, Mapping) else {}
    _closed(kind, claim, ("type", "area"), "[[claims]]")
    if claim.get("type") not in CLAIMS:
        raise _unfit(kind, "has a type of claim that is not allowed", str(claim.get("type", "")), " or ".join(CLAIMS))
    return str(claim["type"]), _columns(kind, claim, "area")


def _columns(kind: str, table: Mapping[str, Any], part: str) -> tuple[str, ...]:
    """The headings that a column can have: one heading or a list."""
    said = table.get(part, ())
    headings = (said,) if isinstance(said, str) else tuple(said) if isinstance(said, list) else ()
    for heading in headings:
        if part != ADDRESS and is_personal_column(str(heading)):
            raise _unfit(
                kind, "names a column whose heading says that it holds personal data", str(heading),
                "columns about places and bodies, not about people",
            )  # fmt: skip
    if part in table and not all(isinstance(heading, str) and heading.strip() for heading in headings or (0,)):
        raise _unfit(
            kind, f"has a value in `{part}` that is no heading", str(said), "the heading of a column, or a list of them"
        )
    return tuple(map(str, headings))


def _values(table: Mapping[str, Any], part: str) -> frozenset[str]:
    said = table.get(part, ())
    return frozenset(str(value).lower() for value in ((said,) if isinstance(said, str) else said))


def _table(kind: str, said: Mapping[str, Any], part: str, allowed: Collection[str] = ()) -> Mapping[str, Any]:
    table = said.get(part, {})
    if not isinstance(table, Mapping):
        raise _unfit(kind, f"has no table in `{part}`", str(table), f"headings of columns under [{part}]")
    if allowed:
        _closed(kind, table, allowed, f"[{part}]")
    return table


def _closed(kind: str, said: Mapping[str, Any], allowed: Collection[str], where: str) -> None:
    for name in said:
        if name not in allowed:
            raise _unfit(kind, f"has an unknown part in {where}", str(name), did_you_mean(str(name), allowed))


def _unfit(kind: str, why: str, value: str, expected: str) -> DataError:
    hint = expected.rstrip(".?").replace("Did you mean", "perhaps").replace("Use one of:", "one of")
    return DataError(
        f"{FOLDER}/{kind}.toml {why}", value=value, expected=hint,
        fix="Correct the file or remove it; until then files of this register are not recognised",
    )  # fmt: skip
