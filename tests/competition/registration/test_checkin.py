"""Who came, who came late, who did not come."""

from datetime import timedelta

import pytest

from competition.errors import Clash, Locked, NotYet
from competition.events.rules import Phase
from competition.registration.checkin.operations import check_in, mark_absent, set_time, take_back
from competition.registration.checkin.queries import (
    arrival_of,
    attendance,
    member_with,
    pass_code,
)
from competition.registration.checkin.rules import code_of, member_in, written
from competition.registration.rules import EntryState, Part
from judging.errors import RuleViolation
from tests.builders import NOW, make_entry, make_event, make_person

LATE = NOW + timedelta(minutes=15, seconds=1)


@pytest.fixture
def event(app):
    event = make_event(phase=Phase.DRAW)
    set_time(event, NOW, 15, now=NOW, by=None)
    return event


def member(event, **values):
    return make_entry(event, **values).members[0]


def arrive(one, now=NOW, reason=""):
    return check_in(one, now=now, by=None, reason=reason)


def test_a_code_is_the_number_and_letters_that_only_the_key_gives():
    assert code_of(7, "00") == "7-22222"
    assert code_of(7, "21") == "7-43222"  # 33 is once 31 and 2


def test_a_code_is_understood_however_it_is_typed():
    assert written(" 12 abc2d") == "12-ABC2D"
    assert member_in("12-ABC2D") == 12
    assert member_in("12-ABC1D") is None  # 1 is read as I
    assert member_in("ABC2D") is None


def test_only_the_true_code_finds_the_person(event):
    one, other = member(event), member(event)
    assert member_with(event.id, pass_code(one.id).lower().replace("-", " ")) is one
    letters = pass_code(other.id).split("-")[1]
    assert member_with(event.id, f"{one.id}-{letters}") is None
    assert member_with(make_event(phase=Phase.DRAW).id, pass_code(one.id)) is None


def test_the_pass_of_a_withdrawn_entry_opens_nothing(event):
    gone = member(event, state=EntryState.WITHDRAWN)
    assert member_with(event.id, pass_code(gone.id)) is None


def test_a_person_is_checked_in_once(event):
    one = member(event)
    arrive(one)
    with pytest.raises(Clash, match="already"):
        arrive(one)


def test_fifteen_minutes_late_is_not_late_and_a_second_more_is(event):
    first, second = member(event), member(event)
    arrive(first, NOW + timedelta(minutes=15))
    with pytest.raises(RuleViolation, match="for a reason only"):
        arrive(second, LATE, "  ")
    assert arrive(second, LATE, "班车故障").reason == "班车故障"


def test_entries_of_which_nobody_came_are_absent_with_the_reason(event):
    here, missing = member(event), member(event)
    team = make_entry(event, persons=[make_person(), make_person()])
    withdrawn = member(event, part=Part.WITHDRAWN)
    arrive(here)
    arrive(team.members[1])

    assert mark_absent(event, "迟到超过 15 分钟", now=LATE, by=None) == 1

    assert (missing.entry.part, missing.entry.part_reason) == (Part.ABSENT, "迟到超过 15 分钟")
    assert here.entry.part is team.part is Part.RANKED
    assert withdrawn.entry.part is Part.WITHDRAWN
    assert mark_absent(event, "again", now=LATE, by=None) == 0


def test_nobody_is_absent_while_the_door_is_open_or_the_start_unknown(event):
    one = member(event)
    with pytest.raises(NotYet, match="open until"):
        mark_absent(event, "late", now=NOW + timedelta(minutes=15), by=None)
    with pytest.raises(NotYet, match="when the event starts"):
        mark_absent(make_event(phase=Phase.DRAW), "late", now=LATE, by=None)
    assert one.entry.part is Part.RANKED


def test_who_was_absent_competes_again_once_let_in_with_a_reason(event):
    one = member(event)
    mark_absent(event, "late", now=LATE, by=None)
    with pytest.raises(RuleViolation):
        arrive(one, LATE)
    arrive(one, LATE, "裁判长同意")
    assert (one.entry.part, one.entry.part_reason) == (Part.RANKED, "裁判长同意")


def test_a_mistake_is_taken_back_with_a_reason_and_stays_on_record(event):
    one = member(event)
    first = arrive(one)
    with pytest.raises(RuleViolation, match="Write the reason"):
        take_back(one, " ", now=NOW, by=None)
    take_back(one, "同名", now=NOW, by=None)
    assert arrival_of(one.id) is None
    assert first.ended_reason == "同名"
    with pytest.raises(NotYet):
        take_back(one, "同名", now=NOW, by=None)
    arrive(one)
    assert attendance(event.id).came == 1


@pytest.mark.parametrize("phase", [Phase.REGISTRATION, Phase.REVIEW, Phase.FINAL])
def test_the_door_is_there_from_the_draw_to_the_marking(app, phase):
    event = make_event(phase=phase)
    set_time(event, NOW, 15, now=NOW, by=None)
    with pytest.raises(Locked):
        arrive(member(event))
    with pytest.raises(Locked):
        mark_absent(event, "late", now=LATE, by=None)


@pytest.mark.parametrize("part", [Part.DISQUALIFIED, Part.WITHDRAWN])
def test_who_is_out_is_not_checked_in(event, part):
    with pytest.raises(Locked, match="nobody is checked in"):
        arrive(member(event, part=part))


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_the_minutes_of_the_late_rule_are_within_a_day(event, minutes):
    with pytest.raises(RuleViolation):
        set_time(event, NOW, minutes, now=NOW, by=None)
