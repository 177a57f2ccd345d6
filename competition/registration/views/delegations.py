"""The delegations of a competition and who leads them."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from competition.database import db
from competition.errors import Clash
from competition.events.models import Competition
from competition.language import local, said
from competition.people.models import Appointment
from competition.people.operations import (
    end_appointment,
    organisation_named,
    set_credit_code,
)
from competition.people.queries import user_named
from competition.people.rules import Role
from competition.permissions import Permission, requires
from competition.registration.forms import DelegationForm, LeaderForm
from competition.registration.models import Delegation
from competition.registration.operations import add_delegation, appoint_leader
from competition.registration.queries import counts_by_delegation, leaders_of
from competition.registration.views.blueprint import bp
from judging.errors import RuleViolation


@bp.route("/competitions/<int:competition_id>/delegations", methods=["GET", "POST"])
@requires(Permission.COMPETITION_MANAGE)
def delegations(competition_id: int) -> ResponseReturnValue:
    """All delegations with their leaders and counts; add one."""
    competition = db.get_or_404(Competition, competition_id)
    form = DelegationForm()
    if form.submitted():
        added = added_delegation(form, competition)
        if added is not None:
            db.session.commit()
            flash(_("%(name)s is added.", name=local(added)))
            return redirect(url_for(".delegation", competition_id=competition_id, key=added.id))
    wanted = select(Delegation).filter_by(competition_id=competition_id).order_by(Delegation.code)
    return render_template(
        "registration/delegations.html",
        competition=competition,
        form=form,
        found=db.paginate(wanted, per_page=20),
        leaders=leaders_of(competition_id),
        counts=counts_by_delegation(competition_id),
    )


def added_delegation(form: DelegationForm, competition: Competition) -> Delegation | None:
    """Add what was typed, or say beside the field why not."""
    field = "organisation"
    try:
        organisation = organisation_named(form.organisation.data or "")
        if organisation is None and form.credit_code.data:
            form.refuse(field, _("Name the organisation that has this code."))
            return None
        field = "credit_code"
        if organisation is not None:
            set_credit_code(organisation, form.credit_code.data or "")
        field = "code"
        return add_delegation(
            competition,
            form.code.data or "",
            form.name_zh.data or "",
            name_en=form.name_en.data or "",
            organisation=organisation,
            now=datetime.now(UTC),
            by=current_user,
        )
    except (Clash, RuleViolation) as problem:
        db.session.rollback()
        form.refuse(field, said(problem))
        return None


@bp.route("/competitions/<int:competition_id>/delegations/<int:key>", methods=["GET", "POST"])
@requires(Permission.COMPETITION_MANAGE)
def delegation(competition_id: int, key: int) -> ResponseReturnValue:
    """One delegation; appoint a leader."""
    found = delegation_or_404(competition_id, key)
    form = LeaderForm()
    if form.submitted() and leads(form, found):
        db.session.commit()
        flash(_("The leader may enter contestants now."))
        return redirect(url_for(".delegation", competition_id=competition_id, key=key))
    return render_template(
        "registration/delegation.html",
        competition=found.competition,
        delegation=found,
        form=form,
        appointments=standing_appointments(found),
        count=counts_by_delegation(competition_id).get(found.id, 0),
    )


def leads(form: LeaderForm, delegation: Delegation) -> bool:
    """Appoint the user who was named, or say beside the field why not."""
    user = user_named(form.username.data or "")
    if user is None or not user.active:
        form.refuse("username", _("Nobody signs in with this name. The administrator adds users."))
        return False
    try:
        appoint_leader(delegation, user, now=datetime.now(UTC), by=current_user)
    except Clash as problem:
        form.refuse("username", said(problem))
        return False
    return True


@bp.post("/competitions/<int:competition_id>/delegations/<int:key>/leader-end")
@requires(Permission.COMPETITION_MANAGE)
def end_leader(competition_id: int, key: int) -> ResponseReturnValue:
    """End the appointment of a leader."""
    found = delegation_or_404(competition_id, key)
    appointment = db.first_or_404(
        select(Appointment).filter_by(
            id=request.form.get("appointment", type=int), delegation_id=found.id, ended_at=None
        )
    )
    end_appointment(appointment, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The appointment is ended."))
    return redirect(url_for(".delegation", competition_id=competition_id, key=key))


def delegation_or_404(competition_id: int, key: int) -> Delegation:
    """A delegation of this competition."""
    wanted = select(Delegation).filter_by(competition_id=competition_id, id=key)
    found: Delegation = db.first_or_404(wanted)
    return found


def standing_appointments(delegation: Delegation) -> list[Appointment]:
    """Who leads a delegation now."""
    wanted = select(Appointment).filter_by(
        delegation_id=delegation.id, role=Role.DELEGATION_LEADER, ended_at=None
    )
    return list(db.session.scalars(wanted))
