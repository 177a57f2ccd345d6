"""The delegation leader's page: events that take entries, and their own entries."""

from datetime import UTC, datetime

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from competition.database import db
from competition.events.models import Competition, Event
from competition.events.rules import Phase
from competition.permissions import Permission, requires
from competition.registration.models import Entry, Member
from competition.registration.queries import taken_by
from competition.registration.rules import DECIDING, UNDECIDED, EntryState
from competition.registration.views.blueprint import bp, own_delegations


@bp.get("/competitions/<int:competition_id>/my-entries")
@requires(Permission.ENTRIES_SUBMIT)
def mine(competition_id: int) -> ResponseReturnValue:
    """What the delegations that the user enters for have entered, and where they still can."""
    competition = db.get_or_404(Competition, competition_id)
    delegations = own_delegations(competition_id)
    keys = [one.id for one in delegations]
    wanted = (
        select(Entry)
        .join(Event, Entry.event_id == Event.id)
        .where(Event.competition_id == competition_id, Entry.delegation_id.in_(keys))
        .options(
            joinedload(Entry.event),
            joinedload(Entry.delegation),
            selectinload(Entry.members).joinedload(Member.person),
        )
        .order_by(Event.name_zh, Entry.id)
    )
    return render_template(
        "registration/mine.html",
        competition=competition,
        delegations=delegations,
        events=open_events(competition_id),
        taken=taken_by(keys),
        found=db.paginate(wanted, per_page=20),
        deciding=DECIDING,
        undecided=UNDECIDED,
        EntryState=EntryState,
    )


def open_events(competition_id: int) -> list[Event]:
    """The events of a competition that take entries now."""
    wanted = (
        select(Event)
        .where(
            Event.competition_id == competition_id,
            Event.phase == Phase.REGISTRATION,
            Event.registration_closes_at > datetime.now(UTC),
        )
        .order_by(Event.registration_closes_at, Event.name_zh)
    )
    return list(db.session.scalars(wanted))
