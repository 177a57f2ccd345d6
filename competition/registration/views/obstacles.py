"""Obstacles that entries meet: found again before the draw, waived with a reason."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import OperationError
from competition.events.models import Event
from competition.language import said
from competition.paging import Pages
from competition.permissions import Permission, requires
from competition.registration.forms import WaiverForm
from competition.registration.review import hindered
from competition.registration.views.blueprint import bp, entry_or_404
from competition.registration.views.entry import entry_page
from competition.registration.waivers import waive
from judging.errors import RuleViolation


@bp.get("/events/<int:event_id>/entries/obstacles")
@requires(Permission.ENTRIES_MANAGE)
def obstacles(event_id: int) -> ResponseReturnValue:
    """The accepted entries, checked once more by the settings and records of now."""
    event = db.get_or_404(Event, event_id)
    met = [(entry, member, fault) for entry, found in hindered(event) for member, fault in found]
    return render_template("registration/obstacles.html", event=event, met=Pages(met))


@bp.post("/events/<int:event_id>/entries/<int:entry_id>/waiver")
@requires(Permission.ENTRIES_MANAGE)
def write_waiver(event_id: int, entry_id: int) -> ResponseReturnValue:
    """Set one obstacle of one member aside."""
    entry = entry_or_404(event_id, entry_id)
    form = WaiverForm()
    person = next((one.person for one in entry.members if one.person_id == form.person.data), None)
    if not form.submitted() or person is None:
        return entry_page(entry, problem=_("Choose an obstacle of this entry."))
    try:
        waive(
            entry,
            person,
            form.obstacle.data,
            form.reason.data or "",
            now=datetime.now(UTC),
            by=current_user,
        )
    except (RuleViolation, OperationError) as problem:
        return entry_page(entry, problem=said(problem))
    db.session.commit()
    flash(_("The obstacle is waived; the reason is on record."))
    return redirect(url_for(".entry", event_id=event_id, entry_id=entry_id))
