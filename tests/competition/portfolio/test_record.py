"""A person's record over all competitions: one order of time, for themselves and an organiser."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event as listening

from competition.database import db
from competition.people.models import LevelHeld, TitleHeld
from competition.people.rules import Role
from competition.portfolio.queries import Kind, record_of
from competition.results.models import PublicationKind
from competition.results.operations import publish
from competition.results.queries import final_publication
from competition.upgrades.models import Decision, RuleSetVersion
from tests.builders import (
    NOW,
    added,
    appoint,
    make_competition,
    make_entry,
    make_event,
    make_person,
    make_user,
)
from tests.competition.certificates.honoured import LATER, honoured_event, issued, person_of
from tests.competition.results.marked import marked_event

pytestmark = pytest.mark.usefixtures("app")


def decided(day, code="E02"):
    """An approved promotion to technician."""
    version = added(
        RuleSetVersion(
            key="a", name_zh="办法", name_en="Rules", document={}, digest="d", imported_at=NOW
        )
    )
    person = person_of(day, code)
    decision = Decision(
        event=day.event,
        publication=final_publication(day.event.id),
        version=version,
        entry=day.entries[code],
        person=person,
        rank=1,
        outcome="granted",
        granted_level="technician",
        content={},
        decided_at=LATER,
        approved_at=LATER + timedelta(days=1),
    )
    return added(decision)


def kinds(person, **scope):
    return [item.kind for item in record_of(person, **scope)]


def test_everything_stands_in_one_order_of_time():
    day = honoured_event()
    person = person_of(day, "E02")
    issued(day)
    decided(day)
    added(TitleHeld(person=person, title_zh="技术能手", since=date(2026, 12, 1), source="市人社局"))
    added(
        LevelHeld(
            person=person,
            occupation_code="6-18-01-02",
            level="senior",
            since=date(2024, 5, 1),
            source="entry",
        )
    )
    assert kinds(person) == [
        Kind.TITLE,
        Kind.PROMOTION,
        Kind.CERTIFICATE,
        Kind.ENTRY,
        Kind.LEVEL,
    ]


def test_an_entry_brings_its_published_line_and_nothing_before():
    day = marked_event()
    person = person_of(day, "E02")
    [item] = record_of(person)
    assert (item.publication, item.row) == (None, None)
    publish(day.event, PublicationKind.PROVISIONAL, now=NOW, by=day.organiser)
    [item] = record_of(person)
    assert (item.row.code, item.row.place) == ("E02", 1)
    assert item.publication.kind is PublicationKind.PROVISIONAL


def test_the_latest_publication_counts():
    day = honoured_event()
    [item] = record_of(person_of(day, "E02"))
    assert (item.publication.number, item.row.medal) == (2, "first_prize")


def test_an_organiser_sees_of_other_competitions_what_was_published():
    day, person = honoured_event(), make_person()
    ours = make_entry(make_event(), persons=[person]).event.competition_id
    make_entry(make_event(), persons=[person])
    assert kinds(person) == [Kind.ENTRY, Kind.ENTRY]
    assert kinds(person, competition_id=ours) == [Kind.ENTRY]
    known = person_of(day, "E02")
    assert kinds(known, competition_id=ours) == [Kind.ENTRY], "it is published"


def test_more_entries_need_no_more_statements():
    few, many = honoured_event(), honoured_event()
    busy = person_of(many, "E02")
    for _ in range(3):
        make_entry(make_event(), persons=[busy])
    counts = []
    for person in (person_of(few, "E02"), busy):
        seen = []

        def count(*args, seen=seen):
            seen.append(args[2])

        listening.listen(db.engine, "before_cursor_execute", count)
        for item in record_of(person):
            assert item.kind is not Kind.ENTRY or item.thing.event.competition.tier.name_zh
        listening.remove(db.engine, "before_cursor_execute", count)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_contestants_see_their_own_record(app, sign_in):
    day = honoured_event()
    number = issued(day)[0].number
    person = person_of(day, "E02")
    person.user = make_user()
    text = sign_in(person.user).get("/my/record").text
    for part in ("Rank 1", "First prize", "Final", number, day.event.competition.name_en):
        assert part in text
    assert "选手E04" not in text


def test_the_document_is_masked(app, sign_in):
    day = honoured_event()
    person = person_of(day, "E02")
    whole = "P00000042"
    other = make_person(document=whole)
    make_entry(day.event, persons=[other])
    address = f"/competitions/{day.event.competition_id}/persons/{other.id}"
    text = sign_in(day.organiser).get(address).text
    assert whole not in text
    assert "P0*****42" in text
    assert person.document_masked not in text


def test_the_record_speaks_chinese(app, sign_in):
    day = honoured_event()
    address = f"/competitions/{day.event.competition_id}/persons/{person_of(day, 'E02').id}"
    text = sign_in(day.organiser).get(address, headers={"Accept-Language": "zh-CN"}).text
    for part in ("电子档案", "第 1 名", "个人信息", "持有的技能等级"):
        assert part in text


def test_a_record_is_for_the_organiser_of_a_competition_of_the_person(app, sign_in):
    day = honoured_event()
    key, competition = person_of(day, "E02").id, day.event.competition_id
    other, leader = make_user(), make_user()
    elsewhere = make_competition().id
    appoint(other, Role.ORGANISER, competition_id=elsewhere)
    appoint(leader, Role.DELEGATION_LEADER, competition_id=competition)
    assert (
        sign_in(day.organiser).get(f"/competitions/{competition}/persons/{key}").status_code == 200
    )
    assert sign_in(other).get(f"/competitions/{elsewhere}/persons/{key}").status_code == 404
    assert sign_in(other).get(f"/competitions/{competition}/persons/{key}").status_code == 404
    for user in (make_user(), leader, day.judges[0]):
        assert sign_in(user).get(f"/competitions/{competition}/persons/{key}").status_code == 404


def test_an_account_without_a_contestant_is_told_so(app, sign_in):
    assert "belongs to no contestant" in sign_in(make_user()).get("/my/record").text
