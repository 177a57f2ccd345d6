"""Which events and competitions there are, found through the user."""

from sqlalchemy import select

from competition.database import db
from competition.events.models import Competition, Event


def competition_of(event_id: int) -> int | None:
    """The key of the competition that an event belongs to."""
    return db.session.scalar(select(Event.competition_id).where(Event.id == event_id))


def event_for(event_id: int) -> Event | None:
    """The event with this key; the guard has asked already whether the user may see it."""
    return db.session.get(Event, event_id)


def competition_for(competition_id: int) -> Competition | None:
    """The competition with this key; the guard has asked already."""
    return db.session.get(Competition, competition_id)
