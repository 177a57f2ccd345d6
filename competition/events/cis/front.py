"""The first rows of a CIS workbook: title, sections of the standard, list of criteria."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from competition.events.cis.cells import Row, Rows, cell, folded, number, text

_SIDE_BY_SIDE = ("criteria", "mark")
_WEIGHT_HEADINGS = ("wsos marks", "wsss marks")


@dataclass(frozen=True)
class ReadSection:
    """A section of the occupational standard and its weight."""

    code: str
    name: str
    weight: Decimal | None

    def document(self) -> dict[str, Any]:
        document = {"code": self.code, "name": self.name}
        return document if self.weight is None else document | {"weight": f"{self.weight:f}"}


@dataclass(frozen=True)
class ReadCriterion:
    """A line of the list of criteria, with the mark that it states."""

    code: str
    name: str
    mark: Decimal | None


@dataclass(frozen=True)
class FrontPage:
    """What stands above the first block of aspects."""

    title: str
    sections: tuple[ReadSection, ...]
    criteria: tuple[ReadCriterion, ...]

    @property
    def criterion_names(self) -> Mapping[str, str]:
        return {criterion.code: criterion.name for criterion in self.criteria}


def read_front(rows: Rows) -> FrontPage:
    """Read what is there; a front page with parts missing is not an error."""
    criteria = _criteria(rows) or _first_criteria(rows)
    return FrontPage(_title(rows), tuple(_sections(rows)), tuple(criteria))


def _title(rows: Rows) -> str:
    """The first text; in the layout of 2014 what is below "Skill name"."""
    for row, below in pairwise(rows):
        for column, value in enumerate(row):
            if folded(value) == "skill name":
                return text(cell(below, column))
    return next((text(cell(row, 0)) for row in rows if text(cell(row, 0))), "")


def _sections(rows: Rows) -> list[ReadSection]:
    found = []
    for row in _list_below(rows, "section"):
        heading = next(r for r in rows if folded(cell(r, 0)) == "section")
        code, weight = text(cell(row, 0)), number(cell(row, _weight_column(heading)))
        found.append(ReadSection(code, text(cell(row, 1)), weight))
    return found


def _weight_column(heading: Row) -> int | None:
    """The last of the headings: the first may stand over the names."""
    columns = [i for i, value in enumerate(heading) if folded(value) in _WEIGHT_HEADINGS]
    return columns[-1] if columns else None


def _criteria(rows: Rows) -> list[ReadCriterion]:
    found = []
    for row in _list_below(rows, "id"):
        heading = next(r for r in rows if folded(cell(r, 0)) == "id")
        marks = [i for i, value in enumerate(heading) if folded(value) == "mark"]
        mark = number(cell(row, marks[-1])) if marks else None
        found.append(ReadCriterion(text(cell(row, 0)), text(cell(row, 1)), mark))
    return found


def _first_criteria(rows: Rows) -> list[ReadCriterion]:
    """In the layout of 2014: "Criteria" and "Mark" side by side, the codes to the left."""
    found: list[ReadCriterion] = []
    names: int | None = None
    for row in rows:
        if names is None:
            headings = [folded(value).rstrip(",") for value in row]
            pairs = list(pairwise(headings))
            names = pairs.index(_SIDE_BY_SIDE) if _SIDE_BY_SIDE in pairs else None
            continue
        codes = [text(value) for value in row[:names] if text(value)]
        if not codes:
            break
        found.append(ReadCriterion(codes[-1], text(cell(row, names)), number(cell(row, names + 1))))
    return found


def _list_below(rows: Rows, heading: str) -> list[Row]:
    """The rows from the heading to the first empty one."""
    found: list[Row] = []
    inside = False
    for row in rows:
        first = folded(cell(row, 0)) or text(cell(row, 0))
        if inside and not first:
            break
        if inside:
            found.append(row)
        inside = inside or first == heading
    return found
