"""Results as files: CSV and XLSX for spreadsheets, the bundle for whoever computes them again."""

import csv
import json
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter

from competition.database import Document
from competition.formulas import harmless

Cell = str | int | None
BOM = "\ufeff"  # without it Excel reads Chinese as Latin letters


def safe(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return harmless(cell) if isinstance(cell, str) else cell


def as_csv(table: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV that Excel opens rightly in Chinese too."""
    out = StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in table)
    return (BOM + out.getvalue()).encode()


def as_xlsx(table: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet; marks are texts, so that no digit is lost."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for y, row in enumerate(table):
            for x, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(y, x, cell)
                else:
                    sheet.write_string(y, x, cell or "")
    return out.getvalue()


def as_json(bundle: Document) -> bytes:
    """The bundle as `saiwu recompute` reads it."""
    return (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode()
