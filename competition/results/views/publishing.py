"""Publishing, taking back for correction, and what every version changed."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import OperationError
from competition.language import said
from competition.paging import Pages
from competition.permissions import Permission, requires
from competition.results import operations
from competition.results.forms import PublishForm, ReasonForm
from competition.results.models import PublicationKind
from competition.results.publications import gate
from competition.results.queries import latest_publication, publications_of
from competition.results.rows import changes
from competition.results.rules import kinds_open, reason_wanted
from competition.results.standings import standings
from competition.results.views.blueprint import bp, found_event
from judging.errors import RuleViolation


@bp.route(
    "/events/<int:event_id>/results/publish/<any(provisional, final):kind>", methods=["GET", "POST"]
)
@requires(Permission.RESULTS_PUBLISH)
def publish(event_id: int, kind: str) -> ResponseReturnValue:
    """The conditions, the note, and the act of publishing."""
    event, now = found_event(event_id), datetime.now(UTC)
    wanted, form = PublicationKind(kind), PublishForm()
    if form.submitted():
        try:
            publication = operations.publish(
                event, wanted, now=now, by=current_user, reason=form.reason.data or ""
            )
        except (OperationError, RuleViolation) as problem:
            db.session.rollback()
            form.refuse("reason", said(problem))
            event = found_event(event_id)
        else:
            db.session.commit()
            flash(_("Version %(number)s is published.", number=publication.number))
            return redirect(url_for(".show", event_id=event.id))
    found, last = standings(event), latest_publication(event.id)
    return render_template(
        "results/publish.html",
        event=event,
        form=form,
        kind=wanted,
        conditions=gate.conditions(event, found),
        versions=publications_of(event.id),
        wanted=reason_wanted(kind, operations.before(last, found), now),
        ends_at=operations.notice_end(event, wanted, now),
        open=kind in kinds_open(event.phase, once_final=operations.is_final(last)),
        correcting=operations.is_final(last),
    )


@bp.route("/events/<int:event_id>/results/reopen", methods=["GET", "POST"])
@requires(Permission.RESULTS_PUBLISH)
def reopen(event_id: int) -> ResponseReturnValue:
    """From notice or final back to review, with the reason."""
    event, form = found_event(event_id), ReasonForm()
    if form.submitted():
        operations.reopen(event, form.reason.data or "", now=datetime.now(UTC), by=current_user)
        db.session.commit()
        flash(_("The results are open for correction. What was published stays visible."))
        return redirect(url_for(".show", event_id=event.id))
    return render_template("results/reopen.html", event=event, form=form)


@bp.get("/events/<int:event_id>/results/versions")
@requires(Permission.RESULTS_SEE)
def versions(event_id: int) -> ResponseReturnValue:
    """Every publication, and what each changed."""
    event = found_event(event_id)
    every = publications_of(event.id)
    number = request.args.get("number", default=every[0].number if every else 1, type=int)
    pair = {one.number: one for one in every if one.number in (number, number - 1)}
    if every and number not in pair:
        abort(404)
    chosen = pair[number] if len(pair) == 2 else None
    changed = changes(pair[number - 1].standings, chosen.standings) if chosen else []
    return render_template(
        "results/versions.html", event=event, versions=every, chosen=chosen, pages=Pages(changed)
    )
