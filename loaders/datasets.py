"""The desk: files previewed, loaded, taken back; and the one graph that the curated evidence and they make together.

Nothing of a file is kept but the records its loader made of it: no copy, no personal column.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from graph.columns import claim_columns
from graph.desk import Candidate, Dataset, Decision, Difference, Preview, Table, Told, Wish
from graph.errors import DataError
from graph.kept import open_records, write_records
from graph.model import Records, Rejection, Source
from graph.node_columns import node_columns
from graph.text import clean, fold
from loaders.candidates import candidates
from loaders.comparing import differences, fresh_names, ids_of, retired_share
from loaders.curated import read_curated
from loaders.extracting import Extract, extract, uncollected
from loaders.journal import Journal
from loaders.keeping import Kept
from loaders.kinds import LOADERS, open_known, recognise, told_from
from loaders.known_places import Places
from loaders.mapping_files import from_toml, to_toml
from loaders.merging import merged
from loaders.opening import OpenedFile, open_file
from loaders.own_rows import Where, shown
from loaders.own_table import KIND
from loaders.reading import Loader, Reading, Scope
from loaders.same_as import Decisions

# Raised whenever a loader makes other records of the same file, so that what was kept by an older one is not trusted.
VERSION = 2
# A newer file that takes away more than this share of what the older one brought may be half a file.
MOST_RETIRED = 0.5


class Datasets:
    """The datasets of one user's folder `home`, beside the curated folder `data`. See graph.desk.Desk."""

    def __init__(self, home: Path, data: Path) -> None:
        self.home, self.data = home, data
        self.journal = Journal(home)
        self._kept = Kept(self.journal)
        self._lock = RLock()
        self._places: tuple[str, Places] | None = None
        self.aside = 0
        """Claims set aside in the graph made last, because the register of one of their ends is not loaded."""

    def datasets(self) -> tuple[Dataset, ...]:
        """What is loaded now, in load order."""
        return self.journal.datasets()

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Each kind of file that can be loaded, with its title."""
        return tuple((loader.kind, loader.title) for loader in LOADERS if not loader.refused)

    def places(self) -> Places:
        """The places known to a loader: the curated ones and those of loaded gazetteers."""
        digests = [d.digest for d in self.datasets() if d.is_gazetteer]
        made_of = self._fingerprint(digests)
        if self._places is None or self._places[0] != made_of:
            held = [self._kept.records(digest) for digest in digests]
            placings = {
                (claim.subject, claim.object)
                for records in held
                for claim in claim_columns(records.claims).of_types(("LOCATED_IN",))
            }
            nodes = [node for records in held for node in records.nodes]
            self._places = made_of, Places.read(self.data, nodes, sorted(placings))
        return self._places[1]

    @uncollected()
    def preview(
        self,
        path: Path,
        wish: Wish,
        *,
        rejected: Callable[[Rejection], None] = lambda rejection: None,
        progress: Told = lambda rows, of: None,
    ) -> Preview:
        """Read a file and say what loading it would do; what was read waits in the folder until it is committed.

        Raises DataError for a file that is refused.
        """
        kind = wish.kind or (KIND if wish.mapping else "")
        opened = open_known(path, kind)
        loader = recognise(opened, kind)
        scope = _scope(loader, wish)
        name = "-".join(filter(None, (loader.kind, _series(opened, wish), scope.key.replace(":", "-"))))
        digest = self._digest(opened, loader, name, wish)
        before = next((d for d in self.datasets() if d.id == name), None)
        if before and before.digest == digest:
            return Preview(before, before, True, Difference(), Difference())
        source = _own_words(loader.source(opened, name, _retrieved(path)), wish)
        reading = Reading(opened, source, self.places(), scope, wish.mapping)
        rows = estimated_rows(opened)
        made = extract(reading, loader, rejected=rejected, progress=lambda read: progress(read, max(rows, read)))
        records = Records(node_columns(made.nodes.values()), made.claims, tuple(made.sources.values()))
        dataset = _dataset(made, opened, name, digest, wish)
        self._kept.prepare(dataset, records, made.same_as)
        return self._said(dataset, before, records, made)

    def table(self, path: Path, *, sheet: str = "", header: int = 0) -> Table:
        """The columns and first rows of a person's own table, and the kind it is told to be."""
        opened = open_file(path)
        known = told_from(opened)
        return shown(opened, Where(sheet, header), known.kind if known else "")

    def mapping_text(self, mapping: Mapping[str, Any]) -> str:
        """A column mapping as a TOML file."""
        return to_toml(mapping)

    def read_mapping(self, text: str) -> dict[str, Any]:
        """The column mapping that a TOML file holds. Raises DataError for a text that is none."""
        return from_toml(text)

    def _said(self, dataset: Dataset, before: Dataset | None, records: Records, made: Extract) -> Preview:
        earlier = self._kept.records(before.digest) if before else None
        there = self._ids()
        nodes, claims = differences(records, earlier, there)
        guard = made.guard
        if before and retired_share(records, earlier) > MOST_RETIRED:
            guard = guard or (
                f"it would take away more than {MOST_RETIRED:.0%} of what {before.file} brought: it may be half a file"
            )
        return Preview(
            dataset, before, False, nodes, claims,
            tuple(made.reasons.most_common()), tuple(made.left_out.most_common()), tuple(made.remarked.most_common()),
            tuple(made.rejections), guard, fresh_names(records, there),
        )  # fmt: skip

    def commit(self, previews: Iterable[Preview], *, going_on: bool = False) -> int:
        """Load what was previewed, as one load; gives its number. What is loaded already changes nothing.

        `going_on` makes it part of the load before, so that several files are taken back together.
        """
        fresh = [preview.dataset for preview in previews if not preview.is_loaded]
        if not fresh:
            entries = self.journal.entries()
            return entries[-1].number if entries else 0
        new = {dataset.id: dataset.file for dataset in fresh}
        if len(new) < len(fresh):
            raise DataError(
                "Two of these files are one list, of two days or with two names",
                value=", ".join(dataset.file for dataset in fresh if new[dataset.id] != dataset.file) or fresh[0].file,
                expected="each list once", fix="Load the newer one alone",
            )  # fmt: skip
        for dataset in fresh:
            self._kept.take_over(dataset)
        staying = [dataset for dataset in self.datasets() if dataset.id not in new]
        order = {loader.kind: at for at, loader in enumerate(LOADERS)}
        every = sorted((*staying, *fresh), key=lambda d: (order.get(d.kind, len(order)), d.id))
        what = "Loaded " + ", ".join(dataset.file for dataset in fresh)
        return self.journal.append(_today(), what, [dataset.digest for dataset in every], going_on=going_on)

    def last(self) -> tuple[int, str]:
        """The number of the load that undo would take back, and what it was; (0, "") when there is none."""
        entries = self.journal.entries()
        return (entries[-1].number, entries[-1].what) if entries else (0, "")

    def undo(self) -> str:
        """Take the last load back; says what it was."""
        return self.journal.undo().what

    def forget(self, dataset: str) -> int:
        """Take one dataset out, as a load of its own."""
        every = self.datasets()
        staying = [d.digest for d in every if d.id != dataset]
        if len(staying) == len(every):
            raise DataError(
                "No such dataset is loaded", value=dataset, expected=", ".join(d.id for d in every) or "none is loaded",
                fix="List them with `citylinks load --list`",
            )  # fmt: skip
        return self.journal.append(_today(), f"Took out {dataset}", staying)

    def records(self) -> Records:
        """The curated evidence with all datasets and decisions: what the store is to hold.

        Opened from what was joined before when that still fits: the same files, datasets, decisions and version.
        """
        with self._lock:
            return self._records()

    def _records(self) -> Records:
        curated = read_curated(self.data)
        digests = self.journal.digests()
        if not digests:
            return curated
        folder = self.home / "graph" / self._fingerprint(digests)
        held = open_records(folder)
        if held is not None:
            return replace(held, rejections=curated.rejections, read=curated.read)
        several = [curated, *map(self._kept.records, digests)]
        standing = Decisions.read(self.data).standing(curated.nodes)
        made, self.aside = merged(several, standing)
        shutil.rmtree(self.home / "graph", ignore_errors=True)
        # Where the disk is full, or another process does the same, it is joined once more the next time.
        with suppress(OSError):
            write_records(folder, made)
        return made

    def candidates(self) -> tuple[Candidate, ...]:
        """Pairs that may be one thing and are not decided yet, best first."""
        said = [(a, b, reason) for digest in self.journal.digests() for a, b, reason in self._kept.same_as(digest)]
        return candidates(self.records(), said, Decisions.read(self.data))

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order they were made."""
        return Decisions.read(self.data).every

    def decide(self, decision: Decision) -> None:
        """Write a decision down."""
        Decisions.read(self.data).add(decision)

    def withdraw(self, a: str, b: str) -> None:
        """Take a decision back."""
        Decisions.read(self.data).withdraw(a, b)

    def _ids(self) -> set[str]:
        """The ids of everything that is in the graph, without joining it."""
        found = {node.id for node in read_curated(self.data).nodes}
        for digest in self.journal.digests():
            found.update(ids_of(self._kept.records(digest)))
        return found

    def _digest(self, opened: OpenedFile, loader: Loader, name: str, wish: Wish) -> str:
        """Names what is kept of a file: other bytes, wishes, loaders or gazetteers before it give another."""
        wider = {one.kind for one in LOADERS[: LOADERS.index(loader)]}
        known = [d.digest for d in self.datasets() if d.is_gazetteer and d.kind in wider]
        said = [VERSION, opened.sha256, name, dict(wish.mapping), known]
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]

    def _fingerprint(self, digests: Iterable[str]) -> str:
        hashed = hashlib.sha256(json.dumps([VERSION, *digests]).encode())
        for path in sorted(self.data.glob("*.csv")):
            hashed.update(path.name.encode() + path.read_bytes())
        return hashed.hexdigest()[:16]


def _series(opened: OpenedFile, wish: Wish) -> str:
    """What a newer file is called too: the name without its date; a table of one's own goes by its title."""
    title = str(wish.mapping.get("title", "")) if wish.mapping else opened.series
    return fold(title).replace(" ", "-")


