"""The links of a staged slide as rows, and what it cites: the same on its slide, its page and its picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.text import fold

SlideData = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source with its number, from 1; `words` is its title and id, `url` may be ""."""

    number: int
    words: str
    url: str

    def __str__(self) -> str:
        """As it stands in a list of sources."""
        return f"[{self.number}] {self.words}" + (f", {self.url}" if self.url else "")


def drawn_look(slide: SlideData) -> str:
    """What can be drawn of a slide: network, map or table, or "" where it shows nothing."""
    if not slide["picture"] or not slide["picture"]["nodes"]:
        return ""
    if slide["look"] == "map":
        return "map" if slide.get("map") else "network"
    return str(slide["look"])


def link_rows(slide: SlideData) -> list[tuple[str, str, str]]:
    """One row for each link: the sentence, "possible" or "planned" or "", and since when; undated ones last."""
    edges = slide["picture"]["edges"] if slide["picture"] else []
    rows = sorted((row for edge in edges for row in edge["rows"]), key=lambda r: (not r["dated"], fold(r["text"])))
    return [(row["text"], _level(row), row["since"] or "no date") for row in rows]


def _level(row: Mapping[str, Any]) -> str:
    if row["certainty"] == "possible":
        return "possible"
    return "planned" if row["status"] == "planned" else ""


def alt_text(slide: SlideData) -> str:
    """What the picture shows, in words, for those who cannot see it: the sentence, else the rows."""
    rows = [
        " ".join(filter(None, (text, f"({level})" if level else "", f"({since})")))
        for text, level, since in link_rows(slide)
    ]
    return slide["sentence"] or ". ".join(rows) or slide["trouble"] or slide["title"]


def source_line(slide: SlideData) -> str:
    """The source line: three titles at most, and how many more there are."""
    titles: Sequence[str] = slide["sources"]
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    return f"{'Source' if len(titles) == 1 else 'Sources'}: {'; '.join(titles[:3])}{more}" if titles else ""


def cited_claims(slide: SlideData) -> list[str]:
    """Every cited place of a source once: title, place in it, as of when, whose word, address; in their order."""
    lines = []
    for claim in _claims(slide):
        parts = [claim["source"]]
        parts += [f"at “{claim['where']}”"] if claim["where"] else []
        parts += [f"as of {claim['as_of']}"] if claim["as_of"] else []
        parts += ["a third party's word"] if claim["word"] == "third party" else []
        parts += [claim["url"]] if claim["url"] else []
        lines.append(", ".join(parts))
    return list(dict.fromkeys(lines)) or list(slide["sources"])


def references(slides: Iterable[SlideData]) -> list[Reference]:
    """Every source of these slides once, numbered in the order in which they are met."""
    found: dict[str, str] = {}
    for slide in slides:
        for words, url in _sources(slide):
            found.setdefault(words, url)
    return [Reference(i, words, url) for i, (words, url) in enumerate(found.items(), 1)]


def cited_references(slide: SlideData, known: Iterable[Reference]) -> list[Reference]:
    """Those of the references that this slide rests on, by number."""
    here = {words for words, _ in _sources(slide)}
    return [reference for reference in known if reference.words in here]


def _sources(slide: SlideData) -> list[tuple[str, str]]:
    """The sources of the evidence; the titles alone where there is none."""
    return [(c["source"], c["url"]) for c in _claims(slide)] or [(title, "") for title in slide["sources"]]


def _claims(slide: SlideData) -> list[Mapping[str, str]]:
    return [claim for line in slide["evidence"] for claim in line["claims"]]
