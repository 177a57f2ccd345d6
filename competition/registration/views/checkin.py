"""Check-in at the door: the list, one person by the code of their pass, the late ones."""

from datetime import UTC, datetime
from io import BytesIO

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from competition.database import db
from competition.errors import OperationError
from competition.events.models import Event
from competition.language import local, said
from competition.permissions import Permission, requires
from competition.registration.checkin.forms import CheckInTimeForm
from competition.registration.checkin.models import CheckInTime
from competition.registration.checkin.operations import check_in, mark_absent, set_time, take_back
from competition.registration.checkin.passes import ContestPass, PassSize, render
from competition.registration.checkin.queries import (
    arrival_of,
    arrivals,
    arrived,
    attendance,
    member_with,
    members_of,
    named,
    pass_code,
    time_of,
)
from competition.registration.checkin.rules import ARRIVING, USUAL_MINUTES, door_closes
from competition.registration.models import Member
from competition.registration.views.blueprint import bp
from competition.words import label
from judging.errors import RuleViolation


@bp.get("/events/<int:event_id>/check-in")
@requires(Permission.CHECK_IN)
def checkin(event_id: int) -> ResponseReturnValue:
    """Who is expected and who came; with `code`, the person whose pass it is."""
    event = db.get_or_404(Event, event_id)
    code = request.args.get("code", "").strip()
    if not code:
        return list_page(event)
    member = member_with(event_id, code)
    if member is None:
        return list_page(event, problem=_("%(code)s is no pass of this event.", code=code))
    return redirect(url_for(".at_the_door", event_id=event_id, code=pass_code(member.id)))


@bp.get("/events/<int:event_id>/passes/<size>.pdf")
@requires(Permission.ENTRIES_MANAGE)
def passes(event_id: int, size: str) -> ResponseReturnValue:
    """The passes of everybody who is expected, a page each."""
    event = db.get_or_404(Event, event_id)
    if size not in list(PassSize):
        raise NotFound
    people = [contest_pass(member) for member in db.session.scalars(members_of(event_id))]
    if not people:
        raise NotFound
    pdf = render(people, PassSize(size))
    name = f"passes-{event.id}-{size}.pdf"
    return send_file(BytesIO(pdf), mimetype="application/pdf", download_name=name)


def contest_pass(member: Member) -> ContestPass:
    """What the pass of a member says; its QR code opens the person at the door."""
    event, unit = member.entry.event, member.person.organisation or member.entry.delegation
    code = pass_code(member.id)
    base = str(current_app.config["BASE_URL"] or request.url_root).rstrip("/")
    with force_locale("zh_Hans"):
        group = label(event.group)
    return ContestPass(
        name=member.person.name,
        unit=unit.name_zh,
        event=f"{event.name_zh}（{group}）",
        competition=event.competition.name_zh,
        competition_en=event.competition.name_en,
        code=code,
        address=base + url_for(".at_the_door", event_id=event.id, code=code),
    )


def list_page(event: Event, *, problem: str = "", status: int = 200) -> ResponseReturnValue:
    """The list, with what could not be done."""
    wanted = members_of(event.id)
    if text := request.args.get("q", "").strip():
        wanted = named(wanted, text)
    if request.args.get("state") in ("here", "missing"):
        here = Member.id.in_(arrived())
        wanted = wanted.where(here if request.args["state"] == "here" else ~here)
    found = db.paginate(wanted, per_page=20)
    time = time_of(event.id)
    closes = door_closes(time.starts_at, time.late_minutes) if time else None
    page = render_template(
        "registration/checkin.html",
        event=event,
        found=found,
        came=arrivals([member.id for member in found.items]),
        attendance=attendance(event.id),
        time=time,
        closes=closes,
        closed=closes is not None and datetime.now(UTC) > closes,
        open=event.phase in ARRIVING,
        problem=problem,
        pass_code=pass_code,
    )
    return page, status


@bp.route("/events/<int:event_id>/check-in/start", methods=["GET", "POST"])
@requires(Permission.ENTRIES_MANAGE)
def checkin_start(event_id: int) -> ResponseReturnValue:
    """Write down when the event starts and when the door closes."""
    event, time = db.get_or_404(Event, event_id), time_of(event_id)
    form = CheckInTimeForm(obj=time) if time else CheckInTimeForm(late_minutes=USUAL_MINUTES)
    if form.submitted():
        set_time(
            event,
            form.starts_at.data,
            form.late_minutes.data or 0,
            now=datetime.now(UTC),
            by=current_user,
        )
        db.session.commit()
        flash(_("The start is written down."))
        return redirect(url_for(".checkin", event_id=event_id))
    return render_template("registration/checkin_start.html", event=event, form=form)


@bp.post("/events/<int:event_id>/check-in/absent")
@requires(Permission.ENTRIES_MANAGE)
def absent(event_id: int) -> ResponseReturnValue:
    """Nobody came of these entries: they are absent."""
    event, time = db.get_or_404(Event, event_id), time_of(event_id)
    try:
        count = mark_absent(event, late_reason(time), now=datetime.now(UTC), by=current_user)
    except (RuleViolation, OperationError) as problem:
        db.session.rollback()
        return list_page(event, problem=said(problem), status=409)
    db.session.commit()
    flash(ngettext("%(num)s entry is absent.", "%(num)s entries are absent.", count))
    return redirect(url_for(".checkin", event_id=event_id))


def late_reason(time: CheckInTime | None) -> str:
    """Why they are absent, in the language of whoever says so."""
    minutes = time.late_minutes if time else USUAL_MINUTES
    return str(_("Not checked in %(minutes)s minutes after the start", minutes=minutes))


@bp.get("/events/<int:event_id>/check-in/<code>")
@requires(Permission.CHECK_IN)
def at_the_door(event_id: int, code: str) -> ResponseReturnValue:
    """Whose pass this is: the page that the QR code opens."""
    return door_page(member_or_404(event_id, code))


@bp.post("/events/<int:event_id>/check-in/<code>")
@requires(Permission.CHECK_IN)
def arrive(event_id: int, code: str) -> ResponseReturnValue:
    """Check the person in, or take that back."""
    member = member_or_404(event_id, code)
    now, reason = datetime.now(UTC), request.form.get("reason", "")[:200]
    back = request.form.get("action") == "back"
    try:
        if back:
            take_back(member, reason, now=now, by=current_user)
        else:
            check_in(member, now=now, by=current_user, reason=reason)
    except (RuleViolation, OperationError) as problem:
        db.session.rollback()
        return door_page(member, problem=said(problem))
    db.session.commit()
    name = local(member.person)
    if back:
        flash(_("The check-in of %(name)s is taken back.", name=name))
    else:
        flash(_("%(name)s is checked in.", name=name))
    return redirect(url_for(".checkin", event_id=event_id))


def member_or_404(event_id: int, code: str) -> Member:
    """The member of the event whose pass this is."""
    member = member_with(event_id, code)
    if member is None:
        raise NotFound
    return member


def door_page(member: Member, *, problem: str = "") -> ResponseReturnValue:
    """The person, the state of their check-in, the one button."""
    event = member.entry.event
    time = time_of(event.id)
    page = render_template(
        "registration/at_the_door.html",
        event=event,
        member=member,
        entry=member.entry,
        code=pass_code(member.id),
        arrival=arrival_of(member.id),
        late=time is not None
        and datetime.now(UTC) > door_closes(time.starts_at, time.late_minutes),
        open=event.phase in ARRIVING,
        problem=problem,
        reason=request.form.get("reason", ""),
    )
    return page, 409 if problem else 200
