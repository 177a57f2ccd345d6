"""Totals of 100 -> scale scores: the SCALES table (700 scale since 2017, 500 scale before).

    700: 700 + 30 x (total - median) / (1.4826 x MAD)      MAD: median distance from the median
    500: 500 + 30 x (total - mean) / population standard deviation

Rounded half up to whole numbers, without bounds. The population is every ranked entry of an event.
Where the MAD is 0 the interquartile range takes its place, then the standard deviation; where all
totals are equal everybody gets the middle. Both are flagged for a person to confirm.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from judging.numbers import round_from_root
from judging.sentences import Sentence, say

POINTS = 30
MAD_FACTOR = Fraction(14826, 10000)
IQR_FACTOR = Fraction(7413, 10000)

ALL_EQUAL = say("All totals are equal, so all scale scores are. Please confirm them.")


@dataclass(frozen=True)
class Scaling:
    """How a total becomes a scale score: `centre` for `middle`, 30 points for every unit above.

    The unit is kept squared, since a standard deviation is exact only as its square.
    """

    centre: int
    middle: Fraction
    measure: str  # what the unit was taken from
    square: Fraction
    flag: Sentence | None = None

    def score(self, total: Decimal) -> int:
        distance = Fraction(total) - self.middle
        if not distance or not self.square:
            return self.centre
        sign = 1 if distance > 0 else -1
        return round_from_root(self.centre, sign, (POINTS * distance) ** 2 / self.square)


def worldskills_700(totals: Sequence[Decimal]) -> Scaling:
    """Around the median, in units of 1.4826 MAD."""
    ordered = sorted(Fraction(total) for total in totals)
    middle = _median(ordered)
    mad = _median(sorted(abs(value - middle) for value in ordered))
    if mad:
        return Scaling(700, middle, "MAD", (MAD_FACTOR * mad) ** 2)
    iqr = _quartile(ordered, 3) - _quartile(ordered, 1)
    if iqr:
        return Scaling(700, middle, "IQR", (IQR_FACTOR * iqr) ** 2, _flag("IQR"))
    square = _variance(ordered)
    return Scaling(700, middle, "SD", square, _flag("SD") if square else ALL_EQUAL)


def worldskills_500(totals: Sequence[Decimal]) -> Scaling:
    """Around the mean, in units of the population standard deviation."""
    values = [Fraction(total) for total in totals]
    square = _variance(values)
    return Scaling(500, _mean(values), "SD", square, None if square else ALL_EQUAL)


SCALES: dict[str, Callable[[Sequence[Decimal]], Scaling] | None] = {
    "none": None,
    "worldskills_700": worldskills_700,
    "worldskills_500": worldskills_500,
}
"""Name -> how a scale is laid over the totals of an event (at least one)."""


def _flag(measure: str) -> Sentence:
    return say(
        "So many totals are equal that the MAD is 0; the scale was laid by {measure} instead. "
        "Please confirm the scale scores.",
        measure=measure,
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _variance(values: Sequence[Fraction]) -> Fraction:
    mean = _mean(values)
    return _mean([(value - mean) ** 2 for value in values])


def _median(ordered: Sequence[Fraction]) -> Fraction:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _quartile(ordered: Sequence[Fraction], quarter: int) -> Fraction:
    """At position (n + 1) x quarter / 4, between two values in proportion."""
    whole, rest = divmod((len(ordered) + 1) * quarter, 4)
    below = ordered[min(max(whole, 1), len(ordered)) - 1]
    above = ordered[min(max(whole + 1, 1), len(ordered)) - 1]
    return below + (above - below) * rest / 4
