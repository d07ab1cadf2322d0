"""The links file of the schools register: which school succeeded which. Other types of link are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.model.records import Node, PatternClaim
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.register_dates import NO_DATE, day
from loaders.files.rows import Row, did_you_mean
from loaders.schools.gias import LINKS

COLUMNS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")
# From the ending of LinkType to the `event` of the older school (see the vocabulary) and a note.
SUCCESSIONS = {
    "": ("", ""),
    "amalgamated": ("merged", "The register says: amalgamated."),
    "merged": ("merged", "The register says: merged."),
    "Split School": ("", "The register says: the school was split."),
}
SIXTH_FORM = "Sixth Form Centre School"
# Types that both schools of a pair have, or that give no order in time.
WITHOUT_ORDER = (
    "Result of Amalgamation", "Merged - change in age range", "Merged - expansion of school capacity",
    "Merged - expansion in school capacity and changer in age range",
    "Merged - expansion in school capacity and change in age range", "Merged",
)  # fmt: skip
OTHER_LINKS = (
    "Expansion", "Closure", "Other", "Not applicable", "Sixth Form Centre Link", "Children's Centre Link", "Parent",
    "Parent - merged", "Parent - Split School", "Child", "Child - Split School",
)  # fmt: skip
SKIP_REASONS = {
    **dict.fromkeys(WITHOUT_ORDER, "a merger that doesn't say which school came first"),
    **dict.fromkeys(OTHER_LINKS, "a link of another kind than one school taking over from another"),
}
TOLD_TWICE = "the same succession, listed by the other school"


@dataclass(slots=True)
class _Link:
    """One pair of schools: the older one, the newer one (or the whole school), and the days in the rows."""

    older: str
    newer: str
    kind: str = "SUCCEEDED_BY"
    how: str = ""
    days: set[str] = field(default_factory=set)

    @property
    def start(self) -> str:
        """The day in EDTF; an interval if the rows differ by more than one day (closing one day, opening the next)."""
        earliest, latest = min(self.days, default=""), max(self.days, default="")
        if not earliest or (date.fromisoformat(latest) - date.fromisoformat(earliest)).days <= 1:
            return latest
        return f"{earliest}/{latest}"


def links(run: LoaderRun) -> Iterator[Record]:
    """Skipped rows and warnings in file order, then the schools in the rows, then one claim for each pair.

    A pair appears twice, once for each school. The later of two consecutive days is the opening of the new school.
    With a scope no schools are created: the claims apply to schools from other files.
    """
    found: dict[tuple[str, str, str], _Link] = {}
    names: dict[str, str] = {}
    for row in run.rows(COLUMNS):
        link = _link(row)
        if not isinstance(link, _Link):
            yield link
            continue
        if row["LinkName"]:
            names.setdefault(row["LinkURN"], row["LinkName"])
        started = day(row["LinkEstablishedDate"])
        known = found.setdefault((link.kind, link.older, link.newer), link)
        known.how = known.how or link.how
        known.days |= {started} if started else set()
        if known is not link:
            yield SkippedRow(TOLD_TWICE)
        elif started is None:
            yield _remark(row, "LinkEstablishedDate", NO_DATE)
        elif (link.kind, link.newer, link.older) in found:
            yield _remark(row, "LinkType", "the file says that each of the two schools took over from the other")
    if run.scope.key:
        yield RowWarning(
            run.input_file.name, 1, "(scope)", run.scope.key,
            "the file doesn't say where schools are: all links are kept, and apply to the schools that are loaded",
        )  # fmt: skip
    else:
        yield from (Node(f"GB-EDU-{urn}", "School", name) for urn, name in names.items())
    yield from _claims(run, found)


def _claims(run: LoaderRun, found: dict[tuple[str, str, str], _Link]) -> Iterator[PatternClaim]:
    part_of = run.pattern("PART_OF", note="The register says: a sixth form centre of this school.")
    patterns = {
        how: run.pattern("SUCCEEDED_BY", status="unknown", event=event, note=note)
        for how, (event, note) in SUCCESSIONS.items()
    }
    for link in found.values():
        pattern = patterns[link.how] if link.kind == "SUCCEEDED_BY" else part_of
        locator = f"URN {link.older}, LinkURN {link.newer}"
        yield PatternClaim(pattern, f"GB-EDU-{link.older}", f"GB-EDU-{link.newer}", link.start, "", locator)


def _link(row: Row) -> _Link | Record:
    """The pair of a row; or a rejection, or the reason why the row is skipped."""
    urn, other, said = row["URN"], row["LinkURN"], row["LinkType"]
    for column, value in (("URN", urn), ("LinkURN", other)):
        if not (value.isascii() and value.isdigit()):
            return row.reject(column, "not a number", "Copy the URN from the register.")
    if urn == other:
        return row.reject("LinkURN", "a school can't be linked to itself", "Copy the URN of the other school.")
    if said in SKIP_REASONS:
        return SkippedRow(SKIP_REASONS[said])
    if said == SIXTH_FORM:
        return _Link(urn, other, "PART_OF")
    which, _, how = said.partition(" - ")
    if which not in ("Predecessor", "Successor") or how not in SUCCESSIONS:
        known = ("Predecessor", "Successor", SIXTH_FORM, *SKIP_REASONS)
        return row.reject("LinkType", "not a type of link that is known", did_you_mean(said, known))
    return _Link(other, urn, how=how) if which == "Predecessor" else _Link(urn, other, how=how)


def _remark(row: Row, column: str, reason: str) -> RowWarning:
    return RowWarning(row.file, row.line, column, row[column], reason)


LOADERS = (
    Loader(
        kind="gias-links", title="Get Information about Schools: links between establishments",
        publisher="Department for Education", licence="OGL v3.0", url=LINKS, columns=COLUMNS[:4], read=links,
        scopes=("la", "place"),
    ),
)  # fmt: skip
