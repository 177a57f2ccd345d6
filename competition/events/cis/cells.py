"""Cells of a workbook, as text and as exact numbers.

A spreadsheet keeps numbers as binary floats, with noise in the last digits: a number is read from
its shortest decimal form and rounded to six decimals, and no float goes any further.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from competition.spreadsheet import Unreadable, read_book
from judging.errors import Fault, Faults, InvalidNumber
from judging.numbers import is_whole, parse_number, round_to

Cell = object
Row = Sequence[Cell]
Rows = Sequence[Row]

_NO_WORKBOOK = Fault("workbook", "is not an Excel workbook (.xlsx)")
_NOISE = 6  # decimals beyond which digits are noise of binary floats


def read_sheets(content: bytes) -> Mapping[str, Rows]:
    """Folded sheet name -> rows; raises Faults when it is no workbook."""
    try:
        return {folded(sheet.name): sheet.rows for sheet in read_book(content)}
    except Unreadable as error:
        raise Faults([_NO_WORKBOOK]) from error


def cell(row: Row, column: int | None) -> Cell:
    """The cell, or "" where the row or the workbook has no such column."""
    return row[column] if column is not None and column < len(row) else ""


def text(value: Cell) -> str:
    """The text of a cell; 3.0 is "3"."""
    if isinstance(value, str):
        return value.strip()
    found = number(value)
    return str(value).strip() if found is None else f"{found:f}"


def folded(value: Cell) -> str:
    """A heading without its line breaks and capitals."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else ""


def number(value: Cell) -> Decimal | None:
    """The exact number of a cell, without trailing zeros; None when it holds none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        return _plain(Decimal(str(value)))
    if not isinstance(value, str):
        return None
    try:
        return _plain(parse_number(value.strip().replace(",", ".")))
    except InvalidNumber:
        return None


def whole(value: Cell) -> int | None:
    found = number(value)
    return None if found is None or not is_whole(found) else int(found)


def _plain(value: Decimal) -> Decimal | None:
    """Without noise and trailing zeros: 24.749999999999993 is 24.75, 5.0 is 5."""
    if not value.is_finite():
        return None
    rounded = round_to(value, _NOISE, "half_even")
    return Decimal(int(rounded)) if rounded == int(rounded) else rounded.normalize()
