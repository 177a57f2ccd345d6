"""Appointing from the pool: conflicts of interest are found, and block or warn."""

import pytest
from sqlalchemy import select

from competition.audit import AuditRecord
from competition.database import db
from competition.errors import NotYet, OperationError
from competition.people.models import Appointment
from competition.people.pool.operations import declare, end_relation
from competition.people.pool.rules import Post
from competition.people.rules import Role
from competition.registration.recusal.operations import appoint_member
from competition.registration.recusal.queries import conflicts_at
from competition.registration.rules import EntryState
from tests.builders import (
    NOW,
    appoint,
    make_delegation,
    make_entry,
    make_event,
    make_organisation,
    make_person,
    make_user,
)
from tests.competition.events.pooled import a_member
from tests.competition.marking.conftest import statements

__all__ = ["statements"]


@pytest.fixture
def event(app):
    return make_event(name_en="CNC Milling")


@pytest.fixture
def works(app):
    return make_organisation(name_zh="江城机械厂")


@pytest.fixture
def desk(event, sign_in):
    organiser = make_user()
    appoint(organiser, Role.ORGANISER, competition_id=event.competition_id)
    return sign_in(organiser)


def reasons(event, member):
    return [str(one) for one in conflicts_at(event.id, [member.user])[member.user_id]]


def appointed(event):
    wanted = select(Appointment).where(Appointment.event_id == event.id)
    return [(held.user_id, held.role) for held in db.session.scalars(wanted)]


def sent_by(event, organisation, **values):
    delegation = make_delegation(competition=event.competition, organisation_id=organisation.id)
    return make_entry(event, delegation=delegation, **values)


def test_who_sends_and_who_employs_are_the_own_organisation(event, works):
    member = a_member(organisation=works)
    assert reasons(event, member) == []

    make_entry(event, persons=[make_person(organisation_id=works.id)])
    assert reasons(event, member) == ["own organisation: 江城机械厂"]

    other, school = make_event(), make_organisation(name_zh="江城技师学院")
    sent_by(other, school)
    assert reasons(other, a_member(organisation=school)) == ["own organisation: 江城技师学院"]


@pytest.mark.parametrize("state", [EntryState.WITHDRAWN, EntryState.REJECTED])
def test_who_does_not_compete_is_no_conflict(event, works, state):
    sent_by(event, works, state=state)

    assert reasons(event, a_member(organisation=works)) == []


def test_leading_a_delegation_of_the_event_is_a_conflict(event):
    member, entry = a_member(), make_entry(event)
    held = appoint(
        member.user,
        Role.DELEGATION_LEADER,
        competition_id=event.competition_id,
        delegation_id=entry.delegation_id,
    )
    assert reasons(event, member) == [f"leads the delegation {entry.delegation.name_zh}"]

    held.ended_at = NOW
    assert reasons(event, member) == []


def test_a_declared_relation_is_a_conflict_until_it_ends(event, works):
    member = a_member()
    sent_by(event, works)
    relation = declare(member, works, "配偶", now=NOW, by=None)
    assert reasons(event, member) == ["declared relation: 江城机械厂"]

    end_relation(relation, now=NOW, by=None)
    assert reasons(event, member) == []


def test_a_conflict_warns_and_the_history_keeps_it(event, works):
    member = a_member(organisation=works)
    sent_by(event, works)

    assert appoint_member(event, member, Role.JUDGE, now=NOW, by=None)

    kept = db.session.scalars(select(AuditRecord).filter_by(action="appointment.conflict")).one()
    assert kept.details["reason"] == "own organisation: 江城机械厂"
    assert appointed(event) == [(member.user_id, Role.JUDGE)]


def test_a_conflict_blocks_where_the_event_says_so(event, works):
    member, other = a_member(organisation=works), a_member()
    sent_by(event, works)
    event.recusal_blocks = True

    with pytest.raises(NotYet, match="must be recused: own organisation: 江城机械厂"):
        appoint_member(event, member, Role.JUDGE, now=NOW, by=None)
    assert not appoint_member(event, other, Role.JUDGE, now=NOW, by=None)

    assert appointed(event) == [(other.user_id, Role.JUDGE)]


def test_roles_follow_from_posts(event):
    member = a_member(posts=[Post.WORKSHOP_MANAGER])

    with pytest.raises(OperationError):
        appoint_member(event, member, Role.CHIEF_JUDGE, now=NOW, by=None)
    appoint_member(event, member, Role.WORKSHOP_MANAGER, now=NOW, by=None)

    assert appointed(event) == [(member.user_id, Role.WORKSHOP_MANAGER)]


def test_an_organiser_appoints_from_the_pool(desk, event, works):
    member = a_member(make_user(name="陈一帆", name_en="Chen Yifan"), organisation=works)
    sent_by(event, works)
    page = desk.get(f"/events/{event.id}/appoint?q=陈一帆").text
    assert "Chen Yifan" in page
    assert "own organisation: 江城机械厂" in page

    desk.post(f"/events/{event.id}/appoint/{member.id}", data={"role": "judge"})

    assert appointed(event) == [(member.user_id, Role.JUDGE)]
    page = desk.get(f"/events/{event.id}/appoint").text
    assert "There is a conflict of interest" in page
    assert "Appointed with a conflict of interest" in page


def test_blocking_is_set_and_closes_the_way_by_name_too(desk, event, works):
    member = a_member(make_user(username="chenyifan"), organisation=works)
    sent_by(event, works)

    desk.post(f"/events/{event.id}/recusal/block")
    desk.post(f"/events/{event.id}/appoint/{member.id}", data={"role": "judge"})
    assert "must be recused" in desk.get(f"/events/{event.id}/appoint").text
    page = desk.post(f"/events/{event.id}/people", data={"who": "chenyifan", "role": "judge"}).text

    assert "Conflicts of interest block here" in page
    assert appointed(event) == []
    desk.post(f"/events/{event.id}/recusal/warn")
    desk.post(f"/events/{event.id}/appoint/{member.id}", data={"role": "judge"})
    assert appointed(event) == [(member.user_id, Role.JUDGE)]


def test_who_is_appointed_already_is_named(desk, event):
    member = a_member(make_user(name="陈一帆"))
    for _ in range(2):
        desk.post(f"/events/{event.id}/appoint/{member.id}", data={"role": "judge"})

    assert "陈一帆 is Judge here already." in desk.get(f"/events/{event.id}/appoint").text
    assert len(appointed(event)) == 1


def test_an_unknown_role_or_member_is_not_there(desk, event):
    member = a_member()
    assert desk.post(f"/events/{event.id}/appoint/{member.id}").status_code == 404
    assert desk.post(f"/events/{event.id}/appoint/9999", data={"role": "judge"}).status_code == 404


def test_strangers_and_judges_do_not_appoint(sign_in, event):
    judge = make_user()
    appoint(judge, Role.JUDGE, event_id=event.id)

    assert sign_in(judge).get(f"/events/{event.id}/appoint").status_code == 404
    assert sign_in(make_user()).get(f"/events/{event.id}/appoint").status_code == 404


def test_many_members_take_no_more_queries(desk, event, statements):
    def read():
        with statements() as seen:
            desk.get(f"/events/{event.id}/appoint")
        return len(seen)

    a_member(organisation=make_organisation())
    few = read()
    for _ in range(15):
        a_member(organisation=make_organisation())

    assert read() == few
