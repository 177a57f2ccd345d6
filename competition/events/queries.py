"""Which events and competitions there are, found through the user."""

from sqlalchemy import select

from competition.database import db
from competition.events.models import Event


def competition_of(event_id: int) -> int | None:
    """The key of the competition that an event belongs to."""
    return db.session.scalar(select(Event.competition_id).where(Event.id == event_id))
