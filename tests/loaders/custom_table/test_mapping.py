"""A mapping can be saved, and its mistakes are reported."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.errors import DataError
from loaders.custom_table.mapping import ColumnMapping, read_mapping
from loaders.custom_table.mapping_files import from_toml, to_toml
from tests.loaders.custom_table.custom_tables import ASH, HEADER, MAPPING, changed, read, table


@pytest.mark.parametrize(
    ("mapping", "what"),
    [
        ({}, "needs a mapping"),
        (changed(title=None), "The mapping has no title"),
        (changed(title=" "), "The mapping has no title"),
        (changed(colour="red"), "This can't be a part of the mapping: 'colour'"),
        (changed(as_of="lately"), "`as_of` is not a date: 'lately'"),
        (changed(dates="dmy"), "This can't be `dates`: 'dmy'. Expected one of day first, month first"),
        (changed(header="three"), "`header` is no line number"),
        (changed(type=None), "A relationship needs both a type and an object"),
        (changed(object=None), "A relationship needs both a type and an object"),
        (changed(type="PARTNER_WITH"), "This can't be `type`: 'PARTNER_WITH'. Expected perhaps PARTNERED_WITH"),
        (changed(subject=None), r"The mapping has no table \[subject\]"),
        (changed(subject="School"), r"The mapping has no table \[subject\]"),
        (changed(claim="Since"), r"The mapping has no table \[claim\]"),
        (changed(subject__label="Scool"), r"the label of \[subject\]: 'Scool'. Expected perhaps School"),
        (changed(subject__name="Skool"), r"the column `name` of \[subject\]: 'Skool'. Expected perhaps School"),
        (changed(subject__name=None), r"the column `name` of \[subject\]: '\(nothing\)'"),
        (changed(subject__name="Email"), "its name says that it holds personal data: 'Email'"),
        (changed(subject__prefix="EDU"), r"The prefix of \[subject\] makes no id: 'EDU'"),
        (changed(subject__country="Atlantis"), "neither a column nor a country: 'Atlantis'"),
        (changed(claim__start="From"), r"the column `start` of \[claim\]: 'From'"),
        (changed(claim__begin="Since"), r"a part of \[claim\]: 'begin'"),
        (changed(type="LOCATED_IN", object={"label": "School", "name": "Partner"}), "Only a place can be"),
    ],
)
def test_a_mapping_that_does_not_fit_says_what_to_mend(tmp_path: Path, mapping: dict[str, Any], what: str) -> None:
    with pytest.raises(DataError, match=what) as refused:
        read(table(tmp_path, ASH), mapping)
    assert refused.value.fix


def test_a_country_is_a_column_where_there_is_one_of_that_name(tmp_path: Path) -> None:
    made: ColumnMapping = read_mapping(tomllib.loads(MAPPING), HEADER)
    assert (made.subject.country, made.subject.in_country) == ("", "United Kingdom")
    assert made.object
    assert (made.object.country, made.object.in_country) == ("Land", "")


VALUES = st.one_of(st.text(min_size=1), st.integers(0, 10**9))

TABLES = st.dictionaries(st.text(min_size=1), st.text(min_size=1), min_size=1, max_size=4)


@given(st.dictionaries(st.text(min_size=1), st.one_of(VALUES, TABLES), max_size=6))
def test_a_saved_mapping_reads_back_as_it_was(mapping: dict[str, Any]) -> None:
    assert from_toml(to_toml(mapping)) == mapping


def test_a_saved_mapping_is_written_for_people() -> None:
    assert to_toml(tomllib.loads(MAPPING)).strip() == MAPPING.strip()
    assert to_toml({"title": 'The "best"\n\\ links', "header": 3, "url": "", "claim": {"start": ""}}) == (
        'title = "The \\"best\\"\\n\\\\ links"\nheader = 3\n'
    )


@pytest.mark.parametrize("text", ["[subject", "title = ", "a = 1\na = 2", "= 3", "\x00"])
def test_a_text_that_is_no_mapping_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(DataError, match=r"own\.toml, line [12]: this is not TOML"):
        from_toml(text, "own.toml")
