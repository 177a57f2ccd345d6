"""Signing in and out: Flask-Login behind our own words."""

from flask import Flask, session
from flask_login import LoginManager, login_user, logout_user

from competition.database import db
from competition.people.models import User

manager = LoginManager()


def init_app(app: Flask) -> None:
    """Load the user of the session before each request."""
    manager.init_app(app)
    manager.user_loader(load)


def load(key: str) -> User | None:
    """The user of a session that began with the password that holds now."""
    number, _, _seal = key.partition(".")
    user = db.session.get(User, int(number)) if number.isascii() and number.isdigit() else None
    return user if user and user.active and user.get_id() == key else None


def sign_in(user: User) -> None:
    """Begin a new session; what an earlier one held is gone, but for the language."""
    chosen = session.get("language")
    session.clear()
    if chosen:
        session["language"] = chosen
    login_user(user)


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()
