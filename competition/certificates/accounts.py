"""Contestants get an account: a user name, and a password that is shown once.

Operations change the session and leave the commit to their caller.
"""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from itertools import count

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from competition import audit
from competition.database import db
from competition.errors import Clash, Locked
from competition.people.models import Person, User
from competition.people.operations import add_user, set_password
from competition.people.queries import appointments_of, user_named
from competition.registration.models import Entry, Member
from competition.registration.rules import EntryState

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
GROUPS, LETTERS = 3, 4


def give_account(person: Person, *, now: datetime, by: User | None) -> tuple[User, str]:
    """A new account for the person, and its password in clear: it is kept nowhere.

    Raises Clash when the person has one.
    """
    if person.user is not None:
        raise Clash("{name} has an account already.", name=person.name)
    username = free_username(person)
    password = new_password(username)
    user = add_user(username, person.name, password, name_en=person.name_en, now=now, by=by)
    person.user = user
    db.session.flush()
    audit.record("account.given", now=now, by=by, person=person.id, user=user.id)
    return user, password


def renew_password(person: Person, *, now: datetime, by: User) -> tuple[User, str]:
    """A new password for a contestant who has lost theirs.

    Raises Locked without an account, or when the user has roles: those ask an administrator.
    """
    user = person.user
    if user is None:
        raise Locked("{name} has no account yet.", name=person.name)
    if appointments_of(user.id):
        raise Locked("{name} has roles here: an administrator sets the password.", name=user.name)
    password = new_password(user.username)
    set_password(user, password, now=now, by=by)
    return user, password


def new_password(username: str) -> str:
    """Twelve letters in groups of four: 59 bits, easy to type from a slip."""
    while True:
        groups = ("".join(secrets.choice(READABLE) for _ in range(LETTERS)) for _ in range(GROUPS))
        password = "-".join(groups)
        if username not in password:  # which two letters may well be
            return password


def free_username(person: Person) -> str:
    """The name in Latin letters, with a number when somebody has it already."""
    plain = re.sub(r"[^a-z]", "", person.name_en.lower()) or f"xs{person.id:05}"
    names = (plain if number == 1 else f"{plain}{number}" for number in count(1))
    return next(name for name in names if user_named(name) is None)


def contestants_of(event_id: int) -> Select[Member]:
    """Who competes in an event, by name, each with their person and account."""
    return (
        select(Member)
        .join(Member.entry)
        .join(Member.person)
        .where(Entry.event_id == event_id, Entry.state == EntryState.ACCEPTED)
        .options(
            joinedload(Member.person).joinedload(Person.user),
            joinedload(Member.entry).joinedload(Entry.delegation),
        )
        .order_by(Person.name, Member.id)
    )


def chosen_persons(event_id: int, keys: Sequence[int]) -> list[Person]:
    """Those of these persons who compete in the event."""
    chosen = contestants_of(event_id).where(Person.id.in_(keys))
    return [member.person for member in db.session.scalars(chosen)]
