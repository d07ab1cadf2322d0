"""The rows of a described register as records; `loaders.registers.descriptions` reads the descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from graph.model.data_folder import active_folder, read_once
from graph.model.errors import DataError
from graph.model.records import Node, PatternClaim, Scalar
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow, in_scope
from loaders.files.probe import InputFile
from loaders.files.register_dates import day
from loaders.files.rows import PERSONAL_VALUE, REDACTED, Row
from loaders.files.tables import header_of, is_mojibake
from loaders.places.post_towns import BY_POST_TOWN, PostTowns, district_and_area
from loaders.registers.descriptions import RegisterDescription, flat, read_registers

# Above a table may stand a title and remarks, but not more lines than this, nor longer ones.
LINES_ABOVE = 20
LOOKED_AT = 1 << 14
COUNTRY = "iso:GB"
NOT_SAID = frozenset(("", "---", "-", ".", "N/A", "Not applicable", "Not recorded"))
# The date, by the word under which it is kept, at which what a register says of a thing has ended.
ENDED = ("closed", "removed")
AMOUNT = "income"
NOT_PLACED = "no area that is known has this name or code: kept without a place"
NO_AREA = "no area of this name is known: left out"
NO_DATE = "a dummy or no date: taken as not recorded"
REMARK = "a line of remarks, without a number and a name"
MISREAD = "letters that were misread before; the name is shown as it stands"


def header_line(register: RegisterDescription, input_file: InputFile) -> int:
    """The line on which the headings stand by which this register is told; 0 where it is another file."""
    if input_file.is_workbook:
        return 0
    shown = flat(input_file.head[:LOOKED_AT])
    if not all(heading in shown for heading in register.recognised_by):
        return 0
    return next(
        (
            line
            for line in range(1, LINES_ABOVE + 1)
            if set(map(flat, header_of(input_file, line))) >= {*register.recognised_by}
        ),
        0,
    )


def rows(run: LoaderRun, register: RegisterDescription) -> Iterator[Record]:
    """A node for each row, in file order, and what it says. What has ended, or is planned, is kept and says so."""
    line = header_line(register, run.input_file)
    if not line:
        raise DataError(
            "The columns are not those of this register", value=", ".join(header_of(run.input_file))[:300],
            expected=", ".join(register.recognised_by), fix="Check which file this is; nothing of it was loaded",
        )  # fmt: skip
    things = _Things(run, register, header_of(run.input_file, line))
    seen: dict[str, int] = {}
    for row in run.rows(things.wanted, line=line):
        key, name = things.key(row), things.cell(row, "name")
        if not name and not register.key.fullmatch(things.cell(row, "id")):
            yield SkippedRow(REMARK)
        elif not key:
            yield row.reject(things.named("id"), "no number of this register", "Copy it from the register.")
        elif key in seen:
            yield row.reject(
                things.named("id"), f"used twice, first in line {seen[key]}", "Remove one of the two lines."
            )
        elif not name:
            yield row.reject(things.named("name"), "empty", "Copy the name from the register.")
        else:
            seen[key] = row.line
            yield from things.thing(row, key, name)


class _Things:
    """Makes the records of one file: which of its columns are meant, and areas looked up once."""

    def __init__(self, run: LoaderRun, register: RegisterDescription, header: tuple[str, ...]) -> None:
        self.run, self.register, self.places = run, register, run.places
        there = {flat(name): name for name in reversed(header)}

        def found(several: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
            columns = {
                part: next((there[flat(h)] for h in headings if flat(h) in there), "")
                for part, headings in several.items()
            }
            return {part: column for part, column in columns.items() if column}

        self.columns, self.where = found(register.columns), found(register.place)
        self.keep, self.dates = found(register.keep), found(register.dates)
        self.claims = [
            (kind, column) for kind, headings in register.claims if (column := found({"": headings}).get(""))
        ]
        self.wanted = tuple(dict.fromkeys((
            *self.columns.values(), *self.where.values(), *self.keep.values(), *self.dates.values(),
            *(column for _, column in self.claims),
        )))  # fmt: skip
        self.patterns = {
            (kind, state, how): run.pattern(kind, status=state, note=how)
            for kind in ("LOCATED_IN", "OPERATES_IN", "PART_OF")
            for state in ("active", "ended", "planned")
            for how in ("", BY_POST_TOWN)
        }
        self.within = self.places.area(register.within) or self.places.country(register.within) or ""
        self.towns = PostTowns(self.places)
        self.areas: dict[tuple[str, str], str] = {}

    def named(self, part: str) -> str:
        """The column of the file for a part of a thing."""
        return self.columns[part]

    def cell(self, row: Row, part: str) -> str:
        """The cell for a part of a thing; "" where the file has no such column."""
        return row[self.columns[part]] if part in self.columns else ""

    def key(self, row: Row) -> str:
        """The key in the register, that of a part of a thing behind it; "" for what is none."""
        key, part = self.cell(row, "id"), self.cell(row, "part").lstrip("0")
        if not self.register.key.fullmatch(key) or (part and not (part.isascii() and part.isdigit())):
            return ""
        return f"{key}-{part}" if part else key

    def thing(self, row: Row, key: str, name: str) -> Iterator[Record]:
        register = self.register
        one, locator = f"{register.prefix}{key}", f"{self.named('id')} {key}"
        remarks: list[RowWarning] = []
        place, how = self.place(row, remarks)
        if not in_scope(self.run.scope, (place, *self.places.ancestors(place)), (COUNTRY,)):
            yield SkippedRow()
            return
        dates = self.dated(row, remarks)
        status = self.cell(row, "status").lower()
        ended = next((dates[word] for word in ENDED if dates.get(word)), "")
        is_ended = status in register.ended or bool(ended and not status)
        state = "ended" if is_ended else "planned" if status in register.planned else "active"
        end = ended if is_ended else ""
        if is_mojibake(name):
            remarks.append(RowWarning(row.file, row.line, self.named("name"), name, MISREAD))
        yield from remarks
        alias = self.cell(row, "aliases")
        aliases = (alias,) if alias not in ("", name) and not PERSONAL_VALUE.search(alias) else ()
        kept = tuple(self.kept(row, dates))
        yield Node(one, register.label, name, aliases, self.kind(row, state), None, None, "", kept)
        if place:
            yield PatternClaim(self.patterns["LOCATED_IN", state, how], one, place, "", end, locator)
        if whole := self.cell(row, "part").lstrip("0") and key.rpartition("-")[0]:
            yield PatternClaim(self.patterns["PART_OF", state, ""], one, f"{register.prefix}{whole}", "", end, locator)
        for kind, column in self.claims:
            if row[column] in NOT_SAID:
                continue
            if area := self.area("name", row[column]):
                yield PatternClaim(self.patterns[kind, state, ""], one, area, "", end, locator)
            else:
                yield RowWarning(row.file, row.line, column, row[column], NO_AREA)

    def place(self, row: Row, remarks: list[RowWarning]) -> tuple[str, str]:
        """Where it lies, "" where nothing tells; and how that was told, where not by an area.

        By code or name of an area, else the town of its address, else where all of the register lie.
        """
        for part, scheme in (("gss", "gss"), ("dfe", "dfe"), ("area", "name")):
            column = self.where.get(part, "")
            if column and row[column] not in NOT_SAID and (area := self.area(scheme, row[column])):
                return area, ""
        town, district, reason = self.town(row)
        if town:
            return town, BY_POST_TOWN
        if not self.within and (reason or "area" in self.where):
            column = self.where.get("area", "")
            remarks.append(RowWarning(row.file, row.line, column, row[column] or district, reason or NOT_PLACED))
        return self.within, ""

    def town(self, row: Row) -> tuple[str, str, str]:
        """The place that the town of an address names, the outward half of its postcode, and why there is no place."""
        told = [row[self.where[part]] for part in ("address", "town") if part in self.where]
        if not any(told):
            return "", "", ""
        parts = [part for part in map(str.strip, ",".join(told).split(",")) if part]
        codes = [row[self.where["postcode"]] if "postcode" in self.where else "", *reversed(parts)]
        district, area = next((found for code in codes if (found := district_and_area(code))[0]), ("", ""))
        named = ",".join(part for part in parts if not district_and_area(part)[0])
        placed = self.towns.find(named, area)
        return (placed.place if self.is_within(placed.place) else "", district, placed.reason)

    def area(self, scheme: str, text: str) -> str:
        """The id of an area of the country that the register is of; "" for none."""
        if (scheme, text) not in self.areas:
            found = self.places.area(text.zfill(3) if scheme == "dfe" else text, scheme=scheme) or ""
            self.areas[scheme, text] = found if self.is_within(found) else ""
        return self.areas[scheme, text]

    def is_within(self, place: str) -> bool:
        """Whether a place lies where all of the register lie."""
        return not self.within or place == self.within or self.within in self.places.ancestors(place)

    def kind(self, row: Row, state: str) -> str:
        """The everyday word: as the description gives it, else the register's own in small letters."""
        said = self.cell(row, "kind")
        plain = said.lower().partition(" (")[0] if said not in NOT_SAID else ""
        kind = self.register.kinds.get(said.lower(), plain)
        if self.register.label != "School":
            return kind
        prefix = {"ended": "closed ", "planned": "proposed "}.get(state, "")
        return f"{prefix}{kind or 'school'}" if prefix else kind

    def dated(self, row: Row, remarks: list[RowWarning]) -> dict[str, str]:
        """The dates that are recorded, by the words for them, EDTF."""
        dates: dict[str, str] = {}
        for words, column in self.dates.items():
            date = day(row[column][:10].replace("/", "-"))
            if date is None:
                remarks.append(RowWarning(row.file, row.line, column, row[column], NO_DATE))
            elif date:
                dates[words] = date
        return dates

    def kept(self, row: Row, dates: Mapping[str, str]) -> Iterator[tuple[str, Scalar]]:
        """What else is kept; nothing that looks personal, and of a contact's postcode its outward half alone."""
        if status := self.cell(row, "status"):
            yield "status", status
        for words, column in self.keep.items():
            if (value := row[column]) not in NOT_SAID and REDACTED not in value and not PERSONAL_VALUE.search(value):
                yield words, _amount(value) if words == AMOUNT else value
        if "postcode" in self.where and (district := district_and_area(row[self.where["postcode"]])[0]):
            yield "postcode district", district
        yield from dates.items()


def _amount(text: str) -> Scalar:
    """An amount as a number, so that it can be compared; what is none stays as it stands."""
    try:
        return int(float(text.replace(",", "")))
    except (ValueError, OverflowError):
        return text


def _loader(register: RegisterDescription) -> Loader:
    return Loader(
        register.kind, register.title, register.publisher, register.licence, register.url,
        columns=register.recognised_by, shape=f"the columns {', '.join(register.headings)}",
        recognises=lambda input_file: bool(header_line(register, input_file)), read=partial(rows, register=register),
        scopes=("place", "country"), note=register.note, definition=register.definition,
    )  # fmt: skip


@read_once("registers", "vocabulary.toml")
def loaders() -> tuple[Loader, ...]:
    """The loaders of the registers that the active data folder describes.

    A description that can't be used is left out here, and `citylinks check` reports it.
    """
    return tuple(_loader(read) for read in read_registers(active_folder()) if isinstance(read, RegisterDescription))
