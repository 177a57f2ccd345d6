import pytest
from sqlalchemy import select

from competition.audit import AuditRecord
from competition.database import db
from competition.errors import Clash, OperationError
from competition.people import operations, queries
from competition.people.models import User
from competition.people.rules import Role, password_faults
from judging.errors import RuleViolation
from tests.builders import NOW, PASSWORD, appoint, make_organisation, make_user


@pytest.fixture
def admin(app):
    user = make_user(name="周明远")
    appoint(user, Role.ADMINISTRATOR)
    return user


def actions():
    return list(db.session.scalars(select(AuditRecord.action).order_by(AuditRecord.id)))


def test_every_fault_of_a_password_is_named():
    faults = [str(fault) for fault in password_faults("li1", "LI1")]

    assert faults == [
        "The password needs at least 8 characters.",
        "The password must not contain the user name.",
    ]
    assert not list(password_faults("eight888", "li1"))


def test_the_first_start_makes_an_administrator_who_is_signed_in(client):
    answer = client.post(
        "/setup", data={"name": "周明远", "username": "Zhou", "password": "correct horse"}
    )

    assert answer.location == "/"
    user = queries.user_named("zhou")
    assert queries.roles_at(user.id, competition_id=None, event_id=None) == {Role.ADMINISTRATOR}
    assert client.get("/users").status_code == 200


def test_setup_is_gone_once_there_is_a_user(client):
    assert client.get("/setup").status_code == 200
    make_user()

    assert client.get("/setup").status_code == 404
    assert client.post("/setup", data={"username": "x", "name": "x"}).status_code == 404
    with pytest.raises(Clash):
        operations.first_administrator("second", "第二", PASSWORD, now=NOW)


def test_a_weak_first_password_is_refused_and_the_rest_is_kept(client):
    page = client.post("/setup", data={"name": "周明远", "username": "zhou", "password": "short"})

    assert "at least 8 characters" in page.text
    assert 'value="周明远"' in page.text
    assert queries.nobody_yet()


def test_the_start_page_of_a_new_instance_leads_to_setup(client):
    assert client.get("/").location == "/setup"
    assert client.get("/login").location == "/setup"


def test_signing_in_needs_the_password_and_an_open_account(client, admin):
    user = make_user(username="li.na")

    assert (
        "Wrong user name or password"
        in client.post("/login", data={"username": "li.na", "password": "correct house"}).text
    )
    assert client.post("/login", data={"username": "LI.NA", "password": PASSWORD}).location == "/"

    operations.close_account(user, now=NOW, by=admin)
    assert client.get("/password").status_code == 302, "the session of a closed account is over"
    assert (
        client.post("/login", data={"username": "li.na", "password": PASSWORD}).status_code == 200
    )


def test_after_signing_in_nobody_is_sent_to_a_foreign_site(client, admin):
    make_user(username="li.na")
    known = {"username": "li.na", "password": PASSWORD}

    assert client.post("/login?next=/events/7", data=known).location == "/events/7"
    for address in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        assert client.post("/login", query_string={"next": address}, data=known).location == "/"


def test_the_administrator_adds_a_user_with_an_organisation(sign_in, admin):
    make_organisation(name_zh="江城机械厂")
    values = {
        "name": "李娜",
        "username": "li.na",
        "password": "a long one",
        "organisation": "江城机械厂",
    }

    assert sign_in(admin).post("/users/new", data=values).location == "/users"
    assert queries.user_named("li.na").organisation.name_zh == "江城机械厂"


def test_a_taken_user_name_is_refused_and_what_was_typed_is_kept(sign_in, admin):
    make_user(username="li.na")

    page = sign_in(admin).post(
        "/users/new",
        data={
            "name": "李娜",
            "username": "Li.Na",
            "password": "a long one",
            "organisation": "新厂",
        },
    )

    assert "The user name li.na is taken." in page.text
    assert 'value="李娜"' in page.text
    assert db.session.scalars(select(User).where(User.username == "li.na")).one().name != "李娜"


def test_users_are_found_by_a_part_of_their_name(sign_in, admin):
    make_user(username="li.na", name="李娜", name_en="")
    make_user(username="wang", name="王芳", name_en="")
    make_user(username="percent", name="100%", name_en="")

    assert "王芳" not in sign_in(admin).get("/users?q=李").text
    found = sign_in(admin).get("/users", query_string={"q": "%"}).text
    assert "100%" in found
    assert "李娜" not in found
    assert "Nobody found" in sign_in(admin).get("/users?q=nobody").text


def test_an_account_is_closed_and_opened_again_on_record(sign_in, admin):
    user = make_user()
    browser = sign_in(admin)

    browser.post(f"/users/{user.id}/close")
    assert not db.session.get(User, user.id).active
    browser.post(f"/users/{user.id}/open")
    assert db.session.get(User, user.id).active
    assert actions() == ["user.closed", "user.opened"]
    assert browser.post(f"/users/{user.id}/burn").status_code == 404


