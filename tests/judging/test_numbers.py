"""Exact numbers: what is let in, and every rounding mode."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.errors import InvalidNumber
from judging.numbers import (
    ROUNDINGS,
    parse_fraction,
    parse_number,
    root,
    round_from_root,
    round_to,
    round_whole,
)


@pytest.mark.parametrize("text", ["0", "12.50", "-3", "0.001", "007"])
def test_plain_decimal_notation_is_read_exactly(text: str) -> None:
    assert parse_number(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "+1",
        "1e3",
        "1E3",
        "NaN",
        "Infinity",
        "-",
        ".5",
        "5.",
        "1,5",
        "1_000",
        "٣",
        "５",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(InvalidNumber, match="plain decimal notation"):
        parse_number(text)


@pytest.mark.parametrize("value", [1, 1.5, True, None, ["1"]])
def test_a_number_that_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(InvalidNumber, match="in quotes"):
        parse_number(value)


def test_a_number_too_long_to_be_one_is_refused() -> None:
    assert parse_number("1" * 60) == int("1" * 60)
    with pytest.raises(InvalidNumber, match="60 digits"):
        parse_number("1" * 61)


def test_minus_zero_is_zero() -> None:
    assert str(parse_number("-0.0")) == "0.0"


def test_fractions_are_exact() -> None:
    assert parse_fraction("1/3") * 3 == 1
    assert parse_fraction("0.25") == Fraction(1, 4)


@pytest.mark.parametrize(
    "text", ["1/0", "1 / 2", "-1/2", "1/2/3", "half", 1, f"{'1' * 40}/{'1' * 40}"]
)
def test_what_is_no_fraction_is_refused(text: object) -> None:
    with pytest.raises(InvalidNumber):
        parse_fraction(text)


@pytest.mark.parametrize(
    "rounding, rounded",
    [
        ("half_up", ["2", "3", "3", "4", "-2", "-3", "-3"]),
        ("half_even", ["2", "2", "3", "4", "-2", "-2", "-3"]),
        ("down", ["2", "2", "2", "3", "-2", "-2", "-2"]),
        ("floor", ["2", "2", "2", "3", "-3", "-3", "-3"]),
        ("ceil", ["3", "3", "3", "4", "-2", "-2", "-2"]),
    ],
)
def test_each_mode_rounds_as_it_says(rounding: str, rounded: list[str]) -> None:
    values = ["2.4", "2.5", "2.6", "3.5", "-2.4", "-2.5", "-2.6"]
    assert [str(round_to(Decimal(v), 0, rounding)) for v in values] == rounded  # type: ignore[arg-type]


def test_a_rounded_number_shows_all_its_decimals() -> None:
    assert str(round_to(Fraction(97, 10), 2)) == "9.70"
    assert round_whole(Fraction(7, 2)) == 4


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 4), st.sampled_from(ROUNDINGS))
def test_rounding_moves_by_less_than_one_unit_and_never_changes_what_is_round(
    value: Fraction, decimals: int, rounding: str
) -> None:
    rounded = round_to(value, decimals, rounding)  # type: ignore[arg-type]
    unit = Fraction(1, 10**decimals)
    assert abs(Fraction(rounded) - value) < unit
    if rounding.startswith("half"):
        assert abs(Fraction(rounded) - value) <= unit / 2
    assert round_to(rounded, decimals, rounding) == rounded  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sign, square, rounded",
    [
        (1, Fraction(4), 502),
        (-1, Fraction(4), 498),
        (1, Fraction(1, 4), 501),  # 500.5
        (-1, Fraction(1, 4), 500),  # 499.5: half up is up below the centre too
        (1, Fraction(2), 501),  # 1.414
        (-1, Fraction(3), 498),  # -1.732
        (1, Fraction(9, 2), 502),  # 2.121
    ],
)
def test_a_root_is_rounded_without_being_computed(
    sign: int, square: Fraction, rounded: int
) -> None:
    assert round_from_root(500, sign, square) == rounded


def test_a_root_to_read_is_cut_off() -> None:
    assert str(root(Fraction(2), 4)) == "1.4142"
