"""The sentences of answers, from data/sentences.toml, which a steward can edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from graph.model.data_folder import SHIPPED_DATA, data_file, read_once
from graph.model.errors import DataError
from graph.model.toml_files import read_toml

FILE = "sentences.toml"


def phrase(key: str, **fields: object) -> str:
    """The sentence with this key, such as "links.one", with its fields filled. Raises DataError if it is missing."""
    template = _templates().get(key)
    if template is None:
        raise _error("A sentence is missing", key, "every sentence of the shipped file")
    try:
        return template.format(**fields)
    except (KeyError, IndexError, ValueError) as error:
        raise _error("A sentence can't be filled", f"{key} = {template}", f"the fields {', '.join(fields)}") from error


def sentence_problems(path: Path) -> Iterator[str]:
    """What is wrong with a file of sentences, compared with the shipped one, each as one text."""
    shipped, active = read_sentences(SHIPPED_DATA / FILE), read_sentences(path)
    for key in sorted(shipped.keys() - active.keys()):
        yield f"{FILE}: the sentence “{key}” is missing. Copy it from the shipped file: {shipped[key]}"
    for key in sorted(active.keys() - shipped.keys()):
        yield f"{FILE}: no answer uses the sentence “{key}”. Remove it, or correct its name."
    for key in sorted(shipped.keys() & active.keys()):
        try:
            unknown = _fields(active[key]) - _fields(shipped[key])
        except ValueError as error:
            yield f"{FILE}: the sentence “{key}” has a wrong bracket ({error}). Write a field as {{name}}."
            continue
        if unknown:
            known = ", ".join(sorted(_fields(shipped[key]))) or "none"
            yield f"{FILE}: the sentence “{key}” has the unknown field “{sorted(unknown)[0]}”. Its fields are: {known}."


@read_once(FILE)
def _templates() -> Mapping[str, str]:
    return read_sentences(data_file(FILE))


def read_sentences(path: Path) -> dict[str, str]:
    """Keys with a dot ("links.one") to templates. Raises DataError for what is no text in a table."""
    found = {}
    for group, sentences in read_toml(path).items():
        if not isinstance(sentences, dict):
            raise _error("A sentence stands outside a table", str(group), "tables such as [links]")
        for name, template in sentences.items():
            if not isinstance(template, str):
                raise _error("A sentence is not a text", f"{group}.{name} = {template}", "a text in quotes")
            found[f"{group}.{name}"] = template
    return found


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _error(what: str, value: str, expected: str) -> DataError:
    return DataError(what, value=value, expected=expected, fix=f"Compare {FILE} with the version that was shipped")
