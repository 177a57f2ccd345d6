"""Somebody of the pool is appointed to an event, unless an interest blocks it."""

from datetime import datetime

from competition import audit
from competition.errors import NotYet, OperationError
from competition.events.models import Event
from competition.events.rules import together
from competition.people.models import User
from competition.people.operations import appoint
from competition.people.pool.models import PoolMember
from competition.people.rules import Role
from competition.registration.recusal.queries import conflicts_at


def appoint_member(
    event: Event, member: PoolMember, role: Role, *, now: datetime, by: User | None
) -> bool:
    """Appoint to one of the member's roles; whether that is in spite of a conflict of interest.

    Raises NotYet with every conflict where the event blocks them, OperationError for a role that
    does not follow from the posts, Clash for who holds the role already.
    """
    if role not in member.roles:
        raise OperationError(
            "{name} is not in the pool as {role}.", name=member.user.name, role=role
        )
    conflicts = conflicts_at(event.id, [member.user])[member.user_id]
    if conflicts and event.recusal_blocks:
        raise NotYet(
            "{name} must be recused: {reasons}",
            name=member.user.name,
            reasons=together(conflicts),
        )
    appoint(member.user, role, event_id=event.id, now=now, by=by)
    if conflicts:
        audit.record(
            "appointment.conflict",
            now=now,
            by=by,
            competition_id=event.competition_id,
            event_id=event.id,
            name=member.user.name,
            reason="; ".join(str(one) for one in conflicts),
        )
    return bool(conflicts)


def set_recusal(event: Event, *, blocks: bool, now: datetime, by: User | None) -> None:
    """Whether conflicts of interest block an appointment at the event, or only warn."""
    event.recusal_blocks = blocks
    audit.record(
        "recusal.blocks" if blocks else "recusal.warns",
        now=now,
        by=by,
        competition_id=event.competition_id,
        event_id=event.id,
    )
