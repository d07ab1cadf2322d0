"""The links of a staged stop as rows, and what it cites: the same on its slide, its page and its picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.text import fold

Stop = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source with its number, from 1; `words` is its title and id, `url` may be ""."""

    number: int
    words: str
    url: str

    def __str__(self) -> str:
        """As it stands in a list of sources."""
        return f"[{self.number}] {self.words}" + (f", {self.url}" if self.url else "")


def look_of(stop: Stop) -> str:
    """What can be drawn of a stop: network, map or table, or "" where it shows nothing."""
    if not stop["picture"] or not stop["picture"]["nodes"]:
        return ""
    if stop["look"] == "map":
        return "map" if stop.get("map") else "network"
    return str(stop["look"])


def rows_of(stop: Stop) -> list[tuple[str, str, str]]:
    """One row for each link: the sentence, "possible" or "planned" or "", and since when; undated ones last."""
    edges = stop["picture"]["edges"] if stop["picture"] else []
    rows = sorted((row for edge in edges for row in edge["rows"]), key=lambda r: (not r["dated"], fold(r["text"])))
    return [(row["text"], _level(row), row["since"] or "no date") for row in rows]


def _level(row: Mapping[str, Any]) -> str:
    if row["certainty"] == "possible":
        return "possible"
    return "planned" if row["status"] == "planned" else ""


def described(stop: Stop) -> str:
    """What the picture shows, in words, for those who cannot see it: the sentence, else the rows."""
    rows = [
        " ".join(filter(None, (text, f"({level})" if level else "", f"({since})")))
        for text, level, since in rows_of(stop)
    ]
    return stop["sentence"] or ". ".join(rows) or stop["trouble"] or stop["title"]


def foot_words(stop: Stop) -> str:
    """The source line: three titles at most, and how many more there are."""
    titles: Sequence[str] = stop["sources"]
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    return f"{'Source' if len(titles) == 1 else 'Sources'}: {'; '.join(titles[:3])}{more}" if titles else ""


def cited_claims(stop: Stop) -> list[str]:
    """Every cited place of a source once: title, place in it, as of when, whose word, address; in their order."""
    lines = []
    for claim in _claims(stop):
        parts = [claim["source"]]
        parts += [f"at “{claim['where']}”"] if claim["where"] else []
        parts += [f"as of {claim['as_of']}"] if claim["as_of"] else []
        parts += ["a third party's word"] if claim["word"] == "third party" else []
        parts += [claim["url"]] if claim["url"] else []
        lines.append(", ".join(parts))
    return list(dict.fromkeys(lines)) or list(stop["sources"])


def references(stops: Iterable[Stop]) -> list[Reference]:
    """Every source of these stops once, numbered in the order in which they are met."""
    found: dict[str, str] = {}
    for stop in stops:
        for words, url in _sources(stop):
            found.setdefault(words, url)
    return [Reference(i, words, url) for i, (words, url) in enumerate(found.items(), 1)]


def referred(stop: Stop, known: Iterable[Reference]) -> list[Reference]:
    """Those of the references that this stop rests on, by number."""
    here = {words for words, _ in _sources(stop)}
    return [reference for reference in known if reference.words in here]


def _sources(stop: Stop) -> list[tuple[str, str]]:
    """The sources of the evidence; the titles alone where there is none."""
    return [(c["source"], c["url"]) for c in _claims(stop)] or [(title, "") for title in stop["sources"]]


def _claims(stop: Stop) -> list[Mapping[str, str]]:
    return [claim for line in stop["evidence"] for claim in line["claims"]]
