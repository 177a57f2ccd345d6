"""What is known of a person's contest, and what an approval may write into their record."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from judging.event import Bundle
from judging.marking.criteria import Criterion
from judging.marks import EntryScore, criterion_sum
from judging.promotion.decisions import Outcome
from judging.promotion.ladder import Level

USUAL_THRESHOLD = "60"  # of 100
APPROVABLE = frozenset({Outcome.GRANTED, Outcome.MAY_APPLY, Outcome.SUBJECT_TO_REVIEW})
ENTERS_RECORD = frozenset({Outcome.GRANTED, Outcome.SUBJECT_TO_REVIEW})
"""A level in one of these states is held once it is approved; others have to be applied for."""
CONFERRED = frozenset(
    {"confer", "auto_recognise", "confer_after_verification", "confer_if_qualified"}
)
"""A title with one of these actions is held once it is approved; others go to another authority."""


def age_on(day: date, born: date) -> int:
    """Completed years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def highest(levels: Iterable[str]) -> Level:
    """The highest of the levels held, none without any."""
    return max((Level(level) for level in levels), key=lambda level: level.height)


def awards_of(medal: str | None) -> frozenset[str]:
    """The award of a published row by the names that rule sets use: `first_prize` is `first`."""
    return frozenset({medal, medal.removesuffix("_prize")}) if medal else frozenset()


def passed(bundle: Bundle, code: str, pass_marks: Mapping[str, Any]) -> dict[str, bool]:
    """Which components the entry passed, from its marks before the criterion's factor.

    Which criterion is theory or practical is for the event to say; without it that is not known,
    and all components are all criteria.
    """
    score = bundle.scores.get(code)
    if score is None or not bundle.scheme.maximum:
        return {}
    return dict(_passed(bundle, score, pass_marks))


def _passed(
    bundle: Bundle, score: EntryScore, pass_marks: Mapping[str, Any]
) -> Iterator[tuple[str, bool]]:
    criteria = {criterion.code: criterion for criterion in bundle.scheme.criteria}
    parts = {name: part for name, part in pass_marks.items() if part.get("criterion") in criteria}
    for name, part in parts.items():
        yield name, _of_hundred(criteria[part["criterion"]], score) >= _mark(part)
    if not parts:
        usual = _mark({})
        yield "all_components", all(_of_hundred(one, score) >= usual for one in criteria.values())
    total = Fraction(score.total) * 100 / Fraction(bundle.scheme.maximum)
    yield "total", total >= _mark(pass_marks.get("total", {}))


def _of_hundred(criterion: Criterion, score: EntryScore) -> Fraction:
    maximum = Fraction(criterion.worth) / Fraction(criterion.factor)
    return (
        Fraction(criterion_sum(criterion, score.aspects)) * 100 / maximum
        if maximum
        else Fraction(0)
    )


def _mark(part: Mapping[str, Any]) -> Fraction:
    return Fraction(Decimal(part.get("mark", USUAL_THRESHOLD)))
