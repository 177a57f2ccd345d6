"""Marking starts and ends by the clock, when nothing is open."""

from datetime import timedelta

import pytest

from competition.database import db
from competition.events.rules import Phase
from competition.marking.clock import lock_markings, start_markings
from competition.marking.models import Sheet
from competition.marking.operations import set_panel, unlock
from tests.builders import NOW
from tests.competition.marking.arranged import drawn_event
from tests.competition.results.marked import FOUR, marked_event

pytestmark = pytest.mark.usefixtures("app")
LATER = NOW + timedelta(hours=1)


def test_marking_starts_at_its_time_when_the_panels_are_there():
    day = drawn_event(marking_starts_at=NOW)
    start_markings(NOW)
    assert day.event.phase is Phase.DRAW, "there are no panels"

    for code in ("A1", "A2"):
        set_panel(day.event, code, day.judges, now=NOW, by=day.chief)
    start_markings(NOW - timedelta(seconds=1))
    assert day.event.phase is Phase.DRAW

    start_markings(LATER)
    start_markings(LATER)
    assert day.event.phase is Phase.MARKING


def test_marking_ends_at_its_time_when_every_sheet_is_submitted():
    whole = marked_event(phase="marking", marking_ends_at=NOW)
    missing = marked_event(FOUR, phase="marking", marking_ends_at=NOW)
    db.session.query(Sheet).filter_by(event_id=missing.event.id).first().submitted_at = None

    lock_markings(NOW - timedelta(seconds=1))
    assert whole.event.phase is Phase.MARKING

    lock_markings(LATER)
    lock_markings(LATER)
    assert whole.event.phase is Phase.REVIEW
    assert missing.event.phase is Phase.MARKING, "a sheet is open: nothing is lost"


def test_what_the_chief_judge_opens_again_is_not_locked_by_the_clock():
    day = marked_event(phase="marking", marking_ends_at=NOW)
    lock_markings(NOW)

    unlock(day.event, "a sheet was misread", now=LATER, by=day.chief)
    lock_markings(LATER)

    assert day.event.phase is Phase.MARKING
