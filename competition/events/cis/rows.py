"""The blocks of a CIS workbook: a heading row for each criterion, then its aspects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from competition.events.cis.cells import Row, Rows, cell, folded, number, text, whole
from judging.errors import Fault, Faults
from judging.marking.aspect import Kind
from judging.sentences import Sentence, say

COLUMNS = {
    "id": ("sub criterion id", "sub criteria id", "subcriteriaid"),
    "name": ("sub criterion name", "sub criteria name"),
    "day": ("day of marking",),
    "type": ("aspect type",),
    "description": ("aspect - description", "aspect description"),
    "score": ("judg score", "judgement score", "judgment score"),
    "extra": ("extra aspect description",),
    "requirement": ("requirement",),
    "section": ("wsos section", "wsss section"),
    "calculation": ("calculation row",),
    "maximum": ("max mark",),
}
"""What a column holds -> how its heading may begin, folded."""

SHEET = "CIS Marking Scheme Import"
NEEDED = ("id", "name", "type", "description", "maximum")

KINDS: Mapping[str, Kind] = {"M": "measurement", "J": "judgement"}
OLD_KINDS: Mapping[str, Kind] = {
    "O": "measurement",
    "B": "measurement",
    "D": "measurement",
    "S": "judgement",
}
"""Types of 2014 to 2018: objective, subjective; B and D in Russian workbooks."""


@dataclass
class ReadAspect:
    """An aspect as its rows say it."""

    row: int
    criterion: str
    kind: Kind
    name: str
    maximum: Decimal
    section: str
    requirement: str
    calculation_row: int | None
    lines: list[str] = field(default_factory=list)
    levels: dict[int, str] = field(default_factory=dict)


@dataclass
class ReadSubCriterion:
    """A sub-criterion and its aspects."""

    code: str
    criterion: str
    name: str
    day: int | None
    aspects: list[ReadAspect] = field(default_factory=list)


def read_blocks(rows: Rows) -> tuple[tuple[ReadSubCriterion, ...], tuple[Sentence, ...]]:
    """Every sub-criterion with aspects, and how unusual types were read.

    Raises Faults when the layout is another one, or a row cannot be understood.
    """
    reader = _Blocks()
    for index, row in enumerate(rows, start=1):
        columns = columns_of(row)
        if "id" in columns and "maximum" in columns:
            reader.begin(row, columns)
        elif reader.columns:
            reader.read(index, row)
    if not reader.columns:
        raise Faults(_missing(rows))
    faults = [*_no_columns(reader.lacking), *reader.faults]
    if faults:
        raise Faults(faults)
    if not any(part.aspects for part in reader.parts):
        raise Faults([Fault(SHEET, "there are no aspects")])
    return tuple(part for part in reader.parts if part.aspects), tuple(reader.read_as)


def columns_of(row: Row) -> dict[str, int]:
    """What is in which column, by the headings of a row; empty for any other row."""
    found: dict[str, int] = {}
    for column, value in enumerate(row):
        heading = folded(value)
        for name, beginnings in COLUMNS.items():
            if heading.startswith(beginnings):
                found.setdefault(name, column)
    return found


def _missing(rows: Rows) -> list[Fault]:
    """What the layout lacks: every needed heading that no row has."""
    headings = set().union(*(columns_of(row) for row in rows)) if rows else set()
    missing = [name for name in NEEDED if name not in headings]
    return _no_columns(missing) or [Fault(SHEET, "the columns are not in one heading row")]


def _no_columns(missing: Iterable[str]) -> list[Fault]:
    return [Fault(SHEET, 'no column "{column}"', column=COLUMNS[name][0]) for name in missing]


class _Blocks:
    """Reads row after row; remembers the sub-criterion and aspect that it is in."""

    def __init__(self) -> None:
        self.columns: dict[str, int] = {}
        self.parts: list[ReadSubCriterion] = []
        self.lacking: dict[str, None] = {}  # columns, each once however many headings lack it
        self.faults: list[Fault] = []
        self.read_as: list[Sentence] = []
        self.criterion = ""
        self.aspect: ReadAspect | None = None
        self.part: ReadSubCriterion | None = None

    def begin(self, row: Row, columns: dict[str, int]) -> None:
        """A heading row: another criterion."""
        self.columns, self.aspect, self.part = columns, None, None
        names = [text(value) for value in row if folded(value).startswith("criterion ")]
        self.criterion = names[-1].split()[-1] if names else ""
        self.lacking |= {name: None for name in NEEDED if name not in columns}

    def get(self, row: Row, name: str) -> object:
        return cell(row, self.columns.get(name))

    def read(self, index: int, row: Row) -> None:
        code = text(self.get(row, "id"))
        if code:
            self.aspect = None
            criterion = self.criterion or code[:1]
            day = whole(self.get(row, "day"))
            self.part = ReadSubCriterion(code, criterion, text(self.get(row, "name")), day)
            self.parts.append(self.part)
        if text(self.get(row, "type")):
            self._aspect(index, row)
        elif self.aspect is not None:
            self._more(self.aspect, row)

    def _aspect(self, index: int, row: Row) -> None:
        kind = self._kind(index, text(self.get(row, "type")))
        maximum = number(self.get(row, "maximum"))
        if self.part is None:
            self.faults.append(Fault(f"row {index}", "an aspect without a sub-criterion"))
        if maximum is None or maximum < 0:
            self.faults.append(Fault(f"row {index}", "an aspect without a maximum mark"))
        if kind is None or maximum is None or self.part is None:
            return
        self.aspect = ReadAspect(
            row=index,
            criterion=self.part.criterion,
            kind=kind,
            name=text(self.get(row, "description")),
            maximum=maximum,
            section=text(self.get(row, "section")),
            requirement=text(self.get(row, "requirement")),
            calculation_row=whole(self.get(row, "calculation")),
        )
        self.part.aspects.append(self.aspect)
        self._more(self.aspect, row)

    def _kind(self, index: int, letter: str) -> Kind | None:
        kind = KINDS.get(letter.upper())
        if kind is not None:
            return kind
        kind = OLD_KINDS.get(letter.upper())
        if kind is None:
            self.faults.append(
                Fault(f"row {index}", 'the aspect type is "{type}", neither M nor J', type=letter)
            )
        else:
            read_as = say(
                "Row {row}: the aspect type {type} is read as {kind}.",
                row=index,
                type=letter,
                kind=kind,
            )
            self.read_as.append(read_as)
        return kind

    def _more(self, aspect: ReadAspect, row: Row) -> None:
        """Further text: of a level when the row has a score, else of the description."""
        extra, score = text(self.get(row, "extra")), whole(self.get(row, "score"))
        if score is not None:
            aspect.levels[score] = extra
        elif extra:
            aspect.lines.append(extra)
