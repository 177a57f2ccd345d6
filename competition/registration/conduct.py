"""How an accepted entry takes part: absent or a guest, its time, its penalties.

Operations change the session and leave the commit to their caller.
"""

from datetime import datetime
from decimal import Decimal

from competition.database import db
from competition.errors import Locked
from competition.people.models import User
from competition.registration.models import Entry, Penalty
from competition.registration.recording import record
from competition.registration.rules import COMPETING, EntryState, Part, with_reason
from judging.errors import RuleViolation


def set_part(entry: Entry, part: Part, reason: str, *, now: datetime, by: User | None) -> None:
    """Say how an accepted entry takes part; everything but `ranked` needs a reason."""
    _competing(entry)
    entry.part_reason = reason.strip() if part is Part.RANKED else with_reason(reason)
    entry.part = part
    record("entry.part", entry, now=now, by=by, part=part.value, reason=entry.part_reason)


def set_time(entry: Entry, seconds: Decimal | None, *, now: datetime, by: User | None) -> None:
    """Write down the time that the entry took, in seconds; None takes it back."""
    _competing(entry)
    if seconds is not None and seconds < 0:
        raise RuleViolation("The time must not be below 0.")
    entry.time = seconds
    record("entry.time", entry, now=now, by=by, seconds=None if seconds is None else f"{seconds:f}")


def give_penalty(
    entry: Entry, points: Decimal, reason: str, *, now: datetime, by: User | None
) -> Penalty:
    """Take points from an entry's total."""
    _competing(entry)
    if points <= 0:
        raise RuleViolation("A penalty is more than 0 points.")
    penalty = Penalty(entry_id=entry.id, points=points, reason=with_reason(reason), given_at=now)
    entry.penalties.append(penalty)
    db.session.flush()
    record("entry.penalty", entry, now=now, by=by, points=f"{points:f}", reason=penalty.reason)
    return penalty


def take_back_penalty(penalty: Penalty, *, entry: Entry, now: datetime, by: User | None) -> None:
    """Undo a penalty; what it was stays in the history."""
    _competing(entry)
    entry.penalties.remove(penalty)
    record(
        "entry.penalty_taken_back",
        entry,
        now=now,
        by=by,
        points=f"{penalty.points:f}",
        reason=penalty.reason,
    )


def _competing(entry: Entry) -> None:
    if entry.state is not EntryState.ACCEPTED:
        raise Locked("The entry is {state}, it does not compete.", state=entry.state)
    if entry.event.phase not in COMPETING:
        raise Locked(
            "The event is in phase {phase}: this is written from the draw to the review.",
            phase=entry.event.phase,
        )
