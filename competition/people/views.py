"""Signing in and out, the first start, the language switch, users and passwords."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import OperationError
from competition.language import LANGUAGES, said
from competition.people import operations, queries, session
from competition.people.forms import (
    LONGEST,
    AccountForm,
    LoginForm,
    OwnPasswordForm,
    PasswordForm,
    UserForm,
)
from competition.people.models import User
from competition.people.rules import Role
from competition.permissions import Permission, public, requires, signed_in
from judging.errors import RuleViolation

bp = Blueprint("people", __name__)


@bp.route("/setup", methods=["GET", "POST"])
@public
def setup() -> ResponseReturnValue:
    """Make the first administrator; gone as soon as there is a user."""
    if not queries.nobody_yet():
        abort(404)
    form = AccountForm()
    if form.submitted():
        try:
            user = operations.first_administrator(
                form.username.data or "",
                form.name.data or "",
                form.password.data or "",
                name_en=form.name_en.data or "",
                now=datetime.now(UTC),
            )
        except RuleViolation as problem:
            form.refuse("password", said(problem))
        else:
            db.session.commit()
            session.sign_in(user)
            flash(_("%(name)s is the administrator.", name=user.name))
            return redirect(url_for("events.home"))
    return render_template("people/setup.html", form=form)


@bp.route("/login", methods=["GET", "POST"])
@public
def login() -> ResponseReturnValue:
    """Sign in with user name and password."""
    if queries.nobody_yet():
        return redirect(url_for(".setup"))
    form = LoginForm()
    if form.submitted():
        user = operations.user_with_password(form.username.data or "", form.password.data or "")
        if user:
            session.sign_in(user)
            return redirect(local_address(request.args.get("next")))
        form.refuse("password", _("Wrong user name or password."))
    return render_template("people/login.html", form=form)


def local_address(address: str | None) -> str:
    """Where to go after signing in: an address of ours, never somebody else's."""
    try:
        parts = urlsplit(address or "")
    except ValueError:  # such as //[
        return url_for("events.home")
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


@bp.route("/password", methods=["GET", "POST"])
@signed_in
def password() -> ResponseReturnValue:
    """Change one's own password."""
    form = OwnPasswordForm()
    if form.submitted():
        if not operations.has_password(current_user, form.present.data or ""):
            form.refuse("present", _("This is not your present password."))
        elif changed(current_user, form):
            user = db.session.get_one(User, current_user.id)
            session.sign_in(user)  # this session goes on; others end with the old password
            flash(_("Your password is changed."))
            return redirect(url_for("events.home"))
    return render_template("people/password.html", form=form)


def changed(user: User, form: PasswordForm) -> bool:
    """Whether the new password was good enough, and is kept."""
    try:
        operations.set_password(
            user, form.password.data or "", now=datetime.now(UTC), by=current_user
        )
    except RuleViolation as problem:
        form.refuse("password", said(problem))
        return False
    db.session.commit()
    return True


@bp.get("/users")
@requires(Permission.SITE_MANAGE)
def users() -> ResponseReturnValue:
    """Everybody who can sign in."""
    text = request.args.get("q", "")[:LONGEST]
    found = db.paginate(queries.users_like(text), per_page=20, error_out=False)
    return render_template(
        "people/users.html", users=found, text=text, administrators=queries.administrators()
    )


@bp.route("/users/new", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def new_user() -> ResponseReturnValue:
    """Add a user."""
    form = UserForm()
    if form.submitted():
        try:
            user = operations.add_user(
                form.username.data or "",
                form.name.data or "",
                form.password.data or "",
                name_en=form.name_en.data or "",
                organisation=operations.organisation_named(form.organisation.data or ""),
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
        db.session.rollback()
    return render_template("people/new_user.html", form=form)


@bp.route("/users/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def user(user_id: int) -> ResponseReturnValue:
    """One user: roles, a new password, closing the account."""
    found = db.get_or_404(User, user_id)
    form = PasswordForm()
    if form.submitted() and changed(found, form):
        flash(_("%(name)s has a new password.", name=found.name))
        return redirect(url_for(".user", user_id=user_id))
    roles = queries.appointments_of(user_id)
    return render_template("people/user.html", user=found, form=form, roles=roles, Role=Role)


@bp.post("/users/<int:user_id>/<act>")
@requires(Permission.SITE_MANAGE)
def change_user(user_id: int, act: str) -> ResponseReturnValue:
    """Close or open an account; make the user an administrator or end that."""
    found = db.get_or_404(User, user_id)
    now = datetime.now(UTC)
    if act == "close":
        operations.close_account(found, now=now, by=current_user)
        told = _("%(name)s cannot sign in any more.", name=found.name)
    elif act == "open":
        operations.open_account(found, now=now, by=current_user)
        told = _("%(name)s can sign in again.", name=found.name)
    elif act == "administrator":
        operations.appoint(found, Role.ADMINISTRATOR, now=now, by=current_user)
        told = _("%(name)s is an administrator now.", name=found.name)
    elif act == "no-administrator":
        operations.end_administrator(found, now=now, by=current_user)
        told = _("%(name)s is no administrator any more.", name=found.name)
    else:
        abort(404)
    db.session.commit()
    flash(told)
    if act == "no-administrator" and found == current_user:
        return redirect(url_for("events.home"))
    return redirect(url_for(".user", user_id=user_id))
