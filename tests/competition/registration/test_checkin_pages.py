"""The door in a browser: a telephone opens the pass, the organiser marks who did not come."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event as sqlalchemy_event

from competition.database import db
from competition.events.rules import Phase
from competition.people.rules import Role
from competition.registration.checkin.operations import set_time
from competition.registration.checkin.queries import arrival_of, pass_code
from competition.registration.models import Entry
from competition.registration.rules import Part
from tests.builders import NOW, appoint, make_entry, make_event, make_person, make_user


@pytest.fixture
def event(app):
    return make_event(phase=Phase.DRAW)


@pytest.fixture
def door(event, sign_in):
    """A check-in referee of the event."""
    user = make_user()
    appoint(user, Role.CHECK_IN_REFEREE, event_id=event.id)
    return sign_in(user)


@pytest.fixture
def organiser(event, sign_in):
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=event.competition_id)
    return sign_in(user)


def text(response):
    return response.get_data(as_text=True)


def started(event, ago):
    set_time(event, datetime.now(UTC) - timedelta(minutes=ago), 15, now=NOW, by=None)


def somebody(event, name="王小明"):
    return make_entry(event, persons=[make_person(name=name, name_en="")]).members[0]


def address(event, member):
    return f"/events/{event.id}/check-in/{pass_code(member.id)}"


def test_a_typed_code_opens_the_person_who_is_then_checked_in(event, door):
    member = somebody(event)
    typed = pass_code(member.id).lower()
    answer = door.get(f"/events/{event.id}/check-in", query_string={"code": typed})
    assert answer.location == address(event, member)
    assert "王小明" in text(door.get(answer.location))

    answer = door.post(answer.location)

    assert "王小明 is checked in" in text(door.get(answer.location))
    assert arrival_of(member.id) is not None
    assert "Checked in already" in text(door.post(address(event, member)))


def test_a_wrong_code_is_said_and_kept(event, door):
    somebody(event)
    page = text(door.get(f"/events/{event.id}/check-in", query_string={"code": "1-22222"}))
    assert "1-22222 is no pass of this event" in page
    assert 'value="1-22222"' in page
    assert door.get(f"/events/{event.id}/check-in/1-22222").status_code == 404


def test_somebody_late_needs_a_reason(event, door):
    member = somebody(event)
    started(event, 16)
    assert "Write why this person is let in" in text(door.get(address(event, member)))
    answer = door.post(address(event, member))
    assert answer.status_code == 409
    assert "for a reason only" in text(answer)
    door.post(address(event, member), data={"reason": "班车故障"})
    assert arrival_of(member.id).reason == "班车故障"


def test_the_organiser_writes_the_start_and_marks_who_did_not_come(event, organiser):
    here, missing = somebody(event, "到场"), somebody(event, "未到")
    start = f"/events/{event.id}/check-in/start"
    assert 'value="15"' in text(organiser.get(start))
    assert "2026-13-01" in text(
        organiser.post(start, data={"starts_at": "2026-13-01", "late_minutes": "15"})
    )
    organiser.post(start, data={"starts_at": "2020-01-01 09:00", "late_minutes": "20"})
    organiser.post(address(event, here), data={"reason": "first day"})
    assert "1 entry did not come" in text(organiser.get(f"/events/{event.id}/check-in"))

    answer = organiser.post(f"/events/{event.id}/check-in/absent")

    assert "1 entry is absent" in text(organiser.get(answer.location))
    entry = db.session.get(Entry, missing.entry_id)
    assert entry.part is Part.ABSENT
    assert entry.part_reason == "Not checked in 20 minutes after the start"
    assert db.session.get(Entry, here.entry_id).part is Part.RANKED


def test_before_the_door_closes_nobody_is_marked_absent(event, organiser):
    member = somebody(event)
    started(event, 1)
    answer = organiser.post(f"/events/{event.id}/check-in/absent")
    assert answer.status_code == 409
    assert "The door is open until" in text(answer)
    assert db.session.get(Entry, member.entry_id).part is Part.RANKED


def test_a_mistake_is_taken_back_on_the_page_of_the_person(event, door):
    member = somebody(event)
    door.post(address(event, member))
    door.post(address(event, member), data={"action": "back", "reason": "同名"})
    assert arrival_of(member.id) is None


@pytest.mark.parametrize("role", [Role.JUDGE, Role.CHIEF_JUDGE, Role.SCOREKEEPER])
def test_who_marks_sees_no_names_at_the_door(event, sign_in, role):
    member, user = somebody(event), make_user()
    appoint(user, role, event_id=event.id)
    for page in (f"/events/{event.id}/check-in", address(event, member)):
        assert sign_in(user).get(page).status_code == 404
    assert sign_in(user).post(address(event, member)).status_code == 404


def test_a_check_in_referee_neither_draws_nor_marks_absent(event, door):
    started(event, 60)
    assert door.post(f"/events/{event.id}/check-in/absent").status_code == 404
    assert door.get(f"/events/{event.id}/check-in/start").status_code == 404
    assert door.get(f"/events/{event.id}/draw").status_code == 404


def test_the_list_pages_finds_and_takes_the_same_number_of_statements(event, door):
    def statements():
        seen = []
        listener = lambda *args: seen.append(args)  # noqa: E731
        sqlalchemy_event.listen(db.engine, "before_cursor_execute", listener)
        page = text(door.get(f"/events/{event.id}/check-in"))
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", listener)
        return len(seen), page

    for _ in range(3):
        somebody(event, "甲")
    few, _ = statements()
    for _ in range(27):
        somebody(event, "乙")
    many, page = statements()
    assert many == few
    assert "Rows 1–20 of 30" in page
    found = text(door.get(f"/events/{event.id}/check-in", query_string={"q": "甲"}))
    assert "Rows 1–3 of 3" in found
    assert "Nobody fits" in text(
        door.get(f"/events/{event.id}/check-in", query_string={"state": "here"})
    )


def test_an_event_without_accepted_entries_says_so_in_both_languages(event, door):
    page = f"/events/{event.id}/check-in"
    assert "Nobody is expected yet" in text(door.get(page))
    assert "还没有" in text(door.get(page, headers={"Accept-Language": "zh-CN"}))
