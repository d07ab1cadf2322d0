"""Texts about a file before it is loaded: what loading would do, errors in this page's terms, and its scope."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.model.datasets import CUSTOM_TABLE, Dataset, Preview
from graph.model.dates import date_text
from graph.model.errors import CitylinksError
from views.look import Html, element

MAX_REASONS = 10
# Words for the terminal in errors, and what this page calls the same.
PAGE_TERMS = {
    "`citylinks load --kinds` lists": "“Kind of file” lists",
    " (--mapping FILE)": "",
    "--kind": "“Kind of file”",
    "--only-la": "“Only local authorities”",
    "--only-place": "“Only places”",
    "--only-country": "“Only countries”",
}


def loaded_elsewhere(preview: Preview, loaded: Sequence[Dataset]) -> str:
    """Why loading this would duplicate data that is loaded under another name, or ""."""
    new = preview.dataset
    for one in loaded:
        same = one.sha256 == new.sha256 and one.kind == new.kind != CUSTOM_TABLE and one.scope == new.scope
        if same and one.id != new.id:
            return f"the same file is loaded as {one.file}; all its data would be duplicated"
    return ""


def scope_text(dataset: Dataset, catalogue: Catalogue) -> str:
    """The places and authorities that a dataset was limited to, by name; "" for a whole file."""
    parts = [part for part in dataset.scope.split(", ") if part]
    return ", ".join(
        f"{catalogue.name(part)} ({part})" if part in catalogue.nodes
        else f"local authority {part}" if part.isdigit() else part
        for part in parts
    )  # fmt: skip


def in_page_terms(error: CitylinksError, name: str) -> CitylinksError:
    """The error without its file's name, and with this page's terms for the options of the terminal."""
    parts = [error.what, "" if error.value == name else error.value, error.expected, error.fix]
    for option, box in PAGE_TERMS.items():
        parts = [part.replace(option, box) for part in parts]
    what, value, expected, fix = parts
    return CitylinksError(what, value=value, expected=expected, fix=fix)


def preview_summary(preview: Preview, scope: str, repeated: str) -> Html:
    """What loading the file would do, with counts that add up."""
    dataset = preview.dataset
    heading = element("h2", dataset.file, element("span", f" {dataset.title}", class_="muted"))
    if preview.is_loaded:
        return element(
            "section", heading, element("p", "This file is loaded already. Loading it again would change nothing.")
        )
    skipped = f" + {dataset.left_out:,} left out" if dataset.left_out else ""
    rows = count_phrase(dataset.read, "row")
    counts = f"{rows} read = {dataset.accepted:,} accepted + {dataset.rejected:,} rejected{skipped}."
    known = (
        f"As of {date_text(dataset.as_of)}" if dataset.as_of else "Date not known",
        "licence not given" if dataset.licence in ("", "not given") else dataset.licence,
        "workbook" if dataset.encoding in ("", "xlsx") else f"text encoding {dataset.encoding.upper()}",
    )
    parts = [
        element("p", element("b", counts)),
        element("p", f"Items: {preview.nodes.text}. Claims: {preview.claims.text}."),
        element("p", f"{'; '.join(known)}."),
    ]
    if scope:
        parts.append(element("p", f"Only {scope}."))
    if preview.sample:
        parts.append(element("p", f"New, for example: {'; '.join(preview.sample)}.", class_="muted"))
    if preview.previous:
        parts.append(element("p", f"This file replaces {preview.previous.file}."))
    for title, reasons in (
        ("Rejected", preview.rejection_reasons),
        ("Left out", preview.left_out),
        ("Accepted with warnings", preview.warnings),
    ):
        if reasons:
            items = [element("li", f"{count:,} × {reason}") for reason, count in reasons[:MAX_REASONS]]
            if len(reasons) > MAX_REASONS:
                items.append(element("li", f"{len(reasons) - MAX_REASONS:,} more reasons"))
            parts.append(element("div", element("h3", title), element("ul", *items)))
    for reason in filter(None, (preview.guard, repeated)):
        parts.append(element("p", element("b", "On hold: "), f"{reason}.", class_="is-on-hold"))
    if dataset.share_alike:
        share = element("b", "Share-alike: ")
        parts.append(
            element("p", share, f"{dataset.licence}. Anything made with it must be shared under this licence.")
        )
    return element("section", heading, *parts, class_="preview")
