"""Security from the first page on."""

import re

import pytest
import sqlalchemy as sa
from flask import request

from competition.app import create_app
from competition.database import db
from competition.people.models import Person
from competition.people.rules import Role
from competition.vault import masked
from tests.application import SECRETS
from tests.builders import PASSWORD, appoint, make_event, make_person, make_user

NUMBER = "11010519491231002X"


@pytest.fixture
def strict(app, tmp_path):
    """A second application with everything on that tests usually switch off."""
    second = create_app(
        SECRETS
        | {
            "TESTING": True,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'strict.sqlite3'}",
            "BABEL_DEFAULT_LOCALE": "en",
            "BASE_URL": "https://saiwu.example",
            "BOOTSTRAP_SERVE_LOCAL": True,
            "RATELIMIT_ENABLED": True,
            "LOGIN_LIMIT": "3 per minute",
            "RATELIMIT_STORAGE_URI": "memory://",
            "SESSION_COOKIE_SECURE": True,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
        }
    )
    with second.app_context():
        db.create_all()
        make_user(username="li.na")
        db.session.commit()
        yield second
        db.session.remove()
        db.engine.dispose()


def token(page):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]


def test_a_forged_form_is_refused(strict):
    browser = strict.test_client()
    known = {"username": "li.na", "password": PASSWORD}

    refused = browser.post("/login", data=known, base_url="https://localhost")
    assert refused.status_code == 400
    assert "nothing has been saved" in refused.text

    page = browser.get("/login", base_url="https://localhost")
    right = known | {"csrf_token": token(page)}
    sent = browser.post(
        "/login",
        data=right,
        base_url="https://localhost",
        headers={"Referer": "https://localhost/"},
    )
    assert sent.status_code == 302
    foreign = browser.post(
        "/login",
        data=right,
        base_url="https://localhost",
        headers={"Referer": "https://evil.example/"},
    )
    assert foreign.status_code == 400


def test_guessing_a_password_is_slowed_down(strict):
    browser = strict.test_client()
    page = browser.get("/login", base_url="https://localhost")
    guess = {"username": "li.na", "password": "guess", "csrf_token": token(page)}
    headers = {"Referer": "https://localhost/login"}

    codes = [
        browser.post(
            "/login", data=guess, base_url="https://localhost", headers=headers
        ).status_code
        for _ in range(5)
    ]
    assert codes == [200, 200, 200, 429, 429]
    assert browser.get("/login", base_url="https://localhost").status_code == 200


def test_a_hall_of_judges_behind_one_address_is_not_locked_out_by_one_of_them(strict):
    browser = strict.test_client()
    csrf = token(browser.get("/login", base_url="https://localhost"))

    def tries(username, password):
        sent = {"username": username, "password": password, "csrf_token": csrf}
        headers = {"Referer": "https://localhost/login"}
        answer = browser.post("/login", data=sent, base_url="https://localhost", headers=headers)
        return answer.status_code

    for _ in range(4):
        last = tries("somebody.else", "guess")

    assert last == 429
    assert tries("li.na", PASSWORD) == 302


@pytest.mark.parametrize("proxies, seen", [(0, "127.0.0.1"), (1, "10.1.2.3")])
def test_the_forwarded_address_counts_only_behind_a_proxy_that_was_named(app, proxies, seen):
    behind = create_app(dict(app.config) | {"PROXIES": proxies})
    addresses = []
    behind.before_request_funcs[None].insert(0, lambda: addresses.append(request.remote_addr))

    behind.test_client().get("/static/site.css", headers={"X-Forwarded-For": "10.1.2.3"})

    assert addresses == [seen]


def test_cookies_are_closed_to_scripts_and_plain_connections(strict):
    cookie = strict.test_client().get("/login", base_url="https://localhost").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("address", ["/login", "/nowhere", "/results"])
def test_every_page_forbids_foreign_and_inline_content(client, address):
    make_user()
    headers = client.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_pages_keep_to_their_own_policy(client):
    """An inline style or script would be dropped by the browser without a word."""
    make_user()
    page = client.get("/login").text

    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)


def test_passwords_are_kept_as_argon2_hashes(client):
    client.post("/setup", data={"name": "周明远", "username": "zhou", "password": PASSWORD})

    row = db.session.execute(sa.text('SELECT password_hash FROM "user"')).scalar_one()
    assert row.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in row


def test_an_identity_number_is_nowhere_in_the_database_in_clear(app):
    make_person(document=NUMBER)
    db.session.commit()

    for table in db.metadata.sorted_tables:
        for row in db.session.execute(sa.select(table)):
            for value in row:
                text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                assert NUMBER not in text, table.name


def test_an_identity_number_is_shown_masked(app):
    person = make_person(document=NUMBER)

    assert db.session.get(Person, person.id).document_masked == masked(NUMBER)
    assert sum(letter == "*" for letter in masked(NUMBER)) >= 8


def test_an_unknown_event_and_a_forbidden_one_look_alike(sign_in):
    event = make_event()
    browser = sign_in(make_user())

    here = browser.get(f"/events/{event.id}")
    nowhere = browser.get("/events/999999")
    assert here.status_code == nowhere.status_code == 404
    ours, none = f"/events/{event.id}", "/events/999999"
    assert here.text.replace(ours, "") == nowhere.text.replace(none, "")


def test_a_new_password_ends_the_sessions_that_began_with_the_old_one(sign_in):
    user = make_user()
    own, stolen = sign_in(user), sign_in(user)
    assert stolen.get("/password").status_code == 200

    new = {"present": PASSWORD, "password": "battery staple", "again": "battery staple"}
    assert own.post("/password", data=new).status_code == 302

    assert own.get("/password").status_code == 200
    assert stolen.get("/password").location.startswith("/login")


def test_a_hall_may_change_its_language_at_once(strict):
    browser = strict.test_client()
    csrf = token(browser.get("/login", base_url="https://localhost"))
    codes = {
        browser.post(
            "/language/en",
            data={"csrf_token": csrf},
            base_url="https://localhost",
            headers={"Referer": "https://localhost/login"},
        ).status_code
        for _ in range(6)
    }

    assert codes == {302}


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "//[", "https://evil.example/", "/\\evil.example", "/\t/evil.example"],
)
def test_signing_in_leads_to_no_page_of_somebody_else(client, wanted):
    make_user(username="li.na")

    answer = client.post(
        "/login", query_string={"next": wanted}, data={"username": "li.na", "password": PASSWORD}
    )

    assert (answer.status_code, answer.location) == (302, "/")


def test_a_refusal_survives_whatever_page_it_came_from(sign_in):
    event = make_event(phase="final")
    user = make_user()
    appoint(user, Role.ORGANISER, event_id=event.id)

    answer = sign_in(user).post(f"/events/{event.id}/draft", headers={"Referer": "http://["})

    assert answer.status_code == 409


def test_a_wrong_method_is_told_which_are_right(client):
    answer = client.get("/language/en")

    assert answer.status_code == 405
    assert set(answer.allow) == {"OPTIONS", "POST"}
    assert client.post("/results").status_code == 405
