"""A real database for every test, SQLite or PostgreSQL, and a client that forgets.

`SAIWU_TEST_DATABASE` is the address of a PostgreSQL database; without it, SQLite files are used.
"""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, g
from flask.testing import FlaskClient

from competition.app import create_app
from competition.database import db
from competition.people.models import User

serial = count(1)  # several applications may live in one test process

SECRETS = {
    "SECRET_KEY": "a key for tests only",
    "IDENTITY_KEY": "11" * 32,
    "LOOKUP_KEY": "22" * 32,
}


class Client(FlaskClient):
    """Rolls back after each request: what a view forgot to commit is gone for the test too."""

    following = False  # a redirect is followed by a request within a request

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if self.following:
            db.session.rollback()
            forget()
            return super().open(*args, **kwargs)
        db.session.commit()  # what the test arranged
        forget()
        self.following = True
        try:
            return super().open(*args, **kwargs)
        finally:
            self.following = False
            db.session.rollback()
            forget()


def forget() -> None:
    """Empty `g`: within one test it is shared, and would keep the user, roles and language."""
    for name in list(g):
        g.pop(name)


def database_of_this_worker(folder: Path) -> str:
    """An empty database for this test process."""
    server = os.environ.get("SAIWU_TEST_DATABASE")
    if not server:
        return f"sqlite:///{folder / 'test.sqlite3'}"
    name = f"saiwu_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(serial)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application and one database a test process."""
    app = create_app(
        SECRETS
        | {
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": database_of_this_worker(tmp_path_factory.mktemp("db")),
            "BABEL_DEFAULT_LOCALE": "en",
            "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
            "BASE_URL": "https://saiwu.example",
            "WTF_CSRF_ENABLED": False,
            "BOOTSTRAP_SERVE_LOCAL": True,
            "RATELIMIT_ENABLED": False,
            "LOGIN_LIMIT": "5 per minute",
        }
    )
    app.test_client_class = Client
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    """The application with an empty database."""
    with application.app_context():
        yield application
        db.session.rollback()
        empty()


def empty() -> None:
    """Delete every row, whatever refers to what."""
    tables = list(reversed(db.metadata.sorted_tables))
    if db.engine.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in tables)
        db.session.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    else:
        db.session.execute(sa.text("PRAGMA defer_foreign_keys=ON"))
        for table in tables:
            db.session.execute(table.delete())
    db.session.commit()
    db.session.remove()


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser of somebody who is not signed in."""
    browser = app.test_client()
    assert isinstance(browser, Client)
    return browser


def signed_in(app: Flask, user: User) -> Client:
    """A browser of this user."""
    browser = app.test_client()
    db.session.commit()
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = user.get_id()
        cookie["_fresh"] = True
    assert isinstance(browser, Client)
    return browser


@pytest.fixture
def sign_in(app: Flask) -> Any:
    """`sign_in(user)` gives a browser of that user."""
    return lambda user: signed_in(app, user)
