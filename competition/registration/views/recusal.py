"""Appointing from the pool, with the conflicts of interest of everybody."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import OperationError
from competition.events.models import Event
from competition.events.queries import people_at
from competition.language import local, said
from competition.people.pool.models import PoolMember
from competition.people.pool.queries import members_like
from competition.people.pool.rules import Post
from competition.people.rules import Role
from competition.permissions import Permission, requires
from competition.registration.recusal import operations
from competition.registration.recusal.queries import conflicts_at
from competition.registration.views.blueprint import bp
from competition.words import label


@bp.get("/events/<int:event_id>/appoint")
@requires(Permission.EVENT_MANAGE)
def appoint(event_id: int) -> ResponseReturnValue:
    """Who of the pool may be appointed here, and who should be recused."""
    event = db.get_or_404(Event, event_id)
    text, asked = request.args.get("q", ""), request.args.get("post", "")
    post = Post(asked) if asked in list(Post) else None
    members = db.paginate(members_like(text, post), per_page=20, error_out=False)
    people = people_at(event_id=event_id)
    users = {one.id: one for one in (*(m.user for m in members), *(held.user for held in people))}
    return render_template(
        "registration/appoint.html",
        event=event,
        members=members,
        people=people,
        conflicts=conflicts_at(event_id, list(users.values())),
        text=text,
        post=post,
        posts=list(Post),
    )


@bp.post("/events/<int:event_id>/appoint/<int:member_id>")
@requires(Permission.EVENT_MANAGE)
def appoint_member(event_id: int, member_id: int) -> ResponseReturnValue:
    """Appoint somebody of the pool."""
    event, member = db.get_or_404(Event, event_id), db.get_or_404(PoolMember, member_id)
    asked = request.form.get("role", "")
    role = Role(asked) if asked in list(Role) else abort(404)
    here = url_for(
        ".appoint", event_id=event_id, q=request.args.get("q"), post=request.args.get("post")
    )
    try:
        against = operations.appoint_member(
            event, member, role, now=datetime.now(UTC), by=current_user
        )
    except OperationError as problem:
        db.session.rollback()
        flash(said(problem), "warning")
        return redirect(here)
    db.session.commit()
    flash(_("%(name)s is appointed: %(role)s.", name=local(member.user), role=label(role)))
    if against:
        flash(_("There is a conflict of interest; the history keeps it."), "warning")
    return redirect(here)


@bp.post("/events/<int:event_id>/recusal/<any(block, warn):rule>")
@requires(Permission.EVENT_MANAGE)
def recusal(event_id: int, rule: str) -> ResponseReturnValue:
    """Let conflicts of interest block appointments at the event, or only warn."""
    event = db.get_or_404(Event, event_id)
    operations.set_recusal(event, blocks=rule == "block", now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(
        _("A conflict of interest blocks an appointment now.")
        if event.recusal_blocks
        else _("A conflict of interest is a warning now.")
    )
    return redirect(url_for(".appoint", event_id=event_id))
