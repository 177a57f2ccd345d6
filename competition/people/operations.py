"""Users and organisations are added, appointed and signed in.

Operations change the session and leave the commit to their caller.
"""

from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select
from stdnum.cn import uscc

from competition import audit
from competition.database import db
from competition.errors import Clash, OperationError
from competition.people.models import Appointment, Organisation, User
from competition.people.queries import administrators, appointments_of, nobody_yet, user_named
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
    user = User(
        username=username,
        name=name.strip(),
        name_en=name_en.strip(),
        password_hash=hashed(password, username),
        organisation=organisation,
        created_at=now,
    )
    db.session.add(user)
    db.session.flush()
    audit.record("user.added", now=now, by=by, user=user.id, username=username)
    return user


def hashed(password: str, username: str) -> str:
    """The hash to keep; raises RuleViolation when the password is too weak."""
    for fault in password_faults(password, username):
        raise RuleViolation(fault.template, **fault.values)
    return HASHER.hash(password)


def first_administrator(
    username: str, name: str, password: str, *, now: datetime, name_en: str = ""
) -> User:
    """The administrator of a new instance; raises Clash as soon as there is any user."""
    if not nobody_yet():
        raise Clash("This instance has its administrator already.")
    user = add_user(username, name, password, now=now, by=None, name_en=name_en)
    appoint(user, Role.ADMINISTRATOR, now=now, by=user)
    return user


def set_password(user: User, password: str, *, now: datetime, by: User) -> None:
    """Replace the password; raises RuleViolation for a weak one."""
    user.password_hash = hashed(password, user.username)
    audit.record("user.password_set", now=now, by=by, user=user.id, username=user.username)


def close_account(user: User, *, now: datetime, by: User) -> None:
    """The user cannot sign in any more; what they did stays on record."""
    if user.id == by.id:
        raise OperationError("Nobody closes their own account: another administrator does.")
    user.active = False
    audit.record("user.closed", now=now, by=by, user=user.id, username=user.username)


def open_account(user: User, *, now: datetime, by: User) -> None:
    """The user can sign in again."""
    user.active = True
    audit.record("user.opened", now=now, by=by, user=user.id, username=user.username)


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
        name=user.name,
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
        name=appointment.user.name,
        role=appointment.role.value,
    )


def end_administrator(user: User, *, now: datetime, by: User) -> None:
    """The user is no administrator of the site any more; raises OperationError for the last one."""
    held = administrators()
    if user.id not in held:
        raise Clash("{name} is no administrator.", name=user.name)
    if not [other for other, at_work in held.items() if at_work and other != user.id]:
        raise OperationError("The last administrator stays: make another one first.")
    for appointment in appointments_of(user.id):
        if appointment.role is Role.ADMINISTRATOR:
            end_appointment(appointment, now=now, by=by)


def has_password(user: User, password: str) -> bool:
    """Whether this is the user's password."""
    try:
        return HASHER.verify(user.password_hash, password)
    except VerificationError:
        return False


def user_with_password(username: str, password: str) -> User | None:
    """The active user with this name and password; an unknown name takes as long as a known one."""
    user = user_named(username)
    try:
        HASHER.verify(user.password_hash if user else NOBODY, password)
    except VerificationError:
        return None
    return user if user and user.active else None


def set_credit_code(organisation: Organisation, typed: str) -> None:
    """Keep the unified social credit code (GB 32100) of an organisation; an empty one says nothing.

    Raises RuleViolation for a code whose check character does not fit, Clash when it is another
    organisation's or differs from the one on record.
    """
    code = "".join(typed.split()).upper()
    if not code or code == organisation.credit_code:
        return
    if not uscc.is_valid(code):
        raise RuleViolation(
            "{code} is no unified social credit code: 18 characters, the last fits the others.",
            code=code,
        )
    taken = db.session.scalar(select(Organisation).where(Organisation.credit_code == code))
    if taken is not None:
        raise Clash("{name} is on record with this code.", name=taken.name_zh)
    if organisation.credit_code:
        raise Clash(
            "{name} is on record with the code {code}.",
            name=organisation.name_zh,
            code=organisation.credit_code,
        )
    organisation.credit_code = code


def organisation_named(name: str) -> Organisation | None:
    """The organisation with this name, added when it is new; None for an empty name."""
    name = name.strip()
    if not name:
        return None
    organisation = db.session.scalar(select(Organisation).where(Organisation.name_zh == name))
    if organisation is not None:
        return organisation
    organisation = Organisation(name_zh=name)
    db.session.add(organisation)
    db.session.flush()
    return organisation
