"""What the chief judge decides where the rules ask for a person: equals, and a scale."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.permissions import Permission, may, requires
from competition.results import operations
from competition.results.forms import ReasonForm, tie_form
from competition.results.queries import tie_decisions
from competition.results.rules import COMPUTED_PHASES
from competition.results.standings import standings
from competition.results.views.blueprint import bp, found_event


@bp.route("/events/<int:event_id>/results/ties", methods=["GET", "POST"])
@requires(Permission.RESULTS_SEE)
def ties(event_id: int) -> ResponseReturnValue:
    """Equals: what is open, what was decided. Only the chief judge decides."""
    event = found_event(event_id)
    decides = may(Permission.MARKING_LOCK)
    open_ties = standings(event).ties if event.phase in COMPUTED_PHASES else ()
    form = tie_form(open_ties[0]) if open_ties and decides else None
    if request.method == "POST" and form is None:
        abort(404)
    if form and form.submitted():
        operations.decide_tie(
            event, form.order(), form.reason.data or "", now=datetime.now(UTC), by=current_user
        )
        db.session.commit()
        flash(_("The order is decided: %(codes)s.", codes=", ".join(form.order())))
        return redirect(url_for(".ties" if open_ties[1:] else ".show", event_id=event.id))
    return render_template(
        "results/ties.html",
        event=event,
        form=form,
        open_ties=open_ties,
        decisions=tie_decisions(event.id),
    )


@bp.route("/events/<int:event_id>/results/scale", methods=["GET", "POST"])
@requires(Permission.MARKING_LOCK)
def scale(event_id: int) -> ResponseReturnValue:
    """The chief judge confirms a scale that the totals were too alike for."""
    event, form = found_event(event_id), ReasonForm()
    if form.submitted():
        operations.confirm_scale(
            event, form.reason.data or "", now=datetime.now(UTC), by=current_user
        )
        db.session.commit()
        flash(_("The scale is confirmed."))
        return redirect(url_for(".show", event_id=event.id))
    flag = standings(event).scale_flag
    return render_template("results/scale.html", event=event, form=form, flag=flag)
