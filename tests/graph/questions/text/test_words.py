"""Promises of the words of a question: only a name refuses, every other word is used or shown as left out."""

import random

import pytest

from graph.questions.grammar import parse_question
from graph.questions.lexicon import lexicon
from graph.questions.text.english_words import english_words

# Every tenth of the 3,000 most common words that are no names and have no meaning of their own.
COMMON, STEP = 3000, 10


def read(explorer, text):
    return parse_question(text, explorer.catalogue, lexicon())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("is newcastle twinned with gelsenkirchen", ("gelsenkirchen",)),
        ("Who is Leeds Castle twinned with?", ("Leeds Castle",)),
        ("who is newcastle airport linked to", ("newcastle airport",)),
        ("Newcastle United and Dortmund", ("Newcastle United",)),
        ("Tell me about Newcastle's twinning with Newcastle, Australia", ("Newcastle, Australia",)),
    ],
)
def test_a_name_that_is_not_known_refuses(explorer, text, names):
    assert read(explorer, text).unknown == names
    assert explorer.ask(text).status in ("unknown", "empty")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("which gentleman schools in Newcastle link to Wuhan", ("gentleman",)),
        ("Leeds twin cities u", ("u",)),
        ("famous partner cities of Leeds tomorrow", ("famous", "tomorrow")),
    ],
)
def test_any_other_word_is_left_out_and_shown(explorer, text, words):
    answer = explorer.ask(text)
    assert answer.status == "answer"
    assert set(words) - {"u"} <= set(answer.left_out)
    assert all(word in answer.text for word in answer.left_out)


def test_a_common_word_is_never_corrected_into_a_name(explorer):
    for word in ("castle", "lead", "burn", "dorm", "while"):
        assert all(typed != word for typed, _ in read(explorer, f"which {word} is linked to Leeds").corrections)


def test_older_people_are_not_the_oldest_link(explorer):
    assert read(explorer, "projects involving pensioners").order == ""


@pytest.mark.parametrize("word", ["map", "timeline", "table", "chart", "picture", "story"])
def test_a_presentation_word_chooses_the_view(explorer, word):
    answer = explorer.ask(f"{word} of Leeds's twin cities")
    assert (answer.view, answer.status) == (word, "answer")
    assert "Lille" in answer.text and not answer.left_out


def test_no_everyday_word_refuses_or_empties_an_answer(explorer, asked_right):
    known = lexicon()
    meant = {*known.phrases, *known.time, *known.out_of_scope, *known.demonyms, *known.facts, *known.stop}
    names = {word for name in explorer.catalogue.names for word in name.split()}
    shown = sorted(english_words(), key=english_order().get)
    plain = (w for w in shown if w not in names | meant | known.other_sites and len(w) > 1)
    words = [w for w in plain if not explorer.catalogue.notes_mention(w)][:COMMON:STEP]
    chance = random.Random(7)
    wrong = []
    for number, word in enumerate(words):
        parts = asked_right[number % len(asked_right)].split()
        parts.insert(chance.randint(0, len(parts)), word)
        if explorer.ask(" ".join(parts)).status != "answer":
            wrong.append(" ".join(parts))
    assert not wrong


def english_order():
    """The position of each word in the file: the most common first."""
    from graph.model.data_folder import data_file

    lines = data_file("reference/english_words.txt").read_text(encoding="utf-8").splitlines()
    return {word: at for at, word in enumerate(line for line in lines if not line.startswith("#"))}


@pytest.fixture(scope="module")
def asked_right(explorer):
    """200 questions that are answered."""
    from tests.graph.answers.test_asked import ASKED

    found = [
        a["question"] for a in ASKED if a["status"] == ["answer"] and explorer.ask(a["question"]).status == "answer"
    ]
    random.Random(7).shuffle(found)
    return found[:200]
