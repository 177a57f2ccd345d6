"""One entry: entered, shown, corrected, decided."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import OperationError
from competition.events.acts import act, particulars
from competition.events.models import Event
from competition.events.rules import TEAM_SIZE
from competition.language import said
from competition.permissions import Permission, may, requires
from competition.registration.forms import EntryForm, PartForm, PenaltyForm, TimeForm, entry_form
from competition.registration.models import Delegation, Entry
from competition.registration.operations import correct_entry, submit_entry
from competition.registration.queries import history_of
from competition.registration.review import obstacles_of
from competition.registration.rules import COMPETING, DECIDING, UNDECIDED, EntryState
from competition.registration.views.blueprint import (
    bp,
    entry_or_404,
    list_address,
    own_delegations,
)
from competition.registration.views.entries import decision
from judging.errors import Faults, RuleViolation


@bp.route("/events/<int:event_id>/entries/new", methods=["GET", "POST"])
@requires(Permission.ENTRIES_SUBMIT)
def new_entry(event_id: int) -> ResponseReturnValue:
    """Enter one person or a team."""
    event = db.get_or_404(Event, event_id)
    delegations = own_delegations(event.competition_id)
    form = entry_form(TEAM_SIZE[event.event_format], delegations)
    if form.submitted() and entered(form, event, delegations):
        db.session.commit()
        flash(_("The entry is submitted; the organiser reviews it."))
        return redirect(list_address(event))
    return render_template(
        "registration/entry_form.html",
        form=form,
        event=event,
        delegations=delegations,
        back=list_address(event),
    )


def entered(form: EntryForm, event: Event, delegations: list[Delegation]) -> bool:
    """Submit what was typed, or put every obstacle beside its field."""
    delegation = next(one for one in delegations if one.id == form.delegation.data)
    now = datetime.now(UTC)
    try:
        submit_entry(event, delegation, form.nominees(), now=now, by=current_user, **waiving(form))
    except Faults as refused:
        form.place(refused.faults)
        return False
    return True


def waiving(form: EntryForm) -> dict[str, Any]:
    """What an organiser waives, and why; a leader waives nothing."""
    if not may(Permission.ENTRIES_MANAGE):
        return {}
    return {"waiving": form.waive.data or [], "because": form.because.data or ""}


@bp.route("/events/<int:event_id>/entries/<int:entry_id>/correct", methods=["GET", "POST"])
@requires(Permission.ENTRIES_SUBMIT)
def correct(event_id: int, entry_id: int) -> ResponseReturnValue:
    """Change who is in an entry; a returned one is submitted again."""
    entry = entry_or_404(event_id, entry_id)
    form = entry_form(TEAM_SIZE[entry.event.event_format], [entry.delegation], entry)
    if form.submitted() and corrected(form, entry):
        db.session.commit()
        flash(_("The entry is corrected and submitted."))
        return redirect(url_for(".entry", event_id=event_id, entry_id=entry_id))
    return render_template(
        "registration/entry_form.html",
        form=form,
        event=entry.event,
        entry=entry,
        delegations=[entry.delegation],
        back=url_for(".entry", event_id=event_id, entry_id=entry_id),
    )


def corrected(form: EntryForm, entry: Entry) -> bool:
    """Write what was typed into the entry, or put every obstacle beside its field."""
    try:
        correct_entry(
            entry, form.nominees(), now=datetime.now(UTC), by=current_user, **waiving(form)
        )
    except Faults as refused:
        form.place(refused.faults)
        return False
    return True


@bp.get("/events/<int:event_id>/entries/<int:entry_id>")
@requires(Permission.ENTRIES_SUBMIT)
def entry(event_id: int, entry_id: int) -> ResponseReturnValue:
    """Who is in an entry, what was decided, what happened."""
    return entry_page(entry_or_404(event_id, entry_id))


@bp.post("/events/<int:event_id>/entries/<int:entry_id>/decision")
@requires(Permission.ENTRIES_MANAGE)
def decide(event_id: int, entry_id: int) -> ResponseReturnValue:
    """Accept, return, reject or withdraw one entry."""
    return decided(entry_or_404(event_id, entry_id), request.form.get("action", ""))


@bp.post("/events/<int:event_id>/entries/<int:entry_id>/withdrawal")
@requires(Permission.ENTRIES_SUBMIT)
def withdraw(event_id: int, entry_id: int) -> ResponseReturnValue:
    """Take one's own entry back."""
    return decided(entry_or_404(event_id, entry_id), "withdraw")


def decided(entry: Entry, action: str) -> ResponseReturnValue:
    """Carry a decision out and say so, or show the entry with what forbids it."""
    try:
        decision(action, datetime.now(UTC))(entry, request.form.get("reason", ""))
    except (RuleViolation, OperationError) as problem:
        db.session.rollback()
        return entry_page(entry, problem=said(problem))
    db.session.commit()
    flash(_("The entry is decided."))
    return redirect(url_for(".entry", event_id=entry.event_id, entry_id=entry.id))


def entry_page(
    entry: Entry,
    *,
    problem: str = "",
    part: PartForm | None = None,
    time: TimeForm | None = None,
    penalty: PenaltyForm | None = None,
) -> ResponseReturnValue:
    """The page of an entry; a form that was refused is shown as it was typed."""
    manages = may(Permission.ENTRIES_MANAGE)
    event = entry.event
    deciding = event.phase in DECIDING and entry.state is not EntryState.WITHDRAWN
    page = render_template(
        "registration/entry.html",
        entry=entry,
        event=event,
        problem=problem,
        reason=request.form.get("reason", ""),
        history=history_of(entry),
        act=act,
        particulars=particulars,
        manages=manages,
        deciding=deciding,
        met=obstacles_of(event, [entry])[entry.id] if deciding else [],
        correctable=event.phase in DECIDING and entry.state in UNDECIDED,
        competing=manages and event.phase in COMPETING and entry.state is EntryState.ACCEPTED,
        part_form=part or PartForm(formdata=None, part=entry.part, reason=entry.part_reason),
        time_form=time or TimeForm(formdata=None, time=entry.time),
        penalty_form=penalty or PenaltyForm(formdata=None),
        back=list_address(event),
    )
    return page, 409 if problem else 200
