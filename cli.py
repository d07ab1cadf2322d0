"""The terminal: it parses the arguments and runs one command of `commands.table`.

Exit codes: 0 done, 1 done with rejected rows, 2 not done (one clear sentence on standard error).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from commands.table import COMMANDS, command_named
from graph.model.data_folder import activate
from graph.model.errors import CitylinksError
from graph.model.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. An error that a user can act on is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    words = list(sys.argv[1:] if arguments is None else arguments)
    parsed = parser_for(words).parse_args(words)
    try:
        settings = Settings.from_env()
        activate(getattr(parsed, "data", None) or settings.data_folder)
        return int(parsed.run(parsed, settings))
    except CitylinksError as error:
        print(f"citylinks: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def parser_for(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for these words. It lists every command, and knows the options of the one that the words name.

    The other commands' modules are not imported: they would make every command as slow as the slowest.
    """
    named = next((command for word in words if (command := command_named(word))), None)
    parser = argparse.ArgumentParser(prog="citylinks", description="A city's international connections, with evidence.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        of_command = commands.add_parser(
            command.name, aliases=command.aliases, help=command.help, description=command.help
        )
        if command == named:
            module = command.load()
            module.add_arguments(of_command)
            of_command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
