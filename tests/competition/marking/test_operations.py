"""Marks, submitting and the lock."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from competition.database import db
from competition.errors import Locked, NotYet
from competition.events.rules import Phase
from competition.marking import queries
from competition.marking.bulk import enter_all, submit_all
from competition.marking.models import Mark, MarkChange, Sheet
from competition.marking.operations import (
    enter_marks,
    lock,
    set_panel,
    submit,
    take_back,
    unlock,
)
from competition.marking.oversight.progress import blockers
from competition.marking.rules import Stale
from competition.registration.rules import Part
from judging.errors import Faults
from tests.builders import NOW
from tests.competition.marking.arranged import FIRST, in_marking, sheet_of

pytestmark = pytest.mark.usefixtures("app")


def marks_on(sheet):
    return {a: h.text for a, h in queries.held_marks([sheet.id])[sheet.id].items()}


def full(day, *, skip=()):
    """Marks for every sheet of the event; judges agree."""
    return {
        (entry.id, judge.id): (FIRST if n == 0 else {"A1.3": "2"}) | {"A2.1": "7.5"}
        for entry in day.entries
        for n, judge in enumerate(day.judges)
        if (entry, n) not in skip
    }


def test_only_the_first_of_a_panel_writes_what_the_panel_agrees():
    day = in_marking()
    assert list(queries.aspects_of(sheet_of(day))) == ["A1.1", "A1.2", "A1.3", "A1.4"]
    assert list(queries.aspects_of(sheet_of(day, judge=1))) == ["A1.3"]
    with pytest.raises(Faults, match=r"A1\.1: is not on this sheet"):
        enter_marks(sheet_of(day, judge=1), {"A1.1": "1"}, now=NOW, by=day.judges[1])


def test_every_entry_gets_a_sheet_for_each_judge_of_each_panel():
    in_marking(entries=4)
    assert db.session.scalar(select(func.count(Sheet.id))) == 4 * 2 * 3


def test_panels_stay_once_marking_has_started():
    day = in_marking()
    with pytest.raises(Locked):
        set_panel(day.event, "A1", day.judges[:1], now=NOW, by=day.chief)


def test_a_draft_keeps_valid_marks_and_the_first_mark_locks_the_scheme():
    day = in_marking()
    sheet = sheet_of(day)
    assert day.event.marking_scheme.locked_at is None
    assert enter_marks(sheet, {"A1.1": "1.50", "A1.2": ""}, now=NOW, by=day.judges[0]) == 1
    assert marks_on(sheet) == {"A1.1": "1.5"}
    assert day.event.marking_scheme.locked_at == NOW


def test_one_refused_value_saves_nothing_and_all_faults_are_named():
    day = in_marking()
    sheet = sheet_of(day)
    with pytest.raises(Faults) as refused:
        enter_marks(sheet, {"A1.1": "2.5", "A1.2": "pass", "A1.3": "4"}, now=NOW, by=day.judges[0])
    assert [str(fault) for fault in refused.value.faults] == [
        "A1.1: 2.5 is not between 0 and 2",
        "A1.3: 4 is not a whole number from 0 to 3",
    ]
    assert marks_on(sheet) == {}
    assert day.event.marking_scheme.locked_at is None


def test_a_mark_finer_than_the_database_keeps_is_refused():
    day = in_marking()
    with pytest.raises(Faults, match="more than four decimal places"):
        enter_marks(sheet_of(day), {"A1.1": "1.00005"}, now=NOW, by=day.judges[0])


def test_a_deduction_needs_a_reason():
    day = in_marking()
    sheet = sheet_of(day)
    with pytest.raises(Faults, match="A deduction needs a reason"):
        enter_marks(sheet, {"A1.4": "0.5"}, now=NOW, by=day.judges[0])
    enter_marks(sheet, {"A1.4": "0.5"}, reasons={"A1.4": "刀具折断"}, now=NOW, by=day.judges[0])
    assert queries.held_marks([sheet.id])[sheet.id]["A1.4"].reason == "刀具折断"


def test_a_stale_page_overwrites_nothing():
    day = in_marking()
    sheet = sheet_of(day)
    judge = day.judges[0]
    enter_marks(sheet, {"A1.1": "1"}, now=NOW, by=judge, versions={})
    enter_marks(sheet, {"A1.1": "2"}, now=NOW, by=judge, versions={"A1.1": 1})
    with pytest.raises(Stale) as refused:
        enter_marks(sheet, {"A1.1": "0", "A1.3": "1"}, now=NOW, by=judge, versions={"A1.1": 1})
    assert refused.value.marks["A1.1"].text == "2"
    assert marks_on(sheet) == {"A1.1": "2"}


def test_a_cleared_mark_never_gets_an_old_version_again():
    day = in_marking()
    sheet = sheet_of(day)
    judge = day.judges[0]
    for value in ("1", "", "2"):
        enter_marks(sheet, {"A1.1": value}, now=NOW, by=judge)
    assert queries.held_marks([sheet.id])[sheet.id]["A1.1"].version == 3


def test_saving_the_same_value_again_changes_nothing():
    day = in_marking()
    sheet = sheet_of(day)
    enter_marks(sheet, {"A1.1": "1"}, now=NOW, by=day.judges[0])
    assert enter_marks(sheet, {"A1.1": "1.00"}, now=NOW, by=day.judges[0]) == 0
    assert db.session.scalar(select(func.count(MarkChange.id))) == 1


def test_an_incomplete_sheet_is_not_submitted_and_says_what_is_missing():
    day = in_marking()
    sheet = sheet_of(day)
    enter_marks(sheet, {"A1.1": "1", "A1.3": "0"}, now=NOW, by=day.judges[0])
    with pytest.raises(NotYet, match=r"2 missing: A1\.2, A1\.4"):
        submit(sheet, now=NOW, by=day.judges[0])
    assert sheet.submitted_at is None


def test_a_submitted_sheet_is_closed_until_it_is_taken_back():
    day = in_marking()
    sheet = sheet_of(day)
    judge = day.judges[0]
    enter_marks(sheet, FIRST, now=NOW, by=judge)
    submit(sheet, now=NOW, by=judge)
    with pytest.raises(Locked, match="submitted"):
        enter_marks(sheet, {"A1.1": "0"}, now=NOW, by=judge)
    take_back(sheet, now=NOW, by=judge)
    assert enter_marks(sheet, {"A1.1": "0"}, now=NOW, by=judge) == 1


def test_a_judge_cannot_excuse_themselves():
    day = in_marking()
    with pytest.raises(Faults, match="Only the chief judge"):
        enter_marks(sheet_of(day), {"A1.3": "excused"}, now=NOW, by=day.judges[0])


def test_marks_of_gives_every_mark_that_is_there():
    day = in_marking(entries=1)
    sheet = sheet_of(day)
    enter_marks(sheet, {"A1.1": "1", "A1.2": "fail", "A1.3": "3"}, now=NOW, by=day.judges[0])
    enter_marks(sheet, {"A1.3": ""}, now=NOW, by=day.judges[0])
    entry, judge = day.entries[0].id, day.judges[0].id
    assert sorted(tuple(row)[:5] for row in queries.marks_of(day.event.id)) == [
        (entry, "A1.1", judge, Decimal(1), None),
        (entry, "A1.2", judge, None, "fail"),
    ]


def test_a_whole_event_comes_in_at_once_and_is_locked():
    day = in_marking(entries=3)
    assert enter_all(day.event, full(day), now=NOW, by=None) == 3 * (5 + 2 + 2)
    assert submit_all(day.event, now=NOW, by=None) == 0
    lock(day.event, now=NOW, by=day.chief)
    assert day.event.phase == Phase.REVIEW
    with pytest.raises(Locked):
        enter_marks(sheet_of(day), {"A1.1": "0"}, now=NOW, by=day.judges[0])


def test_a_refused_mark_among_many_saves_none():
    day = in_marking()
    marks = full(day)
    key = (day.entries[1].id, day.judges[2].id)
    marks[key] = {"A1.3": "9"}
    with pytest.raises(Faults) as refused:
        enter_all(day.event, marks, now=NOW, by=None)
    assert [fault.path for fault in refused.value.faults] == [f"{key[0]}.{key[1]}.A1.3"]
    assert db.session.scalar(select(func.count(Mark.id))) == 0


def test_an_open_sheet_keeps_the_event_from_being_locked_and_names_the_judge():
    day = in_marking()
    enter_all(day.event, full(day, skip={(day.entries[1], 2)}), now=NOW, by=None)
    assert submit_all(day.event, now=NOW, by=None) == 2
    assert [str(b) for b in blockers(day.event)] == [
        f"{day.judges[2].name}: 2 sheets not submitted"
    ]
    with pytest.raises(NotYet, match="1 open"):
        lock(day.event, now=NOW, by=day.chief)


def test_an_absent_entry_needs_no_marks():
    day = in_marking()
    enter_all(day.event, full(day, skip={(day.entries[1], n) for n in range(3)}), now=NOW, by=None)
    submit_all(day.event, now=NOW, by=None)
    day.entries[1].part = Part.ABSENT
    db.session.flush()
    lock(day.event, now=NOW, by=day.chief)
    assert day.event.phase == Phase.REVIEW


def test_a_locked_event_opens_again_from_the_review_only():
    day = in_marking()
    with pytest.raises(Locked):
        unlock(day.event, "复核", now=NOW, by=day.chief)
    enter_all(day.event, full(day), now=NOW, by=None)
    submit_all(day.event, now=NOW, by=None)
    lock(day.event, now=NOW, by=day.chief)
    unlock(day.event, "复核", now=NOW, by=day.chief)
    assert day.event.phase == Phase.MARKING
