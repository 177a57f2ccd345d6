"""A judge's own sheets, on a tablet."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.draw.queries import codes_of
from competition.errors import Locked, NotYet
from competition.events.rules import Phase
from competition.language import said
from competition.marking import operations, queries
from competition.marking.desk import desk_of, returns_of, sheet_for
from competition.marking.forms import box_of, hint_of, options_of
from competition.marking.models import Sheet
from competition.marking.rules import Held
from competition.marking.views.blueprint import bp, event_or_404
from competition.marking.views.saving import Refused, closed, keep
from competition.permissions import Permission, requires


@bp.get("/events/<int:event_id>/sheets")
@requires(Permission.MARK_ENTER)
def sheets(event_id: int) -> ResponseReturnValue:
    """All sheets of this judge, by sub-criterion and entry code."""
    event = event_or_404(event_id)
    desk = desk_of(event, current_user)
    return render_template("marking/sheets.html", event=event, desk=desk, tile=desk.next())


@bp.get("/events/<int:event_id>/sheets/<int:sheet_id>")
@requires(Permission.MARK_ENTER)
def sheet(event_id: int, sheet_id: int) -> ResponseReturnValue:
    """One sheet: to fill in, or to read once it is submitted."""
    return page(own_sheet(event_id, sheet_id))


@bp.post("/events/<int:event_id>/sheets/<int:sheet_id>")
@requires(Permission.MARK_ENTER)
def enter(event_id: int, sheet_id: int) -> ResponseReturnValue:
    """Keep the marks; `submit` hands the sheet in too, `go` goes to another sheet."""
    own = own_sheet(event_id, sheet_id)
    now = datetime.now(UTC)
    try:
        refused = keep(own, now)
    except Locked as problem:
        db.session.rollback()
        return page(own, closed(own, problem))
    if refused is not None:
        db.session.rollback()
        return page(own, refused)
    if "submit" in request.form:
        return hand_in(own, now)
    db.session.commit()
    flash(_("Draft saved."))
    onward = own_sheet(event_id, request.form.get("go", sheet_id, int))
    return redirect(url_for(".sheet", event_id=event_id, sheet_id=onward.id))


def hand_in(own: Sheet, now: datetime) -> ResponseReturnValue:
    try:
        operations.submit(own, now=now, by=current_user)
    except NotYet as problem:
        db.session.commit()
        flash(_("Saved as a draft, not submitted. %(missing)s", missing=said(problem)), "warn")
        return redirect(url_for(".sheet", event_id=own.event_id, sheet_id=own.id))
    db.session.commit()
    code = codes_of(own.event_id).get(own.entry_id, "")
    flash(_("%(entry)s, %(part)s is submitted.", entry=code, part=own.sub_criterion))
    following = desk_of(own.event, current_user).next(own.sub_criterion, after=code)
    if following is None:
        return redirect(url_for(".sheets", event_id=own.event_id))
    return redirect(url_for(".sheet", event_id=own.event_id, sheet_id=following.sheet_id))


@bp.post("/events/<int:event_id>/sheets/<int:sheet_id>/take-back")
@requires(Permission.MARK_ENTER)
def take_back(event_id: int, sheet_id: int) -> ResponseReturnValue:
    """Open one's submitted sheet again."""
    own = own_sheet(event_id, sheet_id)
    operations.take_back(own, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The sheet is open again. Submit it when it is right."))
    return redirect(url_for(".sheet", event_id=event_id, sheet_id=sheet_id))


def own_sheet(event_id: int, sheet_id: int) -> Sheet:
    return sheet_for(event_id, sheet_id, current_user.id) or abort(404)


def page(own: Sheet, refused: Refused | None = None) -> ResponseReturnValue:
    """The sheet as it is kept, or as it was typed and refused."""
    aspects = queries.aspects_of(own)
    held = queries.held_marks([own.id])[own.id]
    held = {code: held.get(code, Held()) for code in aspects}
    before, after = desk_of(own.event, current_user).beside(own.id)
    scheme = queries.scheme_of(own.event)
    marking = own.event.phase is Phase.MARKING
    text = render_template(
        "marking/sheet.html",
        event=own.event,
        sheet=own,
        part=scheme.sub_criteria[own.sub_criterion] if scheme else None,
        entry_code=codes_of(own.event_id).get(own.entry_id, ""),
        aspects=aspects,
        held=held,
        values=refused.typed.values if refused else {c: h.text or "" for c, h in held.items()},
        reasons=refused.typed.reasons if refused else {c: h.reason for c, h in held.items()},
        versions=refused.versions if refused else {c: h.version for c, h in held.items()},
        faults=refused.faults if refused else {},
        closed=refused.closed if refused else "",
        unsaved=refused.unsaved if refused else {},
        ticked=[c for c in aspects if f"none-{c}" in request.form],
        returns=returns_of(own),
        missing=[c for c, h in held.items() if h.text is None],
        before=before,
        after=after,
        is_open=marking and own.submitted_at is None,
        may_take_back=marking and own.submitted_at is not None,
        box_of=box_of,
        options_of=options_of,
        hint_of=hint_of,
    )
    return text, HTTPStatus.CONFLICT if refused and refused.closed else HTTPStatus.OK
