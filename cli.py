"""The terminal: citylinks check | load | ask | path | stats | export | serve | neo4j.

Reads arguments, calls the graph, prints.

Exit codes: 0 done, 1 done with rejected rows, 2 could not be done (one clear sentence on standard error).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

from graph.errors import CitylinksError
from graph.settings import Settings

ROOT = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; errors a user can mend are one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen, Settings.from_env()))
    except CitylinksError as error:
        print(f"citylinks: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="citylinks", description="A city's international connections, with evidence.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    check = command("check", _check, "Read the curated data and list every row that can't be loaded.")
    check.add_argument(
        "--data",
        type=Path,
        help="a folder like data/ (default: CITYLINKS_DATA, or the project's own)",
    )
    load = command("load", _load, "Load the curated data into the store that CITYLINKS_STORE names.")
    load.add_argument("--data", type=Path, help="a folder like data/")
    ask = command("ask", _ask, "Answer a question, or each line of a file.")
    ask.add_argument("question", nargs="*", help="the question, in words")
    ask.add_argument("--file", help="a file of questions, one a line; - for standard input")
    ask.add_argument("--json", action="store_true", help="one JSON object a question")
    path = command("path", _path, "How two things are connected.")
    path.add_argument("start")
    path.add_argument("end")
    path.add_argument("--json", action="store_true", help="as JSON")
    stats = command("stats", _stats, "Counts by label, type, source and status.")
    stats.add_argument("--json", action="store_true", help="as JSON")
    export = command("export", _export, "Write the whole graph as files that load elsewhere.")
    export.add_argument("--format", choices=["csv"], default="csv")
    export.add_argument("--out", type=Path, required=True, help="the folder to write to")
    serve = command("serve", _serve, "Open the app in a browser, on this machine only.")
    serve.add_argument("--port", type=int, default=8501)
    neo4j = command(
        "neo4j",
        _neo4j,
        "Start a throw-away Neo4j to try things on; it ends, with its data, on Ctrl+C.",
    )
    neo4j.add_argument("--port", type=int, default=7687)
    return parser


def _explorer(settings: Settings):  # type: ignore[no-untyped-def]  # imported late: `check` needs no store
    from graph.explorer import Explorer
    from graph.store import open_store
    from loaders.curated import read_curated

    store = open_store(settings.store)
    if settings.store == "memory":
        store.load(read_curated(settings.data))
    elif store.refresh() == 0:
        raise CitylinksError("The Neo4j store is empty", expected="a graph in it", fix="Run: citylinks load")
    return Explorer(store)


def _check(chosen: argparse.Namespace, settings: Settings) -> int:
    from graph.statistics import count
    from graph.steward import word_problems
    from loaders.curated import read_curated

    folder = chosen.data or settings.data
    records = read_curated(folder)
    problems = list(word_problems(folder, records))
    for rejection in (*records.rejections, *problems):
        print(rejection)
    print(count(records.nodes, records.claims).as_text())
    accepted = records.read - len(records.rejections)
    print(f"\n{records.read} rows read, {accepted} accepted, {len(records.rejections)} rejected")
    if problems:
        print(f"{len(problems)} problems in the files of words, styles and questions")
    return 1 if records.rejections or problems else 0


def _load(chosen: argparse.Namespace, settings: Settings) -> int:
    from graph.store import open_store
    from loaders.curated import read_curated

    records = read_curated(chosen.data or settings.data)
    for rejection in records.rejections:
        print(rejection)
    with open_store(settings.store) as store:
        done = store.load(records)
    print(
        f"Load {done.number}: {done.brought} nodes and claims new, {done.retired} retired; "
        f"{records.read} rows read, {len(records.rejections)} rejected"
    )
    if settings.store == "memory":
        print("The embedded store reads the data again each time; set CITYLINKS_STORE to load into Neo4j.")
    return 1 if records.rejections else 0


def _ask(chosen: argparse.Namespace, settings: Settings) -> int:
    if not chosen.question and chosen.file is None:
        raise CitylinksError(
            "No question was given",
            fix='Write: citylinks ask "which Newcastle schools link to Wuhan"',
        )
    explorer = _explorer(settings)
    for text in [" ".join(chosen.question)] if chosen.question else _lines(chosen.file):
        answer = explorer.ask(text)
        print(
            json.dumps(answer.as_json(), ensure_ascii=False) if chosen.json else _as_text(answer),
            flush=True,
        )
    return 0


def _lines(file: str) -> Iterator[str]:
    """Each line as a question, an empty one too; what is not UTF-8 is shown as U+FFFD."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            for line in stream:
                yield line.decode("utf-8", errors="replace").rstrip("\r\n")
    except OSError as error:
        raise CitylinksError(
            "The file of questions can't be read",
            value=file,
            fix="Check the path, or use - for standard input",
        ) from error


def _path(chosen: argparse.Namespace, settings: Settings) -> int:
    answer = _explorer(settings).path(chosen.start, chosen.end)
    print(json.dumps(answer.as_json(), ensure_ascii=False) if chosen.json else _as_text(answer))
    return 0


def _as_text(answer) -> str:  # type: ignore[no-untyped-def]
    lines = [answer.text]
    lines += [f"  [{number}] {citation}" for number, citation in enumerate(answer.evidence, 1)]
    lines += [f"  ? {suggestion}" for suggestion in answer.suggestions]
    return "\n".join(lines)


def _stats(chosen: argparse.Namespace, settings: Settings) -> int:
    from graph.statistics import count

    store = _explorer(settings).store
    counted = count(store.nodes(), store.claims())
    print(json.dumps(counted.as_json(), ensure_ascii=False) if chosen.json else counted.as_text())
    return 0


def _export(chosen: argparse.Namespace, settings: Settings) -> int:
    from graph.exchange import write_csv
    from graph.model import Records

    store = _explorer(settings).store
    for path in write_csv(Records(store.nodes(), store.claims(), store.sources()), chosen.out):
        print(path)
    return 0


def _serve(chosen: argparse.Namespace, settings: Settings) -> int:
    from streamlit.web import cli as streamlit

    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), "--server.port", str(chosen.port)]
    streamlit.main()
    return 0


def _neo4j(chosen: argparse.Namespace, settings: Settings) -> int:
    from graph import local_server

    with local_server.start(port=chosen.port) as server:
        print(
            f"Neo4j is ready. In another terminal: CITYLINKS_STORE={server.url} citylinks load\nCtrl+C ends it.",
            flush=True,
        )
        with suppress(KeyboardInterrupt):
            Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
