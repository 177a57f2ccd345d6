"""Sheets -> the score of an entry: panel value, factor, criterion, total.

Rounding, to the scheme's decimals and in its mode: the panel value of an aspect; after its factor;
the criterion after its factor; the total. Between these everything is exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from judging.errors import Fault, Faults, InvalidAspect, RuleViolation
from judging.judgement import check_spread, judged
from judging.marking.aspect import NOT_ATTEMPTED, Aspect, Mark
from judging.marking.criteria import Criterion
from judging.marking.entries import Entry
from judging.marking.panels import counted
from judging.numbers import exactly, round_ratio, round_to
from judging.scheme import Scheme

Panels = Mapping[str, Sequence[str]]
"""Sub-criterion code -> judge codes."""

ZERO = Decimal(0)


@dataclass(frozen=True)
class EntryScore:
    """What an entry's marks add up to, all rounded as the scheme says."""

    aspects: Mapping[str, Decimal]
    criteria: Mapping[str, Decimal]
    total: Decimal


@dataclass(frozen=True)
class Unfinished:
    """An aspect of an entry that has no value yet, and why."""

    aspect: str
    violation: RuleViolation

    @property
    def is_spread(self) -> bool:
        """Whether the marks are there but too far apart: the panel scores again."""
        return isinstance(self.violation, InvalidAspect)


def panel_value(aspect: Aspect, marks: Sequence[Mark], scheme: Scheme) -> Decimal:
    """The rounded value of the marks that count, before the factor.

    Raises InvalidAspect when they are too far apart. Call it inside `exactly()`.
    """
    if aspect.is_agreed:
        return _agreed_value(aspect, marks[0], scheme)
    values = [mark if isinstance(mark, Decimal) else ZERO for mark in marks]
    check_spread(values, aspect.spread)
    if aspect.combine is None:
        above, below = judged(aspect.maximum, values)
    else:
        above, below = aspect.combine.ratio(values)
    numerator, denominator = above.as_integer_ratio()
    return round_ratio(numerator, denominator * below, scheme.decimals, scheme.rounding)


def _agreed_value(aspect: Aspect, mark: Mark, scheme: Scheme) -> Decimal:
    value: Decimal | Fraction
    if mark == NOT_ATTEMPTED:
        value = ZERO
    elif aspect.calculation is not None:
        exact = aspect.calculation.mark(aspect.maximum, mark)
        value = min(max(exact, Fraction(0)), Fraction(aspect.maximum))
    else:
        assert isinstance(mark, Decimal)
        value = mark
    return round_to(value, scheme.decimals, scheme.rounding)


def weighed(value: Decimal, factor: Decimal, scheme: Scheme) -> Decimal:
    """value x factor, rounded; a factor of 1 changes nothing. Call it inside `exactly()`."""
    if factor == 1:
        return value
    return round_to(value * factor, scheme.decimals, scheme.rounding)


def score_aspect(
    aspect: Aspect, panel: Sequence[str] | None, given: Mapping[str, Mark], scheme: Scheme
) -> Decimal:
    """The value of one aspect from the marks given.

    Raises IncompletePanel, InvalidAspect or InvalidMark. Call it inside `exactly()`.
    """
    value = panel_value(aspect, counted(aspect, panel, given), scheme)
    return weighed(value, aspect.factor, scheme)


def criterion_sum(criterion: Criterion, values: Mapping[str, Decimal]) -> Decimal:
    """Its aspects added, deductions subtracted; never below 0 nor above its maximum."""
    total = ZERO
    for aspect in criterion.aspects:
        value = values[aspect.code]
        total = total - value if aspect.is_deduction else total + value
    total = max(total, ZERO)
    return total if criterion.maximum is None else min(total, criterion.maximum)


def criterion_value(criterion: Criterion, values: Mapping[str, Decimal], scheme: Scheme) -> Decimal:
    """Its sum x factor, rounded, so that a cut-off sum shows its decimals too."""
    value = criterion_sum(criterion, values) * criterion.factor
    return round_to(value, scheme.decimals, scheme.rounding)


def score_entry(scheme: Scheme, panels: Panels, entry: Entry) -> EntryScore:
    """Add up the marks of an entry; raises Faults (`marks.A1.1: …`) when one has no value."""
    with exactly():
        values: dict[str, Decimal] = {}
        faults = []
        for aspect, panel in _aspects(scheme, panels):
            try:
                given = entry.marks.get(aspect.code, {})
                values[aspect.code] = score_aspect(aspect, panel, given, scheme)
            except RuleViolation as violation:
                faults.append(Fault.of(f"marks.{aspect.code}", violation))
        if faults:
            raise Faults(faults)
        criteria = {
            criterion.code: criterion_value(criterion, values, scheme)
            for criterion in scheme.criteria
        }
        off = sum((penalty.points for penalty in entry.penalties), ZERO)
        total = max(sum(criteria.values(), ZERO) - off, ZERO)
        return EntryScore(values, criteria, round_to(total, scheme.decimals, scheme.rounding))


def unfinished(scheme: Scheme, panels: Panels, entry: Entry) -> tuple[Unfinished, ...]:
    """What still keeps an entry from a total, in the order of the scheme; raises nothing."""
    found = []
    with exactly():
        for aspect, panel in _aspects(scheme, panels):
            try:
                score_aspect(aspect, panel, entry.marks.get(aspect.code, {}), scheme)
            except RuleViolation as violation:
                found.append(Unfinished(aspect.code, violation))
    return tuple(found)


def _aspects(scheme: Scheme, panels: Panels) -> Iterator[tuple[Aspect, Sequence[str] | None]]:
    """Each aspect with the panel of its sub-criterion; None where nobody is assigned."""
    for criterion in scheme.criteria:
        for part in criterion.sub_criteria:
            panel = panels.get(part.code)
            for aspect in part.aspects:
                yield aspect, panel


def not_attempted(entry: Entry) -> tuple[str, ...]:
    """Aspect codes whose 0 means that the contestant did not attempt them."""
    return tuple(code for code, given in entry.marks.items() if NOT_ATTEMPTED in given.values())
