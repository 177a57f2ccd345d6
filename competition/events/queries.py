"""Which tiers, competitions and events there are, and who works at them."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from competition.audit import AuditRecord
from competition.database import db
from competition.events.models import Competition, Event, Tier
from competition.events.rules import Phase
from competition.people.models import Appointment, User
from competition.people.rules import Role

Work = tuple[Appointment, Event | None, Competition | None]


def competition_of(event_id: int) -> int | None:
    """The key of the competition that an event belongs to."""
    return db.session.scalar(select(Event.competition_id).where(Event.id == event_id))


def event_for(event_id: int) -> Event | None:
    """The event with this key; the guard has asked already whether the user may see it."""
    return db.session.get(Event, event_id)


def competition_for(competition_id: int) -> Competition | None:
    """The competition with this key; the guard has asked already."""
    return db.session.get(Competition, competition_id)


def tiers() -> list[Tier]:
    """The ladder, highest rung first, each with the tier that it feeds."""
    wanted = select(Tier).options(joinedload(Tier.feeds)).order_by(Tier.height.desc(), Tier.id)
    return list(db.session.scalars(wanted))


def competitions() -> Select[Competition]:
    """All competitions, the latest first."""
    return (
        select(Competition)
        .options(joinedload(Competition.tier))
        .order_by(Competition.starts_on.desc(), Competition.id.desc())
    )


def events_of(competition_id: int, phase: Phase | None = None) -> Select[Event]:
    """The events of a competition by name; of one phase only, when it is given."""
    wanted = select(Event).where(Event.competition_id == competition_id)
    if phase is not None:
        wanted = wanted.where(Event.phase == phase)
    return wanted.order_by(Event.name_zh, Event.id)


def phase_counts(competition_id: int) -> Counter[Phase]:
    """How many events of a competition are in each phase."""
    wanted = select(Event.phase).where(Event.competition_id == competition_id)
    return Counter(db.session.scalars(wanted))


def phases_at(competition_ids: Collection[int]) -> dict[int, Counter[Phase]]:
    """How many events of each competition are in each phase, in one statement."""
    found: dict[int, Counter[Phase]] = {key: Counter() for key in competition_ids}
    wanted = (
        select(Event.competition_id, Event.phase, func.count())
        .where(Event.competition_id.in_(found))
        .group_by(Event.competition_id, Event.phase)
    )
    for competition_id, phase, count in db.session.execute(wanted):
        found[competition_id][phase] = count
    return found


def goals_of(event: Event) -> list[Event]:
    """The events at the tier above that its winners may go to."""
    above = event.competition.tier.feeds_id
    wanted = (
        select(Event)
        .join(Event.competition)
        .where(Competition.tier_id == above)
        .options(joinedload(Event.competition))
        .order_by(Competition.starts_on.desc(), Event.name_zh)
    )
    return list(db.session.scalars(wanted)) if above else []


def work_of(user_id: int) -> list[Work]:
    """What the user is appointed to now, with its event and competition, latest first."""
    wanted = (
        select(Appointment, Event, Competition)
        .outerjoin(Event, Appointment.event_id == Event.id)
        .outerjoin(
            Competition,
            or_(
                Competition.id == Event.competition_id,
                Competition.id == Appointment.competition_id,
            ),
        )
        .where(
            Appointment.user_id == user_id,
            Appointment.ended_at.is_(None),
            Competition.id.is_not(None),
        )
        .order_by(Competition.starts_on.desc(), Event.name_zh, Appointment.id)
    )
    return [(held, event, competition) for held, event, competition in db.session.execute(wanted)]


def service_of(user_id: int) -> list[Work]:
    """Every post that the user has held at a competition or event, the latest first."""
    wanted = (
        select(Appointment, Event, Competition)
        .outerjoin(Event, Appointment.event_id == Event.id)
        .join(
            Competition,
            or_(
                Competition.id == Event.competition_id,
                Competition.id == Appointment.competition_id,
            ),
        )
        .where(Appointment.user_id == user_id)
        .order_by(Appointment.appointed_at.desc(), Appointment.id.desc())
    )
    return [(held, event, competition) for held, event, competition in db.session.execute(wanted)]


def people_at(
    *, competition_id: int | None = None, event_id: int | None = None
) -> list[Appointment]:
    """Who works at an event or, without one, at a competition itself; leaders apart."""
    wanted = (
        select(Appointment)
        .options(joinedload(Appointment.user).joinedload(User.organisation))
        .where(
            Appointment.ended_at.is_(None),
            Appointment.role != Role.DELEGATION_LEADER,
            Appointment.event_id == event_id
            if event_id is not None
            else Appointment.competition_id == competition_id,
        )
    )
    order = list(Role)
    found = db.session.scalars(wanted).all()
    return sorted(found, key=lambda held: (order.index(held.role), held.id))


def acts_at(
    *, competition_id: int | None = None, event_id: int | None = None
) -> Select[AuditRecord]:
    """The audit records of an event, or of a competition with all its events; latest first."""
    wanted = select(AuditRecord).options(joinedload(AuditRecord.by))
    if event_id is not None:
        wanted = wanted.where(AuditRecord.event_id == event_id)
    else:
        theirs = select(Event.id).where(Event.competition_id == competition_id)
        wanted = wanted.where(
            or_(
                AuditRecord.competition_id == competition_id,
                AuditRecord.event_id.in_(theirs),
            )
        )
    return wanted.order_by(AuditRecord.id.desc())


def event_names(competition_id: int) -> dict[int, Event]:
    """The events of a competition by key, for lists that only hold the key."""
    return {event.id: event for event in db.session.scalars(events_of(competition_id))}
