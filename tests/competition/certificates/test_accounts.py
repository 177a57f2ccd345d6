"""Contestants get accounts with slips, and download their own certificates only."""

import re

import pytest
from sqlalchemy import select

from competition.certificates.accounts import give_account, renew_password
from competition.certificates.models import Certificate
from competition.certificates.operations import revoke
from competition.database import db
from competition.errors import Clash, Locked
from competition.people.operations import has_password
from competition.people.rules import Role
from tests.builders import NOW, appoint, make_event, make_person, make_user
from tests.competition.certificates.honoured import LATER, honoured_event, issued, person_of

pytestmark = pytest.mark.usefixtures("app")


def account(person):
    return give_account(person, now=NOW, by=None)


def test_an_account_is_named_after_its_person_and_its_password_opens_it():
    person = make_person(name_en="Xu Jiamu")
    user, password = account(person)
    assert (user.username, person.user) == ("xujiamu", user)
    assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){2}", password)
    assert has_password(user, password)
    with pytest.raises(Clash, match="already"):
        account(person)


def test_equal_names_get_different_user_names():
    names = [account(make_person(name_en="Li Wei"))[0].username for _ in range(3)]
    assert names == ["liwei", "liwei2", "liwei3"]


def test_a_name_without_latin_letters_still_gets_one():
    person = make_person(name="许嘉木", name_en="")
    assert account(person)[0].username == f"xs{person.id:05}"


def test_a_lost_password_is_replaced():
    person = make_person()
    user, old = account(person)
    _, new = renew_password(person, now=NOW, by=make_user())
    assert has_password(user, new)
    assert not has_password(user, old)


def test_nobody_takes_over_the_account_of_somebody_with_a_role():
    person = make_person(user=make_user())
    appoint(person.user, Role.ADMINISTRATOR)
    with pytest.raises(Locked, match="administrator sets the password"):
        renew_password(person, now=NOW, by=make_user())


def test_slips_show_the_passwords_once(app, sign_in):
    day = honoured_event()
    browser, chosen = sign_in(day.organiser), person_of(day, "E02")
    address, key = f"/events/{day.event.id}/accounts", chosen.id
    slip = browser.post(address, data={"person": [key]}).text
    username, password = re.findall(r'<dd class="code">([^<]*)</dd>', slip)
    assert username == "contestante"
    assert password not in browser.get(address).text
    assert username in browser.get(address).text
    guest = app.test_client()
    answer = guest.post("/login", data={"username": username, "password": password})
    assert (answer.status_code, answer.location) == (302, "/")


def test_without_a_choice_nothing_happens(app, sign_in):
    day = honoured_event()
    address = f"/events/{day.event.id}/accounts"
    answer = sign_in(day.organiser).post(address, data={}, follow_redirects=True)
    assert "Choose the contestants first." in answer.text


def test_an_organiser_gives_accounts_to_contestants_of_the_event_only(app, sign_in):
    day, stranger = honoured_event(), make_person()
    address = f"/events/{day.event.id}/accounts"
    sign_in(day.organiser).post(address, data={"person": [stranger.id]})
    db.session.refresh(stranger)
    assert stranger.user_id is None
    assert sign_in(make_user()).get(address).status_code == 404
    assert sign_in(day.judges[0]).post(address, data={"person": [1]}).status_code == 404
    other = make_event()
    assert sign_in(day.organiser).get(f"/events/{other.id}/accounts").status_code == 404


def test_contestants_download_their_own_certificates_and_no_others(app, sign_in):
    day = honoured_event()
    mine, other = issued(day)
    user, _ = account(person_of(day, "E02"))
    file, number, keys = mine.pdf, mine.number, (mine.id, other.id)
    browser = sign_in(user)
    assert "1 certificate is ready to download" in browser.get("/").text
    text = browser.get("/my/certificates").text
    assert "1 certificate, 1 in force" in text
    assert "First Prize, rank 1" in text
    answer = browser.get(f"/my/certificates/{keys[0]}.pdf")
    assert answer.data == file
    assert number in answer.headers["Content-Disposition"]
    assert browser.get(f"/my/certificates/{keys[1]}.pdf").status_code == 404
    assert sign_in(make_user()).get(f"/my/certificates/{keys[0]}.pdf").status_code == 404
    assert sign_in(day.organiser).get(f"/my/certificates/{keys[0]}.pdf").status_code == 404


def test_a_revoked_certificate_is_shown_and_not_handed_out(app, sign_in):
    day = honoured_event()
    mine = issued(day)[0]
    revoke(mine, "复核取消资格", now=LATER, by=day.organiser)
    user, _ = account(person_of(day, "E02"))
    browser, key = sign_in(user), mine.id
    text = browser.get("/my/certificates").text
    assert "Revoked" in text
    assert "复核取消资格" in text
    assert "Download PDF" not in text
    assert browser.get(f"/my/certificates/{key}.pdf").status_code == 404


def test_an_account_without_a_contestant_is_told_so(app, sign_in):
    text = sign_in(make_user()).get("/my/certificates").text
    assert "This account belongs to no contestant" in text


def test_who_is_not_signed_in_is_asked_to(client):
    issued(honoured_event())
    key = db.session.scalar(select(Certificate.id))
    for address in ("/my/certificates", f"/my/certificates/{key}.pdf", "/my/record"):
        assert client.get(address).location.startswith("/login?next=/my/")
