"""Signing in and out, the language switch, the administrator's list of users."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from competition.database import db
from competition.errors import OperationError
from competition.language import LANGUAGES, said
from competition.people import session
from competition.people.forms import LoginForm, UserForm
from competition.people.models import User
from competition.people.operations import add_user, organisation_named, user_with_password
from competition.permissions import Permission, public, requires, signed_in
from judging.errors import RuleViolation

bp = Blueprint("people", __name__)


@bp.route("/login", methods=["GET", "POST"])
@public
def login() -> ResponseReturnValue:
    """Sign in with user name and password."""
    form = LoginForm()
    if form.submitted():
        user = user_with_password(form.username.data or "", form.password.data or "")
        if user:
            session.sign_in(user)
            return redirect(local_address(request.args.get("next")))
        form.refuse("password", _("Wrong user name or password."))
    return render_template("people/login.html", form=form)


def local_address(address: str | None) -> str:
    """Where to go after signing in: an address of ours, never somebody else's."""
    parts = urlsplit(address or "")
    ours = parts.path.startswith("/") and not parts.netloc and not parts.scheme
    if not ours or parts.path.startswith("//") or "\\" in parts.path:
        return url_for("events.home")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@bp.post("/logout")
@signed_in
def logout() -> ResponseReturnValue:
    """End the session."""
    session.sign_out()
    return redirect(url_for("people.login"))


@bp.post("/language/<name>")
@public
def language(name: str) -> ResponseReturnValue:
    """Change the language; remembered in the session, and for a user who is signed in."""
    if name not in LANGUAGES:
        abort(404)
    cookie["language"] = name
    if current_user.is_authenticated:
        current_user.language = name
        db.session.commit()
    return redirect(local_address(request.form.get("next")))


@bp.get("/users")
@requires(Permission.SITE_MANAGE)
def users() -> ResponseReturnValue:
    """Everybody who can sign in."""
    found = db.paginate(select(User).order_by(User.username), per_page=20)
    return render_template("people/users.html", users=found)


@bp.route("/users/new", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def new_user() -> ResponseReturnValue:
    """Add a user."""
    form = UserForm()
    if form.submitted():
        try:
            user = add_user(
                form.username.data or "",
                form.name.data or "",
                form.password.data or "",
                name_en=form.name_en.data or "",
                organisation=organisation_named(form.organisation.data or ""),
                now=datetime.now(UTC),
                by=current_user,
            )
        except OperationError as problem:
            form.refuse("username", said(problem))
        except RuleViolation as problem:
            form.refuse("password", said(problem))
        else:
            db.session.commit()
            flash(_("%(name)s can sign in now.", name=user.name))
            return redirect(url_for(".users"))
    return render_template("people/new_user.html", form=form)
