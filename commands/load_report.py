"""Report of a load for the terminal: previews, loaded datasets and possible duplicates as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.model.datasets import Candidate, Dataset, Preview
from loaders.files.probe import ENCODING_NAMES

MAX_REASONS = 12


def preview_lines(preview: Preview) -> Iterator[str]:
    """A preview as lines: provenance, rows read, what would change, and why rows were rejected or left out."""
    dataset = preview.dataset
    yield f"{dataset.file}: {dataset.title} ({dataset.kind})"
    yield f"  {provenance(dataset)}"
    if preview.is_loaded:
        yield "  This file is already loaded, so nothing changes."
        return
    yield (
        f"  {dataset.read:,} rows read = {dataset.accepted:,} accepted + {dataset.rejected:,} rejected"
        + (f" + {dataset.left_out:,} left out" if dataset.left_out else "")
        + f"; text is {ENCODING_NAMES.get(dataset.encoding, dataset.encoding)}"
    )
    yield f"  items: {preview.nodes.text}; claims: {preview.claims.text}"
    if preview.previous:
        yield f"  replaces {preview.previous.file} (as of {preview.previous.as_of or 'an unknown date'})"
    for title, counted in (
        ("rejected", preview.rejection_reasons),
        ("left out", preview.left_out),
        ("accepted with warnings", preview.warnings),
    ):
        yield from (f"  {title}: {count:,} × {reason}" for reason, count in counted[:MAX_REASONS])
        if len(counted) > MAX_REASONS:
            yield f"  {title}: {len(counted) - MAX_REASONS} more reasons"
    if dataset.share_alike:
        yield f"  Share-alike ({dataset.licence}): share what you make with it under the same licence."
    if preview.guard:
        yield f"  NOT LOADED: {preview.guard}. Check the file. To load it anyway, add --anyway."


def provenance(dataset: Dataset) -> str:
    """Publisher, licence, dates and hash of a dataset in one line."""
    return ", ".join(
        filter(
            None,
            (
                dataset.publisher,
                dataset.licence,
                f"as of {dataset.as_of}" if dataset.as_of else "file date not known",
                f"retrieved {dataset.retrieved}",
                f"SHA-256 {dataset.sha256[:12]}…",
                f"only {dataset.scope}" if dataset.scope else "",
            ),
        )
    )


def dataset_line(dataset: Dataset) -> str:
    """A loaded dataset in one line."""
    return f"{dataset.id}: {dataset.file}, {dataset.nodes:,} items, {dataset.claims:,} claims. {provenance(dataset)}"


def candidate_line(candidate: Candidate, names: Mapping[str, str]) -> str:
    """A possible duplicate, with its score and reasons."""
    a, b = (f"{names.get(one, one)} ({one})" for one in (candidate.a, candidate.b))
    return f"{candidate.score:.2f}  {a} = {b}?  {'; '.join(candidate.reasons)}"