def estimated_rows(opened: OpenedFile) -> int:
    """About how many rows a table has, by the length of its first lines; 0 when that can't be told."""
    lines = opened.head.count("\n")
    if opened.is_workbook or lines < 2 or opened.head.lstrip()[:1] in "[{":
        return 0
    return int(opened.size / max(1.0, len(opened.head.encode()) / lines))


def _scope(loader: Loader, wish: Wish) -> Scope:
    asked = {"la": wish.authorities, "place": wish.places, "country": wish.countries}
    for name, values in asked.items():
        if values and name not in loader.scopes:
            raise DataError(
                f"--only-{name} can't be told from this kind of file ({loader.title})", value=", ".join(sorted(values)),
                expected="one of " + ", ".join(f"--only-{n}" for n in loader.scopes) if loader.scopes else "no scope",
                fix="Leave it out, and load the whole file",
            )  # fmt: skip
    return Scope(wish.authorities, wish.places, wish.countries)


def _dataset(made: Extract, opened: OpenedFile, name: str, digest: str, wish: Wish) -> Dataset:
    source = made.source
    return Dataset(
        name, digest, made.loader.kind, source.title, source.publisher, source.licence, source.url,
        clean(opened.path.name), opened.sha256, opened.encoding, source.as_of, source.retrieved, _today(),
        ", ".join(sorted((*wish.authorities, *wish.places, *wish.countries))),
        made.read, made.accepted, made.rejected, made.left_out.total(), len(made.nodes), len(made.claims),
    )  # fmt: skip


def _own_words(source: Source, wish: Wish) -> Source:
    """The source as a person's own mapping describes it, where it does."""
    said = {
        part: str(wish.mapping[part])
        for part in ("title", "publisher", "licence", "url", "as_of")
        if wish.mapping.get(part)
    }
    return replace(source, **said)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _retrieved(path: Path) -> str:
    """The day the file was written to this machine, which is when it was downloaded unless somebody touched it."""
    return date.fromtimestamp(path.stat().st_mtime).isoformat()
