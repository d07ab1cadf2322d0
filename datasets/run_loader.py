"""One file through its loader: records gathered, rows counted, rejections kept, places brought that are referred to."""

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

MOST_LISTED = 1000
OFTEN = 5000
# Above this share of rejected rows something is wrong with the file as a whole.
MOST_REJECTED = 0.2
Progress = Callable[[int], None]


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Without the search for cycles of garbage: it would look at all records again and again, and they have none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What was made goes straight to what is seldom looked at.
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


@dataclass(slots=True)
class LoaderOutput:
    """What one file gave. `read` is accepted + rejected + left out, always; lists hold the first 1,000 of each."""

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
        """Count a rejection, and give it to who wants each."""
        self.rejected += 1
        self.rejection_reasons[_why(rejection)] += 1
        rejected(rejection)
        if len(self.rejections) < MOST_LISTED:
            self.rejections.append(rejection)

    def keep(self, record: Source | SameAs | RowWarning | SkippedRow) -> None:
        """Keep what is neither a thing nor a claim."""
        if isinstance(record, Source):
            self.sources[record.id] = record
        elif isinstance(record, SameAs):
            self.same_as.append(record)
        elif isinstance(record, RowWarning):
            self.warnings[record.reason] += 1
            if len(self.remarks) < MOST_LISTED:
                self.remarks.append(record)
        else:
            self.left_out[record.reason] += 1

    @property
    def accepted(self) -> int:
        """Rows of which at least something was kept."""
        return self.read - self.rejected - self.left_out.total()

    @property
    def guard(self) -> str:
        """Why this should not be loaded unseen, or ""."""
        if TRUNCATED_FILE in self.rejection_reasons:
            return f"it breaks off after {self.read - 1:,} whole rows: it may be half a file"
        wanted = self.read - self.left_out.total()
        if wanted and self.rejected / wanted > MOST_REJECTED:
            return (
                f"{self.rejected:,} of {wanted:,} rows were rejected, more than {MOST_REJECTED:.0%}: "
                "the file may be damaged or of another kind"
            )
        return ""


def run_loader(
    run: LoaderRun,
    loader: Loader,
    *,
    rejected: Callable[[Rejection], None] = lambda rejection: None,
    progress: Progress = lambda rows: None,
) -> LoaderOutput:
    """Run the loader over the file. Every rejection is also given to `rejected` as it comes, and `progress` the rows.

    Raises DataError when nothing of the file can be kept.
    """
    read = loader.read
    if read is None:
        raise DataError(
            "This kind of file has no loader", value=loader.kind, expected="a kind of `citylinks load --kinds`",
            fix="Name one of these",
        )  # fmt: skip
    made = LoaderOutput(loader, run.source)
    if loader.cites_itself:
        made.keep(run.source)
    made.claims = claim_columns(_claims(made, run, read(run), rejected, progress))
    for rejection in run.malformed_rows:
        made.reject(rejection, rejected)
    made.read = run.rows_read
    progress(run.rows_read)
    if not made.nodes and not len(made.claims) and not made.same_as:
        raise _nothing(run, made)
    return made


def _claims(
    made: LoaderOutput,
    run: LoaderRun,
    records: Iterator[Record],
    rejected: Callable[[Rejection], None],
    progress: Progress,
) -> Iterator[Claim | PatternClaim | PatternClaims]:
    """The claims among the records, and those about the places they refer to; all else is kept as it passes."""
    referred: dict[str, None] = {}
    told = 0
    for record in records:
        if isinstance(record, PatternClaim):
            referred[record.subject] = referred[record.object] = None
            yield record
        elif isinstance(record, Claim):
            referred.update(dict.fromkeys((record.subject, record.object)))
            yield record
        elif isinstance(record, PatternClaims):
            referred |= dict.fromkeys(record.subjects) | dict.fromkeys(record.objects)
            yield record
        elif isinstance(record, Node):
            made.nodes.setdefault(record.id, record)
        elif isinstance(record, Rejection):
            made.reject(record, rejected)
        else:
            made.keep(record)
        if run.rows_read - told >= OFTEN:
            told = run.rows_read
            progress(told)
    yield from _places(run, made, referred)


def _places(run: LoaderRun, made: LoaderOutput, referred: dict[str, None]) -> Iterator[Claim]:
    """The places that records refer to and the file does not bring itself, with all that they lie in."""
    waiting = [i for i in referred if i not in made.nodes]
    while waiting:
        beyond: dict[str, None] = {}
        for place in waiting:
            found = run.places.node(place)
            if found is None or place in made.nodes:
                continue
            node, placings = found
            made.nodes[place] = node
            for claim in placings:
                beyond[claim.object] = None
                made.sources |= {s.id: s for s in run.places.sources if s.id == claim.source}
                yield claim
        waiting = [i for i in beyond if i not in made.nodes]


def _why(rejection: Rejection) -> str:
    """The reason, with the column that it is about."""
    return rejection.reason if rejection.field.startswith("(") else f"{rejection.field}: {rejection.reason}"


def _nothing(run: LoaderRun, made: LoaderOutput) -> DataError:
    first = next(iter(made.rejections), None)
    return DataError(
        "Nothing of the file can be loaded",
        value=f"{run.input_file.name}: {made.read:,} rows read, {made.rejected:,} rejected, "
        f"{made.left_out.total():,} left out",
        expected=f"rows of {made.loader.title}",
        fix=str(first) if first else "Check which file this is, and whether it holds what you asked for",
    )
