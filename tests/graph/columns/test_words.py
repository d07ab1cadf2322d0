"""Texts are split into words, each word a number."""

from hypothesis import given
from hypothesis import strategies as st

from graph.columns.words import split_texts


@given(st.lists(st.lists(st.sampled_from(["leeds", "brno", "武汉", "a"]), max_size=4).map(" ".join), max_size=8))
def test_every_text_has_its_words_in_order(texts: list[str]) -> None:
    words, tokens, ends = split_texts(texts)
    found = [[words[token] for token in tokens[ends[at] : ends[at + 1]]] for at in range(len(texts))]
    assert found == [text.split() for text in texts]
    assert len(set(words)) == len(words)
