"""Runs a loader over one file: collects records, counts rows, and adds the places that the records refer to."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.columns.claims import ClaimColumns, claim_columns
from graph.model.errors import DataError
from graph.model.records import Claim, Node, PatternClaim, PatternClaims, Rejection, Source
from loaders.base import TRUNCATED_FILE, Loader, LoaderRun, Record, RowWarning, SameAs, SkippedRow

MAX_LISTED = 1000
ROWS_PER_REPORT = 5000
# Above this share of rejected rows something is wrong with the file as a whole.
MAX_REJECTED_SHARE = 0.2
Progress = Callable[[int], None]


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Turn the cyclic garbage collector off. It would scan all records again and again, and they have no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Moves the new objects to the oldest generation, which is rarely scanned.
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


@dataclass(slots=True)
class LoaderOutput:
    """The records of one file and its counts. `read` is always accepted + rejected + left out.

    The lists contain the first 1,000 entries each.
    """

    loader: Loader
    source: Source
    nodes: dict[str, Node] = field(default_factory=dict)
    claims: ClaimColumns = field(default_factory=lambda: claim_columns(()))
    sources: dict[str, Source] = field(default_factory=dict)
    same_as: list[SameAs] = field(default_factory=list)
    read: int = 0
    rejected: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    rejection_reasons: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)
    remarks: list[RowWarning] = field(default_factory=list)

    def reject(self, rejection: Rejection, rejected: Callable[[Rejection], None]) -> None:
        """Count a rejection, pass it to `rejected`, and store the first 1,000."""
        self.rejected += 1
        self.rejection_reasons[_reason(rejection)] += 1
        rejected(rejection)
        if len(self.rejections) < MAX_LISTED:
            self.rejections.append(rejection)

    def keep(self, record: Source | SameAs | RowWarning | SkippedRow) -> None:
        """Store a record that is neither a node nor a claim."""
        if isinstance(record, Source):
            self.sources[record.id] = record
        elif isinstance(record, SameAs):
            self.same_as.append(record)
        elif isinstance(record, RowWarning):
            self.warnings[record.reason] += 1
            if len(self.remarks) < MAX_LISTED:
                self.remarks.append(record)
        else:
            self.left_out[record.reason] += 1

    @property
    def accepted(self) -> int:
        """The number of rows from which at least one record was loaded."""
        return self.read - self.rejected - self.left_out.total()

    @property
    def guard(self) -> str:
        """The reason why a person should check the file before it is loaded, or ""."""
        if TRUNCATED_FILE in self.rejection_reasons:
            return f"it is cut off after {self.read - 1:,} complete rows and may be half a file"
        relevant = self.read - self.left_out.total()
        if relevant and self.rejected / relevant > MAX_REJECTED_SHARE:
            return (
                f"{self.rejected:,} of {relevant:,} rows were rejected, more than {MAX_REJECTED_SHARE:.0%}: "
                "the file may be damaged or of another type"
            )
        return ""


def run_loader(
    run: LoaderRun,
    loader: Loader,
    *,
    rejected: Callable[[Rejection], None] = lambda rejection: None,
    progress: Progress = lambda rows: None,
) -> LoaderOutput:
    """Run the loader over the file. Calls `rejected` with each rejection, and `progress` with the rows read so far.

    Raises DataError if the file has no records to load.
    """
    read = loader.read
    if read is None:
        raise DataError(
            "This kind of file has no loader", value=loader.kind, expected="a kind that `citylinks load --kinds` lists",
            fix="Choose one of these",
        )  # fmt: skip
    output = LoaderOutput(loader, run.source)
    if loader.cites_itself:
        output.keep(run.source)
    output.claims = claim_columns(_claims(output, run, read(run), rejected, progress))
    for rejection in run.malformed_rows:
        output.reject(rejection, rejected)
    output.read = run.rows_read
    progress(run.rows_read)
    if not output.nodes and not len(output.claims) and not output.same_as:
        raise _nothing_loaded(run, output)
    return output


def _claims(
    output: LoaderOutput,
    run: LoaderRun,
    records: Iterator[Record],
    rejected: Callable[[Rejection], None],
    progress: Progress,
) -> Iterator[Claim | PatternClaim | PatternClaims]:
    """Yield the claims among the records, then the claims about places. Other records go to `output`."""
    places: dict[str, None] = {}
    reported = 0
    for record in records:
        if isinstance(record, PatternClaim):
            places[record.subject] = places[record.object] = None
            yield record
        elif isinstance(record, Claim):
            places.update(dict.fromkeys((record.subject, record.object)))
            yield record
        elif isinstance(record, PatternClaims):
            places |= dict.fromkeys(record.subjects) | dict.fromkeys(record.objects)
            yield record
        elif isinstance(record, Node):
            output.nodes.setdefault(record.id, record)
        elif isinstance(record, Rejection):
            output.reject(record, rejected)
        else:
            output.keep(record)
        if run.rows_read - reported >= ROWS_PER_REPORT:
            reported = run.rows_read
            progress(reported)
    yield from _places(run, output, places)


def _places(run: LoaderRun, output: LoaderOutput, places: dict[str, None]) -> Iterator[Claim]:
    """Add the places that the records refer to but the file does not contain, with the places that contain them.

    Yields the claims that connect these places.
    """
    missing = [i for i in places if i not in output.nodes]
    while missing:
        containing: dict[str, None] = {}
        for place in missing:
            match = run.places.node(place)
            if match is None or place in output.nodes:
                continue
            node, claims = match
            output.nodes[place] = node
            for claim in claims:
                containing[claim.object] = None
                output.sources |= {s.id: s for s in run.places.sources if s.id == claim.source}
                yield claim
        missing = [i for i in containing if i not in output.nodes]


def _reason(rejection: Rejection) -> str:
    """The reason of a rejection, with its column."""
    return rejection.reason if rejection.field.startswith("(") else f"{rejection.field}: {rejection.reason}"


def _nothing_loaded(run: LoaderRun, output: LoaderOutput) -> DataError:
    first = next(iter(output.rejections), None)
    return DataError(
        "The file has nothing to load",
        value=f"{run.input_file.name}: {output.read:,} rows read, {output.rejected:,} rejected, "
        f"{output.left_out.total():,} left out",
        expected=f"rows of {output.loader.title}",
        fix=str(first) if first else "Check that this is the right file, and that it contains the rows you want",
    )
