"""Exact arithmetic and the rounding modes: the only place that rounds.

Numbers come in as strings in plain decimal notation and stay exact (`Decimal`, `Fraction`, `int`)
until a stated rounding. No float, ever.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, localcontext
from fractions import Fraction
from math import isqrt
from typing import Literal, get_args

from judging.errors import InvalidNumber
from judging.sentences import shown

Exact = Decimal | Fraction | int
Rounding = Literal["half_up", "half_even", "down", "floor", "ceil"]

ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)
"""`half_up`: a half goes away from zero. `down`: toward zero. `floor`, `ceil`: to that side."""

MAXIMUM_DIGITS = 60
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FRACTION = re.compile(r"([0-9]+)/([0-9]+)")

EXACT = Context(
    prec=20 * MAXIMUM_DIGITS,
    Emax=MAX_EMAX,
    Emin=MIN_EMIN,
    traps=[Inexact, InvalidOperation],
)
"""Sums and products of any numbers that `parse_number` lets in are exact; losing a digit raises."""


@contextmanager
def exactly() -> Iterator[None]:
    """Decimal sums and products inside are exact, or raise: nothing is rounded on the way."""
    with localcontext(EXACT):
        yield


def parse_number(value: object) -> Decimal:
    """Read "12.50" or "-3": digits, at most one point, no exponent, sign "+", space or name.

    Raises InvalidNumber, also for JSON numbers: a number that matters is a string.
    """
    if not isinstance(value, str):
        raise InvalidNumber('{value} is not a number in quotes, like "12.50"', value=shown(value))
    if not _PLAIN.fullmatch(value):
        raise InvalidNumber("{value} is not a number in plain decimal notation", value=shown(value))
    if len(value) > MAXIMUM_DIGITS:
        raise InvalidNumber("A number of more than {maximum} digits", maximum=MAXIMUM_DIGITS)
    number = Decimal(value)
    return number if number else abs(number)  # "-0" is 0


def parse_fraction(value: object) -> Fraction:
    """Read "1/3" or "0.25" exactly; raises InvalidNumber for anything else."""
    match = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return Fraction(parse_number(value))
    if len(match[0]) > MAXIMUM_DIGITS or not int(match[2]):
        raise InvalidNumber("{value} is not a fraction", value=shown(value))
    return Fraction(int(match[1]), int(match[2]))


def round_to(value: Exact, decimals: int, rounding: Rounding = "half_up") -> Decimal:
    """Round to so many decimals; the result carries exactly that many ("9.70")."""
    return round_ratio(*value.as_integer_ratio(), decimals, rounding)


def round_ratio(
    numerator: int, denominator: int, decimals: int, rounding: Rounding = "half_up"
) -> Decimal:
    """Round numerator / denominator (positive) to so many decimals."""
    scaled, rest = divmod(abs(numerator) * 10**decimals, denominator)
    if rest and _goes_up(scaled, 2 * rest - denominator, rounding, negative=numerator < 0):
        scaled += 1
    return Decimal(-scaled if numerator < 0 else scaled).scaleb(-decimals, EXACT)


def _goes_up(below: int, past_half: int, rounding: Rounding, *, negative: bool) -> bool:
    """Whether a magnitude between `below` and the next integer is rounded to the next."""
    if rounding == "half_up":
        return past_half >= 0
    if rounding == "half_even":
        return past_half > 0 or (past_half == 0 and below % 2 == 1)
    return rounding == ("floor" if negative else "ceil")


def round_whole(value: Exact, rounding: Rounding = "half_up") -> int:
    """Round to a whole number."""
    return int(round_to(value, 0, rounding))


def is_whole(number: Decimal) -> bool:
    """Whether it is a whole number; of any length, where `% 1` gives up after 28 digits."""
    return number.as_integer_ratio()[1] == 1


def round_from_root(start: int, sign: int, square: Fraction) -> int:
    """Round start + sign x sqrt(square) half up, exactly: the root is never a decimal."""
    root = _rational_root(square)
    if root is not None:
        return round_whole(start + sign * root)
    magnitude = (isqrt(4 * square.numerator // square.denominator) + 1) // 2
    return start + sign * magnitude  # an irrational number is never halfway


def _rational_root(square: Fraction) -> Fraction | None:
    root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    return root if root * root == square else None


def root(square: Fraction, decimals: int) -> Decimal:
    """The square root with so many decimals, cut off: for people to read, not to compute with."""
    scaled = square * 10 ** (2 * decimals)
    return Decimal(isqrt(scaled.numerator // scaled.denominator)).scaleb(-decimals, EXACT)
