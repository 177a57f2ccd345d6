"""Whole events of marks at once: for data that comes in, and for the demo.

The promises and refusals are those of the operations on one sheet.
"""

from collections.abc import Mapping
from datetime import datetime

from competition.events.models import Event
from competition.marking import queries
from competition.marking.operations import lock_scheme, record, refuse_phase, refuse_submitted
from competition.marking.rules import Typed, changes, on_sheet
from competition.marking.writing import Written, hold, set_submitted, write
from competition.people.models import User
from judging.errors import Fault, Faults
from judging.marking.aspect import Aspect
from judging.marking.criteria import below

ByJudge = Mapping[tuple[int, int], Mapping[str, str]]
"""(entry id, judge id) -> aspect code -> value, or reason."""


def enter_all(
    event: Event, marks: ByJudge, *, now: datetime, by: User | None, reasons: ByJudge | None = None
) -> int:
    """Keep many judges' marks, each in its judge's name; how many changed.

    All or nothing: raises Faults with the path `entry.judge.aspect`, Locked for submitted sheets.
    """
    hold(event)
    refuse_phase(event)
    written = _planned(event, _by_sheet(event, marks), reasons or {})
    if written:
        lock_scheme(event, now=now)
        write(event, written, now=now)
        record("marks.entered", event, now=now, by=by, marks=len(written))
    return len(written)


def _by_sheet(event: Event, marks: ByJudge) -> dict[tuple[int, int, str], dict[str, str]]:
    scheme = queries.scheme_of(event)
    parts = scheme.sub_criteria.items() if scheme else ()
    part_of = {aspect.code: code for code, part in parts for aspect in part.aspects}
    by_sheet: dict[tuple[int, int, str], dict[str, str]] = {}
    for (entry_id, judge_id), values in marks.items():
        for aspect, value in values.items():
            key = (entry_id, judge_id, part_of.get(aspect, ""))
            by_sheet.setdefault(key, {})[aspect] = value
    return by_sheet


def _planned(
    event: Event, by_sheet: Mapping[tuple[int, int, str], Mapping[str, str]], reasons: ByJudge
) -> list[Written]:
    sheets = {(s.entry_id, s.judge_id, s.sub_criterion): s for s in queries.sheets_of(event.id)}
    asked = _aspects_by_judge(event)
    held = queries.held_in(event.id)
    written: list[Written] = []
    faults: list[Fault] = []
    for key, values in by_sheet.items():
        entry_id, judge_id, part = key
        sheet = sheets.get(key)
        if sheet is None:
            faults.append(Fault(f"{entry_id}.{judge_id}.{min(values)}", "there is no such sheet"))
            continue
        refuse_submitted(sheet)
        typed = Typed(values, reasons.get((entry_id, judge_id), {}))
        try:
            found = changes(asked[part, judge_id], held.get(sheet.id, {}), typed)
        except Faults as refused:
            faults += below(f"{entry_id}.{judge_id}", iter(refused.faults))
        else:
            written += [Written(sheet, change, judge_id) for change in found]
    if faults:
        raise Faults(faults)
    return written


def _aspects_by_judge(event: Event) -> dict[tuple[str, int], dict[str, Aspect]]:
    scheme = queries.scheme_of(event)
    return {
        (code, judge.id): {a.code: a for a in on_sheet(scheme.sub_criteria[code], position)}
        for code, panel in queries.panels_of(event.id).items()
        if scheme
        for position, judge in enumerate(panel, start=1)
    }


def submit_all(event: Event, *, now: datetime, by: User | None) -> int:
    """Hand in every complete sheet of the event; how many stay open."""
    hold(event)
    refuse_phase(event)
    asked = _aspects_by_judge(event)
    open_ = [s for s in queries.sheets_of(event.id) if not s.submitted_at]
    ready = [s.id for s in open_ if s.given == len(asked[s.sub_criterion, s.judge_id])]
    set_submitted(ready, now)
    record("sheets.submitted", event, now=now, by=by, sheets=len(ready))
    return len(open_) - len(ready)
