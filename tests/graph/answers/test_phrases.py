"""Promises of the file of sentences: fields are filled, and a wrong file is reported with what to write."""

import pytest

from graph.answers.phrases import phrase, read_sentences, sentence_problems
from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError

SHIPPED = (SHIPPED_DATA / "sentences.toml").read_text(encoding="utf-8")


def test_a_sentence_is_filled_with_its_fields():
    assert phrase("outcomes.unknown_name", name="Leeds Castle") == "Leeds Castle is not in these records."


def test_a_missing_sentence_names_its_key():
    with pytest.raises(DataError, match=r"outcomes\.nowhere"):
        phrase("outcomes.nowhere")


def test_the_shipped_sentences_have_no_problem():
    assert list(sentence_problems(SHIPPED_DATA / "sentences.toml")) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("unknown_name =", "unknown_nam =", "outcomes.unknown_name"),
        ("{name} is not", "{nme} is not", "nme"),
        ("{name} is not", "{name is not", "outcomes.unknown_name"),
    ],
)
def test_a_wrong_sentence_is_reported(tmp_path, before, after, said):
    (tmp_path / "sentences.toml").write_text(SHIPPED.replace(before, after), encoding="utf-8")
    assert any(said in problem for problem in sentence_problems(tmp_path / "sentences.toml"))


def test_a_sentence_must_be_a_text_in_a_table(tmp_path):
    (tmp_path / "sentences.toml").write_text("[links]\none = 3\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"links\.one"):
        read_sentences(tmp_path / "sentences.toml")
