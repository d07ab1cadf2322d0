"""The spans of a passage: of the part that asks, and of the names around it."""

from __future__ import annotations

from graph.catalogue.catalogue import Catalogue
from graph.questions.entity_linking import link_entities
from graph.questions.lexicon import Lexicon
from graph.questions.spans import Span
from graph.questions.text.name_candidates import REST
from graph.questions.text.passages import Passage


def passage_spans(passage: Passage, language: str, catalogue: Catalogue, words: Lexicon) -> list[Span]:
    """The spans of the part that asks, with the names around it that it does not give itself.

    Of a question in another language, only names and times are read.
    """
    spans = _linked(passage.asking, catalogue, words)
    if language:
        return [span for span in spans if span.kind in ("name", "time") and span.value != "demonym"]
    if passage.context:
        around = link_entities(passage.context, catalogue, words, catalogue.other_places)
        known = {i for span in spans for i in span.ids}
        named = [span for span in around if span.kind == "name" and not known & set(span.ids)]
        spans = [*spans, *named]
    return spans


def _linked(text: str, catalogue: Catalogue, words: Lexicon) -> list[Span]:
    """The spans of a text. What stands on both sides of a word without a meaning is read together."""
    spans = link_entities(text, catalogue, words, catalogue.other_places)
    rest = [span for span in spans if span.kind == REST]
    if not rest or len(rest) == len(spans):
        return spans
    shorter = " ".join(span.text for span in spans if span.kind != REST)
    again = link_entities(shorter, catalogue, words, catalogue.other_places)
    if len(again) >= len(spans) - len(rest):
        return spans  # nothing was read together
    return [*again, *rest]


def spoken_spans(spans: list[Span]) -> list[Span]:
    """The spans that the grammar reads: without words that have no meaning here, and without presentation words."""
    return [span for span in spans if span.kind != REST and not span.value.startswith("view:")]
