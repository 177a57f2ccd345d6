"""An event on the day of its marking: panels, codes and sheets are there."""

from types import SimpleNamespace
from typing import Any

from competition.database import db
from competition.draw.models import Draw, DrawKind, Lot
from competition.marking.models import Sheet
from competition.marking.operations import set_panel, start_marking
from competition.people.rules import Role
from tests.builders import NOW, added, appoint, make_entry, make_event, make_user

# One sub-criterion of each kind of trouble: a measured value, three judges from 0 to 3, points off.
SCHEME = {
    "criteria": [
        {
            "code": "A",
            "name": "Milling",
            "sub_criteria": [
                {
                    "code": "A1",
                    "name": "Contour",
                    "aspects": [
                        {"code": "A1.1", "name": "Length", "kind": "measurement", "maximum": "2"},
                        {
                            "code": "A1.2",
                            "name": "Bore",
                            "kind": "measurement",
                            "maximum": "1",
                            "calculation": {"type": "PASS_FAIL"},
                        },
                        {"code": "A1.3", "name": "Finish", "kind": "judgement", "maximum": "1.5"},
                        {"code": "A1.4", "name": "Damage", "kind": "deduction", "maximum": "1"},
                    ],
                },
                {
                    "code": "A2",
                    "name": "Workpiece",
                    "aspects": [
                        {
                            "code": "A2.1",
                            "name": "Whole",
                            "kind": "score",
                            "maximum": "10",
                            "step": "0.5",
                            "spread": "3",
                            "combine": {"method": "trimmed_mean"},
                        }
                    ],
                },
            ],
        }
    ]
}
FIRST = {"A1.1": "1.5", "A1.2": "pass", "A1.3": "2", "A1.4": "0"}


def drawn_event(entries: int = 2, **values: Any) -> SimpleNamespace:
    """An event in the draw with codes K-01, K-02 …, three judges and a chief judge."""
    event = make_event(**{"scheme": SCHEME, "phase": "draw"} | values)
    chief = make_user(name="顾景行")
    appoint(chief, Role.CHIEF_JUDGE, event_id=event.id)
    judges = [make_user() for _ in range(3)]
    for judge in judges:
        appoint(judge, Role.JUDGE, event_id=event.id)
    draw = added(Draw(event=event, kind=DrawKind.ENTRY_CODE, seed="8", drawn_at=NOW))
    all_entries = [make_entry(event) for _ in range(entries)]
    for n, entry in enumerate(all_entries, start=1):
        added(Lot(draw=draw, entry=entry, position=n, code=f"K-{n:02d}"))
    return SimpleNamespace(event=event, chief=chief, judges=judges, entries=all_entries)


def in_marking(entries: int = 2, **values: Any) -> SimpleNamespace:
    """The same in marking: every judge is on both panels."""
    day = drawn_event(entries, **values)
    for code in day.event.marking_scheme.scheme.sub_criteria:
        set_panel(day.event, code, day.judges, now=NOW, by=day.chief)
    start_marking(day.event, now=NOW, by=day.chief)
    db.session.flush()
    return day


def sheet_of(day: SimpleNamespace, entry: int = 0, judge: int = 0, part: str = "A1") -> Sheet:
    return (
        db.session.query(Sheet)
        .filter_by(
            entry_id=day.entries[entry].id, judge_id=day.judges[judge].id, sub_criterion=part
        )
        .one()
    )
