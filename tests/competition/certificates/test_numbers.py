"""A number is read as it was meant, and a slip of the finger is noticed."""

import pytest

from competition.certificates.numbers import LETTERS, SPECIMEN, new_number, tidy


def test_a_number_carries_the_year_and_survives_being_typed():
    number = new_number(2026)
    assert number.startswith("SW-2026-")
    assert tidy(number) == number
    for typed in (
        number.lower(),
        number.replace("-", ""),
        number.removeprefix("SW-"),
        f" {number} ",
    ):
        assert tidy(typed) == number


def test_full_width_letters_are_the_same_letters():
    number = new_number(2026)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in number if letter != "-")
    assert tidy(wide) == number


def test_letters_that_look_like_digits_are_read_as_digits():
    number = next(one for one in iter(lambda: new_number(2026), "") if {"0", "1"} <= set(one[8:16]))
    body = number[8:16].replace("0", "O").replace("1", "I")
    assert tidy(f"SW-2026-{body}-{number[-1]}") == number


def test_every_single_wrong_letter_is_noticed():
    letters = new_number(2026).replace("-", "").removeprefix("SW")
    for place, right in enumerate(letters):
        for wrong in set(LETTERS) - {right}:
            assert tidy(letters[:place] + wrong + letters[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "SW", "SW-2026-", "四川省", "SW-2026-UUUUUUUU-U", SPECIMEN])
def test_what_is_no_number_is_mistyped(typed):
    assert tidy(typed) is None


def test_numbers_cannot_be_foreseen():
    assert len({new_number(2026) for _ in range(1000)}) == 1000
