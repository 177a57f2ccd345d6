"""Several entries decided at once, and what was decided so taken back.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from competition import audit
from competition.audit import AuditRecord
from competition.database import db
from competition.errors import Locked
from competition.people.models import User
from competition.registration.models import Entry
from competition.registration.recording import record, refuse_settled
from competition.registration.rules import EntryState, Part

POSSIBLE_FOR = timedelta(minutes=30)


def decide_together(
    entries: Sequence[Entry], decide: Callable[[Entry], None], *, now: datetime, by: User
) -> None:
    """Decide about entries of one event; the record says how each was before."""
    were = {
        str(entry.id): [entry.state.value, entry.reason, entry.part.value, entry.part_reason]
        for entry in entries
    }
    for entry in entries:
        decide(entry)
    audit.record(
        "entries.decided",
        now=now,
        by=by,
        competition_id=entries[0].event.competition_id,
        event_id=entries[0].event_id,
        were=were,
        decided=entries[0].state.value,
    )


def last_decision(event_id: int, by: User, now: datetime) -> AuditRecord | None:
    """What this user decided together last in the event, while it can be taken back."""
    wanted = (
        select(AuditRecord)
        .where(
            AuditRecord.event_id == event_id,
            AuditRecord.by_id == by.id,
            AuditRecord.action.in_(("entries.decided", "entries.undecided")),
            AuditRecord.at > now - POSSIBLE_FOR,
        )
        .order_by(AuditRecord.id.desc())
        .limit(1)
    )
    found = db.session.scalar(wanted)
    return found if found is not None and found.action == "entries.decided" else None


def take_back(decision: AuditRecord, *, now: datetime, by: User) -> int:
    """Make the entries what they were; raises Locked when one has changed since."""
    were = decision.details["were"]
    wanted = select(Entry).where(Entry.id.in_([int(key) for key in were])).order_by(Entry.id)
    entries = list(db.session.scalars(wanted))
    for entry in entries:
        refuse_settled(entry)
        if entry.state.value != decision.details["decided"] or entry.decided_at != decision.at:
            raise Locked("An entry has changed since: decide about each one.")
    for entry in entries:
        state, entry.reason, part, entry.part_reason = were[str(entry.id)]
        entry.state, entry.part, entry.decided_at = EntryState(state), Part(part), None
        record("entry.undecided", entry, now=now, by=by)
    audit.record(
        "entries.undecided",
        now=now,
        by=by,
        competition_id=decision.competition_id,
        event_id=decision.event_id,
        entries=len(entries),
    )
    return len(entries)
