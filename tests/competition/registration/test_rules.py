"""Who may enter: each limit on its own, and on its edge."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from competition.events.rules import Phase, TitlePolicy
from competition.registration.rules import (
    FOLLOWERS,
    Applicant,
    EntryRules,
    EntryState,
    Obstacle,
    Places,
    Waivable,
    enter,
    obstacles,
    personal,
)
from judging.errors import RuleViolation
from judging.promotion.ladder import Level

CLOSES = datetime(2026, 9, 1, 10, tzinfo=UTC)
RULES = EntryRules(
    team_size=1, phase=Phase.REGISTRATION, closes_at=CLOSES, held_on=date(2026, 9, 20)
)
BORN = date(2000, 6, 15)
APPLICANT = Applicant(at="1", name="王小明", born=BORN)
EMPTY = Places(by_delegation=0, in_all=0, now=datetime(2026, 8, 1, tzinfo=UTC))


def paths(applicant=APPLICANT, places=EMPTY, **rules):
    return [fault.path for fault in obstacles([applicant], replace(RULES, **rules), places)]


def test_nothing_stands_in_the_way_of_somebody_new():
    assert paths() == []


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"born_from": date(2000, 6, 15)}, []),
        ({"born_from": date(2000, 6, 16)}, ["1.born"]),
        ({"born_until": date(2000, 6, 15)}, []),
        ({"born_until": date(2000, 6, 14)}, ["1.born"]),
        ({"held_on": BORN}, ["1.born"]),
    ],
)
def test_limits_of_birth_include_their_day(rules, expected):
    assert paths(**rules) == expected


@pytest.mark.parametrize(("taken", "expected"), [(1, []), (2, ["delegation"])])
def test_a_delegation_has_so_many_places(taken, expected):
    assert paths(places=replace(EMPTY, by_delegation=taken), per_delegation=2) == expected


@pytest.mark.parametrize(("taken", "expected"), [(29, []), (30, [""])])
def test_an_event_has_so_many_places(taken, expected):
    assert paths(places=replace(EMPTY, in_all=taken), most_entries=30) == expected


def test_registration_closes_at_its_minute():
    assert paths(places=replace(EMPTY, now=CLOSES)) == [""]
    assert paths(places=replace(EMPTY, now=datetime(2026, 9, 1, 9, 59, tzinfo=UTC))) == []


def test_what_is_on_record_must_agree():
    other = replace(APPLICANT, known_as="王晓明", known_born=date(1999, 1, 1))

    assert paths(other) == ["1.name", "1.born"]


def test_states_follow_the_table_and_nothing_else():
    for before in EntryState:
        for after in EntryState:
            if after in FOLLOWERS[before]:
                assert enter(after, after=before) is after
            else:
                with pytest.raises(RuleViolation):
                    enter(after, after=before)
    assert FOLLOWERS[EntryState.WITHDRAWN] == frozenset()


def waivables(applicant, **rules):
    found = personal(applicant, replace(RULES, **rules))
    return [fault.waivable for fault in found if isinstance(fault, Obstacle)]


@pytest.mark.parametrize(
    ("held", "expected"), [("senior", []), ("intermediate", [Waivable.LEVEL]), ("technician", [])]
)
def test_a_lower_level_than_the_event_asks_is_an_obstacle(held, expected):
    assert waivables(replace(APPLICANT, level=Level(held)), least_level=Level.SENIOR) == expected


@pytest.mark.parametrize(
    ("policy", "meant", "expected"),
    [
        ("open", (), []),
        ("guest", (), []),
        ("barred", (), [Waivable.TITLE]),
        ("barred", ("全国技术能手",), [Waivable.TITLE]),
        ("barred", ("中华技能大奖",), []),
    ],
)
def test_a_title_bars_where_the_event_says_so_and_means_it(policy, meant, expected):
    holder = replace(APPLICANT, titles=frozenset({"全国技术能手"}))
    rules = {"title_policy": TitlePolicy(policy), "prior_titles": frozenset(meant)}

    assert waivables(holder, **rules) == expected
    assert waivables(APPLICANT, **rules) == []


@pytest.mark.parametrize(("once", "expected"), [(False, []), (True, [Waivable.ONCE])])
def test_once_in_a_lifetime_where_the_event_says_so(once, expected):
    assert waivables(replace(APPLICANT, took_part="第一届"), once_only=once) == expected


def test_what_is_waived_is_no_obstacle_and_what_cannot_be_waived_stays():
    applicant = replace(APPLICANT, known_as="王晓明", waived=frozenset(Waivable), entered_in="焊接")
    found = list(personal(applicant, replace(RULES, least_level=Level.CHIEF_TECHNICIAN)))

    assert [fault.path for fault in found] == ["1.name"]
