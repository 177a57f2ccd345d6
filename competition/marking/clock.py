"""What the clock does to marking by itself; both jobs are safe to repeat."""

from datetime import datetime

from competition.events.models import Event
from competition.events.rules import Phase
from competition.events.timing.clock import for_each
from competition.marking.operations import lock, start_marking


def start_markings(now: datetime) -> None:
    """Start marking of every event whose time has come and that has all it needs."""
    due = (Event.phase == Phase.DRAW, Event.marking_starts_at <= now)
    for_each(due, lambda event: start_marking(event, now=now, by=None))


def lock_markings(now: datetime) -> None:
    """Lock marking of every event whose time has passed, once every sheet is in."""
    due = (Event.phase == Phase.MARKING, Event.marking_ends_at <= now)
    for_each(due, lambda event: lock(event, now=now, by=None))
