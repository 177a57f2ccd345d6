"""Criterion and SubCriterion: the parts of a scheme between the whole and the aspect."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from judging.errors import Fault
from judging.marking.aspect import Aspect
from judging.numbers import EXACT


@dataclass(frozen=True)
class SubCriterion:
    """One sheet: marked by one panel on one day."""

    code: str
    name: str = ""
    day: int | None = None
    aspects: tuple[Aspect, ...] = ()

    def problems(self) -> Iterator[Fault]:
        yield from _code_and_day(self.code, self.day)
        if not self.aspects:
            yield Fault("aspects", "is empty")


@dataclass(frozen=True)
class Criterion:
    """A part of the scheme; its sum, at most `maximum` when there is one, counts x `factor`."""

    code: str
    name: str = ""
    factor: Decimal = Decimal(1)
    maximum: Decimal | None = None
    day: int | None = None
    sub_criteria: tuple[SubCriterion, ...] = ()

    def problems(self) -> Iterator[Fault]:
        yield from _code_and_day(self.code, self.day)
        if self.factor <= 0:
            yield Fault("factor", "{value} is not above 0", value=self.factor)
        if self.maximum is not None and self.maximum <= 0:
            yield Fault("maximum", "{value} is not above 0", value=self.maximum)
        if not self.sub_criteria:
            yield Fault("sub_criteria", "is empty")
        for index, sub_criterion in enumerate(self.sub_criteria):
            yield from below(f"sub_criteria[{index}]", sub_criterion.problems())

    @cached_property
    def aspects(self) -> tuple[Aspect, ...]:
        return tuple(aspect for part in self.sub_criteria for aspect in part.aspects)

    @property
    def worth(self) -> Decimal:
        """What it adds to the scheme's maximum: its aspects, at most its own maximum, x factor."""
        aspects = exact_sum(aspect.worth for aspect in self.aspects)
        capped = aspects if self.maximum is None else min(aspects, self.maximum)
        return EXACT.multiply(capped, self.factor)


def _code_and_day(code: str, day: int | None) -> Iterator[Fault]:
    if not code.strip():
        yield Fault("code", "is empty")
    if day is not None and day < 1:
        yield Fault("day", "{value} is less than {least}", value=day, least=1)


def below(path: str, faults: Iterator[Fault]) -> Iterator[Fault]:
    for fault in faults:
        yield Fault(f"{path}.{fault.path}", fault.template, **fault.values)


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total
