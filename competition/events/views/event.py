"""An event: made, and looked at."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import Clash
from competition.events import operations, queries
from competition.events.forms.events import NewEventForm
from competition.events.models import Competition, Event
from competition.events.rules import (
    SCHEME_MAY_CHANGE,
    Condition,
    Phase,
    conditions_to_mark,
    conditions_to_open,
)
from competition.events.timing.rules import coming, reason_to_open
from competition.events.views.blueprint import bp
from competition.language import local, said
from competition.people.models import Appointment
from competition.people.rules import Role
from competition.permissions import Permission, may, requires

WORK_OF_PHASE = {
    Phase.DRAFT: ("events.settings", Permission.EVENT_MANAGE),
    Phase.REGISTRATION: ("registration.entries", Permission.ENTRIES_MANAGE),
    Phase.DRAW: ("draw.show", Permission.DRAW_MAKE),
    Phase.MARKING: ("marking.overview", Permission.MARKING_OVERSEE),
    Phase.REVIEW: ("results.show", Permission.RESULTS_SEE),
    Phase.PROVISIONAL: ("results.show", Permission.RESULTS_SEE),
    Phase.FINAL: ("results.show", Permission.RESULTS_SEE),
}


@bp.route("/competitions/<int:competition_id>/events/new", methods=["GET", "POST"])
@requires(Permission.COMPETITION_MANAGE)
def new_event(competition_id: int) -> ResponseReturnValue:
    """Add an event."""
    competition = db.get_or_404(Competition, competition_id)
    form = NewEventForm(level="senior")
    if form.submitted():
        try:
            event = operations.add_event(
                competition, now=datetime.now(UTC), by=current_user, **form.settings()
            )
        except Clash as problem:
            form.refuse("name_zh", said(problem))
        else:
            db.session.commit()
            flash(_("%(name)s is in draft: nobody outside sees it yet.", name=local(event)))
            return redirect(url_for(".show", event_id=event.id))
    return render_template("events/new_event.html", competition=competition, form=form)


@bp.get("/events/<int:event_id>")
@requires(Permission.EVENT_SEE)
def show(event_id: int) -> ResponseReturnValue:
    """Where the event stands, what is missing, who works at it."""
    event = db.get_or_404(Event, event_id)
    now, people = datetime.now(UTC), queries.people_at(event_id=event_id)
    endpoint, permission = WORK_OF_PHASE[event.phase]
    return render_template(
        "events/show.html",
        event=event,
        people=people,
        judges=sum(held.role in (Role.JUDGE, Role.CHIEF_JUDGE) for held in people),
        scheme=event.marking_scheme and event.marking_scheme.scheme,
        conditions=sorted(conditions(event, people), key=lambda c: (c.met, not c.to_open)),
        work=endpoint if may(permission) else None,
        coming=coming(event, now),
        opens_earlier=reason_to_open(event, now),
        Phase=Phase,
    )


def conditions(event: Event, people: list[Appointment]) -> list[Condition]:
    """What this stage knows of the next phases; later stages show theirs on their own pages."""
    roles = [held.role for held in people]
    found = conditions_to_mark(roles.count(Role.CHIEF_JUDGE), roles.count(Role.JUDGE))
    if event.phase is Phase.DRAFT:
        return conditions_to_open(event, datetime.now(UTC)) + found
    return found if event.phase in SCHEME_MAY_CHANGE else []
