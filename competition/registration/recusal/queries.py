"""Conflicts of interest: the own organisation, a delegation that is led, a declared relation."""

from collections.abc import Collection

from sqlalchemy import or_, select

from competition.database import db
from competition.people.models import Appointment, Organisation, Person, User
from competition.people.pool.models import DeclaredRelation, PoolMember
from competition.people.rules import Role
from competition.registration.models import Delegation, Entry, Member
from competition.registration.rules import STANDING
from judging.sentences import Sentence, say

Conflicts = dict[int, list[Sentence]]


def conflicts_at(event_id: int, users: Collection[User]) -> Conflicts:
    """By the key of each user, every interest in a standing entry of the event."""
    found: Conflicts = {user.id: [] for user in users}
    sending = organisations_at(event_id)
    for user in users:
        if user.organisation_id in sending:
            name = sending[user.organisation_id].name_zh
            found[user.id].append(say("own organisation: {name}", name=name))
    for user_id, name in led_at(event_id, found):
        found[user_id].append(say("leads the delegation {name}", name=name))
    for user_id, organisation_id in declared_by(found):
        if organisation_id in sending:
            name = sending[organisation_id].name_zh
            found[user_id].append(say("declared relation: {name}", name=name))
    return found


def organisations_at(event_id: int) -> dict[int | None, Organisation]:
    """Employers and schools of the contestants of an event, and who sends their delegations."""
    standing = (
        select(Entry.id).where(Entry.event_id == event_id, Entry.state.in_(STANDING)).subquery()
    )
    senders = (
        select(Delegation.organisation_id)
        .join(Entry, Entry.delegation_id == Delegation.id)
        .where(Entry.id.in_(select(standing.c.id)))
    )
    employers = (
        select(Person.organisation_id)
        .join(Member, Member.person_id == Person.id)
        .where(Member.entry_id.in_(select(standing.c.id)))
    )
    wanted = select(Organisation).where(
        or_(Organisation.id.in_(senders), Organisation.id.in_(employers))
    )
    return {one.id: one for one in db.session.scalars(wanted)}


def led_at(event_id: int, user_ids: Collection[int]) -> list[tuple[int, str]]:
    """Which of the users lead a delegation that has a standing entry in the event."""
    wanted = (
        select(Appointment.user_id, Delegation.name_zh)
        .join(Delegation, Appointment.delegation_id == Delegation.id)
        .join(Entry, Entry.delegation_id == Delegation.id)
        .where(
            Entry.event_id == event_id,
            Entry.state.in_(STANDING),
            Appointment.role == Role.DELEGATION_LEADER,
            Appointment.ended_at.is_(None),
            Appointment.user_id.in_(user_ids),
        )
        .distinct()
    )
    return [(user_id, name) for user_id, name in db.session.execute(wanted)]


def declared_by(user_ids: Collection[int]) -> list[tuple[int, int]]:
    """The organisations that the users declare a relation to."""
    wanted = (
        select(PoolMember.user_id, DeclaredRelation.organisation_id)
        .join(DeclaredRelation.member)
        .where(PoolMember.user_id.in_(user_ids), DeclaredRelation.ended_at.is_(None))
        .order_by(DeclaredRelation.id)
    )
    return [(user_id, organisation_id) for user_id, organisation_id in db.session.execute(wanted)]
