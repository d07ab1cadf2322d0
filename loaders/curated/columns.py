"""Columns of the curated CSV files. data/README.md explains each one."""

from __future__ import annotations

SOURCE_COLUMNS = (
    "id",
    "kind",
    "title",
    "publisher",
    "url",
    "licence",
    "as_of",
    "retrieved",
    "speaks_for",
    "note",
)


PLACE_COLUMNS = (
    "id",
    "label",
    "name",
    "aliases",
    "kind",
    "latitude",
    "longitude",
    "within",
    "source",
)


BODY_COLUMNS = ("id", "label", "name", "aliases", "kind", "url", "note", "source")


CLAIM_COLUMNS = (
    "subject",
    "subject_counterpart",
    "type",
    "object",
    "counterpart",
    "at_least",
    "counts",
    "object_as",
    "start",
    "end",
    "status",
    "event",
    "rank",
    "sectors",
    "role",
    "held_by",
    "asserted_by",
    "as_of",
    "source",
    "locator",
    "note",
    "checked",
)

# Columns whose values come from the closed lists of data/vocabulary.toml.
CLOSED = ("status", "event", "rank", "role", "asserted_by")
