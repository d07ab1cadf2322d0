"""Every choice of a chip makes a question with a text that is read as this question; and rephrased questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.answers.explorer import Explorer, chips
from graph.questions.revision.autocomplete import MOST, name_suggestions, saved_suggestions
from graph.questions.revision.choices import FORM_CHOICES, chip_edits
from graph.questions.revision.edits import confirmed_text, limit_chips, with_change, without_chip
from graph.questions.revision.rephrasing import corrected_questions, name_choices, replace_words

LISTED = (Path(__file__).parents[3] / "questions.txt").read_text(encoding="utf-8").splitlines()
SAMPLE = 6  # of a long list of names


def edit_of(explorer: Explorer, text: str, field: str, part: str):
    question, names = explorer.understand(text), explorer.catalogue
    chip = next(c for c in (*chips(question, names), *limit_chips(question, names)) if c.field == field)
    return question, chip, next((e for e in chip_edits(chip, question, names) if e.part == part), None)


def say_changed(explorer: Explorer, text: str, field: str, part: str, value: str) -> str:
    question, _, edit = edit_of(explorer, text, field, part)
    assert edit
    return confirmed_text(with_change(question, edit, value, explorer.catalogue), explorer.catalogue)


@pytest.mark.parametrize("text", LISTED)
def test_what_a_chip_offers_can_be_asked(explorer, text):
    question, names = explorer.understand(text), explorer.catalogue
    if not confirmed_text(question, names):
        return
    for chip in (*chips(question, names), *limit_chips(question, names)):
        for edit in chip_edits(chip, question, names):
            step = max(1, len(edit.choices) // SAMPLE)
            for choice in edit.choices[::step]:
                said = confirmed_text(with_change(question, edit, choice.value, names), names)
                assert said, (chip, edit.part, choice)
                assert confirmed_text(explorer.understand(said), names), said


@pytest.mark.parametrize(
    ("text", "field", "part", "value", "becomes"),
    [
        (
            "which Leeds schools link to China",
            "asked",
            "target.labels",
            "University",
            "which universities in Leeds are",
        ),
        ("which Leeds schools link to China", "asked", "target.places", "", "which schools are linked to China"),
        ("links of Leeds before 1980", "time", "when", "in the 1990s", "who is linked to Leeds dated the 1990s"),
        ("twins of Leeds", "link", "types", "MEMBER_OF", "who is a member of Leeds"),
        ("planned links of Leeds", "statuses", "statuses", "ended", "which ended links does Leeds have"),
        ("oldest twinning of Leeds", "order", "order", "last", "which newest"),
        ("how many links does Leeds have", "form", "form", "links", "who is linked to Leeds"),
    ],
)
def test_one_part_is_changed_and_the_rest_kept(explorer, text, field, part, value, becomes):
    assert say_changed(explorer, text, field, part, value).startswith(becomes)


@pytest.mark.parametrize(
    ("text", "field", "becomes"),
    [
        ("which Leeds schools link to China", "asked", "who is linked to China"),
        ("which Leeds schools link to China", "given", "which schools in Leeds have links"),
        ("links of Leeds before 1980", "time", "who is linked to Leeds"),
        ("how is Leeds United connected to Dortmund", "asked", "who is linked to Leeds United"),
        ("which countries is Leeds twinned with", "by", "who is twinned with Leeds"),
    ],
)
def test_what_a_chip_says_is_taken_away(explorer, text, field, becomes):
    question, chip, _ = edit_of(explorer, text, field, "")
    assert confirmed_text(without_chip(question, chip), explorer.catalogue) == becomes


def test_what_is_no_time_changes_nothing(explorer):
    question, _, edit = edit_of(explorer, "links of Leeds before 1980", "time", "when")
    assert with_change(question, edit, "whenever", explorer.catalogue) == question


def test_a_question_about_nothing_has_no_words(explorer):
    question, chip, _ = edit_of(explorer, "everything about Leeds", "given", "")
    assert confirmed_text(without_chip(question, chip), explorer.catalogue) == ""


def test_every_form_that_is_offered_has_a_name():
    assert all(FORM_CHOICES.values())


def test_every_unknown_word_is_mended_or_none(explorer):
    names = explorer.catalogue
    assert "is Leeds linked to Siegen" in corrected_questions("is Leedzzs linked to Siegzzn", names)
    assert corrected_questions("is Leedzzs linked to Qxqxqx", names) == ()
    assert corrected_questions("is Leeds linked to Siegen", names) == ()
    assert "partners of Wuhan" in corrected_questions("partners of wuh", names)


def test_a_word_is_put_in_whole_and_however_it_is_joined():
    assert replace_words("is Foo-Bar in foobar?", "foo bar", "Leeds") == "is Leeds in foobar?"
    assert replace_words("a (b)", "", "Leeds") == "a (b)"
    assert replace_words("of X", "x", r"\1") == r"of \1"


def test_a_reading_needs_a_name_of_its_own(explorer):
    leeds = explorer.catalogue.names["leeds"]
    assert name_choices("partners of leeds", leeds, explorer.catalogue) == ((leeds[0], "partners of Leeds"),)


def test_offers_are_the_best_linked_first_and_bounded(explorer):
    some = name_suggestions(explorer.catalogue)
    assert len(some) == min(MOST, len(explorer.catalogue.nodes))
    assert {some[0].text, some[1].text} & {"Leeds", "Newcastle upon Tyne"}
    assert all(explorer.ask(offer.text).status in ("answer", "empty") for offer in saved_suggestions())
