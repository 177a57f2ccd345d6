"""What the clock does to events by itself; every job finds its work anew and is safe to repeat."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, select

from competition.database import db
from competition.errors import OperationError
from competition.events.models import Event
from competition.events.operations import close_registration, open_registration
from competition.events.rules import Phase
from judging.errors import RuleViolation


def open_registrations(now: datetime) -> None:
    """Open registration of every event whose time has come and that has all it needs."""
    due = (Event.phase == Phase.DRAFT, Event.registration_opens_at <= now)
    for_each(due, lambda event: open_registration(event, now=now, by=None))


def close_registrations(now: datetime) -> None:
    """Take every event whose registration time has passed to the draw."""
    due = (Event.phase == Phase.REGISTRATION, Event.registration_closes_at <= now)
    for_each(due, lambda event: close_registration(event, now=now, by=None))


def for_each(due: tuple[ColumnElement[bool], ...], act: Callable[[Event], object]) -> None:
    """Act on every event that is due; one that is refused keeps nothing and waits for its turn.

    What it waits for stands on the pages of the event, so a refusal is not recorded every minute.
    """
    for event in db.session.scalars(select(Event).where(*due).order_by(Event.id)).all():
        try:
            with db.session.begin_nested():
                act(event)
        except (OperationError, RuleViolation):
            continue
