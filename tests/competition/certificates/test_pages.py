"""The organiser's pages, in a browser: who gets one, the press, the files, the end."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader
from sqlalchemy import event as listening
from sqlalchemy import select

from competition.certificates.models import Certificate, CertificateState
from competition.database import db
from competition.people.rules import Role
from tests.builders import appoint, make_competition, make_event, make_user
from tests.competition.certificates.honoured import honoured_event, issued, person_of
from tests.competition.certificates.texts import text_of


def page(day, rest=""):
    return f"/events/{day.event.id}/certificates{rest}"


def certificates():
    return list(db.session.scalars(select(Certificate).order_by(Certificate.id)))


def test_the_press_issues_to_everybody_and_says_how_many(app, sign_in):
    day = honoured_event()
    browser = sign_in(day.organiser)
    assert "Issue 2 certificates" in browser.get(page(day)).text
    assert browser.post(page(day, "/issue"), data={"design": "formal_zh"}).status_code == 302
    answer = browser.get(page(day))
    assert "2 certificates are issued." in answer.text
    assert all(one.number in answer.text for one in certificates())
    assert "Issue 2" not in answer.text
    again = browser.post(page(day, "/issue"), data={"design": "formal_zh"}, follow_redirects=True)
    assert "0 certificates are issued." in again.text
    assert len(certificates()) == 2


def test_without_a_public_address_the_code_leads_to_the_one_of_the_request(
    app, sign_in, monkeypatch
):
    day = honoured_event()
    monkeypatch.setitem(app.config, "BASE_URL", "")
    sign_in(day.organiser).post(page(day, "/issue"), data={"design": "formal_zh"})
    picture = pypdfium2.PdfDocument(certificates()[0].pdf)[0].render(scale=150 / 72).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == f"http://localhost/check/{certificates()[0].number}"


def test_what_is_missing_stands_beside_the_person(app, sign_in):
    day = honoured_event()
    person_of(day, "E02").name_en = ""
    browser = sign_in(day.organiser)
    text = browser.get(page(day, "?design=minimal_bilingual")).text
    assert "The name in Latin letters is missing." in text
    assert "Issue 1 certificate<" in text
    assert "Latin letters" not in browser.get(page(day)).text
    answer = browser.post(
        page(day, "/issue"), data={"design": "minimal_bilingual"}, follow_redirects=True
    )
    assert "1 person is left out" in answer.text


def test_who_did_not_fit_on_the_paper_is_said_after_the_press(app, sign_in):
    day = honoured_event()
    person_of(day, "E02").name = "长" * 90
    answer = sign_in(day.organiser).post(
        page(day, "/issue"), data={"design": "formal_zh"}, follow_redirects=True
    )
    assert "no room for" in answer.text


def test_previews_keep_nothing(app, sign_in):
    day = honoured_event()
    browser = sign_in(day.organiser)
    dummy = browser.get(page(day, "/preview.pdf"))
    assert dummy.mimetype == "application/pdf"
    assert "张晓明" in text_of(dummy.data)
    entry, person = day.entries["E02"], person_of(day, "E02")
    real = browser.get(page(day, f"/preview/{entry.id}/{person.id}.pdf"))
    assert "选手E02" in text_of(real.data)
    assert "SPECIMEN" in text_of(real.data)
    loser = person_of(day, "E03")
    assert browser.get(page(day, f"/preview/{entry.id}/{loser.id}.pdf")).status_code == 404
    assert certificates() == []


def test_before_the_final_results_there_is_nothing_to_press(app, sign_in):
    event = make_event()
    organiser = make_user()
    appoint(organiser, Role.ORGANISER, competition_id=event.competition_id)
    browser = sign_in(organiser)
    text = browser.get(f"/events/{event.id}/certificates").text
    assert "Certificates follow the final results" in text
    assert "Issue" not in text
    refused = browser.post(f"/events/{event.id}/certificates/issue", data={"design": "formal_zh"})
    assert refused.status_code == 409
    assert "there are none yet" in refused.text


def test_the_archive_holds_the_certificates_in_force_by_number_and_name(app, sign_in):
    day = honoured_event()
    person_of(day, "E02").name = "许/嘉..木"
    issued(day)
    first, second = certificates()
    second.state = CertificateState.REVOKED
    answer = sign_in(day.organiser).get(page(day) + ".zip")
    packed = ZipFile(BytesIO(answer.data))
    assert packed.namelist() == [f"{first.number} 许_嘉..木.pdf"]
    assert packed.read(packed.namelist()[0]) == first.pdf
    assert len(PdfReader(BytesIO(first.pdf)).pages) == 1


def test_a_certificate_is_revoked_with_its_reason(app, sign_in):
    day = honoured_event()
    first = issued(day)[0]
    address, browser = page(day, f"/{first.id}/revoke"), sign_in(day.organiser)
    refused = browser.post(address, data={"reason": ""})
    assert 'class="faults"' in refused.text
    assert certificates()[0].state is CertificateState.VALID
    told = browser.get(browser.post(address, data={"reason": "裁决〔2026〕3 号"}).location)
    assert "is revoked." in told.text
    assert "裁决〔2026〕3 号" in told.text
    late = browser.post(address, data={"reason": "again, typed at length"})
    assert "is not in force" in late.text
    assert "again, typed at length" in late.text


def test_a_certificate_is_replaced_and_both_lead_to_each_other(app, sign_in):
    day = honoured_event()
    first = issued(day)[0]
    person_of(day, "E02").name = "选手乙"
    browser = sign_in(day.organiser)
    listed = browser.get(page(day)).text
    assert "1 certificate in force no longer agrees" in listed
    address = page(day, f"/{first.id}/reissue")
    assert "选手乙" in browser.get(address).text
    shown = browser.get(browser.post(address, data={"reason": "姓名用字更正"}).location).text
    old, new = certificates()[0], certificates()[-1]
    assert old.replaced_by_id == new.id
    assert f"{old.number} is replaced by {new.number}." in shown
    assert new.number in browser.get(page(day, f"/{old.id}")).text
    assert "no longer agrees" not in browser.get(page(day)).text


def test_a_certificate_of_another_event_is_not_there(app, sign_in):
    day = honoured_event()
    first = issued(day)[0]
    other = make_event(competition=day.event.competition)
    browser = sign_in(day.organiser)
    for rest in ("", "/file.pdf", "/revoke", "/reissue"):
        assert browser.get(f"/events/{other.id}/certificates/{first.id}{rest}").status_code == 404


@pytest.mark.parametrize(
    "rest", ["", "/issue", "/preview.pdf", "/1", "/1/file.pdf", "/1/revoke", "/1/reissue"]
)
def test_strangers_judges_and_other_organisers_find_nothing(app, sign_in, rest):
    day = honoured_event()
    issued(day)
    other = make_user()
    appoint(other, Role.ORGANISER, competition_id=make_competition().id)
    for user in (make_user(), day.judges[0], day.chief, other):
        method = "post" if rest == "/issue" else "get"
        assert getattr(sign_in(user), method)(page(day, rest)).status_code == 404
    assert sign_in(other).get(page(day) + ".zip").status_code == 404
    assert len(certificates()) == 2


def statements(app, browser, address):
    """How many statements a page takes."""
    seen = []

    def count(*args):
        seen.append(args[2])

    listening.listen(db.engine, "before_cursor_execute", count)
    try:
        assert browser.get(address).status_code == 200
    finally:
        listening.remove(db.engine, "before_cursor_execute", count)
    return len(seen)


def test_more_winners_need_no_more_statements(app, sign_in):
    few, many = (honoured_event(medals=prizes(count)) for count in (1, 4))
    for day in (few, many):
        issued(day)
    counts = [statements(app, sign_in(day.organiser), page(day)) for day in (few, many)]
    assert counts[0] == counts[1]


def prizes(count):
    return {"rule": "bands", "bands": [{"code": "first_prize", "count": count}]}


def test_the_page_speaks_chinese(app, sign_in):
    day = honoured_event()
    issued(day)
    text = sign_in(day.organiser).get(page(day), headers={"Accept-Language": "zh-CN"}).text
    for words in ("全部下载（ZIP）", "选手账号", "有效", "获奖", "一等奖"):
        assert words in text
