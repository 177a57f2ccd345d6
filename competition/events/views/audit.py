"""Who did what, when, in words."""

from flask import render_template
from flask.typing import ResponseReturnValue

from competition.database import db
from competition.events import queries
from competition.events.acts import act, particulars
from competition.events.models import Competition, Event
from competition.events.views.blueprint import bp
from competition.permissions import Permission, requires


@bp.get("/competitions/<int:competition_id>/audit")
@requires(Permission.AUDIT_SEE)
def competition_audit(competition_id: int) -> ResponseReturnValue:
    """Everything that happened at a competition and its events."""
    competition = db.get_or_404(Competition, competition_id)
    return acts_page(
        db.paginate(queries.acts_at(competition_id=competition_id), per_page=20, error_out=False),
        competition=competition,
        events=queries.event_names(competition_id),
    )


@bp.get("/events/<int:event_id>/audit")
@requires(Permission.AUDIT_SEE)
def audit(event_id: int) -> ResponseReturnValue:
    """Everything that happened at an event."""
    event = db.get_or_404(Event, event_id)
    return acts_page(
        db.paginate(queries.acts_at(event_id=event_id), per_page=20, error_out=False),
        event=event,
        competition=event.competition,
        events={event.id: event},
    )


def acts_page(records: object, **values: object) -> str:
    return render_template(
        "events/audit.html", records=records, act=act, particulars=particulars, **values
    )
