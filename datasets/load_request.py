"""A request to load a file: its loader, the part to load, and the name and digest of the dataset."""

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

# Increase this when a loader makes different records from the same file, so that stored records are not reused.
VERSION = 3
OTHER_SHEET = "another sheet of the workbook could be loaded too: save it as CSV and load that file"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The counts of a file that was read. See graph.model.datasets.Preview for the fields."""

    dataset: Dataset
    rejection_reasons: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...]
    warnings: tuple[tuple[str, int], ...]
    rejections: tuple[Rejection, ...]
    guard: str


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """A file, its loader and its options.

    `name` is the name of the dataset. A newer file of the same list and scope has the same name. `digest` identifies
    the stored records: it depends on the bytes, the options, the loader, and the gazetteers loaded before.
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
        """Read the file. Raises DataError if it has no records to load."""
        input_file = self.input_file
        source = self.loader.source(
            input_file, self.name, date.fromtimestamp(input_file.path.stat().st_mtime).isoformat()
        )
        run = LoaderRun(
            input_file, _with_mapping_details(source, self.options), places, self.scope, self.options.mapping
        )
        rows = estimated_rows(input_file)
        output = run_loader(run, self.loader, rejected=rejected, progress=lambda read: progress(read, max(rows, read)))
        for sheet in input_file.other_sheets:
            output.keep(RowWarning(input_file.name, 1, "(sheet)", sheet, OTHER_SHEET))
        return output

    def result(self, output: LoaderOutput, on: str) -> ReadResult:
        """The result of reading the file on the day `on` (EDTF)."""
        source, input_file, options = output.source, self.input_file, self.options
        dataset = Dataset(
            self.name, self.digest, output.loader.kind, source.title, source.publisher, source.licence, source.url,
            clean(input_file.path.name), input_file.sha256, input_file.encoding, source.as_of, source.retrieved, on,
            ", ".join(sorted((*options.authorities, *options.places, *options.countries))),
            output.read, output.accepted, output.rejected, output.left_out.total(),
            len(output.nodes), len(output.claims),
        )  # fmt: skip
        return ReadResult(
            dataset, tuple(output.rejection_reasons.most_common()), tuple(output.left_out.most_common()),
            tuple(output.warnings.most_common()), tuple(output.rejections), output.guard,
        )  # fmt: skip


def load_request(path: Path, options: LoadOptions, gazetteers: Iterable[Dataset]) -> LoadRequest:
    """Recognise a file. Raises DataError if it is refused, or if its columns do not support the options."""
    kind = options.kind or (KIND if options.mapping else "")
    input_file = open_loadable(path, kind)
    loader = recognise(input_file, kind)
    scope = _scope(loader, options)
    name = "-".join(filter(None, (loader.kind, _series(input_file, options), scope.key.replace(":", "-"))))
    earlier_kinds = {one.kind for one in takewhile(lambda one: one.kind != loader.kind, all_loaders())}
    gazetteer_digests = [dataset.digest for dataset in gazetteers if dataset.kind in earlier_kinds]
    content = [
        VERSION,
        input_file.sha256,
        name,
        dict(options.mapping),
        gazetteer_digests,
        *filter(None, (loader.definition,)),
    ]
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:16]
    return LoadRequest(input_file, loader, options, scope, name, digest)


def estimated_rows(input_file: InputFile) -> int:
    """Estimate the rows of a table from the length of its first lines. 0 if that is not possible."""
    lines = input_file.head.count("\n")
    if input_file.is_workbook or lines < 2 or input_file.head.lstrip()[:1] in "[{":
        return 0
    return int(input_file.size / max(1.0, len(input_file.head.encode()) / lines))


def _series(input_file: InputFile, options: LoadOptions) -> str:
    """The name that a newer file shares: the file name without its date, or the title of a custom table."""
    title = str(options.mapping.get("title", "")) if options.mapping else input_file.series
    return fold(title).replace(" ", "-")


def _scope(loader: Loader, options: LoadOptions) -> Scope:
    values_by_option = {"la": options.authorities, "place": options.places, "country": options.countries}
    for name, values in values_by_option.items():
        if values and name not in loader.scopes:
            raise DataError(
                f"--only-{name} doesn't work for this type of file ({loader.title})", value=", ".join(sorted(values)),
                expected="one of " + ", ".join(f"--only-{n}" for n in loader.scopes) if loader.scopes else "no scope",
                fix="Leave it out, and load the whole file",
            )  # fmt: skip
    return Scope(options.authorities, options.places, options.countries)


def _with_mapping_details(source: Source, options: LoadOptions) -> Source:
    """The source, with the details that the mapping gives."""
    details = {
        part: str(options.mapping[part])
        for part in ("title", "publisher", "licence", "url", "as_of")
        if options.mapping.get(part)
    }
    return replace(source, **details)
