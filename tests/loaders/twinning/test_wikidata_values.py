"""Dates and texts of Wikidata are read with the right precision, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.dates import period
from loaders.twinning.wikidata_values import edtf, item_id, parse_point, unquoted


@pytest.mark.parametrize(
    ("time", "precision", "expected"),
    [
        ("1985-01-01T00:00:00Z", "9", "1985"),
        ("+1985-00-00T00:00:00Z", "9", "1985"),
        ("+1985-00-00T00:00:00Z", "", "1985"),
        ("1985-06-01T00:00:00Z", "10", "1985-06"),
        ("1985-06-12T00:00:00Z", "11", "1985-06-12"),
        ("1985-01-01T00:00:00Z", "11", "1985-01-01"),
        ("1985-01-01T00:00:00Z", "8", "198X"),
        ("1985-01-01T00:00:00Z", "7", "19XX"),
        ("1900-01-01T00:00:00Z", "7", "18XX"),
        ("1985-01-01T00:00:00Z", "", "1985"),
        ("1985-06-01T00:00:00Z", "", "1985-06"),
        ("1985-06-12", "", "1985-06-12"),
        ("1985", "", "1985"),
        ("1985-01-01T00:00:00Z", "6", None),
        ("-0300-01-01T00:00:00Z", "9", None),
        ("1985-13-01T00:00:00Z", "11", None),
        ("12/06/1985", "", None),
    ],
)
def test_a_time_is_no_more_precise_than_wikidata_holds_it(time: str, precision: str, expected: str | None) -> None:
    assert edtf(time, precision) == expected


@given(st.text(), st.text(max_size=3))
def test_any_text_is_a_date_or_none(time: str, precision: str) -> None:
    made = edtf(time, precision)
    assert made is None or period(made) is not None


@given(st.text())
def test_any_text_is_a_value_or_none(text: str) -> None:
    assert isinstance(unquoted(text), str) and (not item_id(text) or item_id(text)[0] == "Q")
    parse_point(text)


@given(st.text().filter(lambda text: "\\" not in text and text.strip() == text))
def test_a_label_comes_out_of_the_long_form_as_it_went_in(text: str) -> None:
    escaped = text.replace('"', '\\"')
    assert unquoted(f'"{escaped}"@en-gb') == text
