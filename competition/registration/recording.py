"""What every act on an entry has in common: its record, and the phases it is possible in."""

from datetime import datetime

from competition import audit
from competition.errors import Locked
from competition.people.models import User
from competition.registration.models import Entry
from competition.registration.rules import DECIDING


def refuse_settled(entry: Entry) -> None:
    """Raise Locked when entries of the event stand as they are."""
    if entry.event.phase not in DECIDING:
        raise Locked(
            "The event is in phase {phase}: its entries stand as they are.",
            phase=entry.event.phase,
        )


def record(action: str, entry: Entry, *, now: datetime, by: User | None, **details: object) -> None:
    """Write what happened to an entry into the audit."""
    audit.record(
        action,
        now=now,
        by=by,
        competition_id=entry.event.competition_id,
        event_id=entry.event_id,
        entry=entry.id,
        **details,
    )
