"""A CSV or spreadsheet file becomes rows of text, each with the number that Excel shows."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from typing import Any

from competition.formulas import as_typed
from competition.registration.lists.columns import COLUMNS, NEEDED, column_named
from competition.spreadsheet import Unreadable, read_book
from judging.errors import RuleViolation

MOST_ROWS = 5000
MOST_BYTES = 5_000_000  # of a CSV: far more than that many rows need
HEADING_WITHIN = 10  # rows: a title and remarks may stand above the headings
ROUNDED = 1e15  # from here on a spreadsheet does not keep every digit of a number
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls

Cells = Sequence[Any]


@dataclass(frozen=True)
class Row:
    """One line of a list: its number in the file, its cells by column code."""

    number: int
    cells: dict[str, str]


def read_list(data: bytes) -> list[Row]:
    """The rows of a file; raises RuleViolation when it is no list, or a needed column is missing.

    CSV is read as UTF-8, UTF-16 with its mark, or GB18030, parted by comma, semicolon or tab.
    """
    if len(data) > MOST_BYTES and not data.startswith(SPREADSHEETS):
        raise RuleViolation("The list is too large: send it in parts.")
    table = _spreadsheet(data) if data.startswith(SPREADSHEETS) else _csv(data)
    lines = [[_text(cell) for cell in line] for line in table]
    at, columns = _headings(lines)
    rows = [
        Row(number, {code: line[n] for n, code in columns.items() if n < len(line)})
        for number, line in enumerate(lines[at + 1 :], start=at + 2)
        if any(line)
    ]
    if not rows:
        raise RuleViolation("The list has no rows below its headings.")
    if len(rows) > MOST_ROWS:
        raise RuleViolation(
            "The list has {count} rows; at most {most} at once.", count=len(rows), most=MOST_ROWS
        )
    return rows


def _spreadsheet(data: bytes) -> list[Cells]:
    try:
        return list(read_book(data, most_sheets=1)[0].rows)
    except (Unreadable, IndexError) as error:
        raise RuleViolation("The file is no spreadsheet that can be opened.") from error


def _csv(data: bytes) -> list[Cells]:
    text = _decoded(data)
    first = text.partition("\n")[0]
    parted_by = max(",;\t", key=first.count)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=parted_by))
    except csv.Error as error:
        raise RuleViolation("The file is no list: save it as XLSX or CSV.") from error


def _decoded(data: bytes) -> str:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RuleViolation("The file is no list: save it as XLSX or CSV.")


def _text(cell: Any) -> str:
    """A cell as a person sees it; the apostrophe that disarms a formula is taken off again."""
    if isinstance(cell, float):
        return f"{cell:E}" if abs(cell) >= ROUNDED else f"{cell:f}".rstrip("0").rstrip(".")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return as_typed("" if cell is None else str(cell).strip())


def _headings(lines: Iterable[Sequence[str]]) -> tuple[int, dict[int, str]]:
    """Where the headings are, and which column is which; the first of two equal ones counts."""
    best: dict[str, int] = {}
    best_at = 0
    for at, line in enumerate(list(lines)[:HEADING_WITHIN]):
        found: dict[str, int] = {}
        for n, text in enumerate(line):
            code = column_named(text)
            if code:
                found.setdefault(code, n)
        if len(found) > len(best):
            best, best_at = found, at
    for code in NEEDED:
        if code not in best:
            column = COLUMNS[code]
            raise RuleViolation(
                "The list has no column {zh} ({en}). The empty list shows the headings.",
                zh=column.zh,
                en=column.en,
            )
    return best_at, {n: code for code, n in best.items()}
