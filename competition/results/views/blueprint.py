"""The stage's blueprint, and finding the event of a page."""

from flask import Blueprint, abort

from competition.events.models import Event
from competition.events.queries import event_for

bp = Blueprint("results", __name__)


def found_event(event_id: int) -> Event:
    """The event; the guard has asked already whether the user may see it."""
    return event_for(event_id) or abort(404)
