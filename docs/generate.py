"""Writes the parts of the documentation that are made from the program: `make docs`.

`tests/test_docs.py` fails where a generated part is out of date.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.table import COMMANDS, Command
from loaders.base import Loader
from loaders.registry import all_loaders

DOCS = Path(__file__).resolve().parent
COMMANDS_FILE = DOCS / "reference" / "commands.md"
FILE_KINDS_FILE = DOCS / "reference" / "file-kinds.md"
HEAD = """# Commands

`citylinks COMMAND --help` prints the same. Exit codes: 0 done, 1 done with rejected rows or problems, 2 not done.

| Command | What it does |
|---|---|
"""


KINDS_HEAD = """# Kinds of file

`citylinks load --kinds` prints the same. A kind is detected from the columns or form of a file, or named by `--kind`.
Kinds are in order of authority: where two datasets name the same item, the name of the earlier kind is used.

| Kind | Title | Publisher | Licence | Recognised by |
|---|---|---|---|---|
"""
REFUSED_HEAD = """
## Kinds that are refused

| Kind | Title | Why | What to do instead |
|---|---|---|---|
"""


def commands_page() -> str:
    """The reference of the commands as Markdown, from the table of commands and their parsers."""
    rows = [f"| [`{c.name}`](#{c.name}) | {c.help} |" for c in COMMANDS]
    return HEAD + "\n".join(rows) + "\n" + "".join(_section(command) for command in COMMANDS)


def file_kinds_page() -> str:
    """The reference of the kinds of file as Markdown, from the table of loaders."""
    loadable = [loader for loader in all_loaders() if loader.read]
    refused = [loader for loader in all_loaders() if not loader.read]
    return KINDS_HEAD + "".join(map(_kind, loadable)) + REFUSED_HEAD + "".join(map(_refused_kind, refused))


def _kind(loader: Loader) -> str:
    publisher = f"[{loader.publisher}]({loader.url})" if loader.url else loader.publisher
    return _row(f"`{loader.kind}`", loader.title, publisher, loader.licence, loader.recognised_by)


def _refused_kind(loader: Loader) -> str:
    return _row(f"`{loader.kind}`", loader.title, loader.refusal_reason, loader.refusal_fix)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _section(command: Command) -> str:
    """One command: its help, its older names, and a table of its arguments and options."""
    parser = argparse.ArgumentParser(add_help=False)
    command.load().add_arguments(parser)
    older = f" Also: `{'`, `'.join(command.aliases)}`." if command.aliases else ""
    rows = "\n".join(f"| {_name(action)} | {_meaning(action)} |" for action in parser._actions)
    table = f"\n| Argument or option | Meaning |\n|---|---|\n{rows}\n" if rows else ""
    return f"\n## {command.name}\n\n{command.help}{older}\n{table}"


def _name(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return f"`{value}`"
    takes_value = not isinstance(action, argparse._StoreTrueAction)
    return ", ".join(f"`{option}{f' {value}' if takes_value else ''}`" for option in action.option_strings)


def _meaning(action: argparse.Action) -> str:
    choices = f" One of: {', '.join(map(str, action.choices))}." if action.choices else ""
    text = (action.help or "").replace("|", "\\|")
    return f"{text[:1].upper()}{text[1:].rstrip('.')}.{choices}"


def main() -> None:
    """Write the generated parts."""
    COMMANDS_FILE.write_text(commands_page(), encoding="utf-8")
    FILE_KINDS_FILE.write_text(file_kinds_page(), encoding="utf-8")
    print(COMMANDS_FILE, FILE_KINDS_FILE, sep="\n")


if __name__ == "__main__":
    main()
