"""Panels, sheets and marks, looked up with few statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from competition.database import db
from competition.draw.queries import without_code
from competition.events.models import Event
from competition.marking.models import Mark, PanelMember, Sheet
from competition.marking.rules import Held, as_text, on_sheet, panel_faults
from competition.people.models import Appointment, User
from competition.people.rules import Role
from competition.registration.models import Entry
from competition.registration.rules import EntryState
from judging.marking.aspect import Aspect
from judging.scheme import Scheme
from judging.sentences import Sentence, say

MARKING_ROLES = (Role.CHIEF_JUDGE, Role.JUDGE)


@dataclass(frozen=True)
class Condition:
    """Something that has to hold before marking starts; `fault` is None when it does."""

    name: str  # scheme, codes, chief, or panel
    fault: Sentence | None
    sub_criterion: str = ""


def given() -> ColumnElement[bool]:
    """Whether a mark's row holds a value; a cleared one does not."""
    return or_(Mark.amount.is_not(None), Mark.word.is_not(None))


def accepted(event_id: int) -> Select[int]:
    return select(Entry.id).where(Entry.event_id == event_id, Entry.state == EntryState.ACCEPTED)


def judges_of(event: Event) -> list[User]:
    """Who is appointed to judge the event, itself or with its whole competition."""
    here = or_(
        Appointment.event_id == event.id,
        (Appointment.competition_id == event.competition_id) & Appointment.event_id.is_(None),
    )
    wanted = (
        select(User)
        .where(
            User.id.in_(
                select(Appointment.user_id).where(
                    Appointment.role.in_(MARKING_ROLES), Appointment.ended_at.is_(None), here
                )
            )
        )
        .order_by(User.name, User.id)
    )
    return list(db.session.scalars(wanted))


def panels_of(event_id: int) -> dict[str, list[User]]:
    """The judges of every sub-criterion that has a panel, in the order of their positions."""
    rows = db.session.execute(
        select(PanelMember.sub_criterion, User)
        .join(PanelMember.judge)
        .where(PanelMember.event_id == event_id)
        .order_by(PanelMember.sub_criterion, PanelMember.position)
    )
    panels: dict[str, list[User]] = {}
    for sub_criterion, judge in rows:
        panels.setdefault(sub_criterion, []).append(judge)
    return panels


def scheme_of(event: Event) -> Scheme | None:
    return event.marking_scheme.scheme if event.marking_scheme else None


def conditions(event: Event) -> list[Condition]:
    """Everything that has to hold before marking starts, with what does not hold yet."""
    scheme = scheme_of(event)
    if scheme is None:
        return [Condition("scheme", say("The event has no marking scheme."))]
    panels = panels_of(event.id)
    found = [Condition("scheme", None), Condition("codes", _missing_codes(event.id))]
    for code, part in scheme.sub_criteria.items():
        faults: list[Sentence | None] = list(panel_faults(part, len(panels.get(code, ()))))
        found += [Condition("panel", fault, code) for fault in faults or [None]]
    return found


def _missing_codes(event_id: int) -> Sentence | None:
    if db.session.scalar(accepted(event_id).limit(1)) is None:
        return say("The event has no accepted entries.")
    missing = without_code(event_id)
    return say("{count} accepted entries have no code yet.", count=missing) if missing else None


def position_of(sheet: Sheet) -> int:
    """The place of the sheet's judge in the panel."""
    return db.session.scalars(
        select(PanelMember.position).filter_by(
            event_id=sheet.event_id, sub_criterion=sheet.sub_criterion, judge_id=sheet.judge_id
        )
    ).one()


def aspects_of(sheet: Sheet) -> dict[str, Aspect]:
    """What the sheet asks of its judge."""
    scheme = scheme_of(sheet.event)
    part = scheme.sub_criteria[sheet.sub_criterion] if scheme else None
    return {a.code: a for a in on_sheet(part, position_of(sheet))} if part else {}


def held_marks(sheet_ids: Sequence[int]) -> dict[int, dict[str, Held]]:
    """The marks kept on these sheets by aspect, cleared ones too, for their versions."""
    return {key: {} for key in sheet_ids} | _held(Mark.sheet_id.in_(sheet_ids))


def held_in(event_id: int) -> dict[int, dict[str, Held]]:
    """The marks kept on the event's sheets that have any."""
    return _held(Sheet.event_id == event_id)


def _held(which: ColumnElement[bool]) -> dict[int, dict[str, Held]]:
    held: dict[int, dict[str, Held]] = {}
    columns = (Mark.sheet_id, Mark.aspect, Mark.amount, Mark.word, Mark.reason, Mark.version)
    rows = db.session.execute(select(*columns).join(Mark.sheet).where(which))
    for sheet_id, aspect, amount, word, reason, version in rows:
        held.setdefault(sheet_id, {})[aspect] = Held(as_text(amount, word), reason, version)
    return held


def marks_of(event_id: int) -> Sequence[Any]:
    """Every mark given in the event: entry_id, aspect, judge_id, amount, word, reason."""
    return db.session.execute(
        select(Sheet.entry_id, Mark.aspect, Sheet.judge_id, Mark.amount, Mark.word, Mark.reason)
        .join(Mark.sheet)
        .where(Sheet.event_id == event_id, given())
    ).all()


def sheets_of(event_id: int, judge_id: int | None = None) -> Sequence[Any]:
    """The event's sheets, or one judge's, each with the number of marks given on it."""
    which = [Sheet.event_id == event_id] + ([Sheet.judge_id == judge_id] if judge_id else [])
    return db.session.execute(
        select(
            Sheet.id,
            Sheet.entry_id,
            Sheet.sub_criterion,
            Sheet.judge_id,
            Sheet.submitted_at,
            func.count(Mark.id).filter(given()).label("given"),
        )
        .outerjoin(Sheet.marks)
        .where(*which)
        .group_by(Sheet.id)
    ).all()
