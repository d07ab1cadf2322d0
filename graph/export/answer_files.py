"""An answer as CSV, as JSON, and as plain text to send, with its citations and the date."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from graph.answers.answer import Answer
from graph.model.datasets import licence_text
from graph.model.text import escape_cell


def answer_csv(answer: Answer) -> str:
    """Return the rows as CSV with a header: certainty and reach first, the citations as text last."""
    evidence = {citation.number: str(citation) for citation in answer.sources}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(escape_cell(cell) for cell in ("certainty", "reach", *answer.columns, "sources"))
    for row in answer.rows:
        cited = "; ".join(evidence[number] for number in row.sources if number in evidence)
        writer.writerow(escape_cell(cell) for cell in (row.certainty, row.reach, *row.cells, cited))
    return out.getvalue()


def answer_json(answer: Answer) -> str:
    """Return the answer as `citylinks ask --json` prints it, but indented."""
    return json.dumps(answer.as_json(), ensure_ascii=False, indent=2) + "\n"


def csv_file(answer: Answer) -> bytes:
    """Write an answer as CSV. It starts with a byte order mark, so that Excel reads it as UTF-8."""
    return answer_csv(answer).encode("utf-8-sig")


def json_file(answer: Answer) -> bytes:
    """Write an answer as JSON in UTF-8."""
    return answer_json(answer).encode()


def answer_text(answer: Answer, today: date) -> str:
    """Return a text for an e-mail: question, sentence, rows, notes, numbered sources and the date."""
    parts = [answer.question, answer.text]
    if answer.sources:
        cited = [f"[{c.number}] {c}" + (f" {c.source.url}" if c.source.url else "") for c in answer.sources]
        parts.append("\n".join(["Sources:", *cited]))
    for source in answer.share_alike:
        parts.append(f"{source.title}, {licence_text(source.licence)}.")
    day = f"{today.day} {today:%B} {today.year}"
    parts.append(f"From Citylinks, {day}. It states only what these sources record.")
    return "\n\n".join(parts) + "\n"
