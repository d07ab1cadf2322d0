"""Promises of letters, e-mails and other languages: the sentence that asks is found, greetings never count."""

import pytest

from graph.questions.text.languages import foreign_language
from graph.questions.text.passages import read_passage

LETTER = (
    "Dear colleagues, I'm drafting a welcome for our visitors from Brno next Thursday. Could you give me the year the "
    "partnership with Leeds started? Best wishes, Tom"
)


def test_a_greeting_and_a_signature_are_left_out():
    passage = read_passage(LETTER)
    assert "colleagues" not in passage.asking + passage.context
    assert "Tom" not in passage.asking + passage.context
    assert passage.asking == "the year the partnership with Leeds started?"
    assert "Brno" in passage.context


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("can you tell me which schools went to China please", "which schools went to China please"),
        ("could you let me know whether Leeds is twinned with Lille", "is it true that Leeds is twinned with Lille"),
        ("thanks, who is Leeds twinned with?", "thanks, who is Leeds twinned with?"),
        ("Leeds", "Leeds"),
        ("", ""),
    ],
)
def test_a_polite_beginning_is_left_out(text, asks):
    assert read_passage(text).asking == asks


def test_the_names_around_the_question_count(explorer):
    answer = explorer.ask(LETTER)
    assert answer.status == "answer"
    assert "1991" in answer.text and "Brno" in answer.sentence


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("quelles sont les villes jumelees avec leeds en france", "French"),
        ("welche stadte sind partnerstadte von leeds", "German"),
        ("which cities is leeds twinned with", ""),
        ("is beck lane school still open", ""),
        ("مدينة", "another language"),
    ],
)
def test_another_language_is_recognised_by_its_small_words(text, language):
    from graph.questions.lexicon import lexicon

    known = lexicon()
    assert foreign_language(text.split(), known.languages, known.small) == language


def test_a_question_in_another_language_is_answered_from_its_names(explorer):
    answer = explorer.ask("Quelles sont les villes jumelées avec Leeds en France ?")
    assert answer.sentence.startswith("I read English.") and "Lille" in answer.text
