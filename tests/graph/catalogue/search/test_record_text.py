"""A record reads as one or two plain sentences. A plan never reads as done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.search.record_text import LONGEST, claim_text, node_text, shortened
from graph.model.records import Claim, Node
from graph.model.vocabulary import vocabulary
from tests.worlds import claim

NAMES = {"a": "Leeds", "b": "Brno"}


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (
            claim("a", "TWINNED_WITH", "b", start="1991", event="began", note="partner cities"),
            "Leeds has been twinned with Brno since 1991. Partner cities.",
        ),
        (
            claim("a", "PARTNERED_WITH", "b", counterpart="School", subject_counterpart="School"),
            "A school in Leeds is partnered with a school in Brno.",
        ),
        (
            claim("a", "PARTNERED_WITH", "b", status="planned", event="announced", start="2022"),
            "Leeds is to be partnered with Brno, announced 2022 (planned).",
        ),
        (
            claim("a", "VISITED", "b", status="planned", start="2019~", subject_counterpart="School"),
            "A school in Leeds is to visit Brno in about 2019 (planned).",
        ),
        (
            claim("a", "PARTICIPATES_IN", "b", status="planned", note="Is to test it!"),
            "Leeds is to take part in Brno (planned). Is to test it!",
        ),
        (
            claim("a", "PARTNERED_WITH", "b", subject_counterpart="School", at_least=3),
            "At least 3 schools in Leeds are partnered with Brno.",
        ),
        (
            claim("a", "PARTNERED_WITH", "b", subject_counterpart="School", at_least=3, start="1991"),
            "At least 3 schools in Leeds have been partnered with Brno since 1991.",
        ),
        (
            claim("a", "VISITED", "b", subject_counterpart="School", at_least=3, status="planned"),
            "At least 3 schools in Leeds are to visit Brno (planned).",
        ),
    ],
)
def test_a_claim_is_a_sentence_and_its_note(made: Claim, text: str) -> None:
    assert claim_text(made, NAMES) == text


@pytest.mark.parametrize("kind", vocabulary().types)
def test_what_is_planned_of_any_type_reads_as_planned(kind: str) -> None:
    text = claim_text(claim("a", kind, "b", status="planned", start="2030"), NAMES)
    assert " to " in text and text.endswith("(planned).")


def test_a_node_is_described_with_place_other_names_and_note() -> None:
    node = Node("x", "CulturalBody", "National Tea Museum", ("Tea Museum", "茶"), "museum", note="it shows tea")
    above = [Node("h", "City", "Hangzhou"), Node("c", "Country", "China")]
    text = "National Tea Museum is a museum in Hangzhou, also called Tea Museum or 茶. It shows tea."
    assert node_text(node, above) == text
    assert node_text(Node("o", "Office", "Mayor"), ()) == "Mayor is an office."


@given(st.text(max_size=2000))
def test_a_text_is_cut_after_a_word(text: str) -> None:
    cut = shortened(text)
    assert len(cut) <= LONGEST
    assert cut == text.strip() or cut.endswith("…")
