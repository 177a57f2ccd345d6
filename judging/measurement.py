"""Measured value -> mark: the CALCULATIONS table.

Each calculation reads what was measured and says which mark that is worth. To add one: a class
with `read`, `mark`, and one line in CALCULATIONS. Marks are exact and not yet rounded.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from judging.errors import Fault, InvalidMark, InvalidScheme
from judging.numbers import is_whole, parse_number, round_whole
from judging.sentences import shown

Unit = Literal["unit", "percent"]
UNITS: tuple[Unit, ...] = get_args(Unit)
Value = Decimal | str


@dataclass(frozen=True)
class Calculation(ABC):
    """What all calculations promise: `read` a value, then the `mark` for it, out of a maximum."""

    def __post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise InvalidScheme(problems)

    def _problems(self) -> Iterator[Fault]:
        yield from ()

    def read(self, text: str) -> Value:
        """What was measured, or raise InvalidMark or InvalidNumber."""
        return parse_number(text)

    @abstractmethod
    def mark(self, maximum: Decimal, value: Value) -> Fraction:
        """The exact mark; it may lie outside 0 to maximum, where the aspect cuts it off."""


@dataclass(frozen=True)
class PassFail(Calculation):
    """All or nothing; the words may be in capitals, as the type is."""

    def read(self, text: str) -> str:
        word = text.lower()
        if word not in ("pass", "fail"):
            raise InvalidMark('{mark} is neither "pass" nor "fail"', mark=shown(text))
        return word

    def mark(self, maximum: Decimal, value: Value) -> Fraction:
        return Fraction(maximum) if value == "pass" else Fraction(0)


@dataclass(frozen=True)
class NumberCompleted(Calculation):
    """maximum x n / possible."""

    possible: int

    def _problems(self) -> Iterator[Fault]:
        if self.possible < 1:
            yield Fault("possible", "{value} is less than {least}", value=self.possible, least=1)

    def read(self, text: str) -> Decimal:
        number = parse_number(text)
        if not 0 <= number <= self.possible or not is_whole(number):
            raise InvalidMark(
                "{mark} is not a whole number from 0 to {maximum}",
                mark=shown(text),
                maximum=self.possible,
            )
        return number

    def mark(self, maximum: Decimal, value: Value) -> Fraction:
        return Fraction(maximum) * Fraction(value) / self.possible


@dataclass(frozen=True)
class Option:
    """One answer of a choice and what it costs."""

    label: str
    deduction: Decimal


@dataclass(frozen=True)
class Choice(Calculation):
    """The maximum less the deduction of the chosen label, in marks or in percent."""

    choices: tuple[Option, ...]
    unit: Unit = "unit"

    def _problems(self) -> Iterator[Fault]:
        if not self.choices:
            yield Fault("choices", "is empty")
        labels = [option.label for option in self.choices]
        for index, label in enumerate(labels):
            if label in labels[:index]:
                yield Fault(f"choices[{index}].label", "{code} is there twice", code=label)
            if label in ("not_attempted", "excused"):
                yield Fault(f"choices[{index}].label", "{code} has a meaning already", code=label)

    def read(self, text: str) -> str:
        labels = [option.label for option in self.choices]
        if text not in labels:
            raise InvalidMark(
                "{value} is not one of {options}", value=shown(text), options=", ".join(labels)
            )
        return text

    def mark(self, maximum: Decimal, value: Value) -> Fraction:
        deduction = next(Fraction(o.deduction) for o in self.choices if o.label == value)
        if self.unit == "percent":
            return Fraction(maximum) * (1 - deduction / 100)
        return Fraction(maximum) - deduction


@dataclass(frozen=True)
class Range:
    """A distance from the target, from lower to upper inclusive, and what it costs."""

    lower: Decimal
    upper: Decimal
    deduction: Decimal


@dataclass(frozen=True)
class RangedScore(Calculation):
    """The first range that contains |value - target| gives the deduction; outside all: 0."""

    target: Decimal
    ranges: tuple[Range, ...]

    def _problems(self) -> Iterator[Fault]:
        if not self.ranges:
            yield Fault("ranges", "is empty")
        for index, span in enumerate(self.ranges):
            if span.lower > span.upper:
                yield Fault(
                    f"ranges[{index}]",
                    "{lower} is above {upper}",
                    lower=span.lower,
                    upper=span.upper,
                )

    def mark(self, maximum: Decimal, value: Value) -> Fraction:
        distance = abs(Fraction(value) - Fraction(self.target))
        for span in self.ranges:
            if span.lower <= distance <= span.upper:
                return Fraction(maximum) - Fraction(span.deduction)
        return Fraction(0)


@dataclass(frozen=True)
class RegularDifference(Calculation):
    """One deduction for every full `difference`, in units or in percent of the target."""

    target: Decimal
    difference: Decimal
    deduction: Decimal
    unit: Unit = "unit"

    def _problems(self) -> Iterator[Fault]:
        if self.difference <= 0:
            yield Fault("difference", "{value} is not above 0", value=self.difference)
        if self.unit == "percent" and not self.target:
            yield Fault("target", "a difference in percent needs a target other than 0")

    def mark(self, maximum: Decimal, value: Value) -> Fraction:
        difference = Fraction(self.difference)
        if self.unit == "percent":
            difference *= abs(Fraction(self.target)) / 100
        times = round_whole(abs(Fraction(value) - Fraction(self.target)) / difference, "floor")
        return Fraction(maximum) - times * Fraction(self.deduction)


CALCULATIONS: dict[str, type[Calculation]] = {
    "PASS_FAIL": PassFail,
    "NUMBER_COMPLETED": NumberCompleted,
    "CHOICE": Choice,
    "RANGED_SCORE": RangedScore,
    "REGULAR_DIFFERENCE_DEDUCTION": RegularDifference,
}
"""Type as written in a scheme -> the calculation."""

TYPES = {calculation: name for name, calculation in CALCULATIONS.items()}
