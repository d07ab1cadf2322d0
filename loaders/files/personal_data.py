"""Detects personal data in tables: columns by their headings, values by their form. Neither is stored or shown."""

from __future__ import annotations

import re

from graph.model.records import Rejection
from loaders.files.rows import PERSONAL_VALUE, REDACTED, Row

COLUMN = re.compile(
    r"""e-?mail|tele?phone|\bphone|\bmobile\b|\bfax|\btel\b|first\s?name|fore\s?name|given\s?name|last\s?name|surname
    |family\s?name|head\s?teacher|^head(?:title|preferred)|\bhead'?s?\sname|^head$|contact\s(?:name|person)|^contact$|trustee
    |^(?:chair(?:man|woman|person)?|principal|director|secretary|officer|manager|person)(?:'?s?\sname)?$
    |^chair\sof\b|\bgovernors?\b
    |date\sof\sbirth|birth\s?day|\bdob\b|home\saddress""",
    re.IGNORECASE | re.VERBOSE,
)


def is_personal_column(name: str) -> bool:
    """Whether a heading announces personal data: names of people, telephone numbers, e-mail addresses."""
    return bool(COLUMN.search(name.replace("_", " ")))


def redacted(text: str) -> str:
    """The text with e-mail addresses and telephone numbers replaced."""
    return PERSONAL_VALUE.sub(REDACTED, text)


def reject_personal_value(row: Row, *columns: str) -> Rejection | None:
    """A rejection for the first of these cells that holds an e-mail address or telephone number."""
    for column in columns:
        if REDACTED in row[column] or PERSONAL_VALUE.search(row[column]):
            return row.reject(column, "an e-mail address or telephone number is personal data", "Remove it.")
    return None
