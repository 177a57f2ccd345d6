"""How an accepted entry takes part: written on its page from the draw to the review."""

from datetime import UTC, datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.language import said
from competition.permissions import Permission, requires
from competition.registration.conduct import (
    give_penalty,
    set_part,
    set_time,
    take_back_penalty,
)
from competition.registration.forms import PartForm, PenaltyForm, TimeForm
from competition.registration.models import Entry, Penalty
from competition.registration.rules import Part
from competition.registration.views.blueprint import bp, entry_or_404
from competition.registration.views.entry import entry_page
from judging.errors import RuleViolation


@bp.post("/events/<int:event_id>/entries/<int:entry_id>/part")
@requires(Permission.ENTRIES_MANAGE)
def write_part(event_id: int, entry_id: int) -> ResponseReturnValue:
    """Ranked, absent, withdrawn, disqualified or a guest."""
    entry = entry_or_404(event_id, entry_id)
    form = PartForm()
    if form.submitted():
        try:
            set_part(
                entry,
                Part(form.part.data),
                form.reason.data or "",
                now=datetime.now(UTC),
                by=current_user,
            )
        except RuleViolation as problem:
            form.refuse("reason", said(problem))
        else:
            return written(entry)
    return entry_page(entry, part=form)


@bp.post("/events/<int:event_id>/entries/<int:entry_id>/time")
@requires(Permission.ENTRIES_MANAGE)
def write_time(event_id: int, entry_id: int) -> ResponseReturnValue:
    """How long the entry took."""
    entry = entry_or_404(event_id, entry_id)
    form = TimeForm()
    if form.submitted():
        try:
            set_time(entry, form.time.data, now=datetime.now(UTC), by=current_user)
        except RuleViolation as problem:
            form.refuse("time", said(problem))
        else:
            return written(entry)
    return entry_page(entry, time=form)


@bp.post("/events/<int:event_id>/entries/<int:entry_id>/penalties")
@requires(Permission.ENTRIES_MANAGE)
def write_penalty(event_id: int, entry_id: int) -> ResponseReturnValue:
    """Take points from the total."""
    entry = entry_or_404(event_id, entry_id)
    form = PenaltyForm()
    if form.submitted():
        try:
            give_penalty(
                entry,
                form.points.data,
                form.reason.data or "",
                now=datetime.now(UTC),
                by=current_user,
            )
        except RuleViolation as problem:
            form.refuse("points", said(problem))
        else:
            return written(entry)
    return entry_page(entry, penalty=form)


@bp.post("/events/<int:event_id>/entries/<int:entry_id>/penalties/back")
@requires(Permission.ENTRIES_MANAGE)
def penalty_back(event_id: int, entry_id: int) -> ResponseReturnValue:
    """Take a penalty back; the history keeps it."""
    entry = entry_or_404(event_id, entry_id)
    wanted = db.select(Penalty).filter_by(
        id=request.form.get("penalty", type=int), entry_id=entry.id
    )
    penalty = db.first_or_404(wanted)
    take_back_penalty(penalty, entry=entry, now=datetime.now(UTC), by=current_user)
    return written(entry)


def written(entry: Entry) -> ResponseReturnValue:
    """Keep it, say so, back to the entry."""
    db.session.commit()
    flash(_("Written on the entry."))
    return redirect(url_for(".entry", event_id=entry.event_id, entry_id=entry.id))
