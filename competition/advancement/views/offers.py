"""Offers and their answers: by the organiser, or by the leader of the delegation."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.advancement import operations
from competition.advancement.forms import DeclineForm
from competition.advancement.models import Candidate
from competition.advancement.queries import offers_to
from competition.advancement.rules import CandidateState
from competition.advancement.views.blueprint import bp
from competition.database import db
from competition.events.models import Competition
from competition.language import sentence
from competition.permissions import Permission, may, requires
from competition.registration.queries import delegations_of, led_by
from judging.errors import Faults


def own_delegations(competition_id: int) -> list[int]:
    """Whose offers the user answers: an organiser all, a leader those of their own delegations."""
    if may(Permission.PLACES_DECIDE):
        return [one.id for one in delegations_of(competition_id)]
    return [one.id for one in led_by(current_user, competition_id)]


@bp.get("/competitions/<int:competition_id>/offers")
@requires(Permission.ENTRIES_SUBMIT)
def offers(competition_id: int) -> ResponseReturnValue:
    """The places offered to the user's delegations, and who of them is in reserve."""
    competition = db.get_or_404(Competition, competition_id)
    wanted = offers_to(own_delegations(competition_id), competition_id).where(
        Candidate.state != CandidateState.LEFT_OUT
    )
    return render_template(
        "advancement/offers.html",
        competition=competition,
        found=db.paginate(wanted, per_page=20),
    )


@bp.route("/competitions/<int:competition_id>/offers/<int:candidate_id>", methods=["GET", "POST"])
@requires(Permission.ENTRIES_SUBMIT)
def offer(competition_id: int, candidate_id: int) -> ResponseReturnValue:
    """One offer: accept it, or decline it with the reason."""
    mine = offers_to(own_delegations(competition_id), competition_id)
    candidate = db.session.scalar(mine.where(Candidate.id == candidate_id)) or abort(404)
    form, problems = DeclineForm(), []
    if request.method == "POST" and request.form.get("answer") == "accept":
        problems = accepted(candidate)
        if not problems:
            return answered(candidate, _("The place is accepted. The next tier reviews the entry."))
        candidate = db.session.scalar(mine.where(Candidate.id == candidate_id)) or abort(404)
    elif form.submitted():
        reason = form.reason.data or ""
        operations.answer(candidate, False, now=datetime.now(UTC), by=current_user, reason=reason)
        db.session.commit()
        return answered(candidate, _("The place is declined, and goes to the next in line."))
    return render_template(
        "advancement/offer.html",
        competition=candidate.selection.event.competition,
        candidate=candidate,
        form=form,
        problems=problems,
    )


def accepted(candidate: Candidate) -> list[str]:
    """Accept the place; what the event of the next tier has against the persons."""
    try:
        operations.answer(candidate, True, now=datetime.now(UTC), by=current_user)
    except Faults as refused:
        db.session.rollback()
        return [sentence(fault.template, fault.values) for fault in refused.faults]
    db.session.commit()
    return []


def answered(candidate: Candidate, line: str) -> ResponseReturnValue:
    """Say it, and go back to where the user came from: the event, or their offers."""
    flash(line)
    event = candidate.selection.event
    if may(Permission.PLACES_DECIDE):
        return redirect(url_for(".show", event_id=event.id))
    return redirect(url_for(".offers", competition_id=event.competition_id))
