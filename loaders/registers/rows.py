"""Creates records from the rows of a described register. `loaders.registers.descriptions` reads the descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from graph.model.data_folder import active_folder, read_once
from graph.model.errors import DataError
from graph.model.records import Node, PatternClaim, Scalar
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow, in_scope
from loaders.files.probe import InputFile
from loaders.files.register_dates import NO_DATE, day
from loaders.files.rows import PERSONAL_VALUE, REDACTED, Row
from loaders.files.tables import MOJIBAKE_NAME, header_of, is_mojibake
from loaders.places.post_towns import BY_POST_TOWN, PostTowns, district_and_area
from loaders.registers.descriptions import RegisterDescription, flat, read_registers

# A title and notes can precede a table, up to this many lines and characters.
LINES_ABOVE = 20
LOOKED_AT = 1 << 14
COUNTRY = "iso:GB"
EMPTY_VALUES = frozenset(("", "---", "-", ".", "N/A", "Not applicable", "Not recorded"))
# Dates, by the name under which they are kept, that end the claims about a body.
ENDED = ("closed", "removed")
AMOUNT = "income"
NOT_PLACED = "no known area has this name or code; kept without a place"
NO_AREA = "no area of this name is known; left out"
REMARK = "a line of notes, without a number or a name"


def header_line(register: RegisterDescription, input_file: InputFile) -> int:
    """The line with the headings that this register is recognised by; 0 for another file."""
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
    """A node and its claims for each row, in file order. Closed and planned bodies are kept with that status."""
    line = header_line(register, run.input_file)
    if not line:
        raise DataError(
            "The columns are not those of this register", value=", ".join(header_of(run.input_file))[:300],
            expected=", ".join(register.recognised_by), fix="Check which file this is; nothing in it was loaded",
        )  # fmt: skip
    builder = _BodyBuilder(run, register, header_of(run.input_file, line))
    seen: dict[str, int] = {}
    for row in run.rows(builder.wanted, line=line):
        key, name = builder.key(row), builder.cell(row, "name")
        if not name and not register.key.fullmatch(builder.cell(row, "id")):
            yield SkippedRow(REMARK)
        elif not key:
            yield row.reject(builder.named("id"), "no number of this register", "Copy it from the register.")
        elif key in seen:
            yield row.reject(
                builder.named("id"), f"used twice, first in line {seen[key]}", "Remove one of the two lines."
            )
        elif not name:
            yield row.reject(builder.named("name"), "empty", "Copy the name from the register.")
        else:
            seen[key] = row.line
            yield from builder.body(row, key, name)


class _BodyBuilder:
    """Creates the records of one file. Finds its columns once, and looks each area up once."""

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
        """The column of the file for a part of the description."""
        return self.columns[part]

    def cell(self, row: Row, part: str) -> str:
        """The cell for a part of the description; "" if the file has no such column."""
        return row[self.columns[part]] if part in self.columns else ""

    def key(self, row: Row) -> str:
        """The key in the register, followed by the number of a part; "" if it is invalid."""
        key, part = self.cell(row, "id"), self.cell(row, "part").lstrip("0")
        if not self.register.key.fullmatch(key) or (part and not (part.isascii() and part.isdigit())):
            return ""
        return f"{key}-{part}" if part else key

    def body(self, row: Row, key: str, name: str) -> Iterator[Record]:
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
            remarks.append(RowWarning(row.file, row.line, self.named("name"), name, MOJIBAKE_NAME))
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
            if row[column] in EMPTY_VALUES:
                continue
            if area := self.area("name", row[column]):
                yield PatternClaim(self.patterns[kind, state, ""], one, area, "", end, locator)
            else:
                yield RowWarning(row.file, row.line, column, row[column], NO_AREA)

    def place(self, row: Row, remarks: list[RowWarning]) -> tuple[str, str]:
        """The place and the note for its claim; "" where unknown.

        It is found by the code or name of an area, else by the town of the address, else by the area of the register.
        """
        for part, scheme in (("gss", "gss"), ("dfe", "dfe"), ("area", "name")):
            column = self.where.get(part, "")
            if column and row[column] not in EMPTY_VALUES and (area := self.area(scheme, row[column])):
                return area, ""
        town, district, reason = self.town(row)
        if town:
            return town, BY_POST_TOWN
        if not self.within and (reason or "area" in self.where):
            column = self.where.get("area", "")
            remarks.append(RowWarning(row.file, row.line, column, row[column] or district, reason or NOT_PLACED))
        return self.within, ""

    def town(self, row: Row) -> tuple[str, str, str]:
        """The place of an address by its town, the outward half of the postcode, and why there is no place."""
        address_parts = [row[self.where[part]] for part in ("address", "town") if part in self.where]
        if not any(address_parts):
            return "", "", ""
        parts = [part for part in map(str.strip, ",".join(address_parts).split(",")) if part]
        codes = [row[self.where["postcode"]] if "postcode" in self.where else "", *reversed(parts)]
        district, area = next((found for code in codes if (found := district_and_area(code))[0]), ("", ""))
        named = ",".join(part for part in parts if not district_and_area(part)[0])
        placed = self.towns.find(named, area)
        return (placed.place if self.is_within(placed.place) else "", district, placed.reason)

    def area(self, scheme: str, text: str) -> str:
        """The id of an area inside the area of the register; "" for none."""
        if (scheme, text) not in self.areas:
            found = self.places.area(text.zfill(3) if scheme == "dfe" else text, scheme=scheme) or ""
            self.areas[scheme, text] = found if self.is_within(found) else ""
        return self.areas[scheme, text]

    def is_within(self, place: str) -> bool:
        """Whether a place lies in the area of the register."""
        return not self.within or place == self.within or self.within in self.places.ancestors(place)

    def kind(self, row: Row, state: str) -> str:
        """The kind in everyday words: from the description, else the register's own word in lower case."""
        said = self.cell(row, "kind")
        plain = said.lower().partition(" (")[0] if said not in EMPTY_VALUES else ""
        kind = self.register.kinds.get(said.lower(), plain)
        if self.register.label != "School":
            return kind
        prefix = {"ended": "closed ", "planned": "proposed "}.get(state, "")
        return f"{prefix}{kind or 'school'}" if prefix else kind

    def dated(self, row: Row, remarks: list[RowWarning]) -> dict[str, str]:
        """The recorded dates by name, in EDTF."""
        dates: dict[str, str] = {}
        for words, column in self.dates.items():
            date = day(row[column][:10].replace("/", "-"))
            if date is None:
                remarks.append(RowWarning(row.file, row.line, column, row[column], NO_DATE))
            elif date:
                dates[words] = date
        return dates

    def kept(self, row: Row, dates: Mapping[str, str]) -> Iterator[tuple[str, Scalar]]:
        """Further properties. Personal values are dropped, and only the outward half of a postcode is kept."""
        if status := self.cell(row, "status"):
            yield "status", status
        for words, column in self.keep.items():
            if (
                (value := row[column]) not in EMPTY_VALUES
                and REDACTED not in value
                and not PERSONAL_VALUE.search(value)
            ):
                yield words, _amount(value) if words == AMOUNT else value
        if "postcode" in self.where and (district := district_and_area(row[self.where["postcode"]])[0]):
            yield "postcode district", district
        yield from dates.items()


def _amount(text: str) -> Scalar:
    """An amount as a number, so that it can be compared; other text is unchanged."""
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
