"""Panels, and what has to hold before marking starts."""

import pytest

from competition.database import db
from competition.draw.models import Draw, DrawKind, Lot
from competition.errors import NotYet
from competition.events.rules import Phase
from competition.marking import queries
from competition.marking.desk import desk_of
from competition.marking.operations import (
    set_panel,
    start_marking,
)
from competition.marking.oversight.cells import cell_of
from competition.marking.oversight.progress import progress_of
from competition.registration.operations import withdraw
from judging.errors import RuleViolation
from tests.builders import NOW, added, make_user
from tests.competition.marking.arranged import drawn_event

pytestmark = pytest.mark.usefixtures("app")


def test_a_panel_takes_only_judges_of_the_event():
    day = drawn_event()
    with pytest.raises(RuleViolation, match="not a judge of this event"):
        set_panel(day.event, "A1", [make_user()], now=NOW, by=day.chief)
    assert queries.panels_of(day.event.id) == {}


def test_marking_does_not_start_before_panels_fit_the_scheme():
    day = drawn_event()
    set_panel(day.event, "A1", day.judges[:2], now=NOW, by=day.chief)
    faults = {str(c.fault) for c in queries.conditions(day.event) if c.fault}
    assert faults == {"A1.3 needs 3 judges, not 2.", "A2 has no judges."}
    with pytest.raises(NotYet, match="2 open"):
        start_marking(day.event, now=NOW, by=day.chief)
    assert day.event.phase == Phase.DRAW


def test_marking_does_not_start_while_an_entry_has_no_code():
    day = drawn_event()
    from_outside = drawn_event().entries[0]
    from_outside.event_id = day.event.id
    db.session.flush()
    assert "1 accepted entries have no code yet." in {
        str(c.fault) for c in queries.conditions(day.event)
    }
    for code in ("A1", "A2"):
        set_panel(day.event, code, day.judges, now=NOW, by=day.chief)
    with pytest.raises(NotYet, match="1 accepted entries have no code yet"):
        start_marking(day.event, now=NOW, by=day.chief)


def test_who_withdrew_after_the_draw_and_ended_draws_have_no_part_in_marking():
    day = drawn_event(3)
    db.session.query(Draw).filter_by(event_id=day.event.id).update({"ended_at": NOW})
    again = added(Draw(event=day.event, kind=DrawKind.ENTRY_CODE, seed="9", drawn_at=NOW))
    for n, entry in enumerate(day.entries, start=1):
        added(Lot(draw=again, entry=entry, position=n, code=f"N-{n:02d}"))
    withdraw(day.entries[2], "伤病", now=NOW, by=None)
    for code in ("A1", "A2"):
        set_panel(day.event, code, day.judges, now=NOW, by=day.chief)
    start_marking(day.event, now=NOW, by=day.chief)

    desk = desk_of(day.event, day.judges[0])
    progress = progress_of(day.event)
    assert {tile.entry_code for tile in desk.tiles} == {"N-01", "N-02"}
    assert [progress.codes[entry_id] for entry_id in progress.parts] == ["N-01", "N-02"]
    assert cell_of(day.event, day.entries[1].id, "A1").code == "N-02"
    assert cell_of(day.event, day.entries[2].id, "A1") is None
