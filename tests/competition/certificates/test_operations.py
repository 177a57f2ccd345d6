"""Certificates are issued once, frozen, revoked and replaced; the files say what they should."""

import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from competition.audit import AuditRecord
from competition.certificates.models import Certificate, CertificateState
from competition.certificates.numbers import tidy
from competition.certificates.operations import issue, reissue, revoke
from competition.certificates.queries import disagreements, prospects
from competition.certificates.text import Design
from competition.database import db
from competition.errors import Locked, NotYet, OperationError
from competition.marking.models import Mark
from competition.registration.models import Member
from competition.results.models import PublicationKind
from competition.results.operations import publish
from judging.errors import RuleViolation
from tests.builders import added, make_person
from tests.competition.certificates.honoured import (
    BASE,
    LATER,
    TWO_PRIZES,
    honoured_event,
    issued,
    person_of,
)
from tests.competition.certificates.texts import text_of
from tests.competition.results.marked import marked_event

pytestmark = pytest.mark.usefixtures("app")


def replaced(day, certificate, reason="姓名用字更正"):
    return reissue(certificate, reason, now=LATER, by=day.organiser, base_url=BASE)


def revoked(day, certificate, reason="复核取消资格"):
    revoke(certificate, reason, now=LATER, by=day.organiser)


def acts():
    return [record.action for record in db.session.scalars(select(AuditRecord))]


def test_there_are_no_certificates_before_the_final_results():
    day = marked_event(medals=TWO_PRIZES)
    publish(day.event, PublicationKind.PROVISIONAL, now=LATER, by=day.organiser)
    with pytest.raises(NotYet, match="final results"):
        issued(day)
    assert prospects(day.event, Design.FORMAL) == []


def test_those_with_an_award_get_one_in_ranking_order():
    day = honoured_event()
    found = issued(day)
    assert [(one.person, one.content["award_code"], one.content["place"]) for one in found] == [
        (person_of(day, "E02"), "first_prize", 1),
        (person_of(day, "E04"), "second_prize", 2),
    ]
    assert all(tidy(one.number) == one.number for one in found)
    assert "certificates.issued" in acts()


@pytest.mark.parametrize("design", list(Design))
def test_the_file_says_who_what_and_which_number(design):
    day = honoured_event()
    first = issued(day, design)[0]
    said = text_of(first.pdf)
    for part in (
        "选手E02",
        "一等奖",
        "数控铣（职工组）",
        first.number,
        day.event.competition.name_zh,
    ):
        assert part in said
    assert sha256(first.pdf).hexdigest() == first.digest


def test_the_code_on_the_file_leads_to_its_check_page():
    first = issued(honoured_event())[0]
    picture = pypdfium2.PdfDocument(first.pdf)[0].render(scale=150 / 72).to_pil()
    codes = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert codes == [f"https://saiwu.example/check/{first.number}"]


def test_a_second_press_changes_nothing():
    day = honoured_event()
    issued(day)
    before = acts()
    assert issued(day) == []
    assert issued(day, Design.MINIMAL) == []
    assert acts() == before


def test_a_revoked_certificate_does_not_come_back_by_itself():
    day = honoured_event()
    revoked(day, issued(day)[0])
    assert issued(day) == []


def test_a_name_that_no_font_has_is_reported_and_the_others_are_issued():
    day = honoured_event()
    person_of(day, "E02").name = "选手\U00030edd"
    faults = [[str(fault) for fault in one.faults] for one in prospects(day.event, Design.FORMAL)]
    assert faults == [["选手\U00030edd: no font has \U00030edd."], []]
    assert [one.person for one in issued(day)] == [person_of(day, "E04")]


def test_a_name_without_room_is_left_out_and_the_others_are_issued():
    day = honoured_event()
    person_of(day, "E02").name = "长" * 90
    assert [one.person for one in issued(day)] == [person_of(day, "E04")]


def test_the_date_is_the_one_at_the_venue():
    day = honoured_event()
    evening = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # one in the morning of 2027 in Shanghai
    first = issue(day.event, Design.FORMAL, now=evening, by=day.organiser, base_url=BASE)[0]
    assert first.content["issued_on"] == "2027-01-01"
    assert first.number.startswith("SW-2027-")


