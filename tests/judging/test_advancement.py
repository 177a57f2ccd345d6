"""Places at the next tier, against an oracle that tries every order that the ranks leave open."""

from collections.abc import Iterator, Sequence
from itertools import permutations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from judging.advancement import advance, replacement
from judging.errors import RuleViolation, UnknownName, UnresolvedTie
from judging.places.cut import Cut
from judging.places.seats import Candidate

calm = settings(derandomize=True, deadline=None, max_examples=200)


def standings(text: str) -> list[Candidate]:
    """`1A 2B 2B` -> candidates c0, c1, c2 of rank and delegation; `-A` is not ranked."""
    return [
        Candidate(f"c{i}", word[-1].replace("_", ""), int(word[:-1]) if word[:-1] != "-" else None)
        for i, word in enumerate(text.split())
    ]


def greedy(ordered: Sequence[Candidate], cut: Cut) -> frozenset[str]:
    """Who advances when no two are equal: from the top, one after the other."""
    advancing: list[Candidate] = []
    for candidate in ordered:
        team = [c for c in advancing if c.delegation == candidate.delegation]
        full = cut.per_delegation is not None and len(team) >= cut.per_delegation
        if len(advancing) < cut.places and not full:
            advancing.append(candidate)
    return frozenset(candidate.code for candidate in advancing)