def test_nobody_closes_their_own_account(sign_in, admin):
    assert sign_in(admin).post(f"/users/{admin.id}/close").status_code == 409
    assert db.session.get(User, admin.id).active
    with pytest.raises(OperationError):
        operations.close_account(admin, now=NOW, by=admin)


def test_a_second_administrator_can_be_made_once(sign_in, admin):
    user = make_user()
    browser = sign_in(admin)

    browser.post(f"/users/{user.id}/administrator")
    assert sign_in(user).get("/users").status_code == 200
    assert browser.post(f"/users/{user.id}/administrator").status_code == 409


def test_an_administrator_ends_anothers_rights_and_then_not_their_own(sign_in, admin):
    user = make_user(name="沈佳")
    appoint(user, Role.ADMINISTRATOR)
    browser = sign_in(admin)
    assert browser.get("/users").text.count('<span class="note">Administrator</span>') == 2

    browser.post(f"/users/{user.id}/no-administrator")

    assert sign_in(user).get("/users").status_code == 403
    assert browser.get("/users").text.count('<span class="note">Administrator</span>') == 1
    refused = browser.post(f"/users/{admin.id}/no-administrator")
    assert refused.status_code == 409
    assert "last administrator stays" in refused.text
    assert browser.post(f"/users/{user.id}/no-administrator").status_code == 409
    assert browser.get("/users").status_code == 200


def test_a_closed_account_does_not_count_as_another_administrator(sign_in, admin):
    appoint(make_user(active=False), Role.ADMINISTRATOR)
    with pytest.raises(OperationError, match="last administrator"):
        operations.end_administrator(admin, now=NOW, by=admin)


def test_who_ends_their_own_rights_lands_on_the_start_page(sign_in, admin):
    appoint(make_user(), Role.ADMINISTRATOR)
    answer = sign_in(admin).post(f"/users/{admin.id}/no-administrator")
    assert answer.location == "/"
    assert queries.roles_at(admin.id, competition_id=None, event_id=None) == frozenset()


def test_the_administrator_sets_a_password_that_was_typed_twice(sign_in, client, admin):
    user = make_user(username="li.na")
    address = f"/users/{user.id}"
    browser = sign_in(admin)

    assert (
        "The two passwords differ."
        in browser.post(address, data={"password": "new password", "again": "new passward"}).text
    )
    browser.post(address, data={"password": "new password", "again": "new password"})

    assert (
        client.post("/login", data={"username": "li.na", "password": "new password"}).location
        == "/"
    )
    assert actions() == ["user.password_set"]


def test_ones_own_password_needs_the_present_one(sign_in):
    user = make_user()
    browser = sign_in(user)
    new = {"password": "new password", "again": "new password"}

    assert (
        "not your present password"
        in browser.post("/password", data=new | {"present": "guess"}).text
    )
    assert browser.post("/password", data=new | {"present": PASSWORD}).location == "/"
    assert operations.has_password(db.session.get(User, user.id), "new password")


def test_a_role_is_held_once_and_ends_on_record(app, admin):
    user = make_user()
    held = operations.appoint(user, Role.ORGANISER, now=NOW, by=admin)
    db.session.flush()

    with pytest.raises(Clash):
        operations.appoint(user, Role.ORGANISER, now=NOW, by=admin)
    operations.end_appointment(held, now=NOW, by=admin)

    assert queries.appointments_of(user.id) == []
    operations.appoint(user, Role.ORGANISER, now=NOW, by=admin)
    assert actions() == ["appointment.made", "appointment.ended", "appointment.made"]


def test_a_weak_password_is_refused_for_every_user(app, admin):
    with pytest.raises(RuleViolation):
        operations.add_user("li.na", "李娜", "li.na.li.na", now=NOW, by=admin)


def test_an_organisation_is_one_record_however_often_it_is_named(app):
    first = operations.organisation_named(" 江城机械厂 ")

    assert operations.organisation_named("江城机械厂") is first
    assert operations.organisation_named("  ") is None


@pytest.mark.parametrize("address", ["/users", "/users/new", "/users/1"])
def test_users_are_for_administrators_only(sign_in, address):
    user = make_user()
    appoint(user, Role.ORGANISER)

    assert sign_in(user).get(address).status_code in (403, 404)


def test_the_pages_of_users_speak_chinese(sign_in, admin):
    browser = sign_in(admin)
    browser.post("/language/zh_Hans")

    for address in ("/users", "/users/new", f"/users/{admin.id}", "/password"):
        page = browser.get(address)
        assert page.status_code == 200
        assert 'lang="zh-CN"' in page.text
    assert "用户" in browser.get("/users").text
