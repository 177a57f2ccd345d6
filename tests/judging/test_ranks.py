"""The forms of rank, against an oracle that counts places one by one."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.upgrades import evaluate
from tests.rule_builders import GOLD, a_result, a_rule, a_set

calm = settings(derandomize=True, deadline=None, max_examples=150)
FIELD = st.integers(1, 60)
SHARE = st.fractions(Fraction(1, 50), 1, max_denominator=50)
ROUNDING = st.sampled_from([None, "floor", "half_up", "ceil"])


def inside(*rules: dict[str, Any], n: int) -> list[list[int]]:
    """For each rule, the places of a field of n that are inside."""
    rule_set = a_set(*rules)
    met: list[list[int]] = [[] for _ in rules]
    for place in range(1, n + 1):
        for places, reason in zip(met, evaluate(rule_set, a_result(place, n)).reasons, strict=True):
            places.extend([place] if reason.met else [])
    return met


def places(share: Fraction, n: int, rounding: str | None) -> int:
    """How many whole places the share has, found by counting up."""
    exact, count = share * n, 0
    half = Fraction(1, 2)
    allowed = {"floor": Fraction(0), None: Fraction(0), "half_up": half, "ceil": Fraction(1)}
    while count + 1 <= exact or (
        count < exact
        and (
            count + 1 - exact <= allowed[rounding] if rounding == "half_up" else rounding == "ceil"
        )
    ):
        count += 1
    return count


def written(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


def options(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


@calm
@given(n=FIELD, first=st.integers(1, 60), more=st.none() | st.integers(0, 20))
def test_a_band_holds_the_places_from_its_first_to_its_last(n, first, more):
    last = None if more is None else first + more
    (met,) = inside(a_rule(options(**{"from": first, "to": last})), n=n)

    assert met == [p for p in range(1, n + 1) if p >= first and (last is None or p <= last)]


@calm
@given(n=FIELD, first=st.integers(1, 20), share=SHARE, rounding=ROUNDING)
def test_a_band_up_to_a_share_ends_at_the_rounded_place(n, first, share, rounding):
    rank = options(**{"from": first, "to_fraction": written(share), "rounding": rounding})
    (met,) = inside(a_rule(rank), n=n)

    assert met == [p for p in range(1, n + 1) if first <= p <= places(share, n, rounding)]


@calm
@given(
    n=FIELD,
    shares=st.lists(SHARE, min_size=1, max_size=4),
    rounding=ROUNDING,
    most=st.none() | st.integers(1, 5),
)
def test_shares_follow_one_another_without_gap_or_overlap(n, shares, rounding, most):
    total = sum(shares)
    shares = [share / total for share in shares] if total > 1 else shares
    heads = ["top_fraction"] + ["next_fraction"] * (len(shares) - 1)
    extra = options(rounding=rounding, max_count=most)
    rules = [
        a_rule({head: written(share)} | extra) for head, share in zip(heads, shares, strict=True)
    ]

    rest = list(range(1, n + 1))
    for met, share in zip(inside(*rules, n=n), shares, strict=True):
        count = places(share, n, rounding)
        count = count if most is None else min(count, most)
        assert met == rest[:count]
        rest = rest[count:]


@pytest.mark.parametrize(
    ("n", "met"),
    [(4, []), (5, [1]), (9, [1]), (10, []), (12, [1, 2, 3]), (50, [1, 2, 3])],
)
def test_the_size_of_the_field_gives_the_last_place(n, met):
    bands = [{"min": 5, "max": 9, "to": 1}, {"min": 12, "to": 3}]

    assert inside(a_rule({"by_field_size": bands}), n=n) == [met]


def test_half_of_37_is_18_unless_the_rule_rounds():
    def last(**rounding: str) -> int:
        return inside(a_rule({"from": 1, "to_fraction": "1/2"} | rounding), n=37)[0][-1]

    assert (last(), last(rounding="half_up"), last(rounding="ceil")) == (18, 19, 19)


def test_bands_of_two_groups_may_be_written_alternately():
    rules = [
        a_rule({head: share}, GOLD, group=group)
        for head, shares in (
            ("top_fraction", ("1/10", "5/10")),
            ("next_fraction", ("2/10", "1/10")),
        )
        for group, share in zip(("staff", "student"), shares, strict=True)
    ]

    assert inside(*rules, n=10)[2] == [2, 3]


def test_a_share_of_one_group_may_follow_a_share_of_all():
    rules = [a_rule({"top_fraction": "1/10"}), a_rule({"next_fraction": "2/10"}, group="staff")]

    assert inside(*rules, n=10) == [[1], [2, 3]]
