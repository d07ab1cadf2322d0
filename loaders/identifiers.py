"""Tables that say which identifiers mean one body: candidates for review; and lists that only describe registers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.model import Said
from loaders.checking import ID
from loaders.json_items import top_keys
from loaders.opening import OpenedFile
from loaders.reading import Loader, Reading, Record, Remark, SameAs
from loaders.rows import Row


def same_as(reading: Reading) -> Iterator[Record]:
    """Rows of `org_id_a, org_id_b, relationship`."""
    for row in reading.rows(("org_id_a", "org_id_b", "relationship", "source")):
        bad = next((field for field in ("org_id_a", "org_id_b") if not ID.fullmatch(row[field])), "")
        if bad:
            yield row.reject(bad, "not an identifier", "Write a register's prefix and key, as GB-CHC-1145141.")
        elif row["relationship"].lower().replace("-", "") not in ("sameas", ""):
            yield row.reject("relationship", "not same as", "Leave out what is another relationship.")
        else:
            yield SameAs(row["org_id_a"], row["org_id_b"], f"{reading.source.title} says they are the same")


def grid(reading: Reading) -> Iterator[Record]:
    """Rows of `grid_id, org_id`."""
    for row in reading.rows(("grid_id", "org_id")):
        if not row["grid_id"].startswith("grid.") or not ID.fullmatch(row["org_id"]):
            yield row.reject("org_id", "not a pair of identifiers", "Write grid.10306.34 and GB-CHC-1021457.")
        else:
            yield SameAs(row["grid_id"], row["org_id"], f"{reading.source.title} says they are the same")


def schools(reading: Reading) -> Iterator[Record]:
    """Rows of `URN, charity_number, company_number`: the charity or company that runs an independent school.

    A number that several schools of the file have is of the body that runs them all: each is a part of it, none is the
    same thing, and no two of them are.
    """
    rows = list(reading.rows(("URN", "charity_number", "company_number", "active")))
    schools_of = Counter(number for _, number in {(row["URN"], number) for row in rows for number in _numbers(row)})
    parts, former_parts = (reading.pattern("PART_OF", status=status) for status in ("active", "ended"))
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        numbers = _numbers(row)
        if not row["URN"].isdigit() or not numbers:
            yield row.reject("URN", "not a school with the number of a charity or company", "Copy both numbers.")
            continue
        if first := seen.get((row["URN"], *numbers)):
            yield row.reject("URN", f"the same school and numbers as in line {first}", "Remove one of the two.")
            continue
        seen[row["URN"], *numbers] = row.line
        is_active = row["active"].lower() != "false"
        if not is_active:
            yield Remark(row.file, row.line, "active", row["active"], "the table marks this school as not active")
        for number in numbers:
            if schools_of[number] > 1:
                yield Said(
                    parts if is_active else former_parts, f"GB-EDU-{row['URN']}", number, locator=f"URN {row['URN']}"
                )
            else:
                yield SameAs(f"GB-EDU-{row['URN']}", number, f"{reading.source.title} gives it to the school alone")


def _numbers(row: Row) -> list[str]:
    """The ids of the charity and the company that a row names; a company's number has eight signs."""
    charity, company = row["charity_number"], row["company_number"].upper()
    found = [f"GB-CHC-{charity}"] if charity.isdigit() else []
    return [*found, f"GB-COH-{company.zfill(8)}"] if company.isalnum() and len(company) <= 8 else found


def _is_register(opened: OpenedFile) -> bool:
    return opened.head.lstrip()[:1] == "{" and {"name", "access"} <= set(top_keys(opened))


LOADERS = (
    Loader(
        "same-as", "Table of identifiers: universities and charities", "D. Kane", "ODbL 1.0",
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
        recognises=_is_register, refused="It describes a register and holds no bodies; load the register itself.",
    ),
)  # fmt: skip
