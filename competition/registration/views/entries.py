"""The organiser's list of entries: found, chosen, decided."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from sqlalchemy import Select, case

from competition.database import db
from competition.errors import OperationError
from competition.events.models import Event
from competition.language import said
from competition.permissions import Permission, requires
from competition.registration import operations
from competition.registration.models import Entry
from competition.registration.queries import (
    counts_of,
    delegations_of,
    entries_of,
    matching,
    with_document,
)
from competition.registration.rules import STANDING, EntryState
from competition.registration.together import decide_together, last_decision, take_back
from competition.registration.views.blueprint import bp
from judging.errors import RuleViolation

ORDERS: dict[str, Any] = {
    "waiting": case({state.value: n for n, state in enumerate(EntryState)}, value=Entry.state),
    "newest": Entry.id.desc(),
    "delegation": Entry.delegation_id,
}

LONGEST_WORDS = 100  # of a search
FILTERS = ("q", "delegation", "state", "order", "page")


@bp.get("/events/<int:event_id>/entries")
@requires(Permission.ENTRIES_MANAGE)
def entries(event_id: int) -> ResponseReturnValue:
    """All entries of an event."""
    return entries_page(db.get_or_404(Event, event_id))


@bp.post("/events/<int:event_id>/entries/find")
@requires(Permission.ENTRIES_MANAGE)
def find(event_id: int) -> ResponseReturnValue:
    """By name, or the one with this document number: a number never stands in an address."""
    event = db.get_or_404(Event, event_id)
    kept: dict[str, Any] = {name: request.form[name] for name in FILTERS if request.form.get(name)}
    text = kept.get("q", "")
    found = db.session.scalars(with_document(entries_of(event.id), text)).first()
    if found is not None:
        return redirect(url_for(".entry", event_id=event.id, entry_id=found.id))
    if re.search(r"[0-9]{4}", text):
        kept.pop("q")
        flash(_("Nobody with this document number is entered."), "warning")
    return redirect(url_for(".entries", event_id=event.id, **kept))


@bp.post("/events/<int:event_id>/entries")
@requires(Permission.ENTRIES_MANAGE)
def decide_entries(event_id: int) -> ResponseReturnValue:
    """Accept, return or reject the chosen entries: all of them or none."""
    event = db.get_or_404(Event, event_id)
    chosen = chosen_entries(event)
    if not chosen:
        return entries_page(event, problem=_("Choose entries first."))
    entry = chosen[0]
    now = datetime.now(UTC)
    act = decision(request.form.get("action", ""), now)

    def decide(one: Entry) -> None:
        nonlocal entry
        entry = one
        act(one, request.form.get("reason", ""))

    try:
        decide_together(chosen, decide, now=now, by=current_user)
    except RuleViolation as problem:
        names = _(" / ").join(member.person.name for member in entry.members)
        db.session.rollback()
        return entries_page(event, problem=f"{names}{_(': ')}{said(problem)}")
    db.session.commit()
    kept = filters()
    flash(ngettext("%(num)s entry decided.", "%(num)s entries decided.", len(chosen)))
    return redirect(url_for(".entries", event_id=event.id, **kept))


@bp.post("/events/<int:event_id>/entries/undo")
@requires(Permission.ENTRIES_MANAGE)
def undo(event_id: int) -> ResponseReturnValue:
    """Take back what the user decided together last."""
    event = db.get_or_404(Event, event_id)
    now = datetime.now(UTC)
    last = last_decision(event_id, current_user, now)
    if last is None:
        return entries_page(event, problem=_("There is nothing to take back."))
    try:
        count = take_back(last, now=now, by=current_user)
    except (RuleViolation, OperationError) as problem:
        return entries_page(event, problem=said(problem))
    db.session.commit()
    flash(ngettext("%(num)s entry is as before.", "%(num)s entries are as before.", count))
    return redirect(url_for(".entries", event_id=event_id))


def chosen_entries(event: Event) -> list[Entry]:
    """The entries whose boxes are ticked, or all that wait for review."""
    wanted = entries_of(event.id)
    if request.form.get("all"):
        wanted = wanted.where(Entry.state == EntryState.SUBMITTED)
    else:
        wanted = wanted.where(Entry.id.in_(request.form.getlist("entry", type=int)))
    return list(db.session.scalars(wanted.order_by(Entry.id)))


def decision(action: str, now: datetime) -> Callable[[Entry, str], None]:
    """What a button of that name does to an entry."""
    return {
        "accept": lambda entry, _why: operations.accept(entry, now=now, by=current_user),
        "return": lambda entry, why: operations.return_(entry, why, now=now, by=current_user),
        "reject": lambda entry, why: operations.reject(entry, why, now=now, by=current_user),
        "withdraw": lambda entry, why: operations.withdraw(entry, why, now=now, by=current_user),
    }.get(action) or abort(400)


def entries_page(event: Event, *, problem: str = "") -> ResponseReturnValue:
    """The list as the filters of the address have it; what was chosen stays chosen."""
    counts = counts_of(event.id)
    page = render_template(
        "registration/entries.html",
        event=event,
        found=db.paginate(filtered(event), per_page=20),
        counts=counts,
        total=sum(counts.values()),
        standing=sum(counts[state] for state in STANDING),
        delegations=delegations_of(event.competition_id),
        chosen=request.form.getlist("entry", type=int),
        problem=problem,
        undoable=last_decision(event.id, current_user, datetime.now(UTC)),
        kept=filters(),
        EntryState=EntryState,
    )
    return page, 409 if problem else 200


def filters() -> dict[str, Any]:
    """What the address asks for, and nothing else that somebody wrote into it."""
    return {name: request.args[name] for name in FILTERS if name in request.args}


def filtered(event: Event) -> Select[Entry]:
    """The entries that the address asks for; an unknown state or order asks for nothing."""
    wanted = entries_of(event.id)
    text = request.args.get("q", "").strip()[:LONGEST_WORDS]
    if text:
        wanted = matching(wanted, text)
    if request.args.get("state") in list(EntryState):
        wanted = wanted.where(Entry.state == request.args["state"])
    delegation_id = request.args.get("delegation", type=int)
    if delegation_id:
        wanted = wanted.where(Entry.delegation_id == delegation_id)
    order = ORDERS.get(request.args.get("order", ""), ORDERS["waiting"])
    return wanted.order_by(order, Entry.id)
