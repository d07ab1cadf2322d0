"""A file as a person wants it read: by which loader, what of it, and how what is kept of it is called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from pathlib import Path

from datasets.run_loader import LoaderOutput, run_loader
from graph.model.datasets import Dataset, LoadOptions, ProgressCallback
from graph.model.errors import DataError
from graph.model.records import Rejection, Source
from graph.model.text import clean, fold
from loaders.base import Loader, LoaderRun, RowWarning, Scope
from loaders.custom_table.table import KIND
from loaders.files.probe import InputFile
from loaders.places.gazetteer import Gazetteer
from loaders.registry import all_loaders, open_loadable, recognise

# Raised whenever a loader makes other records of the same file, so that what was kept by an older one is not trusted.
VERSION = 3
OTHER_SHEET = "another sheet of the workbook that could be loaded: save it as CSV, and load that too"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read of a file, and is kept to be loaded; see graph.model.datasets.Preview for what is counted."""

    dataset: Dataset
    rejection_reasons: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...]
    warnings: tuple[tuple[str, int], ...]
    rejections: tuple[Rejection, ...]
    guard: str


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """A file, its loader and what is wanted of it.

    `name` is that of the dataset it makes, the same for a newer file of the same list and scope; `digest` is that of
    what is kept of it: other bytes, wishes, loaders or gazetteers before it give another.
    """

    input_file: InputFile
    loader: Loader
    options: LoadOptions
    scope: Scope
    name: str
    digest: str

    def read(
        self, places: Gazetteer, *, rejected: Callable[[Rejection], None], progress: ProgressCallback
    ) -> LoaderOutput:
        """Read it. Raises DataError when nothing of it can be kept."""
        input_file = self.input_file
        made_of = self.loader.source(
            input_file, self.name, date.fromtimestamp(input_file.path.stat().st_mtime).isoformat()
        )
        run = LoaderRun(input_file, _own_words(made_of, self.options), places, self.scope, self.options.mapping)
        rows = estimated_rows(input_file)
        made = run_loader(run, self.loader, rejected=rejected, progress=lambda read: progress(read, max(rows, read)))
        for sheet in input_file.other_sheets:
            made.keep(RowWarning(input_file.name, 1, "(sheet)", sheet, OTHER_SHEET))
        return made

    def result(self, made: LoaderOutput, on: str) -> ReadResult:
        """What was read of it on this day (EDTF)."""
        source, input_file, options = made.source, self.input_file, self.options
        dataset = Dataset(
            self.name, self.digest, made.loader.kind, source.title, source.publisher, source.licence, source.url,
            clean(input_file.path.name), input_file.sha256, input_file.encoding, source.as_of, source.retrieved, on,
            ", ".join(sorted((*options.authorities, *options.places, *options.countries))),
            made.read, made.accepted, made.rejected, made.left_out.total(), len(made.nodes), len(made.claims),
        )  # fmt: skip
        return ReadResult(
            dataset, tuple(made.rejection_reasons.most_common()), tuple(made.left_out.most_common()),
            tuple(made.warnings.most_common()), tuple(made.rejections), made.guard,
        )  # fmt: skip


def load_request(path: Path, options: LoadOptions, gazetteers: Iterable[Dataset]) -> LoadRequest:
    """Recognise a file. Raises DataError for one that is refused, or of which the wish can't be told."""
    kind = options.kind or (KIND if options.mapping else "")
    input_file = open_loadable(path, kind)
    loader = recognise(input_file, kind)
    scope = _scope(loader, options)
    name = "-".join(filter(None, (loader.kind, _series(input_file, options), scope.key.replace(":", "-"))))
    wider = {one.kind for one in takewhile(lambda one: one.kind != loader.kind, all_loaders())}
    known = [dataset.digest for dataset in gazetteers if dataset.kind in wider]
    said = [VERSION, input_file.sha256, name, dict(options.mapping), known, *filter(None, (loader.definition,))]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]
    return LoadRequest(input_file, loader, options, scope, name, digest)


def estimated_rows(input_file: InputFile) -> int:
    """About how many rows a table has, by the length of its first lines; 0 when that can't be told."""
    lines = input_file.head.count("\n")
    if input_file.is_workbook or lines < 2 or input_file.head.lstrip()[:1] in "[{":
        return 0
    return int(input_file.size / max(1.0, len(input_file.head.encode()) / lines))


def _series(input_file: InputFile, options: LoadOptions) -> str:
    """What a newer file is called too: the name without its date; a table of one's own goes by its title."""
    title = str(options.mapping.get("title", "")) if options.mapping else input_file.series
    return fold(title).replace(" ", "-")


def _scope(loader: Loader, options: LoadOptions) -> Scope:
    asked = {"la": options.authorities, "place": options.places, "country": options.countries}
    for name, values in asked.items():
        if values and name not in loader.scopes:
            raise DataError(
                f"--only-{name} can't be told from this kind of file ({loader.title})", value=", ".join(sorted(values)),
                expected="one of " + ", ".join(f"--only-{n}" for n in loader.scopes) if loader.scopes else "no scope",
                fix="Leave it out, and load the whole file",
            )  # fmt: skip
    return Scope(options.authorities, options.places, options.countries)


def _own_words(source: Source, options: LoadOptions) -> Source:
    """The source as a person's own mapping describes it, where it does."""
    said = {
        part: str(options.mapping[part])
        for part in ("title", "publisher", "licence", "url", "as_of")
        if options.mapping.get(part)
    }
    return replace(source, **said)
