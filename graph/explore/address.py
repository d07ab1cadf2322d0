"""A view as an address and as a file. Both are read with care, because anybody may write them."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from graph.explore.view import FIRST, Action, Filters, Start, View
from graph.explore.view_kinds import ACTION_KINDS, FACETS, START_KINDS
from graph.model.errors import DataError

PACKED = "view"
LONGEST = 1800  # characters of an address in plain text; a longer one is packed
LARGEST = 1_000_000  # bytes of a file of a view
MAX_ACTIONS = 5000
FORMAT = "citylinks view 1"
# The errors that reading arbitrary text can raise.
UNREADABLE = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError, zlib.error
)  # fmt: skip


def to_query(view: View) -> dict[str, list[str]]:
    """Return the parameters of an address. Defaults are left out, and a long view is packed into one parameter."""
    data = as_data(view)
    plain = {name: value if isinstance(value, list) else [str(value)] for name, value in _written(data).items()}
    if sum(len(name) + len(v) for name, values in plain.items() for v in values) <= LONGEST:
        return plain
    packed = zlib.compress(json.dumps(data, separators=(",", ":")).encode(), 9)
    return {PACKED: [base64.urlsafe_b64encode(packed).decode().rstrip("=")]}


def from_query(query: Mapping[str, Sequence[str]]) -> View:
    """Read the view of an address. Raises DataError if it can't be read. Unknown parameters are ignored.

    Ids are not checked here: the view itself reports those that are not recorded.
    """
    try:
        if query.get(PACKED):
            return from_data(_unpacked(query[PACKED][0]))
        return from_data(_read(query))
    except UNREADABLE as error:
        raise DataError(
            "This address does not describe a view",
            value=str(error)[:80],
            expected="a complete address, copied from the Explore page",
            fix="Start again below, or copy the address again",
        ) from error


def to_file(view: View) -> str:
    """Return the view as the text of a JSON file, which `from_file` reads."""
    return json.dumps({"format": FORMAT, **as_data(view)}, ensure_ascii=False, indent=1) + "\n"


def from_file(content: bytes) -> View:
    """Read the view of a saved file. Raises DataError for any other file."""
    try:
        if len(content) > LARGEST:
            raise ValueError("the file is larger than any view")
        data = json.loads(content.decode("utf-8-sig"))
        if data.get("format") != FORMAT:
            raise ValueError("the file has no format name of a view")
        return from_data(data)
    except UNREADABLE as error:
        raise DataError(
            "This file does not contain a view",
            value=str(error)[:80],
            expected=f"a file saved with “Save view”, whose format is “{FORMAT}”",
            fix="Choose a file that was saved on this page",
        ) from error


def as_data(view: View) -> dict[str, Any]:
    """Return the view as plain lists and strings, without defaults."""
    start = view.start
    made: dict[str, Any] = {"start": start.kind}
    made |= {"ids": list(start.ids)} if start.ids else {}
    made |= {"text": start.text} if start.text else {}
    made |= {"years": list(start.years)} if any(start.years) else {}
    made |= {"first": start.first} if start.first != FIRST else {}
    made |= {"filters": _filters_data(view.filters)} if not view.filters.is_any else {}
    made |= {"steps": [_action_data(action) for action in view.actions]} if view.actions else {}
    return made


def from_data(data: Mapping[str, Any]) -> View:
    """Read the view from what `as_data` returns. Raises one of UNREADABLE for anything else."""
    start = _read_start(data)
    actions = data.get("steps", [])
    if len(actions) > MAX_ACTIONS:
        raise ValueError(f"more than {MAX_ACTIONS} actions")
    return View(start, tuple(_read_action_data(action) for action in actions), _filters(data.get("filters", {})))


def _read_start(data: Mapping[str, Any]) -> Start:
    """Read the start. Raises ValueError if it lacks what its kind needs."""
    start = Start(
        _one_of(data.get("start", "whole"), tuple(START_KINDS)),
        _texts(data.get("ids", [])),
        _text(data.get("text", "")),
        _pair(data.get("years", [0, 0])),
        min(max(int(data.get("first", FIRST)), 1), 5000),
    )
    kind = START_KINDS[start.kind]
    if kind.needs_ids and not start.ids:
        raise ValueError("it names no item to start from")
    if kind.needs_text and not start.text.strip():
        raise ValueError("it contains no question")
    if kind.needs_years and not all(start.years):
        raise ValueError("two years are missing")
    return start


def _filters_data(filters: Filters) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in ("only", "off"):
        pairs = {facet: list(values) for facet, values in getattr(filters, name)}
        made |= {name: pairs} if pairs else {}
    made |= {name: year for name in ("since", "until") if (year := getattr(filters, name)) is not None}
    return made | ({} if filters.undated else {"undated": False})


def _filters(data: Mapping[str, Any]) -> Filters:
    made = Filters()
    for facet, values in data.get("only", {}).items():
        made = made.with_only(_one_of(facet, tuple(FACETS)), frozenset(_texts(values)))
    for facet, values in data.get("off", {}).items():
        made = made.with_off(_one_of(facet, tuple(FACETS)), frozenset(_texts(values)))
    since, until = (None if data.get(name) is None else _year(data[name]) for name in ("since", "until"))
    if since is not None and until is not None and since > until:
        raise ValueError(f"{since} to {until} is no span of years")
    return replace(made, since=since, until=until, undated=bool(data.get("undated", True)))


def _action_data(action: Action) -> list[Any]:
    """The kind and the ids, then an object of the fields that are not at their default, if any."""
    rest: dict[str, Any] = {} if action.filters.is_any else {"filters": _filters_data(action.filters)}
    rest |= {"most": action.most} if action.most else {}
    rest |= {"through": action.through} if action.through else {}
    rest |= {"at": [round(action.at[0], 1), round(action.at[1], 1)]} if action.at is not None else {}
    return [action.kind, list(action.ids), *([rest] if rest else [])]


def _read_action_data(data: Sequence[Any]) -> Action:
    rest: Mapping[str, Any] = data[2] if len(data) > 2 else {}
    at = rest.get("at")
    return Action(
        _one_of(data[0], ACTION_KINDS),
        _texts(data[1]),
        _filters(rest.get("filters", {})),
        min(max(int(rest.get("most", 0)), 0), 5000),
        _text(rest.get("through", "")),
        (_coordinate(at[0]), _coordinate(at[1])) if at is not None else None,
    )


# ---- written out

PARAMETERS = {name: kind.parameter for name, kind in START_KINDS.items()}


def _written(data: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters in plain text, such as things=…, q=…, do=open;ID, only=kind;School, from=1950."""
    kind = data["start"]
    ids = ",".join(map(_atom, data.get("ids", [])))
    made: dict[str, Any] = {PARAMETERS[kind]: data.get("text", "") if kind == "question" else ids or "1"}
    made |= {"years": "-".join(map(str, data["years"]))} if "years" in data else {}
    made |= {"first": data["first"]} if "first" in data else {}
    made |= _written_filters(data.get("filters", {}))
    actions = [_action_text(action) for action in data.get("steps", [])]
    return made | ({"do": actions} if actions else {})


