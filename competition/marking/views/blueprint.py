"""The stage's blueprint, and finding the event of a page."""

from flask import Blueprint

from competition.database import db
from competition.events.models import Event

bp = Blueprint("marking", __name__)


def event_or_404(event_id: int) -> Event:
    """The event in the address; the guard has asked already whether the user may see it."""
    event: Event = db.get_or_404(Event, event_id)
    return event
