"""Delegations and entries, found through the user."""

from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from competition.audit import AuditRecord
from competition.database import db
from competition.events.models import Event
from competition.people.models import Appointment, Person, User
from competition.people.rules import Role
from competition.registration.models import Delegation, Entry, ListDraft, Member
from competition.registration.rules import STANDING, UNDECIDED, EntryState
from competition.vault import vault


def delegations_of(competition_id: int) -> list[Delegation]:
    """The delegations of a competition, by their codes."""
    wanted = select(Delegation).filter_by(competition_id=competition_id).order_by(Delegation.code)
    return list(db.session.scalars(wanted))


def led_by(user: User, competition_id: int) -> list[Delegation]:
    """The delegations that a user leads at a competition now."""
    wanted = (
        select(Delegation)
        .join(Appointment, Appointment.delegation_id == Delegation.id)
        .where(
            Appointment.user_id == user.id,
            Appointment.role == Role.DELEGATION_LEADER,
            Appointment.ended_at.is_(None),
            Delegation.competition_id == competition_id,
        )
        .order_by(Delegation.code)
    )
    return list(db.session.scalars(wanted).unique().all())


def entries_of(event_id: int, *, delegation_ids: list[int] | None = None) -> Select[Entry]:
    """The entries of an event with members, persons and delegation, ready to be narrowed."""
    wanted = (
        select(Entry)
        .where(Entry.event_id == event_id)
        .options(
            joinedload(Entry.delegation),
            selectinload(Entry.members).joinedload(Member.person).joinedload(Person.organisation),
        )
    )
    if delegation_ids is not None:
        wanted = wanted.where(Entry.delegation_id.in_(delegation_ids))
    return wanted


def matching(wanted: Select[Entry], text: str) -> Select[Entry]:
    """Entries with a member whose name contains the text."""
    names = (Person.name, Person.name_en)
    named = or_(*(name.icontains(text, autoescape=True) for name in names))
    return wanted.where(Entry.members.any(Member.person.has(named)))


def with_document(wanted: Select[Entry], text: str) -> Select[Entry]:
    """Entries with a member whose whole document number is the text."""
    number = vault.lookup("".join(text.split()).upper())
    return wanted.where(Entry.members.any(Member.person.has(Person.document_lookup == number)))


def counts_of(event_id: int) -> dict[EntryState, int]:
    """How many entries of an event are in each state; every state is a key."""
    found = db.session.execute(
        select(Entry.state, func.count()).where(Entry.event_id == event_id).group_by(Entry.state)
    )
    return dict.fromkeys(EntryState, 0) | dict(found.all())


def counts_by_delegation(competition_id: int) -> dict[int, int]:
    """Standing entries of each delegation over all events of a competition."""
    found = db.session.execute(
        select(Entry.delegation_id, func.count())
        .join(Event, Entry.event_id == Event.id)
        .where(Event.competition_id == competition_id, Entry.state.in_(STANDING))
        .group_by(Entry.delegation_id)
    )
    return dict(found.all())


def accepted_entries(event_id: int) -> list[Entry]:
    """The accepted entries of an event in the order they came, with their members."""
    wanted = entries_of(event_id).where(Entry.state == EntryState.ACCEPTED).order_by(Entry.id)
    return list(db.session.scalars(wanted).unique().all())


def accepted_ids(event_id: int) -> list[int]:
    """The keys of the accepted entries, ascending."""
    wanted = (
        select(Entry.id)
        .where(Entry.event_id == event_id, Entry.state == EntryState.ACCEPTED)
        .order_by(Entry.id)
    )
    return list(db.session.scalars(wanted))


def undecided(event_id: int) -> int:
    """How many entries wait for the organiser or their delegation."""
    wanted = select(func.count()).where(Entry.event_id == event_id, Entry.state.in_(UNDECIDED))
    return db.session.scalar(wanted) or 0


def leaders_of(competition_id: int) -> dict[int, list[User]]:
    """Who leads each delegation of a competition now."""
    found = db.session.execute(
        select(Appointment.delegation_id, User)
        .join(User, Appointment.user_id == User.id)
        .where(
            Appointment.competition_id == competition_id,
            Appointment.role == Role.DELEGATION_LEADER,
            Appointment.delegation_id.is_not(None),
            Appointment.ended_at.is_(None),
        )
        .order_by(User.username)
    )
    leaders: dict[int, list[User]] = {}
    for delegation_id, user in found:
        leaders.setdefault(delegation_id or 0, []).append(user)
    return leaders


def history_of(entry: Entry) -> list[AuditRecord]:
    """What happened to an entry, the newest first."""
    wanted = (
        select(AuditRecord)
        .where(
            AuditRecord.event_id == entry.event_id,
            AuditRecord.details["entry"].as_integer() == entry.id,
        )
        .options(joinedload(AuditRecord.by))
        .order_by(AuditRecord.id.desc())
    )
    return list(db.session.scalars(wanted))


def taken_by(delegation_ids: list[int]) -> dict[int, int]:
    """Standing entries of these delegations together, by event."""
    found = db.session.execute(
        select(Entry.event_id, func.count())
        .where(Entry.delegation_id.in_(delegation_ids), Entry.state.in_(STANDING))
        .group_by(Entry.event_id)
    )
    return dict(found.all())


def standing_entries(event_id: int, delegation_ids: list[int]) -> list[Entry]:
    """The entries of an event that hold a place, delegation by delegation, as a list has them."""
    wanted = (
        entries_of(event_id, delegation_ids=delegation_ids)
        .where(Entry.state.in_(STANDING))
        .order_by(Entry.delegation_id, Entry.id)
    )
    return list(db.session.scalars(wanted))


def own_draft(event_id: int, draft_id: int, user: User, now: datetime) -> Select[ListDraft]:
    """A list that this user sent for this event and that has not expired."""
    return select(ListDraft).where(
        ListDraft.id == draft_id,
        ListDraft.event_id == event_id,
        ListDraft.owner_id == user.id,
        ListDraft.expires_at > now,
    )