def _written_filters(filters: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in ("only", "off"):
        said = [f"{facet};{','.join(map(_atom, values))}" for facet, values in filters.get(name, {}).items()]
        made |= {name: said} if said else {}
    made |= {word: filters[name] for name, word in (("since", "from"), ("until", "to")) if name in filters}
    return made | ({"undated": "no"} if filters.get("undated") is False else {})


def _action_text(action: Sequence[Any]) -> str:
    said = f"{action[0]};{','.join(map(_atom, action[1]))}"
    rest = action[2] if len(action) > 2 else {}
    return said + (";" + quote(json.dumps(rest, separators=(",", ":"), ensure_ascii=False), safe="") if rest else "")


def _read(query: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    kind = next((kind for kind, name in PARAMETERS.items() if query.get(name)), "whole")
    said = (query.get(PARAMETERS[kind]) or [""])[0]
    made: dict[str, Any] = {"start": kind}
    if kind == "question":
        made["text"] = said
    elif kind != "whole":
        made["ids"] = _atoms(said)
    made |= {"years": query["years"][0].split("-")} if query.get("years") else {}
    made |= {"first": query["first"][0]} if query.get("first") else {}
    filters: dict[str, Any] = {}
    for name in ("only", "off"):
        pairs = (text.partition(";") for text in query.get(name, []))
        filters[name] = {facet: _atoms(values) for facet, _, values in pairs}
    filters |= {name: query[word][0] for name, word in (("since", "from"), ("until", "to")) if query.get(word)}
    filters["undated"] = query.get("undated", [""])[0] != "no"
    return made | {"filters": filters, "steps": [_read_action(text) for text in query.get("do", [])]}


def _read_action(text: str) -> list[Any]:
    kind, ids, rest = (*text.split(";"), "", "")[:3]
    return [kind, _atoms(ids), *([json.loads(unquote(rest))] if rest else [])]


def _atom(text: str) -> str:
    return quote(text, safe=":")


def _atoms(text: str) -> list[str]:
    return [unquote(part) for part in text.split(",") if part]


def _unpacked(text: str) -> Any:
    packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    opened = zlib.decompressobj()
    data = opened.decompress(packed, LARGEST)
    if opened.unconsumed_tail:
        raise ValueError("larger than any view")
    return json.loads(data)


# ---- one value at a time


def _one_of(value: Any, known: Sequence[str]) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return str(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if isinstance(values, str):
        raise ValueError(f"{values!r} is not a list")
    return tuple(_text(value) for value in values)


def _pair(values: Sequence[Any]) -> tuple[int, int]:
    return _year(values[0]), _year(values[1])


def _year(value: Any) -> int:
    year = int(value)
    if not 0 <= year <= 9999:
        raise ValueError(f"{value!r} is not a year")
    return year


def _coordinate(value: Any) -> float:
    number = float(value)
    if not -1e6 < number < 1e6:
        raise ValueError(f"{value!r} is not a place in a picture")
    return number
