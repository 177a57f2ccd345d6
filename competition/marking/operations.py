"""Panels are set, marking starts, marks come in, sheets are submitted, marking is locked.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, insert

from competition import audit
from competition.database import db
from competition.errors import Locked, NotYet
from competition.events.models import Event
from competition.events.operations import move
from competition.events.rules import Phase
from competition.marking import queries
from competition.marking.models import PanelMember, Sheet
from competition.marking.oversight.progress import blockers
from competition.marking.rules import Typed, changes, on_sheet
from competition.marking.writing import Written, hold, write
from competition.people.models import User
from judging.errors import RuleViolation, UnknownName

BEFORE_MARKING = (Phase.DRAFT, Phase.REGISTRATION, Phase.DRAW)


def set_panel(
    event: Event, sub_criterion: str, judges: Sequence[User], *, now: datetime, by: User | None
) -> None:
    """Who marks a sub-criterion, in order; raises Locked once marking has started.

    A panel of a wrong size is kept: the conditions of marking say what is wrong with it.
    """
    if event.phase not in BEFORE_MARKING:
        raise Locked("Panels are set before marking starts. Excuse a judge instead.")
    scheme = queries.scheme_of(event)
    if scheme is None or sub_criterion not in scheme.sub_criteria:
        raise UnknownName("There is no sub-criterion {code}.", code=sub_criterion)
    appointed = {judge.id for judge in queries.judges_of(event)}
    for judge in judges:
        if judge.id not in appointed:
            raise RuleViolation("{name} is not a judge of this event.", name=judge.name)
    here = (PanelMember.event_id == event.id, PanelMember.sub_criterion == sub_criterion)
    db.session.execute(delete(PanelMember).where(*here))
    for position, judge in enumerate(judges, start=1):
        db.session.add(
            PanelMember(
                event_id=event.id,
                sub_criterion=sub_criterion,
                judge_id=judge.id,
                position=position,
            )
        )
    db.session.flush()
    record("panel.set", event, now=now, by=by, sub_criterion=sub_criterion, judges=len(judges))


def start_marking(event: Event, *, now: datetime, by: User | None) -> int:
    """From draw to marking: make every sheet; how many. Raises NotYet when a condition is open."""
    missing = [c.fault for c in queries.conditions(event) if c.fault]
    if missing:
        raise NotYet(
            "Marking cannot start yet, {count} open: {first}", count=len(missing), first=missing[0]
        )
    hold(event)
    move(event, Phase.MARKING, now=now, by=by)
    rows = _sheets_to_make(event)
    db.session.execute(insert(Sheet), rows)
    record("marking.started", event, now=now, by=by, sheets=len(rows))
    return len(rows)


def _sheets_to_make(event: Event) -> list[dict[str, object]]:
    scheme = queries.scheme_of(event)
    panels = queries.panels_of(event.id)
    entries = sorted(db.session.scalars(queries.accepted(event.id)))
    return [
        {
            "event_id": event.id,
            "entry_id": entry_id,
            "sub_criterion": code,
            "judge_id": judge.id,
        }
        for code, part in (scheme.sub_criteria.items() if scheme else ())
        for position, judge in enumerate(panels[code], start=1)
        if on_sheet(part, position)
        for entry_id in entries
    ]


def enter_marks(
    sheet: Sheet,
    values: Mapping[str, str],
    *,
    now: datetime,
    by: User,
    versions: Mapping[str, int] | None = None,
    reasons: Mapping[str, str] | None = None,
) -> int:
    """Keep marks on an open sheet, an empty one clears; how many changed.

    All or nothing: raises Faults (paths are aspect codes), rules.Stale when a mark is not the
    version that was seen, Locked when the sheet is submitted or the event is not in marking.
    """
    hold(sheet.event)
    refuse_closed(sheet)
    held = queries.held_marks([sheet.id])[sheet.id]
    typed = Typed(values, reasons or {}, versions)
    found = changes(queries.aspects_of(sheet), held, typed)
    if found:
        lock_scheme(sheet.event, now=now)
        write(sheet.event, [Written(sheet, change, by.id) for change in found], now=now)
        record("marks.entered", sheet.event, now=now, by=by, sheet=sheet.id, marks=len(found))
    return len(found)


def submit(sheet: Sheet, *, now: datetime, by: User) -> None:
    """Hand in a complete sheet; raises NotYet with the aspects that have no mark."""
    hold(sheet.event)
    refuse_closed(sheet)
    held = queries.held_marks([sheet.id])[sheet.id]
    missing = [c for c in queries.aspects_of(sheet) if c not in held or held[c].text is None]
    if missing:
        raise NotYet("{count} missing: {codes}", count=len(missing), codes=", ".join(missing))
    sheet.submitted_at = now
    record("sheet.submitted", sheet.event, now=now, by=by, sheet=sheet.id)


def take_back(sheet: Sheet, *, now: datetime, by: User) -> None:
    """Open a submitted sheet again; raises Locked when the event is not in marking."""
    hold(sheet.event)
    refuse_phase(sheet.event)
    sheet.submitted_at = None
    record("sheet.taken_back", sheet.event, now=now, by=by, sheet=sheet.id)


def lock(event: Event, *, now: datetime, by: User | None) -> None:
    """From marking to review; raises NotYet while a sheet is open or judges are too far apart."""
    hold(event)
    found = blockers(event)
    if found:
        raise NotYet(
            "Marking cannot be locked yet, {count} open: {first}", count=len(found), first=found[0]
        )
    move(event, Phase.REVIEW, now=now, by=by)
    record("marking.locked", event, now=now, by=by)


def unlock(event: Event, reason: str, *, now: datetime, by: User | None) -> None:
    """From review back to marking, with the reason on record; not once results are out.

    It is locked by hand then: an end that has passed would lock it at once.
    """
    hold(event)
    if event.phase is not Phase.REVIEW:
        raise Locked("Marking can be opened again from the review only.")
    move(event, Phase.MARKING, now=now, by=by)
    if event.marking_ends_at is not None and event.marking_ends_at <= now:
        event.marking_ends_at = None
    record("marking.unlocked", event, now=now, by=by, reason=reason)


def refuse_closed(sheet: Sheet) -> None:
    """Raise Locked when nobody may write on this sheet now."""
    db.session.refresh(sheet, ["submitted_at"])
    refuse_phase(sheet.event)
    refuse_submitted(sheet)


def refuse_submitted(sheet: Sheet) -> None:
    if sheet.submitted_at:
        raise Locked("This sheet is submitted. Take it back to change it.")


def refuse_phase(event: Event) -> None:
    if event.phase is not Phase.MARKING:
        raise Locked("Marks are entered in the phase {phase} only.", phase=Phase.MARKING)


def lock_scheme(event: Event, *, now: datetime) -> None:
    """The first mark locks the scheme."""
    if event.marking_scheme and event.marking_scheme.locked_at is None:
        event.marking_scheme.locked_at = now


def record(action: str, event: Event, *, now: datetime, by: User | None, **details: object) -> None:
    audit.record(
        action, now=now, by=by, competition_id=event.competition_id, event_id=event.id, **details
    )
