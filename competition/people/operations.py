"""Users and organisations are added, appointed and signed in.

Operations change the session and leave the commit to their caller.
"""

from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select

from competition import audit
from competition.database import db
from competition.errors import Clash
from competition.people.models import Appointment, Organisation, User
from competition.people.queries import user_named
from competition.people.rules import Role, password_faults
from judging.errors import RuleViolation

# 19 MiB, two passes: what OWASP asks for at least; the library's default costs 123 ms a log-in.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODY = HASHER.hash("the password of nobody, so that an unknown name takes as long")


def add_user(
    username: str,
    name: str,
    password: str,
    *,
    now: datetime,
    by: User | None,
    name_en: str = "",
    organisation: Organisation | None = None,
) -> User:
    """A new user; raises Clash when the user name is taken, RuleViolation for a weak password."""
    username = username.strip().lower()
    if user_named(username):
        raise Clash("The user name {username} is taken.", username=username)
    for fault in password_faults(password, username):
        raise RuleViolation(fault)
    user = User(
        username=username,
        name=name.strip(),
        name_en=name_en.strip(),
        password_hash=HASHER.hash(password),
        organisation=organisation,
        created_at=now,
    )
    db.session.add(user)
    db.session.flush()
    audit.record("user.added", now=now, by=by, user=user.id, username=username)
    return user


def appoint(
    user: User,
    role: Role,
    *,
    now: datetime,
    by: User | None,
    competition_id: int | None = None,
    event_id: int | None = None,
    delegation_id: int | None = None,
) -> Appointment:
    """Give a role; raises Clash when the user holds it there already."""
    scope = {
        "competition_id": competition_id,
        "event_id": event_id,
        "delegation_id": delegation_id,
    }
    for held in user.appointments:
        there = {name: getattr(held, name) for name in scope}
        if held.role is role and held.ended_at is None and there == scope:
            raise Clash("{name} is {role} here already.", name=user.name, role=role)
    appointment = Appointment(
        user=user, role=role, appointed_at=now, appointed_by_id=by.id if by else None, **scope
    )
    db.session.add(appointment)
    audit.record(
        "appointment.made",
        now=now,
        by=by,
        competition_id=competition_id,
        event_id=event_id,
        user=user.id,
        role=role.value,
    )
    return appointment


def end_appointment(appointment: Appointment, *, now: datetime, by: User | None) -> None:
    """End an appointment; it stays on record."""
    appointment.ended_at = now
    audit.record(
        "appointment.ended",
        now=now,
        by=by,
        competition_id=appointment.competition_id,
        event_id=appointment.event_id,
        user=appointment.user_id,
        role=appointment.role.value,
    )


def user_with_password(username: str, password: str) -> User | None:
    """The active user with this name and password; an unknown name takes as long as a known one."""
    user = user_named(username)
    try:
        HASHER.verify(user.password_hash if user else NOBODY, password)
    except VerificationError:
        return None
    return user if user and user.active else None


def organisation_named(name: str) -> Organisation | None:
    """The organisation with this name, added when it is new; None for an empty name."""
    name = name.strip()
    if not name:
        return None
    known = db.session.scalar(select(Organisation).filter_by(name_zh=name))
    if known:
        return known
    organisation = Organisation(name_zh=name)
    db.session.add(organisation)
    db.session.flush()
    return organisation
