"""A spreadsheet may be made to hurt: the server lives on, and says what is wrong with it."""

from datetime import date, datetime
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from competition.registration.lists.reading import MOST_BYTES, read_list
from competition.spreadsheet import Unreadable, read_book
from judging.errors import RuleViolation


def book(*cells, **sheets):
    """A workbook with these cells, `(row, column, value)`, on its first sheet."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet()
        for row, column, value in cells:
            sheet.write(row, column, value)
        for name in sheets:
            made.add_worksheet(name)
    return out.getvalue()


def test_cells_come_back_as_what_they_are():
    [sheet] = read_book(book((0, 0, "姓名"), (0, 1, 2.5), (1, 0, date(2026, 9, 20)), (1, 1, True)))

    assert sheet.rows == [["姓名", 2.5], [date(2026, 9, 20), True]]
    assert not isinstance(sheet.rows[1][0], datetime)


def test_only_as_many_sheets_are_read_as_are_wanted():
    file = book((0, 0, "a"), second=1)

    assert [sheet.name for sheet in read_book(file)] == ["Sheet1", "second"]
    assert [sheet.name for sheet in read_book(file, most_sheets=1)] == ["Sheet1"]


@pytest.mark.parametrize(
    "file",
    [
        book((0, 0, "姓名"), (1_048_575, 16_383, "x")),  # five kilobytes, 17 thousand million cells
        book((0, 0, "姓名"), (1_000_000, 2, "x")),
        b"PK\x03\x04 and nothing else",
        b"",
    ],
    ids=["far corner", "far row", "torn", "empty"],
)
def test_a_file_that_would_take_all_memory_is_refused(file):
    with pytest.raises(Unreadable):
        read_book(file)


def test_a_list_says_that_the_file_cannot_be_opened():
    with pytest.raises(RuleViolation, match="no spreadsheet that can be opened"):
        read_list(book((0, 0, "姓名"), (1_048_575, 16_383, "x")))


def test_a_list_of_many_megabytes_is_refused_before_it_is_taken_apart():
    with pytest.raises(RuleViolation, match="too large"):
        read_list(b"," * (MOST_BYTES + 1))
