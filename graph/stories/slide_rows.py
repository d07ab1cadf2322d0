"""The links of a staged slide as rows, and its sources: the same on the slide, the handout and the picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.text import fold

SlideData = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source with its number, from 1. `words` holds its title and id; `url` may be ""."""

    number: int
    words: str
    url: str

    def __str__(self) -> str:
        """Return the entry in a list of sources."""
        return f"[{self.number}] {self.words}" + (f", {self.url}" if self.url else "")


def drawn_look(slide: SlideData) -> str:
    """Return the look that can be drawn: "network", "map" or "table"; "" where the slide shows nothing."""
    if not slide["picture"] or not slide["picture"]["nodes"]:
        return ""
    if slide["look"] == "map":
        return "map" if slide.get("map") else "network"
    return str(slide["look"])


def link_rows(slide: SlideData) -> list[tuple[str, str, str]]:
    """Return a row for each link: its sentence; "possible", "planned" or ""; its start. Undated links are last."""
    edges = slide["picture"]["edges"] if slide["picture"] else []
    rows = sorted((row for edge in edges for row in edge["rows"]), key=lambda r: (not r["dated"], fold(r["text"])))
    return [(row["text"], _level(row), row["since"] or "no date") for row in rows]


def _level(row: Mapping[str, Any]) -> str:
    if row["certainty"] == "possible":
        return "possible"
    return "planned" if row["status"] == "planned" else ""


def alt_text(slide: SlideData) -> str:
    """Describe the picture for people who can't see it: its sentence, or its rows where it has none."""
    rows = [
        " ".join(filter(None, (text, f"({level})" if level else "", f"({since})")))
        for text, level, since in link_rows(slide)
    ]
    return slide["sentence"] or ". ".join(rows) or slide["problem"] or slide["title"]


def source_line(slide: SlideData) -> str:
    """Return the source line: at most three titles, and how many more there are."""
    titles: Sequence[str] = slide["sources"]
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    return f"{'Source' if len(titles) == 1 else 'Sources'}: {'; '.join(titles[:3])}{more}" if titles else ""


def cited_claims(slide: SlideData) -> list[str]:
    """Return each cited place in a source once, in order: title, place, date, who says so, address."""
    lines = []
    for claim in _claims(slide):
        parts = [claim["source"]]
        parts += [f"at “{claim['where']}”"] if claim["where"] else []
        parts += [f"as of {claim['as_of']}"] if claim["as_of"] else []
        parts += ["third-party source"] if claim["word"] == "third party" else []
        parts += [claim["url"]] if claim["url"] else []
        lines.append(", ".join(parts))
    return list(dict.fromkeys(lines)) or list(slide["sources"])


def references(slides: Iterable[SlideData]) -> list[Reference]:
    """Return each source of these slides once, numbered in order of first use."""
    found: dict[str, str] = {}
    for slide in slides:
        for words, url in _sources(slide):
            found.setdefault(words, url)
    return [Reference(i, words, url) for i, (words, url) in enumerate(found.items(), 1)]


def cited_references(slide: SlideData, known: Iterable[Reference]) -> list[Reference]:
    """Return the references that this slide cites, by number."""
    here = {words for words, _ in _sources(slide)}
    return [reference for reference in known if reference.words in here]


def _sources(slide: SlideData) -> list[tuple[str, str]]:
    """Return the sources of the evidence, or the titles alone where there is no evidence."""
    return [(c["source"], c["url"]) for c in _claims(slide)] or [(title, "") for title in slide["sources"]]


def _claims(slide: SlideData) -> list[Mapping[str, str]]:
    return [claim for line in slide["evidence"] for claim in line["claims"]]
