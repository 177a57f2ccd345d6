"""What the clock does to an event, what a person does before it, and what the pages say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from competition.audit import AuditRecord
from competition.database import db
from competition.events import operations
from competition.events.models import Event
from competition.events.rules import Phase
from competition.events.timing.clock import open_registrations
from competition.events.timing.rules import coming
from competition.people.rules import Role
from judging.errors import RuleViolation
from tests.builders import NOW, appoint, make_event, make_user
from tests.competition.events.test_event_pages import form_values

SOON = NOW + timedelta(days=2)


def fresh(event):
    db.session.expire_all()
    return db.session.get(Event, event.id)


def drafted(**values):
    defaults = {"phase": "draft", "registration_opens_at": NOW, "held_on": date(2031, 1, 1)}
    return make_event(**defaults | values)


def test_registration_opens_at_its_time_and_once(app):
    event = drafted()

    open_registrations(NOW - timedelta(seconds=1))
    assert event.phase is Phase.DRAFT

    open_registrations(NOW)
    open_registrations(SOON)
    assert event.phase is Phase.REGISTRATION
    assert db.session.scalar(select(func.count()).select_from(AuditRecord)) == 1


def test_an_event_that_lacks_something_waits_and_stops_no_other(app):
    bare, ready = drafted(scheme=None), drafted()

    open_registrations(NOW)

    assert (bare.phase, ready.phase) == (Phase.DRAFT, Phase.REGISTRATION)
    operations.save_scheme(bare, ready.marking_scheme.document, source="by hand", now=NOW, by=None)
    open_registrations(SOON)
    assert bare.phase is Phase.REGISTRATION, "the clock catches up"


def test_an_event_without_a_time_is_opened_by_hand_only(app):
    event = drafted(registration_opens_at=None)

    open_registrations(NOW)

    assert event.phase is Phase.DRAFT


def test_what_is_taken_back_to_draft_is_not_opened_again_by_the_clock(app):
    event = drafted()
    open_registrations(NOW)

    operations.back_to_draft(event, now=SOON, by=None)
    open_registrations(SOON)

    assert event.phase is Phase.DRAFT


def test_before_its_time_registration_opens_and_closes_for_a_reason_only(app):
    event = drafted(registration_opens_at=SOON)

    with pytest.raises(RuleViolation, match="say why it opens earlier"):
        operations.open_registration(event, now=NOW, by=None, reason=" ")
    operations.open_registration(event, now=NOW, by=None, reason="the plan was approved early")
    with pytest.raises(RuleViolation, match="say why it closes earlier"):
        operations.close_registration(event, now=NOW, by=None)
    operations.close_registration(event, now=NOW, by=None, reason="everybody has answered")

    assert event.phase is Phase.DRAW
    reasons = [one.details["reason"] for one in db.session.scalars(select(AuditRecord))]
    assert reasons == ["the plan was approved early", "everybody has answered"]


def test_what_comes_stands_in_the_order_of_time_and_ends_with_its_phase(app):
    event = drafted(
        registration_opens_at=NOW,
        registration_closes_at=SOON,
        marking_starts_at=SOON + timedelta(days=2),
        marking_ends_at=SOON + timedelta(days=1),  # nobody promised that it is in order
    )

    found = coming(event, NOW)
    assert [one.code for one in found] == [
        "registration_opens",
        "registration_closes",
        "marking_ends",
        "marking_starts",
    ]
    assert [one.overdue for one in found] == [True, False, False, False]

    event.phase = Phase.MARKING
    assert [one.code for one in coming(event, NOW)] == ["marking_ends"]
    event.phase = Phase.FINAL
    assert coming(event, NOW) == []


def test_the_overview_says_what_will_happen_when(desk, competition):
    later = datetime.now(UTC) + timedelta(days=3)
    event = drafted(
        competition=competition,
        registration_opens_at=later,
        marking_starts_at=datetime(2030, 5, 1, 1, tzinfo=UTC),
    )
    page = desk.get(f"/events/{event.id}").text
    assert "By itself, if nothing is missing then." in page
    assert "By itself, if codes and panels are there then." in page
    assert "2030-05-01<b>09:00</b>" in page, "venue time"

    event.registration_opens_at = NOW
    db.session.delete(event.marking_scheme)
    assert "the clock waits for what is missing" in desk.get(f"/events/{event.id}").text


def test_closing_before_the_time_asks_for_the_reason_and_keeps_it(desk, competition):
    event = make_event(competition=competition)
    address = f"/events/{event.id}/registration/close"

    assert "say why it closes earlier" in desk.get(address).text
    refused = desk.post(address, data={"reason": ""})
    assert refused.status_code == 200
    assert "say why it closes earlier" in refused.text
    assert fresh(event).phase is Phase.REGISTRATION

    desk.post(address, data={"reason": "two delegations only"})
    assert fresh(event).phase is Phase.DRAW
    assert "two delegations only" in desk.get(f"/events/{event.id}/audit").text


def test_a_judge_does_not_close_registration(sign_in, competition):
    event, judge = make_event(competition=competition), make_user()
    appoint(judge, Role.JUDGE, event_id=event.id)

    browser = sign_in(judge)
    assert browser.get(f"/events/{event.id}/registration/close").status_code == 404
    answer = browser.post(f"/events/{event.id}/registration/close", data={"reason": "x"})
    assert answer.status_code == 404
    assert fresh(event).phase is Phase.REGISTRATION


def test_times_are_set_and_must_follow_each_other(desk, competition):
    event = drafted(competition=competition, registration_opens_at=None)
    address = f"/events/{event.id}/settings"
    values = form_values(desk.get(address).text)

    wrong = desk.post(
        address,
        data=values
        | {
            "registration_opens_at": "2030-01-01 09:00",  # closes 2030-01-01 08:00 at the venue
            "marking_starts_at": "2029-12-31 09:00",
            "marking_ends_at": "2029-12-30 09:00",
        },
    ).text
    assert "Registration must close after it opens." in wrong
    assert "Marking must start after registration closes." in wrong
    assert "Marking must end after it starts." in wrong
    assert fresh(event).marking_starts_at is None

    desk.post(
        address,
        data=values
        | {
            "registration_opens_at": "2029-12-01 09:00",
            "marking_starts_at": "2030-01-02 09:00",
            "final_by_itself": "y",
        },
    )
    after = fresh(event)
    assert after.registration_opens_at == datetime(2029, 12, 1, 1, tzinfo=UTC)
    assert after.marking_starts_at == datetime(2030, 1, 2, 1, tzinfo=UTC)
    assert after.marking_ends_at is None
    assert after.final_by_itself


def test_the_pages_of_the_clock_speak_chinese(desk, competition):
    event = make_event(competition=competition, registration_opens_at=NOW)
    desk.post("/language/zh_Hans")

    assert "必填" in desk.get(f"/events/{event.id}/registration/close").text
    assert "由系统按时执行" in desk.get(f"/events/{event.id}/settings").text
