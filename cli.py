"""The terminal: citylinks check | load | same | ask | path | stats | export | serve | neo4j.

Reads arguments, calls the graph, prints.

Exit codes: 0 done, 1 done with rejected rows, 2 could not be done (one clear sentence on standard error).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

from commands import load, matches
from datasets.live import open_graph
from graph.answers.explorer import Explorer
from graph.model.errors import CitylinksError
from graph.model.settings import MEMORY, Settings

ROOT = Path(__file__).resolve().parent
FORMATS = ("csv", "html", "pptx", "pdf", "svg", "png")


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
    load.arguments(command("load", _load, "Load files of open data, or the curated data, into the graph."))
    matches.arguments(command("same", matches.run, "What may be one thing, and decisions about it."))
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
    export = command("export", _export, "Write the whole graph, a story, or the answer to a question, as files.")
    what = export.add_mutually_exclusive_group()
    what.add_argument(
        "--story", metavar="NAME", help="a story by the name of its file in data/stories, or a .toml file"
    )
    what.add_argument("--question", metavar="TEXT", help="a question, in words")
    export.add_argument(
        "--format",
        choices=FORMATS,
        help="csv: the whole graph, and nothing else is; html: one file that plays without a network; pptx: slides; "
        "pdf: a hand-out; svg, png: pictures to print (default: what the ending of OUT says, or csv)",
    )
    export.add_argument(
        "--out",
        type=Path,
        required=True,
        help="the folder of the CSV files, or the file; pictures of a story are one file a stop: OUT-01.svg, …",
    )
    export.add_argument("--data", type=Path, help="a folder like data/")
    serve = command("serve", _serve, "Open the app in a browser, on this machine only.")
    serve.add_argument("--port", type=int, default=8501)
    neo4j = command(
        "neo4j",
        _neo4j,
        "Start a throw-away Neo4j to try things on; it ends, with its data, on Ctrl+C.",
    )
    neo4j.add_argument("--port", type=int, default=7687)
    return parser


def _explorer(settings: Settings) -> Explorer:
    explorer, _ = open_graph(settings)
    if settings.store != MEMORY and explorer.store.refresh() == 0:
        raise CitylinksError("The Neo4j store is empty", expected="a graph in it", fix="Run: citylinks load")
    return explorer


def _check(chosen: argparse.Namespace, settings: Settings) -> int:
    from commands.check import word_problems
    from datasets.decisions import Decisions
    from graph.model.statistics import count
    from loaders.curated.folder import read_curated
    from loaders.places.gazetteer import Places
    from loaders.registers.descriptions import problems as register_problems

    folder = chosen.data or settings.data
    records = read_curated(folder)
    decisions = Decisions.read(folder)
    joined = (*map(str, decisions.rejections), *decisions.problems())
    described = (*map(str, Places.read(folder).problems()), *register_problems(folder))
    problems = [*word_problems(folder, records), *described, *joined]
    for rejection in (*records.rejections, *problems):
        print(rejection)
    print(count(records.nodes, records.claims).as_text())
    accepted = records.read - len(records.rejections)
    print(f"\n{records.read} rows read, {accepted} accepted, {len(records.rejections)} rejected")
    if problems:
        print(f"{len(problems)} problems in the files of words, styles, questions and stories")
    return 1 if records.rejections or problems else 0


def _load(chosen: argparse.Namespace, settings: Settings) -> int:
    return load.run(chosen, replace(settings, data=chosen.data or settings.data))


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
    lines += [f"  {answer.searched_words}"] if answer.searched_words else []
    return "\n".join(lines)


def _stats(chosen: argparse.Namespace, settings: Settings) -> int:
    from graph.model.statistics import count

    store = _explorer(settings).store
    counted = count(store.nodes(), store.claims())
    print(json.dumps(counted.as_json(), ensure_ascii=False) if chosen.json else counted.as_text())
    return 0


def _export(chosen: argparse.Namespace, settings: Settings) -> int:
    settings = replace(settings, data=chosen.data or settings.data)
    format_ = chosen.format or chosen.out.suffix.lower().removeprefix(".")
    if chosen.story or chosen.question:
        if format_ not in FORMATS[1:]:
            raise CitylinksError(
                "A story or an answer can't be written so",
                value=format_,
                expected=f"one of {', '.join(FORMATS[1:])}",
                fix="Name it with --format, or as the ending of --out",
            )
        return _export_told(chosen, settings, format_)
    if chosen.format not in (None, "csv"):
        raise CitylinksError(
            "Nothing to write was named",
            value=chosen.format,
            expected="a story or a question, for the whole graph is written as csv",
            fix='Add --story NAME, or --question "Leeds twin cities"',
        )
    from graph.export.csv_folder import write_csv
    from graph.model.records import Records

    store = _explorer(settings).store
    for path in write_csv(Records(store.nodes(), store.claims(), store.sources()), chosen.out):
        print(path)
    return 0


def _export_told(chosen: argparse.Namespace, settings: Settings, format_: str) -> int:
    """A story, or a question as a story of one stop; for a hand-out of a question the whole answer."""
    from graph.explore.explorations import Explorations
    from graph.export.story_files import named_story, story_files
    from graph.stories.stage_data import live, staged
    from graph.stories.story import Story

    if chosen.story:
        story = named_story(chosen.story, settings.data / "stories")
        address = settings.address("present", story=story.key)
        stops = staged(story, Explorations(_explorer(settings)))
    else:
        story = Story(chosen.question)
        address = settings.address("", q=chosen.question)
        service = Explorations(_explorer(settings))
        answer = service.explorer.ask(chosen.question)
        if answer.status not in ("answer", "empty"):
            tried = ", ".join(f"“{text}”" for text in answer.suggestions[:3])
            raise CitylinksError(answer.sentence, fix=f"Ask, for example: {tried}" if tried else "")
        stops = [{"number": 1, **live(chosen.question, service)}]
    if format_ == "html":
        from views.one_file import one_file

        files = {chosen.out: one_file(story.title, story.audience, stops).encode()}
    elif format_ == "pdf" and chosen.question:
        from graph.export.handout import answers_pdf

        files = {chosen.out: answers_pdf([answer], date.today())}
    else:
        files = story_files(format_, story, stops, chosen.out, url=address)
    _write(files)
    return 0


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        try:
            path.write_bytes(content)
        except OSError as error:
            raise CitylinksError(
                f"The file can't be written ({error.strerror})",
                value=str(path),
                fix="Choose a folder that is there and that you may write to",
            ) from error
        print(path)


def _serve(chosen: argparse.Namespace, settings: Settings) -> int:
    from streamlit.web import cli as streamlit

    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), "--server.port", str(chosen.port)]
    streamlit.main()
    return 0


def _neo4j(chosen: argparse.Namespace, settings: Settings) -> int:
    from graph.stores.neo4j import local_server

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
