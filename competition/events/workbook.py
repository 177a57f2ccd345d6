"""A CIS marking-scheme workbook -> scheme, warnings, counts.

    bytes -> sheets (cells) -> Workbook (what the rows say) -> the JSON of a scheme

A workbook that does not have the layout is refused with the list of what is missing. What is merely
odd (sections out of balance, a total other than 100) is a warning.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from competition.events.cis.cells import Rows, read_sheets
from competition.events.cis.front import FrontPage, read_front
from competition.events.cis.rows import ReadAspect, ReadSubCriterion, read_blocks
from competition.events.cis.scheme import criteria_documents
from competition.events.cis.warnings import warnings_about
from judging.errors import Fault, Faults
from judging.scheme import parse_scheme
from judging.sentences import Sentence

SHEET = "cis marking scheme import"
CALCULATIONS = "calculations"
NO_SHEET = Fault("workbook", 'no sheet "CIS Marking Scheme Import"')


@dataclass(frozen=True)
class Workbook:
    """What a workbook says, in its own order."""

    title: str
    front: FrontPage
    sub_criteria: tuple[ReadSubCriterion, ...]
    calculations: Rows
    warnings: tuple[Sentence, ...]

    @property
    def aspects(self) -> list[ReadAspect]:
        return [aspect for part in self.sub_criteria for aspect in part.aspects]


def read_workbook(content: bytes) -> Workbook:
    """Read a workbook; raises Faults with what is missing or cannot be understood."""
    sheets = read_sheets(content)
    rows = sheets.get(SHEET) or next(iter(sheets.values()), [])
    try:
        sub_criteria, read_as = read_blocks(rows)
    except Faults as faults:
        raise faults if SHEET in sheets else Faults([NO_SHEET, *faults.faults]) from None
    front = read_front(rows)
    calculations = sheets.get(CALCULATIONS, [])
    warnings = warnings_about(front, sub_criteria, calculations)
    return Workbook(front.title, front, sub_criteria, calculations, (*read_as, *warnings))


def scheme_of(workbook: Workbook) -> dict[str, Any]:
    """The scheme as JSON, as a bundle takes it; raises Faults when it contradicts itself."""
    document: dict[str, Any] = {"decimals": 2, "rounding": "half_up"}
    if workbook.front.sections:
        document["sections"] = [section.document() for section in workbook.front.sections]
    names = workbook.front.criterion_names
    document["criteria"] = criteria_documents(workbook.sub_criteria, names, workbook.calculations)
    parse_scheme(document)
    return document


def summary_of(workbook: Workbook) -> dict[str, Any]:
    """Counts and sums, as `saiwu scheme summary` prints them."""
    aspects = workbook.aspects
    measured = [aspect for aspect in aspects if aspect.kind == "measurement"]
    judged = [aspect for aspect in aspects if aspect.kind == "judgement"]
    days = {part.day for part in workbook.sub_criteria if part.day is not None}
    return {
        "title": workbook.title,
        "sub_criteria": len(workbook.sub_criteria),
        "aspects": len(aspects),
        "measurement": len(measured),
        "judgement": len(judged),
        "mark_total": _marks(aspects),
        "mark_measurement": _marks(measured),
        "mark_judgement": _marks(judged),
        "by_criterion": _marks_by(aspects, lambda aspect: aspect.criterion),
        "by_section": _marks_by(sorted(aspects, key=_section), lambda aspect: aspect.section),
        "max_aspect": f"{max((aspect.maximum for aspect in aspects), default=Decimal(0)):f}",
        "aspects_with_calc": sum(aspect.calculation_row is not None for aspect in aspects),
        "days": [str(day) for day in sorted(days)],
    }


def _section(aspect: ReadAspect) -> tuple[int, str]:
    """Section 2 comes before section 10."""
    return len(aspect.section), aspect.section


def _marks(aspects: Iterable[ReadAspect]) -> str:
    return f"{sum((aspect.maximum for aspect in aspects), Decimal(0)):f}"


def _marks_by(aspects: Sequence[ReadAspect], key: Callable[[ReadAspect], str]) -> dict[str, str]:
    groups: dict[str, list[ReadAspect]] = {}
    for aspect in aspects:
        groups.setdefault(key(aspect), []).append(aspect)
    return {name: _marks(group) for name, group in groups.items()}
