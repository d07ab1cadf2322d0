"""`citylinks export`: the whole graph, a story, or the answer to a question, as files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from commands.output import write_files
from graph.export.formats import Content, ExportFormat, format_named, formats_for
from graph.model.data_folder import data_file
from graph.model.errors import CitylinksError
from graph.model.settings import Settings

if TYPE_CHECKING:
    from graph.answers.answer import Answer
    from graph.explore.explorations import ViewService
    from graph.export.story_files import StoryExport

FORMATS = formats_for("graph", "answer", "story")


def add_arguments(parser: ArgumentParser) -> None:
    """What to write, in which format, and where."""
    content = parser.add_mutually_exclusive_group()
    content.add_argument(
        "--story", metavar="NAME", help="a story by the name of its file in data/stories, or a .toml file"
    )
    content.add_argument("--question", metavar="TEXT", help="a question, in words")
    parser.add_argument(
        "--format",
        choices=[one.name for one in FORMATS],
        help=f"The whole graph: {_names('graph')}. An answer: {_names('answer', 'story')}. A story: {_names('story')}. "
        "The default is the ending of OUT, or csv",
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
    settings = replace(settings, data_folder=arguments.data or settings.data_folder)
    name = arguments.format or arguments.out.suffix.lower().removeprefix(".")
    if not (arguments.story or arguments.question):
        return _write_graph(arguments, settings)
    contents: tuple[Content, ...] = ("story",) if arguments.story else ("answer", "story")
    format_ = format_named(name)
    if format_ is None or format_ not in formats_for(*contents):
        raise CitylinksError(
            f"{'A story' if arguments.story else 'An answer'} can't be written in this format",
            value=name,
            expected=f"one of {_names(*contents)}",
            fix="Name it with --format, or as the ending of --out",
        )
    write_files(_story_files(arguments, settings, format_))
    return 0


def _write_graph(arguments: Namespace, settings: Settings) -> int:
    """Write the whole graph: in the format that was named, else as CSV, because `--out` is a folder."""
    format_ = format_named(arguments.format or "csv")
    if format_ is None or not format_.holds("graph"):
        raise CitylinksError(
            "Nothing to write was named",
            value=arguments.format,
            expected=f"a story or a question, because the whole graph is written as {_names('graph')}",
            fix='Add --story NAME, or --question "Leeds twin cities"',
        )
    from datasets.live import open_explorer
    from graph.model.records import Records

    store = open_explorer(settings).store
    for path in format_.write("graph", Records(store.nodes(), store.claims(), store.sources()), arguments.out):
        print(path)
    return 0


def _story_files(arguments: Namespace, settings: Settings, format_: ExportFormat) -> dict[Path, bytes]:
    """The files of a story or an answer. A format that holds no answer gets it as a story of one slide."""
    from datasets.live import open_explorer
    from graph.explore.explorations import ViewService
    from graph.export.story_files import StoryExport, named_story, numbered_paths
    from graph.stories.stage_data import stage_story

    if arguments.story:
        story = named_story(arguments.story, data_file("stories"))
        slides = stage_story(story, ViewService(open_explorer(settings)))
        export = StoryExport(story, slides, settings.page_url("present", story=story.key))
    else:
        service = ViewService(open_explorer(settings))
        answer = _answered(service.explorer.ask(arguments.question))
        if format_.holds("answer"):
            return {arguments.out: format_.write("answer", answer)}
        export = _one_slide(arguments.question, service, settings)
    files = format_.write("story", export)
    if not format_.one_per_slide:
        return {arguments.out: files}
    return dict(zip(numbered_paths(arguments.out, len(files)), files, strict=True))


def _answered(answer: Answer) -> Answer:
    """The answer. Raises CitylinksError where the question was not understood."""
    if answer.status not in ("answer", "empty"):
        tried = ", ".join(f"“{text}”" for text in answer.suggestions[:3])
        raise CitylinksError(answer.sentence, fix=f"Ask, for example: {tried}" if tried else "")
    return answer


def _one_slide(question: str, service: ViewService, settings: Settings) -> StoryExport:
    """The answer to a question as a story of one slide."""
    from graph.export.story_files import StoryExport
    from graph.stories.stage_data import answer_slide
    from graph.stories.story import Story

    slide = {"number": 1, **answer_slide(question, service)}
    return StoryExport(Story(question), [slide], settings.page_url("", q=question))


def _names(*contents: Content) -> str:
    """The names of the formats that hold any of these contents, for a message."""
    return ", ".join(one.name for one in formats_for(*contents))
