"""Codes and stations come out of a recorded seed."""

from datetime import timedelta
from hashlib import sha256
from itertools import combinations_with_replacement, permutations
from random import Random

import pytest

from competition.draw.models import DrawKind
from competition.draw.operations import announce_seed, make_draw, reopen_registration
from competition.draw.queries import codes_of, ended_draws, lots_of, without_code
from competition.draw.rules import draw_lots, entry_codes, keep_apart, stations
from competition.errors import Clash, Locked, NotYet
from competition.events.rules import Phase
from competition.registration.queries import accepted_ids
from competition.registration.rules import EntryState
from judging.errors import RuleViolation
from tests.builders import NOW, make_delegation, make_entry, make_event

CODE, STATION = DrawKind.ENTRY_CODE, DrawKind.STATION


def draw(event, kind=CODE, **values):
    return make_draw(event, kind, now=NOW, by=None, **values)


def event_with_entries(count, phase=Phase.DRAW):
    event = make_event(phase=phase)
    return event, [make_entry(event).id for _ in range(count)]


def test_the_order_belongs_to_the_seed_whatever_order_the_database_gives():
    assert draw_lots([7, 3, 9, 1], "20260920") == draw_lots([1, 9, 3, 7], "20260920")
    assert sorted(draw_lots(range(100), "a")) == list(range(100))
    assert draw_lots(range(100), "a") != draw_lots(range(100), "b")


def test_anyone_can_repeat_a_draw_as_the_page_explains():
    numbers = [11, 12, 13]
    source = Random("seed of the witnesses")
    drawn = {number: source.random() for number in numbers}

    assert draw_lots(numbers, "seed of the witnesses") == sorted(numbers, key=drawn.__getitem__)


def test_codes_are_as_wide_as_the_last_one_needs():
    assert entry_codes("K", 3) == ["K-01", "K-02", "K-03"]
    assert entry_codes("", 100)[::99] == ["001", "100"]
    with pytest.raises(RuleViolation):
        entry_codes("K 1", 3)


def test_more_entries_than_stations_compete_in_turns():
    assert stations(2, 5) == [("1", 1), ("2", 1), ("1", 2), ("2", 2), ("1", 3)]
    with pytest.raises(RuleViolation):
        stations(0, 5)


def test_every_accepted_entry_draws_one_code(app):
    event, entries = event_with_entries(12)
    make_entry(event, state=EntryState.WITHDRAWN)

    draw(event, seed="314159")

    codes = codes_of(event.id)
    assert sorted(codes) == entries
    assert list(codes.values()) == [f"K-{n:02}" for n in range(1, 13)]
    assert list(codes) == draw_lots(entries, "314159")
    assert without_code(event.id) == 0


def test_an_entry_accepted_after_the_draw_has_no_code(app):
    event, _ = event_with_entries(2)
    draw(event)
    make_entry(event)

    assert without_code(event.id) == 1


def test_stations_are_drawn_apart_and_from_another_seed(app):
    event, _ = event_with_entries(3)
    draw(event, seed="1")

    with pytest.raises(RuleViolation, match="other draw"):
        draw(event, STATION, seed="1")
    draw(event, STATION, seed="2", places=2)

    assert list(lots_of(event.id, STATION).values()) == [("1", 1), ("2", 1), ("1", 2)]


def test_a_seed_is_made_when_none_is_given(app):
    first, second = (draw(event_with_entries(1)[0]).seed for _ in range(2))

    assert len(first) == 32
    assert first != second


def test_a_draw_is_repeated_for_a_reason_only_and_stays_on_record(app):
    event, _ = event_with_entries(3)
    draw(event, seed="1")

    with pytest.raises(Clash):
        draw(event, seed="2")
    draw(event, seed="2", reason="one entry was missing")

    [ended] = ended_draws(event.id)
    assert (ended.seed, ended.ended_reason) == ("1", "one entry was missing")
    assert len(ended.lots) == 3
    assert list(codes_of(event.id)) == draw_lots(codes_of(event.id), "2")


@pytest.mark.parametrize("phase", [Phase.MARKING, Phase.REVIEW, Phase.PROVISIONAL, Phase.FINAL])
def test_codes_stand_once_marking_has_begun(app, phase):
    event, _ = event_with_entries(2, phase)

    with pytest.raises(Locked):
        draw(event, reason="try again")


