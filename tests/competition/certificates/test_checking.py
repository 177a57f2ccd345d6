"""Anybody may check a number: what was certified, in which state, and nothing more."""

from io import BytesIO

import pytest

from competition.app import create_app
from competition.certificates.numbers import new_number
from competition.certificates.operations import reissue, revoke
from competition.certificates.text import Design
from competition.database import db
from tests.application import SECRETS
from tests.competition.certificates.honoured import BASE, LATER, honoured_event, issued, person_of


def test_a_valid_certificate_shows_what_was_certified(client):
    day = honoured_event()
    first = issued(day, Design.MINIMAL)[0]
    text = client.get(f"/check/{first.number}").text
    for part in (
        "This certificate is genuine and in force",
        "选手E02",
        "CNC Milling (staff group)",
        day.event.competition.name_en,
        "First Prize, rank 1",
        first.number,
        "2026-09-26",
        "Jiangcheng Human Resources Bureau",
    ):
        assert part in text


def test_the_page_speaks_chinese(client):
    first = issued(honoured_event())[0]
    text = client.get(f"/check/{first.number}", headers={"Accept-Language": "zh-CN"}).text
    for part in ("证书核验", "这份证书真实有效", "数控铣（职工组）", "一等奖，第 1 名", "颁发单位"):
        assert part in text


def test_it_says_no_more_than_the_paper(client):
    day = honoured_event()
    person = person_of(day, "E02")
    text = client.get(f"/check/{issued(day)[0].number}").text
    assert "1998" not in text
    assert person.document_masked not in text
    assert "93.33" not in text, "no marks"


def test_a_revoked_certificate_is_said_to_be_not_valid_with_day_and_reason(client):
    day = honoured_event()
    first = issued(day)[0]
    revoke(first, "裁决〔2026〕3 号", now=LATER, by=day.organiser)
    text = client.get(f"/check/{first.number}").text
    assert "Not valid since 2026-09-26; do not rely on it" in text
    assert "裁决〔2026〕3 号" in text
    assert "genuine" not in text


def test_a_replaced_certificate_leads_to_the_new_one_and_keeps_what_it_said(client):
    day = honoured_event()
    old = issued(day)[0]
    person_of(day, "E02").name = "选手乙"
    new = reissue(old, "姓名用字更正", now=LATER, by=day.organiser, base_url=BASE)
    text = client.get(f"/check/{old.number}").text
    assert f"See the new certificate {new.number}" in text
    assert "选手E02" in text
    assert "选手乙" not in text
    assert "选手乙" in client.get(f"/check/{new.number}").text


def test_a_well_formed_number_that_was_never_issued_is_unknown(client):
    answer = client.get(f"/check/{new_number(2026)}")
    assert answer.status_code == 404
    assert "No certificate was ever issued here" in answer.text


def test_a_slip_of_the_finger_is_no_forgery_and_stays_typed(client):
    number = issued(honoured_event())[0].number
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    for answer in (client.get(f"/check/{wrong}"), client.get(f"/check?number={wrong}")):
        assert answer.status_code == 404
        assert "The number is mistyped or incomplete" in answer.text
        assert f'value="{wrong}"' in answer.text


@pytest.mark.parametrize("way", [str.lower, lambda number: number.replace("-", " ")])
def test_a_typed_number_leads_to_its_page(client, way):
    number = issued(honoured_event())[0].number
    answer = client.get("/check", query_string={"number": way(number)})
    assert (answer.status_code, answer.location) == (302, f"/check/{number}")


def test_an_empty_number_is_asked_for_again(client):
    assert client.get("/check").status_code == 200
    assert "This field is required." in client.get("/check?number=").text


def test_a_file_is_the_issued_one_to_the_byte_or_it_is_not(client):
    first = issued(honoured_event())[0]
    address, file = f"/check/{first.number}", first.pdf

    def said(content):
        return client.post(address, data={"file": (BytesIO(content), "a.pdf")}).text

    assert "to the byte, the one that was issued" in said(file)
    assert "not the one that was issued" in said(file + b" ")
    assert "Choose the PDF file first." in client.post(address, data={}).text


def test_numbers_cannot_be_tried_at_will(tmp_path):
    strict = create_app(
        SECRETS
        | {
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / 'one.sqlite3'}",
            "BABEL_DEFAULT_LOCALE": "en",
            "BASE_URL": "",
            "RATELIMIT_STORAGE_URI": "memory://",
            "LOGIN_LIMIT": "5 per minute",
        }
    )
    with strict.app_context():
        db.create_all()
        browser = strict.test_client()
        answers = [browser.get("/check/SW").status_code for _ in range(61)]
        assert answers == [404] * 60 + [429]
        assert browser.get("/my/certificates").status_code == 302, "other pages are not limited"
        db.session.remove()
        db.engine.dispose()
