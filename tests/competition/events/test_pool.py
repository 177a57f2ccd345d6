"""The judges' pool: who is in it, found how, with which record."""

from datetime import date

import pytest
from sqlalchemy import select

from competition.database import db
from competition.errors import Clash
from competition.people.pool import operations
from competition.people.pool.models import PoolMember
from competition.people.pool.queries import members_like
from competition.people.pool.rules import ROLES, Card, Post, card_on
from competition.people.rules import Role
from tests.builders import NOW, appoint, make_event, make_organisation, make_user
from tests.competition.events.pooled import RECORD, a_member

FORM = {
    "posts": ["judge", "inspector"],
    "organisation": "江城机械厂",
    "qualification": "高级工程师",
    "level": "technician",
    "occupations": "铣工 6-18-01-02",
    "trained_on": "2026-03-01",
    "card_number": "CP-0042",
    "card_expires_on": "2029-03-01",
}


def found(text, post=None):
    return [member.user.name for member in db.session.scalars(members_like(text, post))]


def test_a_card_counts_on_its_last_day_and_not_after():
    last = date(2026, 12, 31)
    assert card_on(last, "CP-1", last) is Card.VALID
    assert card_on(date(2027, 1, 1), "CP-1", last) is Card.EXPIRED
    assert card_on(last, "CP-1", None) is Card.VALID
    assert card_on(last, "", None) is Card.NONE


def test_every_post_leads_to_a_role():
    assert set(ROLES) == set(Post)


def test_nobody_is_in_the_pool_twice(app):
    member = a_member()

    with pytest.raises(Clash, match="in the pool already"):
        a_member(member.user)


def test_members_are_found_by_name_organisation_occupation_card_and_post(app):
    works = make_organisation(name_zh="江城机械厂")
    a_member(make_user(name="陈一帆"), organisation=works, posts=[Post.JUDGE, Post.EXPERT])
    a_member(make_user(name="沈知夏"), occupations="电工 6-31-01-03", card_number="CP-77")

    assert found("陈一") == ["陈一帆"]
    assert found("机械厂") == ["陈一帆"]
    assert found("6-31-01-03") == ["沈知夏"]
    assert found("cp-77") == ["沈知夏"]
    assert found("铣工 机械厂") == ["陈一帆"]
    assert found("", Post.EXPERT) == ["陈一帆"]
    assert found("", Post.TECHNICAL_TRANSLATOR) == []


def test_who_cannot_sign_in_any_more_is_not_found(app):
    a_member(make_user(name="陈一帆", active=False))

    assert found("") == []


def test_a_relation_is_declared_once_and_ends(app):
    member, school = a_member(), make_organisation(name_zh="江城技师学院")
    relation = operations.declare(member, school, "配偶在该院任教", now=NOW, by=None)
    with pytest.raises(Clash):
        operations.declare(member, school, "", now=NOW, by=None)

    operations.end_relation(relation, now=NOW, by=None)

    assert relation.ended_at == NOW
    operations.declare(member, school, "", now=NOW, by=None)


def test_somebody_comes_into_the_pool_from_the_browser(sign_in, admin):
    make_user(username="chenyifan", name="陈一帆", name_en="Chen Yifan")
    desk = sign_in(admin)
    assert "Nobody is in the pool yet" in desk.get("/pool").text

    desk.post("/pool/new", data=FORM | {"who": "chenyifan"})

    member = db.session.scalars(select(PoolMember)).one()
    assert member.posts == [Post.JUDGE, Post.INSPECTOR]
    assert member.roles == [Role.JUDGE, Role.CHIEF_JUDGE, Role.INSPECTOR]
    assert member.user.organisation.name_zh == "江城机械厂"
    assert member.card_expires_on == date(2029, 3, 1)
    assert "Chen Yifan" in desk.get("/pool?q=铣工&post=judge").text
    assert "Nobody found" in desk.get("/pool?q=电工").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": "nobody"},
        {"posts": []},
        {"card_expires_on": "2026-02-01"},
        {"card_expires_on": "2026-02-31"},
    ],
)
def test_a_wrong_record_is_refused_and_kept(sign_in, admin, wrong):
    make_user(username="chenyifan")
    page = sign_in(admin).post("/pool/new", data=FORM | {"who": "chenyifan"} | wrong).text

    assert "1 thing to change" in page
    assert 'value="高级工程师"' in page
    assert not db.session.scalars(select(PoolMember)).all()


def test_who_is_in_the_pool_is_refused_with_the_reason(sign_in, admin):
    a_member(make_user(username="chenyifan", name="陈一帆"))

    page = sign_in(admin).post("/pool/new", data=FORM | {"who": "chenyifan"}).text

    assert "陈一帆 is in the pool already." in page


def test_the_record_shows_the_service_and_is_changed(sign_in, admin):
    member = a_member()
    event = make_event(name_en="CNC Milling")
    appoint(member.user, Role.CHIEF_JUDGE, event_id=event.id, ended_at=NOW)
    desk = sign_in(admin)

    page = desk.get(f"/pool/{member.id}").text
    assert "Chief judge" in page
    assert event.competition.name_en in page

    desk.post(f"/pool/{member.id}", data=FORM | {"posts": ["expert"], "card_number": ""})
    assert db.session.get(PoolMember, member.id).posts == [Post.EXPERT]
    assert "no card" in desk.get(f"/pool/{member.id}").text


def test_relations_are_declared_and_ended_from_the_browser(sign_in, admin):
    member = a_member()
    desk = sign_in(admin)
    desk.post(f"/pool/{member.id}/relations", data={"related": "江城技师学院", "reason": "配偶"})
    (relation,) = db.session.get(PoolMember, member.id).relations
    assert "江城技师学院" in desk.get(f"/pool/{member.id}").text
    assert "1 thing to change" in desk.post(f"/pool/{member.id}/relations").text
    other = a_member()
    elsewhere = f"/pool/{other.id}/relations/{relation.id}/end"
    assert desk.post(elsewhere).status_code == 404

    desk.post(f"/pool/{member.id}/relations/{relation.id}/end")

    assert "江城技师学院" not in desk.get(f"/pool/{member.id}").text


def test_the_pool_is_the_administrators(desk):
    member = a_member()
    assert desk.get("/pool").status_code == 403
    assert desk.get(f"/pool/{member.id}").status_code == 404


def test_a_full_pool_takes_no_more_queries(sign_in, admin, statements):
    desk = sign_in(admin)

    def read():
        with statements() as seen:
            desk.get("/pool")
        return len(seen)

    a_member(organisation=make_organisation())
    few = read()
    for _ in range(15):
        a_member(organisation=make_organisation())

    assert read() == few


def test_the_pool_in_chinese(sign_in, admin):
    a_member(make_user(name="陈一帆"), **RECORD | {"card_expires_on": date(2020, 1, 1)})
    desk = sign_in(admin)
    desk.post("/language/zh_Hans")

    page = desk.get("/pool").text
    assert "评委库" in page
    assert "证件过期" in page
