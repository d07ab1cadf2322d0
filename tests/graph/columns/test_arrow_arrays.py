"""Arrays made from buffers are the arrays that pyarrow itself makes."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from graph.columns.arrow_arrays import int32_numbers, string_array, texts_at, truth_values

TEXTS = st.lists(st.text(st.characters(codec="utf-8")))


@given(TEXTS)
def test_an_array_of_texts_holds_them(texts):
    assert string_array(texts).equals(pa.array(texts, pa.string()))


@given(TEXTS, st.integers(0, 3))
def test_the_numbers_of_an_encoded_array_are_read_also_from_a_slice(texts, start):
    numbers = pa.array(texts, pa.string()).dictionary_encode().indices[start:]
    assert int32_numbers(numbers).tolist() == numbers.to_pylist()


@given(st.lists(st.booleans()), st.integers(0, 9))
def test_truth_values_are_read_also_from_a_slice(values, start):
    array = pa.array(values, pa.bool_())[start:]
    assert truth_values(array).tolist() == array.to_pylist()


@given(st.data())
def test_texts_are_taken_in_the_order_of_their_positions(data):
    texts = data.draw(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
    positions = data.draw(st.lists(st.integers(0, len(texts) - 1)))
    assert texts_at(string_array(texts), np.array(positions, np.int32)) == [texts[at] for at in positions]
