"""The table of commands: every command of the terminal, in the order in which `citylinks --help` lists them.

A command's module is imported only when that command runs, so that `--help` stays fast.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from graph.model.settings import Settings


class CommandModule(Protocol):
    """What a module of a command defines."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the command's arguments and options to its parser."""

    def run(self, arguments: Namespace, settings: Settings) -> int:
        """Run the command. Return the exit code: 0 done, 1 done with rejected rows, 2 not done."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, the module that runs it, one line of help, and older names that still work."""

    name: str
    module: str
    help: str
    aliases: tuple[str, ...] = ()

    def load(self) -> CommandModule:
        """Import the module that runs the command."""
        return cast(CommandModule, import_module(self.module))


COMMANDS: tuple[Command, ...] = (
    Command("ask", "commands.ask", "Answer a question, or each line of a file."),
    Command("search", "commands.search", "List the records that match words best, each with its source."),
    Command("path", "commands.path", "Show how two places or organisations are connected."),
    Command("claim", "commands.claim", "Show where a claim comes from: its file, line, row and source."),
    Command("stats", "commands.stats", "Count nodes and claims by label, type, source and status."),
    Command("load", "commands.load", "Load files of open data, or the curated data, into the graph."),
    Command("matches", "commands.matches", "Review possible duplicates, and record decisions.", aliases=("same",)),
    Command("check", "commands.check", "Read the data folder and list every row and file with a problem."),
    Command("export", "commands.export", "Write the whole graph, a story, or the answer to a question, as files."),
    Command("serve", "commands.serve", "Open the app in a browser, on this machine only."),
    Command("neo4j", "commands.neo4j", "Start a temporary Neo4j server. It ends, with its data, on Ctrl+C."),
)


def command_named(name: str) -> Command | None:
    """The command of this name or alias; None if there is none."""
    return next((command for command in COMMANDS if name == command.name or name in command.aliases), None)
