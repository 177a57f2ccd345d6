"""Places are filled from final results, answered, and passed on by the frozen list."""

from datetime import date

import pytest
from sqlalchemy import select as select_rows

from competition.advancement.models import Selection
from competition.advancement.operations import answer, decide_order, select, set_goal
from competition.database import db
from competition.errors import Clash, Locked, NotYet
from competition.people.models import LevelHeld
from competition.registration.models import Entry
from competition.registration.rules import EntryState
from judging.errors import Faults, RuleViolation, UnresolvedTie
from tests.builders import NOW, added, make_delegation, make_event
from tests.competition.advancement.won import TIED, candidate, goal, selected, states, won
from tests.competition.results.marked import FOUR, marked_event, penalise
from tests.competition.upgrades.decided import correct

pytestmark = pytest.mark.usefixtures("app")


def entries_at(event_id: int) -> list[Entry]:
    return list(db.session.scalars(select_rows(Entry).filter_by(event_id=event_id)))


def test_the_best_are_offered_the_places_and_the_others_are_reserves() -> None:
    selection = selected()
    assert states(selection) == {
        "E02": "offered",
        "E04": "offered",
        "E01": "reserve",
        "E03": "reserve",
    }
    assert candidate(selection, "E01").reason == {
        "template": "rank {rank}: all {places} places are taken",
        "values": {"rank": 3, "places": 2},
    }


def test_the_places_are_filled_once() -> None:
    arranged = won()
    select(arranged.event, now=NOW, by=None)
    with pytest.raises(Clash):
        select(arranged.event, now=NOW, by=None)


def test_provisional_results_fill_no_place() -> None:
    event = marked_event(advances_to=goal(), advancing_places=1).event
    with pytest.raises(NotYet, match="not final"):
        select(event, now=NOW, by=None)


def test_a_closed_event_takes_nobody() -> None:
    arranged = won(to=goal(phase="draw"))
    with pytest.raises(Locked, match="takes nobody"):
        select(arranged.event, now=NOW, by=None)


def test_a_tie_at_the_cut_is_refused_by_name_until_somebody_decides() -> None:
    arranged = won(TIED)
    with pytest.raises(UnresolvedTie, match="E01, E04"):
        select(arranged.event, now=NOW, by=None)
    assert db.session.scalar(select_rows(Selection)) is None
    with pytest.raises(RuleViolation, match="reason"):
        select(arranged.event, now=NOW, by=None, decision=["E04", "E01"])
    db.session.expunge_all()


def test_what_was_decided_fills_the_place_and_is_kept() -> None:
    arranged = won(TIED)
    selection = select(
        arranged.event,
        now=NOW,
        by=arranged.organiser,
        decision=["E04", "E01"],
        reason="抽签决定",
    )
    assert states(selection) == {
        "E02": "offered",
        "E04": "offered",
        "E01": "reserve",
        "E03": "reserve",
    }
    [decision] = selection.decisions
    assert (decision.codes, decision.reason) == (["E04", "E01"], "抽签决定")
    assert decision.decided_by is arranged.organiser


def test_acceptance_enters_the_same_persons_with_a_delegation_of_the_same_name() -> None:
    selection = selected()
    winner = candidate(selection, "E02")
    answer(winner, True, now=NOW, by=None)
    [entry] = entries_at(selection.to_event_id)
    assert winner.state == "accepted"
    assert winner.next_entry is entry
    assert [member.person_id for member in entry.members] == [
        member.person_id for member in winner.entry.members
    ]
    assert entry.state is EntryState.SUBMITTED
    assert entry.delegation.name_zh == "代表队E02"
    assert entry.delegation.competition_id == selection.to_event.competition_id


def test_a_delegation_that_is_there_already_is_used() -> None:
    selection = selected()
    there = make_delegation(competition=selection.to_event.competition, name_zh="代表队E02")
    answer(candidate(selection, "E02"), True, now=NOW, by=None)
    assert candidate(selection, "E02").next_entry.delegation is there


def test_a_code_that_is_taken_by_another_delegation_gets_a_number() -> None:
    selection = selected()
    winner = candidate(selection, "E02")
    code = winner.entry.delegation.code
    make_delegation(competition=selection.to_event.competition, name_zh="别的队", code=code)
    answer(winner, True, now=NOW, by=None)
    assert winner.next_entry.delegation.code == f"{code}-2"


