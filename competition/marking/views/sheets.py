"""A judge's own sheets, on a tablet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.draw.queries import codes_of
from competition.errors import NotYet
from competition.events.rules import Phase
from competition.language import said, sentence
from competition.marking import operations, queries
from competition.marking.desk import desk_of, returns_of, sheet_for
from competition.marking.forms import box_of, contradictions, hint_of, options_of, read_sheet
from competition.marking.models import Sheet
from competition.marking.rules import Held, Stale, Typed
from competition.marking.views.blueprint import bp, event_or_404
from competition.permissions import Permission, requires
from judging.errors import Faults


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
    refused = keep(own, now)
    if refused is not None:
        db.session.rollback()
        return page(own, refused)
    if "submit" in request.form:
        return hand_in(own, now)
    db.session.commit()
    flash(_("Draft saved."))
    onward = own_sheet(event_id, request.form.get("go", sheet_id, int))
    return redirect(url_for(".sheet", event_id=event_id, sheet_id=onward.id))


@dataclass(frozen=True)
class Refused:
    """What was typed, why it was not kept, and the versions that the next try is held to."""

    typed: Typed
    faults: Mapping[str, str]
    versions: Mapping[str, int]


def keep(own: Sheet, now: datetime) -> Refused | None:
    """Save what was sent, all of it or nothing."""
    aspects = queries.aspects_of(own)
    typed = read_sheet(request.form, aspects)
    seen = dict(typed.versions or {})
    if both := contradictions(request.form, aspects):
        return Refused(typed, both, seen)
    try:
        operations.enter_marks(
            own, typed.values, reasons=typed.reasons, versions=seen, now=now, by=current_user
        )
    except Faults as refused:
        faults = {f.path: sentence(f.template, f.values) for f in refused.faults}
        return Refused(typed, faults, seen)
    except Stale as refused:
        known = {code: held.version for code, held in refused.marks.items()}
        return Refused(typed, changed_elsewhere(refused.marks), seen | known)
    return None


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


def changed_elsewhere(marks: Mapping[str, Held]) -> dict[str, str]:
    """What is kept now, beside each value that was typed on an outdated page."""
    return {
        code: _(
            "Changed elsewhere: %(value)s is saved. Save again to replace it with this.",
            value=held.text or _("no mark"),
        )
        for code, held in marks.items()
    }


def page(own: Sheet, refused: Refused | None = None) -> ResponseReturnValue:
    """The sheet as it is kept, or as it was typed and refused."""
    aspects = queries.aspects_of(own)
    held = queries.held_marks([own.id])[own.id]
    held = {code: held.get(code, Held()) for code in aspects}
    before, after = desk_of(own.event, current_user).beside(own.id)
    scheme = queries.scheme_of(own.event)
    marking = own.event.phase is Phase.MARKING
    return render_template(
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
