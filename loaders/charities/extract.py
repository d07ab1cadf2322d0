"""The bulk extract of the charity register: reading its tables, their date, and the tables that are refused.

The register publishes each table (`publicextract.charity`, …) in two formats with the same field names: unquoted text
separated by tabs, and one JSON array of objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from loaders.base import PERSONAL_DATA, UNTAKEN, Loader, LoaderRun
from loaders.files.json_items import first_item, is_json, items, text_of, top_keys
from loaders.files.probe import InputFile
from loaders.files.register_dates import day
from loaders.files.tables import BATCH_SIZE, RowBatch, delimiter_of, header_of

PUBLISHER = "Charity Commission for England and Wales"
LICENCE = "OGL v3.0"
DOWNLOAD = "https://register-of-charities.charitycommission.gov.uk/register/full-register-download"
EXTRACTED = "date_of_extract"


def fields_of(input_file: InputFile) -> tuple[str, ...]:
    """The field names: the keys of the first object, or the header."""
    return top_keys(input_file) if is_json(input_file) else header_of(input_file)


def has_fields(*names: str) -> Callable[[InputFile], bool]:
    """A check whether a JSON file has these fields. A table is recognised by its header instead."""
    return lambda input_file: is_json(input_file) and set(fields_of(input_file)).issuperset(names)


def extract_batches(run: LoaderRun, wanted: Sequence[str]) -> Iterator[RowBatch]:
    """The rows of either format with the wanted fields. The line of a JSON object is its number in the array."""
    if not is_json(run.input_file):
        yield from run.batches(wanted)
        return
    objects = enumerate(run.count(items(run.input_file, "item")), 1)
    while some := list(islice(objects, BATCH_SIZE)):
        columns = {name: [text_of(item.get(name)) for _, item in some] for name in wanted}
        yield RowBatch([number for number, _ in some], columns)


def extracted_on(input_file: InputFile) -> str:
    """The day of the extract in the first row (EDTF), or ""."""
    return day(_first_value(input_file, EXTRACTED)[:10]) or ""


def _first_value(input_file: InputFile, field: str) -> str:
    if is_json(input_file):
        return text_of(first_item(input_file).get(field))
    header, first = header_of(input_file), input_file.head.splitlines()[1:2]
    if field not in header or not first:
        return ""
    values = first[0].split(delimiter_of(input_file))
    return values[header.index(field)].strip('" ') if len(values) == len(header) else ""


RETURNS = (
    "Figures of annual returns are not part of the graph; load publicextract.charity, which has the latest income."
)
# From a table to the fields that identify it, and the reason why it is refused.
NOT_LOADED: dict[str, tuple[tuple[str, ...], str]] = {
    "charity_trustee": (
        ("trustee_id", "trustee_name"),
        "Personal data of trustees is never loaded; load publicextract.charity for the charities themselves.",
    ),
    "charity_annual_return_history": (("ar_cycle_reference", "date_annual_return_received"), RETURNS),
    "charity_annual_return_parta": (("latest_fin_period_submitted_ind", "count_volunteers"), RETURNS),
    "charity_annual_return_partb": (("latest_fin_period_submitted_ind", "assets_total_fixed"), RETURNS),
    "charity_classification": (
        ("classification_code", "classification_description"),
        "What charities do and for whom is not part of the graph; load publicextract.charity and its areas of "
        "operation.",
    ),
    "charity_event_history": (
        ("charity_event_order", "event_type"),
        "Load publicextract.charity for when charities were registered and removed, and the register of mergers for "
        "what became of them.",
    ),
    "charity_governing_document": (
        ("governing_document_description", "charitable_objects"),
        "Governing documents are free text that may name people, and are not loaded; load publicextract.charity.",
    ),
    "charity_other_names": (
        ("charity_name_id", "charity_name_type"),
        "Working and former names are not loaded yet; load publicextract.charity, which has the main names.",
    ),
    "charity_other_regulators": (
        ("regulator_order", "regulator_name"),
        "Which other bodies regulate a charity is not part of the graph; load publicextract.charity.",
    ),
    "charity_policy": (
        ("registered_charity_number", "policy_name"),
        "Which policies a charity has is not part of the graph; load publicextract.charity.",
    ),
    "charity_published_report": (
        ("report_name", "report_location"),
        "Reports are documents to read, not data to load; load publicextract.charity.",
    ),
}


def _is_field_list(input_file: InputFile) -> bool:
    is_listed = {"Table", "Field", "Description"}.issubset(header_of(input_file))
    return is_listed and "registered_charity_number" in input_file.head


LOADERS = (
    *(
        Loader(
            kind=f"ccew-{table.removeprefix('charity_').replace('_', '-')}", title=f"publicextract.{table}",
            publisher=PUBLISHER, licence=LICENCE, url=DOWNLOAD, columns=fields, recognises=has_fields(*fields),
            refusal_fix=why, refusal_reason=PERSONAL_DATA if table == "charity_trustee" else UNTAKEN,
        )
        for table, (fields, why) in NOT_LOADED.items()
    ),
    Loader(
        kind="ccew-fields", title="fields of the charity register's extract", publisher="D. Kane",
        licence="ODbL 1.0", recognises=_is_field_list,
        shape="the columns Table, Field and Description, about registered_charity_number",
        refusal_fix="It describes the fields of the register and holds no charity; load publicextract.charity itself.",
    ),
    Loader(
        kind="ccew-area-codes", title="vocabulary of areas of operation", publisher="D. Kane", licence="ODbL 1.0",
        columns=("geographic_area_type", "geographic_area_description", "GSS", "ISO3166-1"),
        refusal_fix="It lists areas and names no charity, and Citylinks has such a list of its own; load "
        "publicextract.charity_area_of_operation.",
    ),
)  # fmt: skip
