"""The pool: who may be asked to judge, advise, inspect, run a workshop or translate."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import Clash
from competition.events.forms.pool import MemberForm, NewMemberForm, RelationForm
from competition.events.queries import service_of
from competition.events.views.blueprint import bp
from competition.language import local, said
from competition.people.operations import organisation_named
from competition.people.pool import operations, queries
from competition.people.pool.models import DeclaredRelation, PoolMember
from competition.people.pool.rules import Post
from competition.permissions import Permission, requires


@bp.get("/pool")
@requires(Permission.SITE_MANAGE)
def pool() -> ResponseReturnValue:
    """Everybody in the pool, searched by text and post."""
    text, asked = request.args.get("q", ""), request.args.get("post", "")
    post = Post(asked) if asked in list(Post) else None
    found = db.paginate(queries.members_like(text, post), per_page=20, error_out=False)
    return render_template(
        "events/pool.html",
        members=found,
        text=text,
        post=post,
        posts=list(Post),
        today=datetime.now(UTC).date(),
    )


@bp.route("/pool/new", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def new_member() -> ResponseReturnValue:
    """Take somebody into the pool."""
    form = NewMemberForm()
    if form.submitted():
        try:
            member = operations.add_member(
                form.user, now=datetime.now(UTC), by=current_user, **known(form)
            )
        except Clash as problem:
            db.session.rollback()
            form.refuse("who", said(problem))
        else:
            db.session.commit()
            flash(_("%(name)s is in the pool.", name=local(member.user)))
            return redirect(url_for(".pool"))
    return render_template("events/new_member.html", form=form)


@bp.route("/pool/<int:member_id>", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def member(member_id: int) -> ResponseReturnValue:
    """One member: the record, the service, declared relations."""
    found = db.get_or_404(PoolMember, member_id)
    form = MemberForm(found)
    if form.submitted():
        operations.keep(found, now=datetime.now(UTC), by=current_user, **known(form))
        db.session.commit()
        flash(_("The record of %(name)s is saved.", name=local(found.user)))
        return redirect(url_for(".member", member_id=member_id))
    return member_page(found, form, RelationForm(formdata=None))


def member_page(found: PoolMember, form: MemberForm, relating: RelationForm) -> str:
    return render_template(
        "events/member.html",
        member=found,
        form=form,
        relating=relating,
        service=service_of(found.user_id),
        today=datetime.now(UTC).date(),
    )


def known(form: MemberForm) -> dict[str, Any]:
    """What `keep` takes."""
    values = {name: value for name, value in form.data.items() if name not in ("who", "csrf_token")}
    return values | {"organisation": organisation_named(form.organisation.data or "")}


@bp.post("/pool/<int:member_id>/relations")
@requires(Permission.SITE_MANAGE)
def declare_relation(member_id: int) -> ResponseReturnValue:
    """Note an organisation whose contestants the member may not judge."""
    found, form = db.get_or_404(PoolMember, member_id), RelationForm()
    organisation = organisation_named(form.related.data or "") if form.submitted() else None
    if organisation is None:
        return member_page(found, MemberForm(found, formdata=None), form)
    operations.declare(
        found, organisation, form.reason.data or "", now=datetime.now(UTC), by=current_user
    )
    db.session.commit()
    flash(_("The relation is declared."))
    return redirect(url_for(".member", member_id=member_id))


@bp.post("/pool/<int:member_id>/relations/<int:relation_id>/end")
@requires(Permission.SITE_MANAGE)
def end_relation(member_id: int, relation_id: int) -> ResponseReturnValue:
    """The relation is no more."""
    wanted = db.select(DeclaredRelation).filter_by(id=relation_id, member_id=member_id)
    relation = db.first_or_404(wanted.where(DeclaredRelation.ended_at.is_(None)))
    operations.end_relation(relation, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The relation is ended."))
    return redirect(url_for(".member", member_id=member_id))
