"""What the clock does to results by itself; safe to repeat."""

from datetime import datetime

from competition.events.models import Event
from competition.events.rules import Phase
from competition.events.timing.clock import for_each
from competition.results.models import PublicationKind
from competition.results.operations import publish


def end_notices(now: datetime) -> None:
    """Make results final whose notice period is over, where the event says: by itself.

    Results that differ from what was on notice need a person's reason, and wait.
    """
    due = (
        Event.phase == Phase.PROVISIONAL,
        Event.final_by_itself.is_(True),
        Event.notice_ends_at <= now,
    )
    for_each(due, lambda event: publish(event, PublicationKind.FINAL, now=now, by=None))
