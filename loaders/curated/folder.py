"""Reads the curated folder (sources, places, bodies and claims as CSV). data/README.md explains each column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.model.records import Claim, Node, Records, Rejection, Source
from graph.model.vocabulary import Vocabulary, vocabulary
from loaders.curated.columns import BODY_COLUMNS, CLAIM_COLUMNS, CLOSED, PLACE_COLUMNS, SOURCE_COLUMNS
from loaders.files.cells import ID, bad_date, bad_number, coordinates_of, listed
from loaders.files.rows import Row, did_you_mean, read_rows


def read_curated(folder: Path) -> Records:
    """All records of a curated folder, sorted by id, with the rejected rows.

    Claims that need a rejected row are rejected too, and each is listed. Raises DataError for a file that can't be
    used.
    """
    return _Reading(folder, vocabulary()).records()


def claim_rows(folder: Path) -> list[tuple[Claim, Row]]:
    """Each claim of a curated folder, with the row of `claims.csv` or `places.csv` that it was read from."""
    reading = _Reading(folder, vocabulary())
    reading.records()
    return reading.claim_rows


class _Reading:
    """One pass over a folder: sources, then nodes, then claims. Each is checked against what was read before."""

    def __init__(self, folder: Path, words: Vocabulary) -> None:
        self.folder, self.words = folder, words
        self.sources: dict[str, Source] = {}
        self.nodes: dict[str, Node] = {}
        self.claims: dict[str, Claim] = {}
        self.claim_rows: list[tuple[Claim, Row]] = []
        self.within: dict[str, str] = {}
        self.rejections: list[Rejection] = []
        self.read = 0

    def records(self) -> Records:
        for row in self.rows("sources.csv", SOURCE_COLUMNS):
            self.keep(self.source(row))
        placed = list(self.rows("places.csv", PLACE_COLUMNS))
        within = self.within = {row["id"]: row["within"] for row in placed}
        for row in sorted(placed, key=lambda r: len(places_above(r["id"], within))):
            self.place(row, within)
        for row in self.rows("bodies.csv", BODY_COLUMNS):
            self.keep(self.node(row))
        for row in self.rows("claims.csv", CLAIM_COLUMNS):
            made = self.claim(row)
            if isinstance(made, Claim):
                self.claim_rows.append((made, row))
            self.keep(made)
        return Records(
            nodes=tuple(self.nodes[key] for key in sorted(self.nodes)),
            claims=tuple(self.claims[key] for key in sorted(self.claims)),
            sources=tuple(self.sources[key] for key in sorted(self.sources)),
            rejections=tuple(self.rejections),
            read=self.read,
        )

    def rows(self, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
        for row in read_rows(self.folder / name, columns):
            self.read += 1
            if isinstance(row, Rejection):
                self.rejections.append(row)
            else:
                yield row

    def keep(self, made: Source | Node | Claim | Rejection) -> None:
        if isinstance(made, Rejection):
            self.rejections.append(made)
        elif isinstance(made, Source):
            self.sources[made.id] = made
        elif isinstance(made, Node):
            self.nodes[made.id] = made
        else:
            self.claims[made.id] = made

    def source(self, row: Row) -> Source | Rejection:
        if not row["id"] or row["id"] in self.sources:
            return row.reject("id", "empty or used twice", "Give each source an id of its own.")
        if row["kind"] not in self.words.values["source_kind"]:
            return row.reject(
                "kind",
                "not a kind of source",
                did_you_mean(row["kind"], self.words.values["source_kind"]),
            )
        if not row["title"]:
            return row.reject("title", "empty", "Give the title that the document itself shows.")
        bad = bad_date(row, "as_of", "retrieved")
        return bad or Source(**{column: row[column] for column in SOURCE_COLUMNS})

    def node(self, row: Row) -> Node | Rejection:
        if not ID.fullmatch(row["id"]):
            return row.reject(
                "id",
                "not an id",
                "Write a register's prefix and key such as geonames:2641673, or local:label:slug.",
            )
        if row["id"] in self.nodes:
            return row.reject("id", "used twice", f"It is {self.nodes[row['id']].name!r} already; use another id.")
        if row["label"] not in self.words.labels:
            return row.reject("label", "not a label", did_you_mean(row["label"], self.words.labels))
        if not row["name"]:
            return row.reject("name", "empty", "Give the name as people say it.")
        if row["source"] not in self.sources:
            return row.reject("source", "no such source in sources.csv", did_you_mean(row["source"], self.sources))
        coordinates = coordinates_of(row)
        if isinstance(coordinates, Rejection):
            return coordinates
        latitude, longitude = coordinates
        properties = (("url", row["url"]),) if row["url"] else ()
        return Node(
            row["id"],
            row["label"],
            row["name"],
            listed(row["aliases"]),
            row["kind"],
            latitude,
            longitude,
            row["note"],
            properties,
        )

    def place(self, row: Row, within: Mapping[str, str]) -> None:
        """Keep a place and its claim of location, or neither. Larger places must come first."""
        made = self.node(row)
        if isinstance(made, Node) and row["within"]:
            if row["id"] in places_above(row["id"], within):
                made = row.reject("within", "a place cannot lie in itself", "Name the next larger place.")
            elif row["within"] not in self.nodes:
                made = row.reject("within", "no such place", self.nearest_node(row["within"]))
            else:
                placing = self.placing(row)
                self.claim_rows.append((placing, row))
                self.keep(placing)
        self.keep(made)

    def placing(self, row: Row) -> Claim:
        source = self.sources[row["source"]]
        return Claim(
            row["id"],
            "LOCATED_IN",
            row["within"],
            row["source"],
            locator=row["id"],
            status="active",
            asserted_by="third party",
            as_of=source.as_of or source.retrieved,
            checked=source.retrieved,
        )

    def claim(self, row: Row) -> Claim | Rejection:
        bad = self.unknown(row) or bad_date(row, "start", "end", "as_of", "checked") or bad_number(row)
        if bad:
            return bad
        source = self.sources[row["source"]]
        if source.kind == "document" and not row["locator"]:
            return row.reject(
                "locator",
                "empty",
                "Give the heading and at most six opening words of the sentence.",
            )
        lists = {column: listed(row[column]) for column in ("counts", "sectors")}
        texts = {
            column: row[column]
            for column in CLAIM_COLUMNS
            if column not in ("at_least", "counts", "sectors", "as_of", "status", "asserted_by")
        }
        made = Claim(
            **texts,
            counts=lists["counts"],
            sectors=lists["sectors"],
            at_least=int(row["at_least"]) if row["at_least"] else None,
            as_of=row["as_of"] or source.as_of,
            status=row["status"] or "unknown",
            asserted_by=row["asserted_by"] or "party",
        )
        if made.id in self.claims:
            return row.reject("subject", "this claim is in the file twice", "Remove one of the two lines.")
        return made

    def unknown(self, row: Row) -> Rejection | None:
        """A rejection for the first field with a value outside the closed lists, the nodes or the sources."""
        if row["source"] not in self.sources:
            reason = "a claim without a source can't be kept" if not row["source"] else "no such source in sources.csv"
            return row.reject("source", reason, did_you_mean(row["source"], self.sources))
        for field in ("subject", "object", "held_by"):
            if row[field] not in self.nodes and (row[field] or field != "held_by"):
                return row.reject(field, "no node has this id", self.nearest_node(row[field]))
        if row["subject"] == row["object"]:
            return row.reject("object", "an item can't be linked to itself", "Name the other end.")
        if row["type"] not in self.words.types:
            advice = f"{did_you_mean(row['type'], self.words.types)} Or add it to vocabulary.toml."
            return row.reject("type", "not a relationship type", advice)
        for field in CLOSED:
            if row[field] and row[field] not in self.words.values[field]:
                return row.reject(field, f"not a known {field}", did_you_mean(row[field], self.words.values[field]))
        for field in ("subject_counterpart", "counterpart", "object_as"):
            if row[field] and row[field] not in self.words.labels:
                return row.reject(field, "not a label", did_you_mean(row[field], self.words.labels))
        for sector in listed(row["sectors"]):
            if sector not in self.words.sectors:
                return row.reject("sectors", f"{sector!r} is not a sector", did_you_mean(sector, self.words.sectors))
        return None

    def described(self, node: Node) -> str:
        """An id with name, kind, region and country, to tell nodes of one name apart."""
        ancestors = [self.nodes[place].name for place in places_above(node.id, self.within) if place in self.nodes][:2]
        return f"{node.id} ({', '.join((node.name, node.kind or node.label.lower(), *ancestors))})"

    def nearest_node(self, value: str) -> str:
        """Similar ids. For a value that is a name, the ids of the nodes of that name with their places."""
        named = [
            n for n in self.nodes.values() if value and value.casefold() in (m.casefold() for m in (n.name, *n.aliases))
        ]
        if named:
            return f"That is a name; write the id: {' or '.join(map(self.described, named[:4]))}."
        return did_you_mean(value, self.nodes)


def places_above(place: str, within: Mapping[str, str]) -> list[str]:
    """The places that contain a place, the smallest first. Stops at a cycle."""
    ancestors: list[str] = []
    while (place := within.get(place, "")) and place not in ancestors:
        ancestors.append(place)
    return ancestors