def test_a_level_won_since_goes_along() -> None:
    selection = selected()
    person = candidate(selection, "E02").entry.members[0].person
    added(
        LevelHeld(
            person=person,
            occupation_code="6-18-01-02",
            level="technician",
            since=NOW.date(),
            source="竞赛",
        )
    )
    answer(candidate(selection, "E02"), True, now=NOW, by=None)
    assert candidate(selection, "E02").next_entry.members[0].current_level == "technician"


def test_who_is_too_old_for_the_next_event_is_told_so() -> None:
    selection = selected(to=goal(born_from=date(2000, 1, 1)))
    with pytest.raises(Faults, match="too old"):
        answer(candidate(selection, "E02"), True, now=NOW, by=None)
    assert entries_at(selection.to_event_id) == []


def test_a_place_is_answered_once() -> None:
    selection = selected()
    answer(candidate(selection, "E02"), True, now=NOW, by=None)
    with pytest.raises(Locked):
        answer(candidate(selection, "E02"), True, now=NOW, by=None)
    with pytest.raises(Locked):
        answer(candidate(selection, "E01"), True, now=NOW, by=None)


def test_a_declined_place_goes_to_the_next_and_nobody_loses_one() -> None:
    selection = selected()
    answer(candidate(selection, "E04"), True, now=NOW, by=None)
    answer(candidate(selection, "E02"), False, now=NOW, by=None)
    assert states(selection) == {
        "E02": "declined",
        "E04": "accepted",
        "E01": "offered",
        "E03": "reserve",
    }


def test_the_next_comes_from_the_list_as_it_was_frozen() -> None:
    arranged = won()
    selection = select(arranged.event, now=NOW, by=None)
    penalise(arranged.entries["E01"], "60")  # would fall behind E03
    correct(arranged.event)
    answer(candidate(selection, "E02"), False, now=NOW, by=None)
    assert states(selection)["E01"] == "offered"


def test_a_delegation_has_no_more_places_than_the_limit_and_may_fill_its_own_again() -> None:
    arranged = won(team=("E02", "E04"), advancing_per_delegation=1)
    selection = select(arranged.event, now=NOW, by=None)
    assert states(selection) == {
        "E02": "offered",
        "E04": "left_out",
        "E01": "offered",
        "E03": "reserve",
    }
    answer(candidate(selection, "E02"), False, now=NOW, by=None)
    assert states(selection)["E04"] == "offered"
    assert states(selection)["E01"] == "offered"


def test_when_equals_are_next_the_place_stays_free_until_somebody_decides() -> None:
    selection = selected(TIED, places=1)
    answer(candidate(selection, "E02"), False, now=NOW, by=None)
    assert states(selection) == {
        "E02": "declined",
        "E01": "reserve",
        "E04": "reserve",
        "E03": "reserve",
    }
    with pytest.raises(RuleViolation, match="not equals"):
        decide_order(selection, ["E01", "E03"], "抽签", now=NOW, by=None)
    decide_order(selection, ["E04", "E01"], "抽签", now=NOW, by=None)
    assert states(selection)["E04"] == "offered"
    assert states(selection)["E01"] == "reserve"


def test_who_accepted_and_declines_later_is_withdrawn_there() -> None:
    selection = selected()
    winner = candidate(selection, "E02")
    answer(winner, True, now=NOW, by=None)
    answer(winner, False, now=NOW, by=None, reason="因病")
    assert winner.next_entry.state is EntryState.WITHDRAWN
    assert states(selection)["E01"] == "offered"


def test_the_goal_is_at_the_tier_above_and_stays_once_places_are_filled() -> None:
    arranged = won()
    elsewhere = make_event()
    with pytest.raises(RuleViolation, match="tier above"):
        set_goal(arranged.event, elsewhere, places=1, per_delegation=None, now=NOW, by=None)
    to = arranged.event.advances_to
    assert to is not None
    set_goal(arranged.event, to, places=3, per_delegation=None, now=NOW, by=None)
    selection = select(arranged.event, now=NOW, by=None)
    assert list(states(selection).values()) == ["offered", "offered", "offered", "reserve"]
    with pytest.raises(Locked):
        set_goal(arranged.event, to, places=1, per_delegation=None, now=NOW, by=None)


def test_a_team_event_does_not_lead_to_an_individual_one() -> None:
    to = goal(event_format="team2")
    arranged = won(FOUR, to=to)
    with pytest.raises(RuleViolation, match="another size"):
        select(arranged.event, now=NOW, by=None)
