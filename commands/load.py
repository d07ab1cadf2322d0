"""`citylinks load`: files into the graph, one after the other, with a report of each.

Exit codes: 0 loaded, 1 loaded with rejections or held back by a guard, 2 refused.
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
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files to load; none: the curated data")
    parser.add_argument("--data", type=Path, help="a folder like data/")
    parser.add_argument("--kind", default="", help="what kind of file it is, where that can't be told from it")
    parser.add_argument("--kinds", action="store_true", help="list the kinds of files that can be loaded")
    parser.add_argument("--only-la", nargs="+", default=[], metavar="CODE", help="only these local authorities (391)")
    parser.add_argument("--only-place", nargs="+", default=[], metavar="NAME", help="only what concerns these places")
    parser.add_argument("--only-country", nargs="+", default=[], metavar="NAME", help="only these countries")
    parser.add_argument("--mapping", type=Path, help="which columns mean what, for a table of your own (.toml)")
    parser.add_argument("--rejects", type=Path, metavar="FILE", help="write every rejected row to this CSV file")
    parser.add_argument("--preview", action="store_true", help="say what would change, and load nothing")
    parser.add_argument("--anyway", action="store_true", help="load what a guard holds back")
    parser.add_argument("--list", action="store_true", help="list what is loaded")
    parser.add_argument("--undo", action="store_true", help="take the last load back")
    parser.add_argument("--forget", metavar="DATASET", help="take one dataset out")


def run(arguments: Namespace, settings: Settings) -> int:
    """Do what was asked for; gives the exit code."""
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
    done = live.sync_store()
    for rejection in live.rejections:
        print(rejection)
    print(
        f"Load {done.number}: {done.added} nodes and claims new, {done.removed} retired; "
        f"{live.read} rows read, {len(live.rejections)} rejected"
    )
    if settings.store == MEMORY:
        print("The embedded store reads the data again each time; set CITYLINKS_STORE to load into Neo4j.")
    return 1 if live.rejections else 0


def _files(arguments: Namespace, live: LiveLibrary) -> int:
    options = live.load_options(arguments.kind, arguments.only_la, arguments.only_place, arguments.only_country)
    options = replace(options, mapping=_mapping(arguments.mapping))
    code, loaded = 0, 0  # `loaded` is the number of the load, 0 for none
    with _rejects(arguments.rejects) as rejected:
        places, others = _in_load_order(arguments.paths, arguments.kind)
        for path in (*places, *others):
            # Each rejected row is written down as it comes, so with --rejects a file is read when it is its turn.
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
        done = live.commit_pending(loaded)
        print(f"Loaded. {done.added:,} nodes and claims new in the graph, {done.removed:,} retired.")
        if live.dangling_claims:
            print(f"{live.dangling_claims:,} claims are left out until the register of their other end is loaded.")
    return code


def _in_load_order(paths: list[Path], kind: str) -> tuple[list[Path], list[Path]]:
    """Places first, since what follows is resolved against them, and all else in load order.

    A file that can't be read has its turn between the two.
    """
    order = {loader.kind: at for at, loader in enumerate(all_loaders())}
    turns: dict[Path, int] = {}
    places: list[Path] = []
    for path in paths:
        turns[path] = -1
        with suppress(CitylinksError):
            found = recognise(open_loadable(path, kind), kind).kind if len(paths) > 1 else ""
            turns[path] = order.get(found, len(order))
            if found.startswith(GAZETTEER_PREFIX):
                places.append(path)
    others = [path for path in paths if path not in places]
    return sorted(places, key=turns.__getitem__), sorted(others, key=turns.__getitem__)


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
    """Rows, rate and time left on standard error, about once a second, where a person is looking."""
    began = shown = time.monotonic()

    def told(rows: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < EVERY_SECONDS or not sys.stderr.isatty():
            return
        shown = now
        print(f"\r{progress_text(rows, of, now - began)}   ", end="", file=sys.stderr, flush=True)

    return told
