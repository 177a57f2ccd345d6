"""Registration opens and closes by hand; before its time with a reason."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.events import operations
from competition.events.forms.timing import EarlierForm
from competition.events.models import Event
from competition.events.timing.rules import reason_to_close, reason_to_open
from competition.events.views.blueprint import bp
from competition.language import said, sentence
from competition.permissions import Permission, requires
from judging.errors import RuleViolation
from judging.sentences import Sentence


@bp.route("/events/<int:event_id>/registration/open", methods=["GET", "POST"])
@requires(Permission.EVENT_MANAGE)
def open_registration(event_id: int) -> ResponseReturnValue:
    """From draft to registration."""
    event = db.get_or_404(Event, event_id)
    wanted = reason_to_open(event, datetime.now(UTC))
    done = _("Registration is open: delegations can send their entries.")
    return by_hand(event, operations.open_registration, wanted, _("Open registration"), done)


@bp.route("/events/<int:event_id>/registration/close", methods=["GET", "POST"])
@requires(Permission.EVENT_MANAGE)
def close_registration(event_id: int) -> ResponseReturnValue:
    """From registration to the draw."""
    event = db.get_or_404(Event, event_id)
    wanted = reason_to_close(event, datetime.now(UTC))
    done = _("Registration is closed: entries can be drawn.")
    return by_hand(event, operations.close_registration, wanted, _("Close registration"), done)


def by_hand(
    event: Event, act: Callable[..., None], wanted: Sentence | None, words: str, done: str
) -> ResponseReturnValue:
    """Ask for the reason when one is wanted, then act."""
    form = EarlierForm()
    if form.submitted():
        try:
            act(event, now=datetime.now(UTC), by=current_user, reason=form.reason.data or "")
        except RuleViolation as problem:
            form.refuse("reason", said(problem))
        else:
            db.session.commit()
            flash(done)
            return redirect(url_for(".show", event_id=event.id))
    why = sentence(wanted.template, wanted.values) if wanted else ""
    return render_template("events/earlier.html", event=event, form=form, why=why, words=words)


@bp.post("/events/<int:event_id>/draft")
@requires(Permission.EVENT_MANAGE)
def back_to_draft(event_id: int) -> ResponseReturnValue:
    """From registration back to draft."""
    event = db.get_or_404(Event, event_id)
    operations.back_to_draft(event, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The event is in draft again; its entries are kept."))
    return redirect(url_for(".show", event_id=event_id))
