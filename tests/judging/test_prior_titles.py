"""Holders of an earlier title keep their place, get nothing, and the places pass down."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.promotion.contests import ContestResult
from judging.promotion.prior_titles import pass_down
from judging.upgrades import evaluate
from tests.rule_builders import a_result, a_rule, a_set

TITLE = "全国技术能手"
FIRST_THREE = a_rule({"from": 1, "to": 3})


def a_policy(policy: str):
    return a_set(FIRST_THREE, prior_title_policy={"policy": policy, "titles": [TITLE]})


PASSING = a_policy("compete_without_awards")


def a_list(*rows: tuple[int, bool]) -> list[ContestResult]:
    """Results of these ranks; True: holds the title."""
    return [
        a_result(rank, prior_titles=frozenset({TITLE} if holds else ())) for rank, holds in rows
    ]


def test_the_places_pass_down_before_rank_rules_are_read():
    results = pass_down(PASSING, a_list((1, True), (2, False), (3, False), (4, False), (5, False)))

    awarded = [bool(evaluate(PASSING, result).awards) for result in results]

    assert awarded == [False, True, True, True, False]


def test_holders_keep_their_place_and_the_field_its_size():
    before = a_list((1, False), (2, True), (3, False))

    after = pass_down(PASSING, before)

    assert [result.rank for result in after] == [1, 2, 2]
    assert {result.field_size for result in after} == {40}


def test_a_holder_among_equals_moves_only_those_behind():
    after = pass_down(PASSING, a_list((1, True), (1, False), (3, False), (3, False), (5, False)))

    assert [result.rank for result in after] == [1, 1, 2, 2, 4]


@pytest.mark.parametrize("policy", ["bar_entry", "bar_same_event"])
def test_other_policies_pass_nothing_down(policy):
    results = a_list((1, True), (2, False))

    assert pass_down(a_policy(policy), results) == results


def test_without_a_policy_nothing_passes_down():
    results = a_list((1, True), (2, False))

    assert pass_down(a_set(FIRST_THREE), results) == results


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_places_are_those_of_a_list_without_the_holders(holds):
    after = pass_down(PASSING, a_list(*enumerate(holds, start=1)))

    others = [result.rank for result, holder in zip(after, holds, strict=True) if not holder]
    assert others == list(range(1, len(others) + 1))
