"""Lists written as files: empty, with the entries of an event, with bad rows and their reasons.

What is written can be read again unchanged.
"""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from competition.formulas import harmless
from competition.registration.lists.columns import Column
from competition.registration.models import Entry, Member
from competition.registration.nominees import DOCUMENT_NAMES, LEVEL_NAMES, DocumentType
from competition.vault import vault

WIDE = 22  # characters
LAST_ROW = 5000
Line = Sequence[str]


def as_csv(columns: Sequence[Column], lines: Iterable[Line]) -> bytes:
    """CSV with the mark by which Excel knows UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.heading for column in columns])
    writer.writerows([harmless(text) for text in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(columns: Sequence[Column], lines: Iterable[Line], *, english: bool) -> bytes:
    """A workbook whose cells are text, so that no number loses digits; choices are offered."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Entries" if english else "报名表")
    text = book.add_format({"num_format": "@"})
    strong = book.add_format({"bold": True, "bottom": 2, "num_format": "@"})
    for n, column in enumerate(columns):
        sheet.set_column(n, n, WIDE, text)
        sheet.write_string(0, n, column.heading, strong)
        offered = choices_of(column, english=english)
        if offered:
            sheet.data_validation(
                1, n, LAST_ROW, n, {"validate": "list", "source": offered, "error_type": "warning"}
            )
    for number, line in enumerate(lines, start=1):
        for n, cell in enumerate(line):
            sheet.write_string(number, n, harmless(cell), text)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def choices_of(column: Column, *, english: bool) -> list[str]:
    """What may be chosen in a column, in one language."""
    tables = {"document_type": DOCUMENT_NAMES.values(), "current_level": LEVEL_NAMES.values()}
    return [names[english] for names in tables.get(column.code, ())]


def lines_of(
    entries: Iterable[Entry], columns: Sequence[Column], *, english: bool
) -> Iterable[Line]:
    """A line for each member, as the columns ask; the members of a team share its number."""
    for number, entry in enumerate(entries, start=1):
        for member in entry.members:
            cells = _cells(entry, member, english) | {"team": str(number)}
            yield [cells.get(column.code, "") for column in columns]


def _cells(entry: Entry, member: Member, english: bool) -> dict[str, str]:
    person = member.person
    return {
        "delegation": entry.delegation.name_zh,
        "name": person.name,
        "name_en": person.name_en,
        "document_type": DOCUMENT_NAMES[DocumentType(person.document_type)][english],
        "document": vault.open(person.document_sealed),
        "born": person.born.isoformat(),
        "organisation": person.organisation.name_zh if person.organisation else "",
        "current_level": LEVEL_NAMES[member.current_level][english],
        "titles": member.titles,
        "reason": entry.reason,
    }
