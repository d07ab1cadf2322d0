"""The table of all kinds of file, and the recognition of a file's kind.

The table is in load order, which is also the order of authority: if two datasets name the same node, the name of the
earlier kind is used. The page, the terminal, the refusals and the merge of datasets read this table.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.model.errors import DataError
from loaders import refused
from loaders.base import Loader
from loaders.charities import areas as charity_areas
from loaders.charities import extract as charity_extract
from loaders.charities import mergers as charity_mergers
from loaders.charities import register as charity_register
from loaders.curated import exported_graph
from loaders.curated.exported_graph import open_exported
from loaders.custom_table import rows as custom_rows
from loaders.custom_table import table as custom_table
from loaders.files.archives import member_names, several_files_error
from loaders.files.json_items import is_json, top_keys
from loaders.files.personal_data import is_personal_column, redacted
from loaders.files.probe import InputFile, open_file
from loaders.files.rows import did_you_mean
from loaders.files.tables import header_of
from loaders.files.workbook_tables import SheetText, sheet_texts
from loaders.networks import lists as network_lists
from loaders.places.geonames import GEONAMES
from loaders.registers import rows as register_rows
from loaders.schools import gias, short_list
from loaders.schools import groups as school_groups
from loaders.schools import links as school_links
from loaders.twinning import kinds as twinning
from loaders.universities import identifier_pairs, identifiers, learning_providers, ror

# In load order, before and after the registers that the data folder describes.
BEFORE_REGISTERS: tuple[Loader, ...] = (
    *GEONAMES,
    *ror.LOADERS,
    *learning_providers.LOADERS,
    *gias.LOADERS,
    *school_links.LOADERS,
    *school_groups.LOADERS,
    *short_list.LOADERS,
    *charity_register.LOADERS,
    *charity_areas.LOADERS,
    *charity_mergers.LOADERS,
    *charity_extract.LOADERS,
)
AFTER_REGISTERS: tuple[Loader, ...] = (
    *network_lists.LOADERS,
    *twinning.LOADERS,
    *identifiers.LOADERS,
    *identifier_pairs.LOADERS,
    *custom_table.LOADERS,
    *exported_graph.LOADERS,
    *refused.LOADERS,
)

MEMBERS = frozenset(("city", "member", "town", "municipality"))
NETWORK = "; if it lists the members of a network, a column `network` and one of role, since or source will do"


def all_loaders() -> tuple[Loader, ...]:
    """The loader of every kind of file, in load order; those of registers come from the active data folder."""
    return (*BEFORE_REGISTERS, *register_rows.loaders(), *AFTER_REGISTERS)


def open_loadable(path: Path, kind: str = "") -> InputFile:
    """Open a file for loading. Of a workbook it is the first sheet that can be loaded, else the whole workbook.

    A folder must hold an exported graph. Of a ZIP file with several files in it, the only one that can be loaded is
    taken. Raises DataError for a file that is refused whatever its kind.
    """
    if exported := open_exported(path):
        return exported
    input_file = open_file(path, _meant(path))
    if not input_file.is_workbook or kind == custom_table.KIND:
        return input_file
    found: SheetText | None = None
    refused_sheet: SheetText | None = None
    other_sheets: list[str] = []
    for sheet in sheet_texts(input_file):
        known = recognised_loader(sheet)
        if found is None and (kind or (known and not known.refusal_fix)):
            found = sheet
        elif known and not known.refusal_fix:
            other_sheets.append(sheet.sheet)
        elif known:
            refused_sheet = refused_sheet or sheet
    return replace(found, other_sheets=tuple(other_sheets)) if found else refused_sheet or input_file


def _meant(path: Path) -> str:
    """The only loadable file of a ZIP file with several files; "" for any other file.

    Raises DataError if none or more than one can be loaded.
    """
    try:
        names = member_names(path)
    except OSError:
        return ""  # opening it says why
    if len(names) < 2:
        return ""
    fitting = tuple(name for name in names if _can_be_loaded(path, name))
    if len(fitting) != 1:
        why = "and more than one can be loaded" if fitting else "and none is recognised as a kind that can be loaded"
        raise several_files_error(path, why, fitting or names)
    return fitting[0]


def _can_be_loaded(path: Path, member: str) -> bool:
    try:
        input_file = open_file(path, member)
    except DataError:
        return False
    known = None if input_file.is_workbook else recognised_loader(input_file)
    return known is not None and not known.refusal_fix


def recognise(input_file: InputFile, kind: str = "") -> Loader:
    """The loader for a file: the one named by `kind`, else the one that recognises its columns or shape.

    Of several loaders whose columns are all present, the one with the most columns wins. Raises DataError for an
    unknown kind, and for a file that is refused.
    """
    loader = _named(kind) if kind else _seen(input_file)
    if loader.refusal_fix:
        raise DataError(
            f"This is {loader.refusal_reason} ({loader.title})", value=input_file.name,
            expected="a file of records", fix=loader.refusal_fix,
        )  # fmt: skip
    return loader


def _named(kind: str) -> Loader:
    found = next((loader for loader in all_loaders() if loader.kind == kind), None)
    if found is None:
        known = [loader.kind for loader in all_loaders() if not loader.refusal_fix]
        raise DataError(
            "This kind of file is unknown",
            value=kind,
            expected="one of " + ", ".join(known),
            fix=did_you_mean(kind, known),
        )
    return found


def recognised_loader(input_file: InputFile) -> Loader | None:
    """The loader that recognises a file by its columns or shape; None if there is none."""
    header = set(header_of(input_file))
    by_shape = [loader for loader in all_loaders() if loader.recognises and loader.recognises(input_file)]
    by_columns = [loader for loader in all_loaders() if loader.columns and header.issuperset(loader.columns)]
    by_columns += [loader for loader in by_shape if loader.definition]
    return next(iter(sorted(by_columns, key=lambda loader: -len(loader.columns)) or by_shape), None)


def _may_be_members(input_file: InputFile) -> bool:
    """Whether a table has columns of cities and countries, like a list of a network's members."""
    words = {name.lower() for name in header_of(input_file)} if not is_json(input_file) else set()
    return "country" in words and bool(words & MEMBERS)


def _seen(input_file: InputFile) -> Loader:
    found = recognised_loader(input_file)
    if found is not None:
        return found
    if input_file.is_workbook:
        named = custom_rows.columns(input_file, custom_rows.TableLocation())
        raise DataError(
            "A workbook is loaded as a custom table, with a column mapping", value=", ".join(named)[:300],
            expected="a mapping (--mapping FILE), or the published file as CSV or JSON",
            fix="Make a mapping on the Add data page; or save the sheet as CSV, if it is a register's download",
        )  # fmt: skip
    # In a file without a header the first line may hold personal data.
    shown = redacted(
        ", ".join(top_keys(input_file) if is_json(input_file) else header_of(input_file))[:300] or input_file.head[:80]
    )
    personal = [name for name in header_of(input_file) if is_personal_column(name)] if not is_json(input_file) else []
    raise DataError(
        "The kind of this file can't be detected from its columns", value=shown,
        expected="a file of one of the kinds that `citylinks load --kinds` lists",
        fix="Name it with --kind"
        + (
            "; or save its content as CSV, and load that as a custom table"
            if is_json(input_file)
            else ", or load it as a custom table with a column mapping (--mapping FILE)"
        )
        + (NETWORK if _may_be_members(input_file) else "")
        + (f"; {' and '.join(personal[:3])} holds personal data and is never read" if personal else ""),
    )  # fmt: skip
