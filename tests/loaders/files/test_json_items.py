"""JSON registers are streamed as arrays, lines or columns. Truncated and deeply nested files are reported."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.errors import DataError
from loaders.files.json_items import column_rows, first_item, is_json_array, items, text_of, top_keys
from loaders.files.probe import InputFile, open_file

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


def written(folder: Path, content: str | bytes) -> InputFile:
    path = folder / "register.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_file(path)


def read(folder: Path, content: str | bytes, prefix: str = "item") -> list[dict[str, Any]]:
    return list(items(written(folder, content), prefix))


@given(records=st.lists(st.dictionaries(TEXT, VALUE, max_size=4), min_size=1, max_size=5))
@settings(deadline=None)
def test_an_array_gives_what_it_holds(tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]) -> None:
    for indent in (None, 1):
        assert read(tmp_path_factory.mktemp("json"), json.dumps(records, indent=indent, ensure_ascii=False)) == records


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_and_a_byte_order_mark_are_seen_through(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, '[{"name": "Zürich"}]'.encode(encoding)) == [{"name": "Zürich"}]


def test_objects_one_after_the_other_and_a_single_one_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, '{"a": 1}\n\n{"a": 2}\n') == [{"a": 1}, {"a": 2}]
    assert read(tmp_path, '{"a": 1}') == [{"a": 1}]


def test_an_array_further_in_is_found_by_its_path(tmp_path: Path) -> None:
    content = '{"head": {}, "results": {"bindings": [{"x": 1}, {"x": 2}]}}'
    assert read(tmp_path, content, "results.bindings.item") == [{"x": 1}, {"x": 2}]


def test_what_is_no_object_is_counted_as_an_empty_one(tmp_path: Path) -> None:
    assert read(tmp_path, '[null, 5, {"a": 1}, []]') == [{}, {}, {"a": 1}, {}]


def test_a_file_that_breaks_off_gives_what_came_before_and_then_says_so(tmp_path: Path) -> None:
    found = items(written(tmp_path, '[{"a": 1}, {"b": 2}, {"c"'))
    assert list(islice(found, 2)) == [{"a": 1}, {"b": 2}]
    with pytest.raises(DataError, match="is cut off, after 2 complete records") as raised:
        next(found)
    assert raised.value.expected and raised.value.fix and raised.value.value == "register.json"


@pytest.mark.parametrize("content", ["not JSON", '[{"a": 1}} ]', '[{"mail": "head@school.example", }]', '[{"a": NaN}]'])
def test_what_is_no_json_is_refused_without_showing_what_it_holds(tmp_path: Path, content: str) -> None:
    with pytest.raises(DataError, match="isn't valid JSON") as raised:
        read(tmp_path, content)
    assert "head@school" not in str(raised.value)


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, "[" * 30_000 + "]" * 30_000, '[{"a":' * 40_000, '["]]]]",' * 40_000],
    ids=["opened", "opened and closed", "objects", "with brackets in texts"],
)
def test_nesting_without_end_is_refused_before_it_takes_memory(tmp_path: Path, content: str) -> None:
    input_file = written(tmp_path, content)
    with pytest.raises(DataError, match="nests more than 64 levels"):
        list(items(input_file))
    assert first_item(input_file) == {}


@pytest.mark.parametrize("held", ["[" * 70_000, '\\"[{' * 30_000, "\\\\", "]}" * 40_000])
def test_brackets_in_texts_are_no_nesting_even_across_pieces(tmp_path: Path, held: str) -> None:
    records = read(tmp_path, f'[{{"a": "{held}"}}, {{"b": [[1]]}}, {{"a": "{held}"}}]')
    assert [len(record) for record in records] == [1, 1, 1]
    assert records[1] == {"b": [[1]]}


def test_a_file_by_columns_gives_rows_of_the_wanted_ones(tmp_path: Path) -> None:
    input_file = written(tmp_path, '{"City": {"0": "Ashby", "1": "Birk"}, "Mayor": {"0": "X"}, "Year": {"1": 2004}}')
    assert list(column_rows(input_file, ("City", "Year"))) == [
        {"City": "Ashby", "Year": None},
        {"City": "Birk", "Year": 2004},
    ]


def test_a_large_file_is_told_by_its_beginning_alone(tmp_path: Path) -> None:
    rest = ", ".join(f'{{"id": {number}}}' for number in range(20_000))
    input_file = written(tmp_path, f'[{{"id": 1, "name": "Ashby", "parts": [1, 2]}}, {rest}, broken')
    assert is_json_array(input_file)
    assert top_keys(input_file) == ("id", "name", "parts")
    assert first_item(input_file) == {"id": 1, "name": "Ashby", "parts": [1, 2]}


@pytest.mark.parametrize("content", ["id,name\n1,Ashby\n", "[]", "[1, 2]", '"text"', "[[{}]]"])
def test_what_begins_with_no_object_has_no_first_item(tmp_path: Path, content: str) -> None:
    assert first_item(written(tmp_path, content)) == {}


def test_a_value_becomes_text_that_may_be_stored() -> None:
    given_and_kept = {" a\u200b  b ": "a b", 5: "5", 5.5: "5.5", 7.0: "7", True: "true", None: "", (): ""}
    assert {value: text_of(value) for value in given_and_kept} == given_and_kept
    assert text_of("write to head@school.example") == "write to [personal value]"
