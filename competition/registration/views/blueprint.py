"""The blueprint of these views, and what they find through the user."""

from flask import Blueprint, url_for
from flask_login import current_user

from competition.database import db
from competition.events.models import Event
from competition.permissions import Permission, may
from competition.registration.models import Delegation, Entry
from competition.registration.queries import delegations_of, entries_of, led_by

bp = Blueprint("registration", __name__)


def own_delegations(competition_id: int) -> list[Delegation]:
    """Whom the user enters contestants for: an organiser for all, a leader for their own."""
    if may(Permission.ENTRIES_MANAGE):
        return delegations_of(competition_id)
    return led_by(current_user, competition_id)


def entry_or_404(event_id: int, entry_id: int) -> Entry:
    """An entry of the event that the user may see."""
    event = db.get_or_404(Event, event_id)
    own = None
    if not may(Permission.ENTRIES_MANAGE):
        own = [one.id for one in own_delegations(event.competition_id)]
    entry: Entry = db.first_or_404(
        entries_of(event_id, delegation_ids=own).where(Entry.id == entry_id)
    )
    return entry


def list_address(event: Event) -> str:
    """The list that the user comes from: of all entries, or of their own."""
    if may(Permission.ENTRIES_MANAGE):
        return url_for("registration.entries", event_id=event.id)
    return url_for("registration.mine", competition_id=event.competition_id)
