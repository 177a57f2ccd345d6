"""Entries decided together, and the way back."""

from datetime import UTC, datetime, timedelta

import pytest

from competition.database import db
from competition.events.rules import Phase
from competition.people.rules import Role
from competition.registration.models import Entry
from competition.registration.operations import accept, return_
from competition.registration.rules import EntryState, Part
from competition.registration.together import POSSIBLE_FOR, last_decision
from tests.builders import NOW, appoint, make_delegation, make_entry, make_event, make_user


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def user(event):
    found = make_user()
    appoint(found, Role.ORGANISER, competition_id=event.competition_id)
    return found


@pytest.fixture
def organiser(user, sign_in):
    return sign_in(user)


@pytest.fixture
def entries(event):
    delegation = make_delegation(competition=event.competition)
    states = (EntryState.SUBMITTED, EntryState.SUBMITTED, EntryState.RETURNED)
    return [make_entry(event, delegation=delegation, state=state) for state in states]


def states():
    return [entry.state.value for entry in db.session.query(Entry).order_by(Entry.id)]


def text(response):
    return response.get_data(as_text=True)


def accept_all(client, event):
    return client.post(f"/events/{event.id}/entries", data={"all": "1", "action": "accept"})


def test_what_was_accepted_together_is_taken_back_together(event, entries, organiser):
    accept_all(organiser, event)
    assert states() == ["accepted", "accepted", "returned"]
    assert "You decided about 2 entries" in text(organiser.get(f"/events/{event.id}/entries"))

    done = organiser.post(f"/events/{event.id}/entries/undo")

    assert states() == ["submitted", "submitted", "returned"]
    page = text(organiser.get(done.location))
    assert "2 entries are as before" in page
    assert "You decided about" not in page
    again = organiser.post(f"/events/{event.id}/entries/undo")
    assert "There is nothing to take back" in text(again)


def test_nothing_is_taken_back_when_an_entry_has_changed_since(event, entries, organiser):
    accept_all(organiser, event)
    return_(db.session.get(Entry, entries[0].id), "照片", now=datetime.now(UTC), by=None)

    answer = organiser.post(f"/events/{event.id}/entries/undo")

    assert answer.status_code == 409
    assert states() == ["returned", "accepted", "returned"]


def test_nothing_is_taken_back_once_marking_has_begun(event, entries, organiser):
    accept_all(organiser, event)
    db.session.get(type(event), event.id).phase = Phase.MARKING

    assert organiser.post(f"/events/{event.id}/entries/undo").status_code == 409
    assert states()[:2] == ["accepted", "accepted"]


def test_a_decision_is_taken_back_by_its_maker_for_half_an_hour(event, entries, organiser, user):
    accept_all(organiser, event)
    now = datetime.now(UTC)

    assert last_decision(event.id, user, now) is not None
    assert last_decision(event.id, make_user(), now) is None
    assert last_decision(event.id, user, now + POSSIBLE_FOR + timedelta(seconds=5)) is None


def test_a_stranger_finds_no_undo(event, entries, sign_in):
    assert sign_in(make_user()).post(f"/events/{event.id}/entries/undo").status_code == 404


def test_a_guest_by_title_is_looked_at_again_when_the_entry_comes_back(event, entries):
    event.title_policy = "guest"
    entry = entries[0]
    entry.members[0].titles = "全国技术能手"
    accept(entry, now=NOW, by=None)
    assert entry.part is Part.GUEST

    return_(entry, "误填", now=NOW, by=None)
    entry.members[0].titles = ""
    entry.state = EntryState.SUBMITTED
    accept(entry, now=NOW, by=None)

    assert (entry.part, entry.part_reason) == (Part.RANKED, "")
