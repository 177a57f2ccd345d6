"""Who marks which sub-criterion, and the start of marking."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from competition.database import db
from competition.events.models import Event
from competition.marking import operations, queries
from competition.marking.forms import read_panel
from competition.marking.views.blueprint import bp, event_or_404
from competition.people.models import User
from competition.permissions import Permission, requires

EVERY = "*"  # the row that gives all sub-criteria the same panel


@bp.route("/events/<int:event_id>/panels", methods=["GET", "POST"])
@requires(Permission.PANELS_SET)
def panels(event_id: int) -> ResponseReturnValue:
    """Sub-criteria and judges: who is on which panel, and who writes what the panel agrees."""
    event = event_or_404(event_id)
    judges = queries.judges_of(event)
    if request.method == "POST" and "same" in request.form and not ticked(EVERY, judges):
        flash(_("Tick the judges of the panel first."), "warn")
    elif request.method == "POST":
        changed = save(event, judges)
        db.session.commit()
        flash(ngettext("%(num)s panel changed.", "%(num)s panels changed.", changed))
        return redirect(url_for(".panels", event_id=event_id))
    open_ = [c for c in queries.conditions(event) if c.name == "panel" and c.fault]
    return render_template(
        "marking/panels.html",
        event=event,
        scheme=queries.scheme_of(event),
        judges=judges,
        panels=queries.panels_of(event.id),
        faults={c.sub_criterion: c.fault for c in open_},
        may_change=event.phase in operations.BEFORE_MARKING,
    )


def ticked(row: str, judges: list[User]) -> list[User]:
    return read_panel(request.form, row, judges)


def save(event: Event, judges: list[User]) -> int:
    """Set the panels that differ from those kept; how many."""
    scheme = queries.scheme_of(event)
    kept = queries.panels_of(event.id)
    changed = 0
    for code in scheme.sub_criteria if scheme else ():
        row = EVERY if "same" in request.form else code
        panel = ticked(row, judges)
        if panel != kept.get(code, []):
            operations.set_panel(event, code, panel, now=datetime.now(UTC), by=current_user)
            changed += 1
    return changed


@bp.post("/events/<int:event_id>/marking/start")
@requires(Permission.PANELS_SET)
def start(event_id: int) -> ResponseReturnValue:
    """From draw to marking."""
    event = event_or_404(event_id)
    made = operations.start_marking(event, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(
        ngettext(
            "Marking has started: %(num)s sheet is with the judges.",
            "Marking has started: %(num)s sheets are with the judges.",
            made,
        )
    )
    return redirect(url_for(".overview", event_id=event_id))
