"""Who is who, and who may do what where."""

from sqlalchemy import Select, and_, or_, select

from competition.database import db
from competition.people.models import Appointment, Person, User
from competition.people.rules import Role


def user_named(username: str) -> User | None:
    """The user who signs in with this name; case does not matter."""
    return db.session.scalar(select(User).where(User.username == username.strip().lower()))


def nobody_yet() -> bool:
    """Whether the instance is new: nobody can sign in."""
    return db.session.scalar(select(User.id).limit(1)) is None


def users_like(text: str) -> Select[User]:
    """Users whose user name or name contains the text; all for an empty text."""
    wanted = select(User).order_by(User.username)
    if not text.strip():
        return wanted
    columns = (User.username, User.name, User.name_en)
    return wanted.where(
        or_(*(column.icontains(text.strip(), autoescape=True) for column in columns))
    )


def users_called(text: str) -> list[User]:
    """The active users with exactly this user name or, when there is none, this name."""
    known = user_named(text)
    if known is not None and known.active:
        return [known]
    wanted = select(User).where(User.name == text.strip(), User.active).order_by(User.username)
    return list(db.session.scalars(wanted))


def person_of(user_id: int) -> Person | None:
    """The contestant who signs in as this user."""
    return db.session.scalar(select(Person).where(Person.user_id == user_id))


def roles_at(user_id: int, *, competition_id: int | None, event_id: int | None) -> frozenset[Role]:
    """The roles that a user holds now at the site, at this competition or at this event."""
    scopes = [and_(Appointment.competition_id.is_(None), Appointment.event_id.is_(None))]
    if competition_id is not None:
        scopes.append(Appointment.competition_id == competition_id)
    if event_id is not None:
        scopes.append(Appointment.event_id == event_id)
    wanted = select(Appointment.role).where(
        Appointment.user_id == user_id, Appointment.ended_at.is_(None), or_(*scopes)
    )
    return frozenset(db.session.scalars(wanted))


def administrators() -> dict[int, bool]:
    """The keys of the administrators of the site, and whether their account is open."""
    found = db.session.execute(
        select(User.id, User.active)
        .join(Appointment, Appointment.user_id == User.id)
        .where(Appointment.role == Role.ADMINISTRATOR, Appointment.ended_at.is_(None))
    )
    return dict(found.all())


def appointments_of(user_id: int) -> list[Appointment]:
    """The user's appointments that have not ended."""
    wanted = select(Appointment).where(
        Appointment.user_id == user_id, Appointment.ended_at.is_(None)
    )
    return list(db.session.scalars(wanted))
