"""What the chief judge does: an aspect goes back to its panel, a judge is excused.

The chief judge changes no mark: the panel scores again, and every score stays in the history.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from competition.database import db
from competition.errors import NotYet
from competition.events.models import Event
from competition.marking import queries
from competition.marking.models import MarkReturn, Sheet
from competition.marking.operations import record, refuse_phase
from competition.marking.rules import Change, Held, on_sheet
from competition.marking.writing import Written, hold, set_submitted, write
from competition.people.models import User
from judging.errors import IncompletePanel, RuleViolation, UnknownName
from judging.marking.aspect import EXCUSED


def return_to_panel(
    event: Event, entry_id: int, aspect: str, reason: str, *, now: datetime, by: User
) -> MarkReturn:
    """Let the panel score an aspect again: clears its marks and opens the sheets they are on.

    Raises NotYet when there is no mark to return, RuleViolation without a reason.
    """
    _refuse_empty(reason)
    hold(event)
    refuse_phase(event)
    sheets = _sheets_of_panel(event, entry_id, aspect)
    held = queries.held_marks([sheet.id for sheet in sheets])
    given = [
        (sheet, mark)
        for sheet in sheets
        if (mark := held[sheet.id].get(aspect, Held())).text not in (None, EXCUSED)
    ]
    if not given:
        raise NotYet("{aspect} has no marks that could be returned.", aspect=aspect)
    cleared = [Written(sheet, Change(aspect, mark), by.id, reason) for sheet, mark in given]
    write(event, cleared, now=now)
    set_submitted([sheet.id for sheet, _ in given], None)
    returned = MarkReturn(
        event_id=event.id,
        entry_id=entry_id,
        sub_criterion=sheets[0].sub_criterion,
        aspect=aspect,
        scores=[{"judge": sheet.judge_id, "value": mark.text} for sheet, mark in given],
        reason=reason,
        returned_at=now,
        returned_by_id=by.id,
    )
    db.session.add(returned)
    record("aspect.returned", event, now=now, by=by, entry=entry_id, aspect=aspect, reason=reason)
    return returned


def excuse(
    sheet: Sheet, reason: str, *, now: datetime, by: User, aspects: Sequence[str] | None = None
) -> None:
    """Take the sheet's judge out of the panel for these aspects, or all that each judge marks.

    Raises IncompletePanel when too few judges would be left, RuleViolation for what the panel
    agrees on: somebody has to write that down.
    """
    _refuse_empty(reason)
    hold(sheet.event)
    refuse_phase(sheet.event)
    asked = queries.aspects_of(sheet)
    chosen = aspects or [code for code, aspect in asked.items() if not aspect.is_agreed]
    held = queries.held_marks([sheet.id])[sheet.id]
    for code in chosen:
        if code not in asked or asked[code].is_agreed:
            raise RuleViolation(
                "{aspect}: nobody can be excused from what a panel agrees.", aspect=code
            )
        _refuse_too_few(sheet, code)
    marks = [Change(code, held.get(code, Held()), word=EXCUSED) for code in chosen]
    changed = [change for change in marks if change.before.text != EXCUSED]
    write(sheet.event, [Written(sheet, change, by.id, reason) for change in changed], now=now)
    if set(asked) == set(chosen):
        set_submitted([sheet.id], now)
    record(
        "judge.excused", sheet.event, now=now, by=by, sheet=sheet.id, aspects=chosen, reason=reason
    )


def readmit(sheet: Sheet, reason: str, *, now: datetime, by: User) -> None:
    """Take back every excuse on this sheet: the judge marks these aspects."""
    _refuse_empty(reason)
    hold(sheet.event)
    refuse_phase(sheet.event)
    held = queries.held_marks([sheet.id])[sheet.id]
    changed = [Change(code, mark) for code, mark in held.items() if mark.text == EXCUSED]
    if changed:
        write(sheet.event, [Written(sheet, change, by.id, reason) for change in changed], now=now)
        set_submitted([sheet.id], None)
        record("judge.readmitted", sheet.event, now=now, by=by, sheet=sheet.id, reason=reason)


def _sheets_of_panel(event: Event, entry_id: int, aspect: str) -> list[Sheet]:
    """The sheets of an entry that ask for the aspect, in the order of the panel."""
    scheme = queries.scheme_of(event)
    parts = scheme.sub_criteria.values() if scheme else ()
    part = next((p for p in parts if any(a.code == aspect for a in p.aspects)), None)
    if part is None:
        raise UnknownName("There is no aspect {code}.", code=aspect)
    found = {
        sheet.judge_id: sheet
        for sheet in db.session.scalars(
            select(Sheet).filter_by(event_id=event.id, entry_id=entry_id, sub_criterion=part.code)
        )
    }
    panel = queries.panels_of(event.id)[part.code]
    return [
        found[judge.id]
        for position, judge in enumerate(panel, start=1)
        if judge.id in found and any(a.code == aspect for a in on_sheet(part, position))
    ]


def _refuse_too_few(sheet: Sheet, aspect: str) -> None:
    """A panel needs somebody left, and as many as its drops take away and one more."""
    scheme = queries.scheme_of(sheet.event)
    combine = scheme.aspects[aspect].combine if scheme else None
    needs = combine.needs if combine else 1
    others = [s for s in _sheets_of_panel(sheet.event, sheet.entry_id, aspect) if s.id != sheet.id]
    held = queries.held_marks([other.id for other in others])
    left = sum(1 for marks in held.values() if marks.get(aspect, Held()).text != EXCUSED)
    if left < needs:
        raise IncompletePanel(
            "{aspect}: {left} judges would be left, at least {needs} are needed.",
            aspect=aspect,
            left=left,
            needs=needs,
        )


def _refuse_empty(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation("Say why: the reason stays on record.")
