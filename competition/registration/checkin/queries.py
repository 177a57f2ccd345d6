"""Who is expected, who came, whose pass it is."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from competition.database import db
from competition.people.models import Person
from competition.registration.checkin.models import Arrival, CheckInTime
from competition.registration.checkin.rules import code_of, member_in, written
from competition.registration.models import Entry, Member
from competition.registration.rules import EntryState, Part
from competition.vault import vault


def pass_code(member_id: int) -> str:
    """The code on the pass of a member: nobody makes one up without the key of the site."""
    return code_of(member_id, vault.lookup(f"contest pass {member_id}"))


def members_of(event_id: int) -> Select[Member]:
    """The members of the accepted entries of an event, delegation by delegation."""
    return (
        select(Member)
        .join(Member.entry)
        .where(Entry.event_id == event_id, Entry.state == EntryState.ACCEPTED)
        .options(
            joinedload(Member.person).joinedload(Person.organisation),
            joinedload(Member.entry).joinedload(Entry.delegation),
        )
        .order_by(Entry.delegation_id, Entry.id, Member.position)
    )


def named(wanted: Select[Member], text: str) -> Select[Member]:
    """Those whose name contains the text."""
    part = f"%{text}%"
    return wanted.where(Member.person.has(or_(Person.name.ilike(part), Person.name_en.ilike(part))))


def arrived() -> Select[int]:
    """The keys of the members who are checked in."""
    return select(Arrival.member_id).where(Arrival.ended_at.is_(None))


def member_with(event_id: int, code: str) -> Member | None:
    """Whose pass this is, among those accepted in the event."""
    key = member_in(code)
    if key is None or pass_code(key) != written(code):
        return None
    return db.session.scalar(members_of(event_id).where(Member.id == key))


def arrival_of(member_id: int) -> Arrival | None:
    """The check-in of a member that stands."""
    wanted = select(Arrival).where(Arrival.member_id == member_id, Arrival.ended_at.is_(None))
    return db.session.scalar(wanted.options(joinedload(Arrival.by)))


def arrivals(member_ids: list[int]) -> dict[int, Arrival]:
    """The standing check-ins of these members."""
    wanted = select(Arrival).where(Arrival.member_id.in_(member_ids), Arrival.ended_at.is_(None))
    return {arrival.member_id: arrival for arrival in db.session.scalars(wanted)}


def time_of(event_id: int) -> CheckInTime | None:
    """When the event starts, once it is written down."""
    return db.session.scalar(select(CheckInTime).filter_by(event_id=event_id))


@dataclass(frozen=True)
class Attendance:
    """How many of the accepted members came, and the entries of which nobody did."""

    expected: int
    came: int
    missing: tuple[int, ...]


def attendance(event_id: int) -> Attendance:
    """Who came; an entry already absent or out is not missing."""
    found = db.session.execute(
        select(Entry.id, Entry.part, func.count(Member.id), func.count(Arrival.id))
        .join(Member, Member.entry_id == Entry.id)
        .outerjoin(Arrival, (Arrival.member_id == Member.id) & Arrival.ended_at.is_(None))
        .where(Entry.event_id == event_id, Entry.state == EntryState.ACCEPTED)
        .group_by(Entry.id, Entry.part)
        .order_by(Entry.id)
    ).all()
    return Attendance(
        expected=sum(members for _, _, members, _ in found),
        came=sum(came for _, _, _, came in found),
        missing=tuple(
            key for key, part, _, came in found if not came and part in (Part.RANKED, Part.GUEST)
        ),
    )