def orders(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Every order of the candidates in which no better rank comes after a worse one."""
    ranks = sorted({c.rank for c in candidates if c.rank is not None})
    groups = [permutations([c for c in candidates if c.rank == rank]) for rank in ranks]
    for chosen in product(*groups):
        yield [candidate for group in chosen for candidate in group]


some_candidates = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 5)), min_size=1, max_size=7
).map(lambda rows: [Candidate(f"c{i}", team, rank) for i, (team, rank) in enumerate(rows)])
some_cut = st.builds(Cut, st.integers(1, 6), st.none() | st.integers(1, 3))


@calm
@given(some_candidates, some_cut)
def test_equals_advance_when_every_order_says_the_same_and_are_refused_otherwise(candidates, cut):
    outcomes = {greedy(order, cut) for order in orders(candidates)}

    if len(outcomes) == 1:
        assert {frozenset(advance(candidates, cut).advancing)} == outcomes
    else:
        with pytest.raises(UnresolvedTie):
            advance(candidates, cut)


@calm
@given(some_candidates, some_cut, st.randoms(use_true_random=False))
def test_a_decision_of_every_tie_gives_what_its_order_says(candidates, cut, random):
    order = random.choice(list(orders(candidates)))
    ties = [[c.code for c in order if c.rank == rank] for rank in range(1, 6)]
    decided = Cut(cut.places, cut.per_delegation, decisions=ties)

    assert frozenset(advance(candidates, decided).advancing) == greedy(order, cut)


@calm
@given(st.lists(st.sampled_from("ABC"), min_size=2, max_size=9), some_cut, st.data())
def test_who_declines_is_replaced_and_nobody_loses_a_place(teams, cut, data):
    candidates = [Candidate(f"c{i}", team, i) for i, team in enumerate(teams, start=1)]
    before = advance(candidates, cut)
    leaving = data.draw(st.sampled_from(before.advancing))

    after = advance(candidates, cut, [leaving])
    successor = replacement(candidates, cut, [], leaving)

    gained = {successor} - {None}
    assert set(after.advancing) == set(before.advancing) - {leaving} | gained
    assert frozenset(after.advancing) == greedy([c for c in candidates if c.code != leaving], cut)


@calm
@given(some_candidates, some_cut)
def test_the_order_of_the_rows_does_not_matter(candidates, cut):
    try:
        result = advance(candidates, cut)
    except UnresolvedTie:
        assume(False)
    assert advance(candidates[::-1], cut) == result


def test_the_places_are_filled_from_the_top_with_the_delegations_cap():
    result = advance(standings("1A 2A 3A 4B 5C 6B"), Cut(3, per_delegation=2))

    assert result.advancing == ("c0", "c1", "c3")
    assert result.reserves == ("c4", "c5")
    assert result.left_out == ("c2",)


def test_everybody_has_a_stated_reason():
    result = advance(
        standings("1A 2A 3B 4C 5D -E"), Cut(2, per_delegation=1, reserves=1), declined=["c0"]
    )

    assert [(s.candidate.code, s.standing.value, str(s.reason)) for s in result.seats] == [
        ("c0", "declined", "declined the place"),
        ("c1", "advances", "rank 2: one of 2 places"),
        ("c2", "advances", "rank 3: one of 2 places"),
        ("c3", "reserve", "rank 4: all 2 places are taken"),
        ("c4", "left_out", "rank 5: all 2 places and 1 reserves are taken"),
        ("c5", "left_out", "not ranked"),
    ]
    assert result.declined == ("c0",)


def test_the_reason_of_a_full_delegation_names_it():
    result = advance(standings("1A 2A"), Cut(2, per_delegation=1))

    assert str(result.seats[1].reason) == "rank 2: A has no more than 1 places"


def test_a_tie_at_the_cut_names_who_is_tied():
    with pytest.raises(UnresolvedTie, match=r"^c1, c2 share rank 2"):
        advance(standings("1A 2B 2C"), Cut(2))


def test_a_tie_inside_a_full_delegation_names_only_its_members():
    with pytest.raises(UnresolvedTie, match=r"^c1, c2 share rank 2"):
        advance(standings("1A 2B 2B 2C"), Cut(4, per_delegation=1))


def test_equals_of_two_delegations_are_decided_in_each():
    cut = Cut(2, per_delegation=1, decisions=[["c1", "c0"], ["c2", "c3"]])

    assert set(advance(standings("1A 1A 1B 1B"), cut).advancing) == {"c1", "c2"}


def test_a_decision_that_forgets_somebody_decides_nothing():
    with pytest.raises(UnresolvedTie):
        advance(standings("1A 1B 1C"), Cut(1, decisions=[["c0", "c1"]]))


def test_equal_reserves_wait_for_a_decision_until_it_comes_to_them():
    rows = standings("1A 2B 2C")

    assert advance(rows, Cut(1, reserves=1)).reserves == ("c1", "c2")
    with pytest.raises(UnresolvedTie):
        replacement(rows, Cut(1), [], "c0")
    assert replacement(rows, Cut(1, decisions=[["c2", "c1"]]), [], "c0") == "c2"


def test_a_teammate_kept_out_by_the_cap_comes_before_a_reserve():
    rows = standings("1A 2A 3B 4C")

    assert replacement(rows, Cut(2, per_delegation=1), [], "c0") == "c1"
    assert replacement(rows, Cut(2, per_delegation=1), [], "c2") == "c3"


def test_several_may_decline_in_any_order():
    rows = standings("1A 2B 3C 4D 5E")

    assert replacement(rows, Cut(2), ["c0"], "c2") == "c3"
    assert advance(rows, Cut(2), ["c2", "c0"]) == advance(rows, Cut(2), ["c0", "c2"])


def test_nobody_is_left_to_replace():
    assert replacement(standings("1A 2B"), Cut(2), [], "c0") is None


def test_entries_of_no_delegation_have_no_cap():
    assert advance(standings("1_ 2_ 3_"), Cut(3, per_delegation=1)).advancing == ("c0", "c1", "c2")


@pytest.mark.parametrize(
    "cut", [{"places": 0}, {"places": 1, "per_delegation": 0}, {"places": 1, "reserves": -1}]
)
def test_a_cut_that_makes_no_sense_is_refused(cut):
    with pytest.raises(RuleViolation):
        Cut(**cut)


def test_codes_must_be_in_the_standings():
    with pytest.raises(UnknownName, match="c7"):
        advance(standings("1A 2B"), Cut(1), declined=["c7"])
    with pytest.raises(UnknownName, match="c8"):
        advance(standings("1A 2B"), Cut(1, decisions=[["c0", "c8"]]))


def test_a_decision_cannot_reorder_ranks():
    with pytest.raises(RuleViolation, match="c1, c0 do not share a rank"):
        advance(standings("1A 2B"), Cut(1, decisions=[["c1", "c0"]]))


def test_a_code_stands_once_in_the_standings():
    with pytest.raises(RuleViolation, match="c0: listed twice"):
        advance([*standings("1A"), *standings("2B")], Cut(1))
