"""Somebody is checked in, or a check-in is taken back; who did not come is absent.

Operations change the session and leave the commit to their caller.
"""

from datetime import datetime

from sqlalchemy import select

from competition import audit
from competition.database import db
from competition.errors import Clash, Locked, NotYet
from competition.events.models import Event
from competition.people.models import User
from competition.registration.checkin.models import Arrival, CheckInTime
from competition.registration.checkin.queries import arrival_of, attendance, time_of
from competition.registration.checkin.rules import ARRIVING, MOST_MINUTES, door_closes
from competition.registration.conduct import set_part
from competition.registration.models import Entry, Member
from competition.registration.recording import record
from competition.registration.rules import EntryState, Part, with_reason
from judging.errors import RuleViolation


def set_time(
    event: Event, starts_at: datetime, late_minutes: int, *, now: datetime, by: User | None
) -> CheckInTime:
    """Write down when the event starts, and after how many minutes nobody is let in."""
    if not 0 <= late_minutes <= MOST_MINUTES:
        raise RuleViolation("Minutes are from 0 to {most}.", most=MOST_MINUTES)
    time = time_of(event.id) or CheckInTime(event_id=event.id)
    time.starts_at, time.late_minutes = starts_at, late_minutes
    db.session.add(time)
    audit.record(
        "checkin.time",
        now=now,
        by=by,
        competition_id=event.competition_id,
        event_id=event.id,
        starts_at=starts_at.isoformat(),
        minutes=late_minutes,
    )
    return time


def check_in(member: Member, *, now: datetime, by: User | None, reason: str = "") -> Arrival:
    """Somebody is there. Once the door is closed, or marked absent, only with a `reason`.

    Who was absent competes again. Raises Clash for somebody checked in already, NotYet before the
    draw, Locked later or for an entry that does not compete.
    """
    entry = member.entry
    _open(entry)
    standing = arrival_of(member.id)
    if standing:
        raise Clash("Checked in already, {moment}.", moment=standing.at)
    why = reason.strip()
    time = time_of(entry.event_id)
    closed = time and now > door_closes(time.starts_at, time.late_minutes)
    if (closed or entry.part is Part.ABSENT) and not why:
        raise RuleViolation("The door is closed: somebody late is let in for a reason only.")
    if entry.part is Part.ABSENT:
        set_part(entry, Part.RANKED, why, now=now, by=by)
    arrival = Arrival(member=member, at=now, by_id=by.id if by else None, reason=why)
    db.session.add(arrival)
    db.session.flush()
    record("checkin.arrived", entry, now=now, by=by, name=member.person.name, reason=why)
    return arrival


def take_back(member: Member, reason: str, *, now: datetime, by: User | None) -> None:
    """A check-in that was a mistake; it stays on record. Raises NotYet when there is none."""
    _open(member.entry)
    standing = arrival_of(member.id)
    if standing is None:
        raise NotYet("Nobody is checked in with this pass.")
    standing.ended_at, standing.ended_reason = now, with_reason(reason)
    db.session.flush()
    record(
        "checkin.taken_back",
        member.entry,
        now=now,
        by=by,
        name=member.person.name,
        reason=standing.ended_reason,
    )


def mark_absent(event: Event, reason: str, *, now: datetime, by: User | None) -> int:
    """Entries of which nobody came are absent, once the door is closed; how many these are.

    Safe to repeat. Raises NotYet before that, Locked in a phase without check-in.
    """
    time = time_of(event.id)
    if time is None:
        raise NotYet("Write down first when the event starts.")
    closes = door_closes(time.starts_at, time.late_minutes)
    if now <= closes:
        raise NotYet("The door is open until {moment}.", moment=closes)
    if event.phase not in ARRIVING:
        raise Locked("Check-in is in the phases Draw and Marking.")
    missing = attendance(event.id).missing
    for entry in db.session.scalars(select(Entry).where(Entry.id.in_(missing))):
        set_part(entry, Part.ABSENT, reason, now=now, by=by)
    return len(missing)


def _open(entry: Entry) -> None:
    if entry.event.phase not in ARRIVING:
        raise Locked("Check-in is in the phases Draw and Marking.")
    if entry.state is not EntryState.ACCEPTED:
        raise Locked("The entry is {state}, it does not compete.", state=entry.state)
    if entry.part in (Part.WITHDRAWN, Part.DISQUALIFIED):
        raise Locked("The entry is {part}: nobody is checked in.", part=entry.part)
