"""Sources that users loaded as datasets, and the names of sources in questions and answers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence

from graph.model.data_folder import data_file, read_once
from graph.model.dates import date_text
from graph.model.records import Source
from graph.model.text import fold_uncached

DOCUMENT, DATASET = "document", "dataset"
# The register behind data/reference/areas.csv. It is added with the first node that lies in one of its areas.
AREAS = "ons"


@read_once("sources.csv")
def shipped() -> frozenset[str]:
    """The ids of the sources of the active data folder."""
    with data_file("sources.csv").open(encoding="utf-8", newline="") as rows:
        return frozenset((AREAS, *(row["id"] for row in csv.DictReader(rows))))


def loaded_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources that were loaded, by id: datasets, and registers that are not among the shipped ones."""
    loaded = (s for s in sources if s.kind == DATASET or (s.kind != DOCUMENT and s.id not in shipped()))
    return tuple(sorted(loaded, key=lambda source: source.id))


def searched(sources: Iterable[Source]) -> tuple[str, ...]:
    """What an answer searched: the documents together, then each loaded dataset with its date."""
    every = tuple(sources)
    count = sum(source.kind == DOCUMENT for source in every)
    documents = [f"the {count} documents" if count > 1 else "the document"] if count else []
    dated = (f"{s.title} (as of {date_text(s.as_of)})" if s.as_of else s.title for s in loaded_sources(every))
    return (*documents, *dated)


def matching_sources(words: str, sources: Iterable[Source]) -> tuple[str, ...]:
    """The ids of the sources that these folded words name: by id, title or publisher, or by part of these."""
    names = {s.id: (fold_uncached(s.id), fold_uncached(s.title), fold_uncached(s.publisher)) for s in sources}
    whole = tuple(i for i, some in names.items() if words in some)
    return whole or tuple(i for i, some in names.items() if any(f" {words} " in f" {name} " for name in some))


def shortest_names(ids: Sequence[str], sources: Mapping[str, Source]) -> list[str]:
    """As few names as name exactly these sources: publishers where they fit, otherwise each source's own name."""
    every = sources.values()
    publishers = dict.fromkeys(name for i in ids if (name := sources[i].publisher))
    meant = {name: set(matching_sources(fold_uncached(name), every)) for name in publishers}
    whole = [name for name, some in meant.items() if some <= set(ids)]
    covered = {i for name in whole for i in meant[name]}
    return whole + [source_name(sources[i], every) for i in ids if i not in covered]


def source_name(source: Source, sources: Iterable[Source]) -> str:
    """The name of a source in a question: its title, or its id if another source has the same title."""
    return source.title if matching_sources(fold_uncached(source.title), sources) == (source.id,) else source.id
