"""Answers that are files: tables whose cells no spreadsheet takes for formulas, and PDFs."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from flask import Response
from xlsxwriter import Workbook

from competition.formulas import harmless

TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDE = 22  # characters
Line = Sequence[str]


def as_csv(lines: Iterable[Line]) -> bytes:
    """CSV with the mark by which Excel knows UTF-8; the first line is the head."""
    out = StringIO(newline="")
    csv.writer(out).writerows([harmless(text) for text in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Iterable[Line]) -> bytes:
    """A workbook whose cells are text, so that no number loses digits."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    text = book.add_format({"num_format": "@"})
    strong = book.add_format({"bold": True, "bottom": 2, "num_format": "@"})
    sheet = book.add_worksheet()
    for number, line in enumerate(lines):
        for n, cell in enumerate(line):
            sheet.write_string(number, n, cell, text if number else strong)
    sheet.set_column(0, 20, WIDE)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def table_file(lines: Iterable[Line], kind: str, name: str) -> Response:
    """The table to be saved; `kind` is csv or xlsx, `name` is without its ending."""
    return Response(
        as_csv(lines) if kind == "csv" else as_xlsx(lines),
        mimetype=TYPES[kind],
        headers={"Content-Disposition": f"attachment; filename={name}.{kind}"},
    )


def pdf_file(pdf: bytes, name: str) -> Response:
    """A PDF that the browser shows; `name` is without its ending."""
    headers = {"Content-Disposition": f"inline; filename={name}.pdf"}
    return Response(pdf, mimetype="application/pdf", headers=headers)
