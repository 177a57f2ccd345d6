"""The marking scheme of an event: shown, made by hand, taken out of a workbook."""

from datetime import UTC, datetime
from decimal import Decimal

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.events import by_hand, operations
from competition.events.by_hand import AGREED
from competition.events.forms.schemes import SchemeForm
from competition.events.models import Event
from competition.events.rules import refuse_locked_scheme
from competition.events.views.blueprint import bp
from competition.language import local, said
from competition.permissions import Permission, requires
from judging.errors import RuleViolation

BY_HAND = "by hand"


@bp.get("/events/<int:event_id>/scheme")
@requires(Permission.EVENT_SEE)
def scheme(event_id: int) -> ResponseReturnValue:
    """The whole scheme, to read and to print."""
    event = db.get_or_404(Event, event_id)
    kept = event.marking_scheme
    return render_template(
        "events/scheme.html", event=event, kept=kept, scheme=kept.scheme if kept else None
    )


@bp.route("/events/<int:event_id>/scheme/by-hand", methods=["GET", "POST"])
@requires(Permission.EVENT_MANAGE)
def scheme_by_hand(event_id: int) -> ResponseReturnValue:
    """Make the scheme of few criteria that are marked as a whole."""
    event = db.get_or_404(Event, event_id)
    refuse_locked_scheme(event)
    form = SchemeForm(data=None if request.method == "POST" else theory_and_practical())
    faults: list[str] = []
    if request.method == "POST":
        form.validate()
        faults = list(form.complaints()) or saved_by_hand(event, form)
        if not faults:
            flash(_("The marking scheme of %(name)s is saved.", name=local(event)))
            return redirect(url_for(".scheme", event_id=event_id))
    return render_template("events/scheme_by_hand.html", event=event, form=form, faults=faults)


def theory_and_practical() -> dict[str, list[dict[str, object]]]:
    """What the form starts with: the weights that most contests use."""
    common = {"maximum": Decimal(100), "step": Decimal("0.5"), "combine": "mean"}
    return {
        "parts": [
            common | {"name": _("Theory"), "weight": Decimal(30), "combine": AGREED},
            common | {"name": _("Practical"), "weight": Decimal(70)},
        ]
    }


def saved_by_hand(event: Event, form: SchemeForm) -> list[str]:
    """Keep the scheme; why not, when it is refused."""
    try:
        operations.save_scheme(
            event,
            by_hand.scheme_by_hand(form.rows()),
            source=BY_HAND,
            now=datetime.now(UTC),
            by=current_user,
        )
    except RuleViolation as problem:
        return [said(problem)]
    db.session.commit()
    return []
