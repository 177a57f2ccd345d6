"""A spreadsheet file -> its sheets, read by a process of its own.

A workbook of five kilobytes may say that it has 17 thousand million cells, and the reader would
take the memory for all of them, and the whole server with it. So a child reads, within limits of
memory and time; what becomes of it is its own affair.

    read_book(bytes) -> python -m competition.spreadsheet -> JSON -> sheets
"""

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

MOST_MEMORY = 1 << 30  # bytes
MOST_SECONDS = 20
MOST_CELLS = 2_000_000  # of the whole workbook
DATES = {"datetime": datetime, "date": date}


class Unreadable(Exception):
    """This is no spreadsheet, or none of a size that people make."""


@dataclass(frozen=True)
class Sheet:
    """A sheet by rows, empty ones too; a cell is a text, a number, a truth value or a date."""

    name: str
    rows: list[list[Any]]


def read_book(data: bytes, *, most_sheets: int | None = None) -> list[Sheet]:
    """The visible sheets of an XLSX, XLS or ODS file (all, when all are hidden).

    Raises Unreadable.
    """
    command = [sys.executable, "-m", __name__, *([str(most_sheets)] if most_sheets else [])]
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter, nothing of the user's
            command,
            input=data,
            capture_output=True,
            timeout=2 * MOST_SECONDS,
            check=True,
            env=os.environ | {"RUST_BACKTRACE": "0"},
        )
    except subprocess.SubprocessError as error:
        raise Unreadable from error
    return [Sheet(*one) for one in json.loads(child.stdout, object_hook=restored)]


def restored(thing: dict[str, str]) -> date:
    [(kind, text)] = thing.items()
    found: date = DATES[kind].fromisoformat(text)
    return found


def written(cell: object) -> object:
    """What JSON has no word for."""
    kind = type(cell).__name__
    return {kind: cell.isoformat()} if isinstance(cell, date) else str(cell)


def sheets_in(data: bytes, most: int | None) -> list[tuple[str, object]]:
    """The sheets as they are handed to the parent; raises CalamineError."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    visible = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
    found: list[tuple[str, object]] = []
    left = MOST_CELLS
    for name in (visible or book.sheet_names)[:most]:
        sheet = book.get_sheet_by_name(name)
        left -= (sheet.total_height + 1) * (sheet.total_width + 1)  # the last cell counts from 0
        if left < 0:
            raise CalamineError("too many cells")
        found.append((name, sheet.to_python(skip_empty_area=False)))
    return found


def main() -> None:
    """The child: a workbook in, JSON out; any fault ends it with a code that is not 0."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = int(sys.argv[1]) if sys.argv[1:] else None
    json.dump(sheets_in(sys.stdin.buffer.read(), most), sys.stdout, default=written)


if __name__ == "__main__":
    main()
