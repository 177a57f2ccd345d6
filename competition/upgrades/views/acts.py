"""What an organiser does about promotions: choose the rule set, decide, approve, withdraw."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from sqlalchemy import select

from competition.database import db
from competition.events.models import Event
from competition.language import local
from competition.permissions import Permission, requires
from competition.upgrades import operations
from competition.upgrades.forms import InForceForm, WithdrawForm
from competition.upgrades.models import Decision, RuleSetVersion
from competition.upgrades.queries import decisions_of, in_force, part_of, versions_governing
from competition.upgrades.views.blueprint import bp


@bp.route("/events/<int:event_id>/promotions/rule-set", methods=["GET", "POST"])
@requires(Permission.PROMOTION_DECIDE)
def put_in_force(event_id: int) -> ResponseReturnValue:
    """Choose the rule set that decides about the winners."""
    event = db.get_or_404(Event, event_id)
    tier, now_in_force = event.competition.tier.code, in_force(event.id)
    versions = sorted(
        versions_governing(event.held_on),
        key=lambda version: not version.rule_set.tier.startswith(tier),
    )
    form = InForceForm(version_id=now_in_force.id if now_in_force else None)
    form.version_id.choices = [(version.id, local(version)) for version in versions]
    if form.submitted():
        version = db.get_or_404(RuleSetVersion, form.version_id.data)
        operations.put_in_force(event, version, now=datetime.now(UTC), by=current_user)
        db.session.commit()
        flash(_("「%(name)s」 decides about this event.", name=local(version)))
        return redirect(url_for(".show", event_id=event.id))
    return render_template("upgrades/in_force.html", event=event, versions=versions, form=form)


@bp.post("/events/<int:event_id>/promotions/decide")
@requires(Permission.PROMOTION_DECIDE)
def decide(event_id: int) -> ResponseReturnValue:
    """Freeze what the rule set gives for the final results."""
    event = db.get_or_404(Event, event_id)
    made = operations.decide(event, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(
        ngettext(
            "Decided about %(num)s person. What is given waits for approval.",
            "Decided about %(num)s persons. What is given waits for approval.",
            len(made),
        )
    )
    return redirect(url_for(".show", event_id=event.id))


@bp.post("/events/<int:event_id>/promotions/approve")
@requires(Permission.PROMOTION_DECIDE)
def approve(event_id: int) -> ResponseReturnValue:
    """Approve the chosen decisions, or all that wait."""
    event = db.get_or_404(Event, event_id)
    wanted = part_of(decisions_of(event.id), "to_approve")
    if not request.form.get("all"):
        wanted = wanted.where(Decision.id.in_(request.form.getlist("decision", type=int)))
    decisions = list(db.session.scalars(wanted))
    if not decisions:
        flash(_("Nobody was chosen: tick the persons to approve."), "warning")
        return redirect(url_for(".show", event_id=event.id))
    done = operations.approve(decisions, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(ngettext("%(num)s decision approved.", "%(num)s decisions approved.", len(done)))
    return redirect(url_for(".show", event_id=event.id))


@bp.route("/events/<int:event_id>/promotions/<int:decision_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.PROMOTION_DECIDE)
def withdraw(event_id: int, decision_id: int) -> ResponseReturnValue:
    """Take a decision back, with the reason."""
    wanted = select(Decision).filter_by(id=decision_id, event_id=event_id, withdrawn_at=None)
    decision = db.session.scalar(wanted) or abort(404)
    form = WithdrawForm()
    if form.submitted():
        operations.withdraw(
            decision, form.reason.data or "", now=datetime.now(UTC), by=current_user
        )
        db.session.commit()
        flash(_("The decision about %(name)s is withdrawn.", name=local(decision.person)))
        return redirect(url_for(".show", event_id=event_id))
    return render_template(
        "upgrades/withdraw.html", event=decision.event, decision=decision, form=form
    )
