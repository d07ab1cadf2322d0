"""`citylinks load`: loads files one after the other and reports on each.

Exit codes: 0 loaded, 1 loaded with rejections or not loaded because of a check, 2 refused.
"""

from __future__ import annotations

import csv
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from commands.load_report import dataset_line, preview_lines
from datasets.live import LiveLibrary
from datasets.prefetch import prefetch_files
from graph.model.datasets import GAZETTEER_PREFIX, REJECTION_COLUMNS, progress_text, rejection_cells
from graph.model.errors import CitylinksError, DataError
from graph.model.records import Rejection
from graph.model.settings import MEMORY, Settings
from graph.model.text import clean
from graph.model.toml_files import text_of
from graph.stores.factory import open_store
from loaders.custom_table.mapping_files import from_toml
from loaders.registry import all_loaders, open_loadable, recognise

EVERY_SECONDS = 1.0


def add_arguments(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files to load; without them, load the curated data"
    )
    parser.add_argument("--data", type=Path, help="the folder of the curated data, if it is not data/")
    parser.add_argument("--kind", default="", help="the type of file, if it is not recognised")
    parser.add_argument("--kinds", action="store_true", help="list the types of file that can be loaded")
    parser.add_argument(
        "--only-la",
        nargs="+",
        default=[],
        metavar="CODE",
        help="load only these local authorities, by DfE code (such as 391)",
    )
    parser.add_argument("--only-place", nargs="+", default=[], metavar="NAME", help="load only rows about these places")
    parser.add_argument(
        "--only-country", nargs="+", default=[], metavar="NAME", help="load only rows about these countries"
    )
    parser.add_argument("--mapping", type=Path, help="what the columns of a custom table mean (.toml)")
    parser.add_argument("--rejects", type=Path, metavar="FILE", help="write all rejected rows to this CSV file")
    parser.add_argument("--preview", action="store_true", help="show what would change, without loading")
    parser.add_argument("--anyway", action="store_true", help="load files even if a check failed")
    parser.add_argument("--list", action="store_true", help="list the loaded datasets")
    parser.add_argument("--undo", action="store_true", help="undo the last load")
    parser.add_argument("--forget", metavar="DATASET", help="remove one dataset")


def run(arguments: Namespace, settings: Settings) -> int:
    """Run the command and return the exit code."""
    settings = replace(settings, data_folder=arguments.data or settings.data_folder)
    if arguments.kinds:
        for loader in sorted(all_loaders(), key=lambda loader: bool(loader.refusal_fix)):
            print(f"{loader.kind:22} {loader.title}" + (" (refused)" if loader.refusal_fix else ""))
            terms = (
                f"{loader.publisher}; licence: {loader.licence}" if loader.read else f"Refused: {loader.refusal_reason}"
            )
            print(f"{'':22} {terms}; recognised by {loader.recognised_by}")
        return 0
    with open_store(settings.store) as store:
        live = LiveLibrary(settings, store)
        if arguments.list:
            for dataset in live.datasets():
                print(dataset_line(dataset))
            return 0
        if arguments.undo or arguments.forget:
            if arguments.undo:
                print(f"Undone: {live.undo()}.")
            else:
                live.remove(arguments.forget)
                print(f"Removed: {arguments.forget}.")
            return 0
        return _files(arguments, live) if arguments.paths else _curated(live, settings)


def _curated(live: LiveLibrary, settings: Settings) -> int:
    load = live.sync_store()
    for rejection in live.rejections:
        print(rejection)
    print(
        f"Load {load.number}: {load.added} new items and claims, {load.removed} retired; "
        f"{live.read} rows read, {len(live.rejections)} rejected"
    )
    if settings.store == MEMORY:
        print("The embedded store reads the data at each start. To load into Neo4j, set CITYLINKS_STORE.")
    return 1 if live.rejections else 0


def _files(arguments: Namespace, live: LiveLibrary) -> int:
    options = live.load_options(arguments.kind, arguments.only_la, arguments.only_place, arguments.only_country)
    options = replace(options, mapping=_mapping(arguments.mapping))
    code, loaded = 0, 0  # `loaded` is the number of the load, 0 for none
    with _rejects(arguments.rejects) as rejected:
        places, others = _in_load_order(arguments.paths, arguments.kind)
        for path in (*places, *others):
            # With --rejects, rejected rows are written while a file is read, so no file is read in advance.
            if path is next(iter(others), None) and not arguments.rejects:
                prefetch_files(live, others, options, progress=_progress())
            try:
                preview = live.preview(path, options, rejected=rejected, progress=_progress())
            except CitylinksError as error:
                print(f"citylinks: {clean(path.name)}: {error}", file=sys.stderr)
                code = 2
                continue
            print("\n".join(preview_lines(preview)))
            code = max(code, int(bool(preview.guard or preview.dataset.rejected) and not preview.is_loaded))
            if not arguments.preview and not preview.is_loaded and (arguments.anyway or not preview.guard):
                loaded = live.add_pending([preview], continue_load=loaded)
    if loaded:
        load = live.commit_pending(loaded)
        print(f"Loaded: {load.added:,} new items and claims, {load.removed:,} retired.")
        if live.dangling_claims:
            print(f"{live.dangling_claims:,} claims are left out until you load the register with their other end.")
    return code


def _in_load_order(paths: list[Path], kind: str) -> tuple[list[Path], list[Path]]:
    """The files of places, and all other files, each in load order.

    Places come first, because other files are resolved against them. Unreadable files come first of the others.
    """
    order = {loader.kind: at for at, loader in enumerate(all_loaders())}
    order_of: dict[Path, int] = {}
    places: list[Path] = []
    for path in paths:
        order_of[path] = -1
        with suppress(CitylinksError):
            found = recognise(open_loadable(path, kind), kind).kind if len(paths) > 1 else ""
            order_of[path] = order.get(found, len(order))
            if found.startswith(GAZETTEER_PREFIX):
                places.append(path)
    others = [path for path in paths if path not in places]
    return sorted(places, key=order_of.__getitem__), sorted(others, key=order_of.__getitem__)


def _mapping(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    return from_toml(text_of(path), path.name)


@contextmanager
def _rejects(path: Path | None) -> Iterator[Callable[[Rejection], None]]:
    if path is None:
        yield lambda rejection: None
        return
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(REJECTION_COLUMNS)
            yield lambda rejection: writer.writerow(rejection_cells(rejection))
    except OSError as error:
        raise DataError(
            f"The file of rejections can't be written ({error.strerror})",
            value=str(path),
            expected="a file that may be written to",
            fix="Name another file",
        ) from error


def _progress() -> Callable[[int, int], None]:
    """A callback that prints rows, rate and time left to standard error, at most once a second, in a terminal."""
    began = shown = time.monotonic()

    def report(rows: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < EVERY_SECONDS or not sys.stderr.isatty():
            return
        shown = now
        print(f"\r{progress_text(rows, of, now - began)}   ", end="", file=sys.stderr, flush=True)

    return report
