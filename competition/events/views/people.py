"""Who works at a competition and at an event: appoint somebody, end an appointment."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import Clash
from competition.events import queries
from competition.events.forms.competitions import AT_A_COMPETITION, AT_AN_EVENT, AppointForm
from competition.events.models import Competition, Event
from competition.events.views.blueprint import bp
from competition.language import said
from competition.people import operations
from competition.people.models import Appointment
from competition.people.pool.rules import ROLES
from competition.permissions import Permission, requires
from competition.words import label

FROM_THE_POOL = frozenset(role for roles in ROLES.values() for role in roles)


@bp.route("/competitions/<int:competition_id>/people", methods=["GET", "POST"])
@requires(Permission.COMPETITION_MANAGE)
def competition_people(competition_id: int) -> ResponseReturnValue:
    """Who works at the competition itself."""
    competition = db.get_or_404(Competition, competition_id)
    form = AppointForm(AT_A_COMPETITION)
    here = url_for(".competition_people", competition_id=competition_id)
    if form.submitted() and appointed(form, competition_id=competition_id):
        return redirect(here)
    return people_page(form, here, competition=competition)


@bp.route("/events/<int:event_id>/people", methods=["GET", "POST"])
@requires(Permission.EVENT_MANAGE)
def event_people(event_id: int) -> ResponseReturnValue:
    """Who works at the event."""
    event = db.get_or_404(Event, event_id)
    form = AppointForm(AT_AN_EVENT)
    here = url_for(".event_people", event_id=event_id)
    if form.submitted() and event.recusal_blocks and form.role.data in FROM_THE_POOL:
        form.refuse("who", _("Conflicts of interest block here: appoint from the pool."))
    elif form.submitted() and appointed(form, event_id=event_id):
        return redirect(here)
    return people_page(form, here, event=event, competition=event.competition)


def appointed(form: AppointForm, **scope: int) -> bool:
    """Whether the appointment was made; else the form says why not."""
    try:
        operations.appoint(
            form.user, form.role.data, now=datetime.now(UTC), by=current_user, **scope
        )
    except Clash as problem:
        form.refuse("who", said(problem))
        return False
    db.session.commit()
    flash(_("%(name)s is appointed: %(role)s.", name=form.user.name, role=label(form.role.data)))
    return True


def people_page(
    form: AppointForm, here: str, *, competition: Competition, event: Event | None = None
) -> str:
    scope: dict[str, Any] = (
        {"event_id": event.id} if event is not None else {"competition_id": competition.id}
    )
    return render_template(
        "events/people.html",
        form=form,
        here=here,
        event=event,
        competition=competition,
        people=queries.people_at(**scope),
    )


@bp.post("/competitions/<int:competition_id>/people/<int:appointment_id>/end")
@requires(Permission.COMPETITION_MANAGE)
def end_at_competition(competition_id: int, appointment_id: int) -> ResponseReturnValue:
    """End an appointment at the competition."""
    end(appointment_id, queries.people_at(competition_id=competition_id))
    return redirect(url_for(".competition_people", competition_id=competition_id))


@bp.post("/events/<int:event_id>/people/<int:appointment_id>/end")
@requires(Permission.EVENT_MANAGE)
def end_at_event(event_id: int, appointment_id: int) -> ResponseReturnValue:
    """End an appointment at the event."""
    end(appointment_id, queries.people_at(event_id=event_id))
    return redirect(url_for(".event_people", event_id=event_id))


def end(appointment_id: int, here: list[Appointment]) -> None:
    """End the appointment if it is one of those here: others are not there for the user."""
    found = next((held for held in here if held.id == appointment_id), None)
    if found is None:
        abort(404)
    operations.end_appointment(found, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The appointment of %(name)s is ended.", name=found.user.name))
