"""Every setting of an event."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import Clash
from competition.events import operations, queries
from competition.events.forms.settings import SettingsForm, values_of
from competition.events.models import Event
from competition.events.views.blueprint import bp
from competition.language import local, said, sentence
from competition.permissions import Permission, requires
from judging.errors import Faults

FIELD_OF_RULE = {
    "ranking": "metrics",
    "medals": "medal_rule",
    "scale": "scale",
    "positions": "positions",
}


@bp.route("/events/<int:event_id>/settings", methods=["GET", "POST"])
@requires(Permission.EVENT_MANAGE)
def settings(event_id: int) -> ResponseReturnValue:
    """Change the settings of the event."""
    event = db.get_or_404(Event, event_id)
    form = SettingsForm(data=None if request.method == "POST" else values_of(event))
    form.offer(event, queries.goals_of(event))
    if form.submitted() and changed(form, event):
        flash(_("%(name)s is saved.", name=local(event)))
        return redirect(url_for(".settings", event_id=event_id))
    return render_template("events/settings.html", event=event, form=form)


def changed(form: SettingsForm, event: Event) -> bool:
    """Whether the settings were kept; else the form says why not."""
    try:
        operations.change_event(event, now=datetime.now(UTC), by=current_user, **form.settings())
    except Clash as problem:
        form.refuse("name_zh", said(problem))
    except Faults as problem:
        for fault in problem.faults:
            rule, _dot, place = fault.path.partition(".")
            field = FIELD_OF_RULE.get(rule.partition("[")[0], "medal_rule")
            reason = sentence(fault.template, fault.values)
            form.refuse(field, f"{place}: {reason}" if place else reason)
    else:
        db.session.commit()
        return True
    db.session.rollback()
    return False
