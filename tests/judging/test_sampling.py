"""Which sheets are re-checked: all of the top, some of the rest by a lot that can be repeated."""

from fractions import Fraction
from math import ceil
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.errors import RuleViolation
from judging.sampling import Sheet, draw_sample, everything_is_rechecked


def sheets(*ranks: int | None) -> list[Sheet]:
    return [Sheet(f"s{i:02}", rank) for i, rank in enumerate(ranks)]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.lists(st.none() | st.integers(1, 20), max_size=30),
    st.integers(0, 12),
    st.fractions(0, 1, max_denominator=40),
    st.text(max_size=5),
)
def test_all_of_the_top_and_at_least_the_share_of_the_rest_are_drawn(ranks, top, share, seed):
    everything = sheets(*ranks)
    sample = draw_sample(everything, top=top, seed=seed, share=share)
    above = {s.code for s in everything if s.rank is not None and s.rank <= top}
    rest = {s.code for s in everything} - above

    assert set(sample.top) == above
    assert set(sample.drawn) <= rest
    assert len(set(sample.drawn)) == len(sample.drawn) == ceil(share * len(rest))


def test_the_order_of_the_input_does_not_leak_in():
    everything = sheets(*range(1, 31))

    assert draw_sample(everything[::-1], top=5, seed="x") == draw_sample(
        everything, top=5, seed="x"
    )


def test_another_seed_draws_others():
    drawn = {draw_sample(sheets(*range(1, 41)), top=0, seed=str(i)).drawn for i in range(20)}

    assert len(drawn) == 20


def test_the_lot_can_be_drawn_again_by_hand():
    lots = Random("2026-07")
    by_hand = sorted((lots.random(), f"s{i:02}") for i in range(2, 12))

    sample = draw_sample(sheets(*range(1, 13)), top=2, seed="2026-07")

    assert sample.drawn == tuple(code for _, code in by_hand[:2])  # 15 % of 10, rounded up


@pytest.mark.parametrize(
    ("checked", "wrong", "everything"),
    [(0, 0, False), (20, 1, False), (20, 2, True), (100, 5, False), (100, 6, True), (19, 1, True)],
)
def test_everything_is_rechecked_when_more_than_5_in_100_are_wrong(checked, wrong, everything):
    assert everything_is_rechecked(checked, wrong) is everything


@pytest.mark.parametrize(("checked", "wrong"), [(3, 4), (3, -1)])
def test_no_more_sheets_are_wrong_than_were_checked(checked, wrong):
    with pytest.raises(RuleViolation):
        everything_is_rechecked(checked, wrong)


@pytest.mark.parametrize(
    "values", [{"top": -1}, {"share": Fraction(3, 2)}, {"share": Fraction(-1)}]
)
def test_a_sample_that_makes_no_sense_is_refused(values):
    with pytest.raises(RuleViolation):
        draw_sample(sheets(1, 2), **({"top": 1, "seed": "x"} | values))