def test_every_member_of_a_team_gets_their_own():
    day = marked_event(medals=TWO_PRIZES)
    second = make_person(name="队友")
    added(Member(entry=day.entries["E02"], person=second, position=2, current_level="none"))
    db.session.expire_all()
    publish(day.event, PublicationKind.PROVISIONAL, now=LATER, by=day.organiser)
    publish(day.event, PublicationKind.FINAL, now=LATER + timedelta(days=6), by=day.organiser)
    found = issued(day)
    assert [one.content["names"] for one in found] == [["选手E02"], ["队友"], ["选手E04"]]
    assert len({one.number for one in found}) == 3


def test_a_revoked_certificate_keeps_its_reason_and_its_file():
    day = honoured_event()
    first = issued(day)[0]
    file = first.pdf
    revoked(day, first, " 复核取消资格 ")
    assert (first.state, first.end_reason) == (CertificateState.REVOKED, "复核取消资格")
    assert (first.ended_at, first.pdf) == (LATER, file)
    assert acts()[-1] == "certificate.revoked"
    with pytest.raises(Locked, match="not in force"):
        revoked(day, first)


@pytest.mark.parametrize("act", [revoked, replaced])
def test_an_end_needs_its_reason(act):
    day = honoured_event()
    first = issued(day)[0]
    with pytest.raises(RuleViolation, match="reason is missing"):
        act(day, first, "  ")
    assert first.state is CertificateState.VALID


def test_a_new_certificate_says_what_the_record_says_now_and_the_old_one_leads_to_it():
    day = honoured_event()
    old = issued(day)[1]
    person_of(day, "E04").name = "选手丁"
    new = replaced(day, old)
    assert (old.state, old.replaced_by) == (CertificateState.REPLACED, new)
    assert old.content["names"] == ["选手E04"]
    assert new.number != old.number
    assert "选手丁" in text_of(new.pdf)
    assert acts()[-1] == "certificate.replaced"
    with pytest.raises(Locked, match="already"):
        replaced(day, old)


def test_a_certificate_that_was_revoked_by_mistake_gets_a_successor_and_stays_revoked():
    day = honoured_event()
    old = issued(day)[0]
    revoked(day, old)
    new = replaced(day, old, "撤销有误")
    assert (old.state, old.replaced_by) == (CertificateState.REVOKED, new)
    assert (old.end_reason, new.state) == ("复核取消资格", CertificateState.VALID)


def test_the_database_keeps_one_in_force_for_each_person_and_entry():
    day = honoured_event()
    first = issued(day)[0]
    values = {
        name: getattr(first, name)
        for name in ("event_id", "entry_id", "person_id", "publication_id", "design", "content")
    }
    db.session.add(Certificate(**values, number="SW-2026-X", pdf=b"", digest="", issued_at=LATER))
    with pytest.raises(IntegrityError):
        db.session.flush()


def corrected(day):
    """E04 was marked too well: the second prize goes to E01."""
    sheets = select(Mark).join(Mark.sheet).filter_by(entry_id=day.entries["E04"].id)
    for mark in db.session.scalars(sheets):
        mark.amount = Decimal("10")
    publish(day.event, PublicationKind.FINAL, now=LATER, by=day.organiser, reason="更正登分错误")


def test_a_correction_shows_which_certificates_no_longer_agree():
    day = honoured_event()
    issued(day)
    assert disagreements(day.event) == []
    corrected(day)
    [case] = disagreements(day.event)
    assert case.certificate.person == person_of(day, "E04")
    assert "no award" in str(case.reason)
    with pytest.raises(OperationError, match="revoke the certificate instead"):
        replaced(day, case.certificate)
    revoked(day, case.certificate)
    assert disagreements(day.event) == []
    assert [one.person for one in issued(day)] == [person_of(day, "E01")]


def test_a_corrected_name_disagrees_until_it_is_replaced():
    day = honoured_event()
    first = issued(day)[0]
    person_of(day, "E02").name = "选手乙"
    [case] = disagreements(day.event)
    assert [(one.printed, one.now) for one in case.differences] == [("选手E02", "选手乙")]
    replaced(day, first)
    assert disagreements(day.event) == []


def test_two_hundred_would_take_a_few_seconds():
    everybody = {"rule": "bands", "bands": [{"code": "excellence", "count": 40}]}
    marks = {f"E{n:02}": (f"{90 - n}", ("80", "80")) for n in range(40)}
    day = honoured_event(medals=everybody, marks=marks)
    prospects(day.event, Design.FORMAL)  # the fonts are parsed once a process
    start = time.process_time()
    assert len(issued(day)) == 40
    assert (time.process_time() - start) * 200 / 40 < 10
