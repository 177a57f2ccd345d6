"""What is odd about a workbook, without being wrong."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from competition.events.cis.calculations import calculation_at
from competition.events.cis.cells import Rows
from competition.events.cis.front import FrontPage
from competition.events.cis.rows import ReadAspect, ReadSubCriterion
from judging.scheme import TOLERATED_DEVIATION
from judging.sentences import Sentence, say

HUNDRED = Decimal(100)
USUAL_MAXIMUM = Decimal(2)
"""WorldSkills: the largest mark of one aspect, unless set otherwise."""


def warnings_about(
    front: FrontPage, parts: Sequence[ReadSubCriterion], calculations: Rows
) -> list[Sentence]:
    """Everything that the organiser should look at before using the scheme."""
    aspects = [aspect for part in parts for aspect in part.aspects]
    return [
        *_totals(front, aspects),
        *_sections(front, aspects),
        *(warning for aspect in aspects for warning in _aspect(aspect, calculations)),
    ]


def _totals(front: FrontPage, aspects: Sequence[ReadAspect]) -> Iterator[Sentence]:
    total = _sum(aspects)
    if total != HUNDRED:
        yield say("The marks add up to {total}, not to 100.", total=total)
    for criterion in front.criteria:
        own = [aspect for aspect in aspects if aspect.criterion == criterion.code]
        if not own:
            yield say("Criterion {code} has no aspects and is left out.", code=criterion.code)
        elif criterion.mark is not None and criterion.mark != _sum(own):
            yield say(
                "Criterion {code} states {stated} marks; its aspects add up to {sum}.",
                code=criterion.code,
                stated=criterion.mark,
                sum=_sum(own),
            )


def _sections(front: FrontPage, aspects: Sequence[ReadAspect]) -> Iterator[Sentence]:
    for section in front.sections:
        marks = _sum(aspect for aspect in aspects if aspect.section == section.code)
        if section.weight is not None and abs(marks - section.weight) > TOLERATED_DEVIATION:
            yield say(
                "Section {code} has {marks} marks against a weight of {weight}: "
                "more than {tolerance} apart.",
                code=section.code,
                marks=marks,
                weight=section.weight,
                tolerance=TOLERATED_DEVIATION,
            )


def _aspect(aspect: ReadAspect, calculations: Rows) -> Iterator[Sentence]:
    row = aspect.row
    if not aspect.maximum:
        yield say("Row {row}: the aspect is worth 0 and is left out.", row=row)
    if aspect.maximum > USUAL_MAXIMUM:
        yield say(
            "Row {row}: {marks} marks for one aspect; more than {usual} is unusual.",
            row=row,
            marks=aspect.maximum,
            usual=USUAL_MAXIMUM,
        )
    if aspect.kind == "judgement":
        if set(aspect.levels) != {0, 1, 2, 3}:
            yield say("Row {row}: the texts of the levels 0 to 3 are not complete.", row=row)
    elif aspect.calculation_row is not None:
        number = aspect.calculation_row
        if calculation_at(calculations, number, aspect.maximum) is None:
            yield say(
                "Row {row}: calculation {number} cannot be read; the value is the mark itself.",
                row=row,
                number=number,
            )


def _sum(aspects: Iterable[ReadAspect]) -> Decimal:
    return sum((aspect.maximum for aspect in aspects), Decimal(0))
