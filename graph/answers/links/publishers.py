"""Publishers: the second sentence of an answer, which says who says so, when, and whether that is a partner."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.phrases import phrase
from graph.answers.wording import best_first
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text
from graph.model.records import Claim, Source

CURATORS = "reference"


def publisher_sentence(claims: Iterable[Claim], catalogue: Catalogue) -> str:
    """Who publishes the best of these claims, with the date that the source speaks of; "" without claims."""
    ordered = [c for c in best_first(claims) if c.source in catalogue.sources]
    if not ordered:
        return ""
    best = ordered[0]
    source = catalogue.sources[best.source]
    if source.kind == CURATORS:
        return phrase("publishers.curators")
    date = spoken_date(best.as_of or source.as_of)
    name = source.publisher or phrase("publishers.page", title=source.title)
    other = best.asserted_by == "third party" and source.kind == "document" and not _is_home(best, source, catalogue)
    key = "third" if other else "says"
    return phrase(f"publishers.{key}" if date else f"publishers.{key}_undated", publisher=name, date=date)


def _is_home(claim: Claim, source: Source, catalogue: Catalogue) -> bool:
    """Whether the source speaks for a place that one of the ends lies in: a city about its own schools."""
    return any(source.speaks_for in {end, *catalogue.above(end)} for end in (claim.subject, claim.object))


def spoken_date(edtf: str) -> str:
    """A source's date as it is read out: "about 2019", "between 2018 and 2022"; "" for none."""
    first, slash, last = edtf.partition("/")
    if slash and first.isdecimal() and last.isdecimal():
        return phrase("publishers.between", first=first, last=last)
    text = date_text(edtf)
    return text if not text or text.startswith("about") else phrase("publishers.in", date=text)