@pytest.mark.parametrize("state", [EntryState.SUBMITTED, EntryState.RETURNED])
def test_an_undecided_entry_holds_the_draw_up(app, state):
    event, _ = event_with_entries(2)
    make_entry(event, state=state)

    with pytest.raises(NotYet, match="not decided yet: 1"):
        draw(event)


def test_there_is_no_draw_without_entries_or_before_registration_ends(app):
    with pytest.raises(NotYet, match="No entry is accepted"):
        draw(make_event(phase=Phase.DRAW))
    with pytest.raises(NotYet, match="phase registration"):
        draw(event_with_entries(2, Phase.REGISTRATION)[0])


def again(event, reason="两个代表团漏报"):
    closes_at = NOW + timedelta(hours=2)
    reopen_registration(event, closes_at, reason, now=NOW, by=None)


def test_registration_opens_again_only_while_nothing_is_drawn(app):
    event, _entries = event_with_entries(2)
    draw(event)
    with pytest.raises(Locked, match="Lots are drawn"):
        again(event)
    assert event.phase is Phase.DRAW


def test_registration_opens_again_for_a_reason_and_keeps_the_entries(app):
    event, _entries = event_with_entries(2)
    with pytest.raises(RuleViolation, match="reason"):
        again(event, "  ")
    again(event)
    assert event.phase is Phase.REGISTRATION
    assert event.registration_closes_at == NOW + timedelta(hours=2)
    assert len(accepted_ids(event.id)) == 2
    with pytest.raises(Locked, match="from Draw only"):
        again(event)


def least(delegations, number):
    """The fewest neighbours of one delegation that any order has."""
    return min(touching(order, number) for order in set(permutations(delegations)))


def touching(delegations, number):
    return sum(
        place % number > 0 and delegations[place] == delegations[place - 1]
        for place in range(1, len(delegations))
    )


@pytest.mark.parametrize("number", [1, 2, 3, 4, 6])
def test_no_two_of_a_delegation_are_neighbours_wherever_some_order_allows_it(number):
    for delegations in combinations_with_replacement("ABC", 6):
        possible = least(delegations, number) == 0
        for seed in ("1", "2"):
            order = keep_apart(draw_lots(range(6), seed), dict(enumerate(delegations)), number)
            assert sorted(order) == list(range(6))
            placed = [delegations[entry] for entry in order]
            assert not possible or touching(placed, number) == 0


def test_an_order_without_neighbours_of_a_delegation_stays_as_it_was_drawn():
    assert keep_apart([4, 2, 3, 1], {1: "B", 2: "B", 3: "A", 4: "A"}, 4) == [4, 2, 3, 1]


def test_stations_keep_delegations_apart_and_codes_do_not_change(app):
    event = make_event(phase=Phase.DRAW)
    sides = [make_delegation(competition=event.competition) for _ in range(2)]
    of = {make_entry(event, delegation=sides[n // 4]).id: n // 4 for n in range(8)}
    draw(event, seed="a", apart=True)
    draw(event, STATION, seed="b", places=4, apart=True)
    assert list(codes_of(event.id)) == draw_lots(of, "a")
    placed = [of[entry] for entry in lots_of(event.id, STATION)]
    assert touching(placed, 4) == 0
    assert sorted(placed) == [0] * 4 + [1] * 4


def test_an_announced_seed_is_unseen_until_it_makes_the_draw_it_is_kept_for(app):
    event, entries = event_with_entries(5, Phase.REGISTRATION)
    announced = announce_seed(event, CODE, now=NOW, by=None)
    with pytest.raises(Clash, match="announced already"):
        announce_seed(event, CODE, now=NOW, by=None)
    event.phase = Phase.DRAW
    with pytest.raises(RuleViolation, match="leave the seed empty"):
        draw(event, seed="a better one")

    made = draw(event)

    assert sha256(made.seed.encode()).hexdigest() == announced.digest
    assert announced.draw is made
    assert made.seed.encode() not in announced.sealed
    assert list(codes_of(event.id)) == draw_lots(entries, made.seed)
    draw(event, seed="named by witnesses", reason="again")  # the promise was for one draw


def test_no_seed_is_announced_once_marking_has_begun(app):
    with pytest.raises(Locked):
        announce_seed(make_event(phase=Phase.MARKING), CODE, now=NOW, by=None)
