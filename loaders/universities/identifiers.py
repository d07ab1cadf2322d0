"""Tables of identifiers of the same body, which become candidates for review; and refused lists of registers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.model.records import PatternClaim
from loaders.base import Loader, LoaderRun, Record, RowWarning, SameAs, SkippedRow
from loaders.files.json_items import top_keys
from loaders.files.probe import InputFile
from loaders.files.register_ids import any_register_id, company_id, uk_charity_id
from loaders.files.rows import Row
from loaders.files.tables import header_of

CODES_OF_LISTS = tuple(
    {name} for name in ("availability", "coverage", "features", "licenseStatus", "listType", "sector", "structure")
)


def same_as(run: LoaderRun) -> Iterator[Record]:
    """Rows of `org_id_a, org_id_b, relationship`: the same body, or the second is part of the first."""
    part = run.pattern("PART_OF", note="The table says: parent.")
    for row in run.rows(("org_id_a", "org_id_b", "relationship", "source")):
        ids = tuple(any_register_id(row[field]) for field in ("org_id_a", "org_id_b"))
        kind = re.sub("[^a-z]", "", row["relationship"].lower())
        if not all(ids):
            bad = "org_id_b" if ids[0] else "org_id_a"
            yield row.reject(bad, "not an identifier", "Write a register's prefix and key, as GB-CHC-1145141.")
        elif ids[0] == ids[1]:
            yield SkippedRow("both identifiers are the same")
        elif kind == "parent":
            yield PatternClaim(part, ids[1], ids[0], locator=row["source"] or f"row {row.line}")
        elif kind in ("sameas", ""):
            yield SameAs(ids[0], ids[1], f"{run.source.title} says they are the same")
        else:
            yield row.reject("relationship", "neither same as nor parent", "Leave out what is another relationship.")


def grid(run: LoaderRun) -> Iterator[Record]:
    """Rows of `grid_id, org_id`. Newer tables give the id of ROR under the same heading."""
    for row in run.rows(("grid_id", "org_id")):
        one, other = any_register_id(row["grid_id"]), any_register_id(row["org_id"])
        if not one or not other:
            yield row.reject(
                "org_id" if one else "grid_id", "not an identifier", "Write grid.10306.34, GB-CHC-1021457."
            )
        else:
            yield SameAs(one, other, f"{run.source.title} says they are the same")


def schools(run: LoaderRun) -> Iterator[Record]:
    """Rows of `URN, charity_number, company_number`: the charity or company that runs an independent school.

    A number that several schools share belongs to the body that runs them all. Each school is part of that body, and
    none is the same as it.
    """
    rows = list(run.rows(("URN", "charity_number", "company_number", "active")))
    schools_of = Counter(number for _, number in {(row["URN"], number) for row in rows for number in _numbers(row)})
    parts, former_parts = (run.pattern("PART_OF", status=status) for status in ("active", "ended"))
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        numbers = _numbers(row)
        if not row["URN"].isdigit():
            yield row.reject("URN", "not a number", "Copy the URN from the register.")
            continue
        if not numbers and (row["charity_number"] or row["company_number"]):
            yield row.reject("charity_number", "not the number of a charity or company", "Copy it from the register.")
            continue
        if not numbers:
            yield SkippedRow("a school without the number of a charity or company")
            continue
        if first := seen.get((row["URN"], *numbers)):
            yield row.reject("URN", f"the same school and numbers as in line {first}", "Remove one of the two.")
            continue
        seen[row["URN"], *numbers] = row.line
        is_active = row["active"].lower() != "false"
        if not is_active:
            yield RowWarning(row.file, row.line, "active", row["active"], "the table marks this school as not active")
        for number in numbers:
            if schools_of[number] > 1:
                yield PatternClaim(
                    parts if is_active else former_parts, f"GB-EDU-{row['URN']}", number, locator=f"URN {row['URN']}"
                )
            else:
                yield SameAs(f"GB-EDU-{row['URN']}", number, f"{run.source.title} gives it to the school alone")


def _numbers(row: Row) -> list[str]:
    """The ids of the charity and the company in a row."""
    return [one for one in (uk_charity_id(row["charity_number"]), company_id(row["company_number"])) if one]


def _is_register(input_file: InputFile) -> bool:
    """Whether the file is an entry of org-id.guide, a list of entries, or a schema or code list for them."""
    if input_file.head.lstrip()[:1] in ("{", "["):
        keys = set(top_keys(input_file))
        described = {"$schema", "properties"} <= keys or (keys in CODES_OF_LISTS and '"code"' in input_file.head)
        return {"name", "access"} <= keys or keys == {"lists"} or {"name", "code", "coverage"} <= keys or described
    header = header_of(input_file)
    return "code" in header and any(name.startswith("access/") for name in header)


LOADERS = (
    Loader(
        "same-as", "Table of identifiers: what is the same, and what is part of what", "D. Kane", "ODbL 1.0",
        "https://github.com/drkane/charity-lookups", columns=("org_id_a", "org_id_b", "relationship"), read=same_as,
    ),
    Loader(
        "grid-lookup", "Table of identifiers: GRID", "D. Kane", "ODbL 1.0",
        "https://github.com/drkane/charity-lookups", columns=("grid_id", "org_id"), read=grid,
    ),
    Loader(
        "independent-schools", "Table of identifiers: independent schools", "D. Kane", "ODbL 1.0",
        "https://github.com/drkane/charity-lookups", columns=("URN", "charity_number", "company_number"), read=schools,
    ),
    Loader(
        "identifier-list", "description of a list of identifiers, org-id.guide", "org-id.guide", "ODbL 1.0",
        recognises=_is_register,
        shape="an entry of org-id.guide, as JSON or a table",
        refusal_fix="It describes a register and holds no bodies; load the register itself.",
    ),
)  # fmt: skip
