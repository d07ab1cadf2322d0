"""`citylinks export`: the whole graph, a story, or the answer to a question, as files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from commands.output import write_files
from graph.model.data_folder import data_file
from graph.model.errors import CitylinksError
from graph.model.settings import Settings

FORMATS = ("csv", "html", "pptx", "pdf", "svg", "png")


def add_arguments(parser: ArgumentParser) -> None:
    """What to write, in which format, and where."""
    content = parser.add_mutually_exclusive_group()
    content.add_argument(
        "--story", metavar="NAME", help="a story by the name of its file in data/stories, or a .toml file"
    )
    content.add_argument("--question", metavar="TEXT", help="a question, in words")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="csv: the whole graph, and nothing else; html: one file that plays without a network; pptx: slides; "
        "pdf: a hand-out; svg, png: pictures to print (default: the ending of OUT, or csv)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help="the folder of the CSV files, or the file; pictures of a story are one file a slide: OUT-01.svg, …",
    )
    parser.add_argument("--data", type=Path, help="a folder like data/")


def run(arguments: Namespace, settings: Settings) -> int:
    """Write the files and print their paths. Raises CitylinksError for what can't be written."""
    settings = replace(settings, data=arguments.data or settings.data)
    format_ = arguments.format or arguments.out.suffix.lower().removeprefix(".")
    if arguments.story or arguments.question:
        if format_ not in FORMATS[1:]:
            raise CitylinksError(
                "A story or an answer can't be written in this format",
                value=format_,
                expected=f"one of {', '.join(FORMATS[1:])}",
                fix="Name it with --format, or as the ending of --out",
            )
        write_files(_story_files(arguments, settings, format_))
        return 0
    if arguments.format not in (None, "csv"):
        raise CitylinksError(
            "Nothing to write was named",
            value=arguments.format,
            expected="a story or a question, because the whole graph is written as csv",
            fix='Add --story NAME, or --question "Leeds twin cities"',
        )
    from datasets.live import open_explorer
    from graph.export.csv_folder import write_csv
    from graph.model.records import Records

    store = open_explorer(settings).store
    for path in write_csv(Records(store.nodes(), store.claims(), store.sources()), arguments.out):
        print(path)
    return 0


def _story_files(arguments: Namespace, settings: Settings, format_: str) -> dict[Path, bytes]:
    """The files of a story, or of a question as a one-slide story. The hand-out of a question is its whole answer."""
    from datasets.live import open_explorer
    from graph.explore.explorations import Explorations
    from graph.export.story_files import named_story, story_files
    from graph.stories.stage_data import answer_slide, stage_story
    from graph.stories.story import Story

    if arguments.story:
        story = named_story(arguments.story, data_file("stories"))
        address = settings.address("present", story=story.key)
        slides = stage_story(story, Explorations(open_explorer(settings)))
    else:
        story = Story(arguments.question)
        address = settings.address("", q=arguments.question)
        service = Explorations(open_explorer(settings))
        answer = service.explorer.ask(arguments.question)
        if answer.status not in ("answer", "empty"):
            tried = ", ".join(f"“{text}”" for text in answer.suggestions[:3])
            raise CitylinksError(answer.sentence, fix=f"Ask, for example: {tried}" if tried else "")
        slides = [{"number": 1, **answer_slide(arguments.question, service)}]
    if format_ == "html":
        from views.offline_page import offline_page

        return {arguments.out: offline_page(story.title, story.audience, slides).encode()}
    if format_ == "pdf" and arguments.question:
        from graph.export.handout import answers_pdf

        return {arguments.out: answers_pdf([answer], date.today())}
    return dict(story_files(format_, story, slides, arguments.out, url=address))
