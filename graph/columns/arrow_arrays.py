"""Arrow arrays from Python and NumPy values and back, without pandas.

`pyarrow.array` and `to_numpy` import pandas, which takes longer than a question. These functions use the buffers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from numpy.typing import NDArray

from graph.columns.interning import Int32Array


def string_array(texts: Sequence[str]) -> pa.StringArray:
    """An array of texts, none of which is None."""
    encoded = [text.encode() for text in texts]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum([len(text) for text in encoded], out=offsets[1:])
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded)))


def texts_at(array: pa.StringArray, positions: NDArray[np.integer]) -> list[str]:
    """The texts of an array at these positions, in their order."""
    column = np.ascontiguousarray(positions, np.int64)
    places = pa.Array.from_buffers(pa.int64(), len(column), [None, pa.py_buffer(column)])
    return cast(list[str], array.take(places).to_pylist())


def int32_numbers(array: pa.Int32Array) -> Int32Array:
    """The numbers of an array without nulls, as NumPy; they share its memory."""
    return np.frombuffer(array.buffers()[1] or b"", np.int32, len(array), array.offset * 4)


def truth_values(array: pa.BooleanArray) -> NDArray[np.bool_]:
    """The values of an array without nulls, as NumPy."""
    bits = np.frombuffer(array.buffers()[1] or b"", np.uint8)
    return np.unpackbits(bits, count=array.offset + len(array), bitorder="little")[array.offset :].astype(np.bool_)
