"""Obstacles are set aside for a person, with the reason.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from competition.errors import Clash
from competition.people.models import Person, User
from competition.registration.models import Entry, Waiver
from competition.registration.recording import record, refuse_settled
from competition.registration.rules import Obstacle, Waivable, with_reason
from judging.errors import Fault, Faults


def to_waive(
    faults: Sequence[Fault], waiving: Collection[Waivable], because: str
) -> list[Obstacle]:
    """The obstacles to waive; raises Faults while there are others, or without a reason."""
    waived = [one for one in faults if isinstance(one, Obstacle) and one.waivable in waiving]
    left = [one for one in faults if one not in waived]
    if waived and not because.strip():
        left.append(Fault("because", "Write why this is waived: it stays on record."))
    if left:
        raise Faults(left)
    return waived


def waive_all(
    entry: Entry, waived: Sequence[Obstacle], because: str, *, now: datetime, by: User | None
) -> None:
    """Waive each for the member that it was found with."""
    for obstacle in waived:
        position = int(obstacle.path.partition(".")[0])
        person = entry.members[position - 1].person
        waive(entry, person, obstacle.waivable, because, now=now, by=by)


def waive(
    entry: Entry,
    person: Person,
    obstacle: Waivable,
    reason: str,
    *,
    now: datetime,
    by: User | None,
) -> Waiver:
    """Set an obstacle aside for a person of an entry, before the marking; raises Clash, Locked."""
    refuse_settled(entry)
    if any(one.person is person and one.obstacle is obstacle for one in entry.waivers):
        raise Clash("This is waived for {name} already.", name=person.name)
    waiver = Waiver(person=person, obstacle=obstacle, reason=with_reason(reason), given_at=now)
    entry.waivers.append(waiver)
    record(
        "entry.waived",
        entry,
        now=now,
        by=by,
        obstacle=obstacle.value,
        name=person.name,
        reason=waiver.reason,
    )
    return waiver
