import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from competition.database import db
from competition.events.models import Competition, Event, Tier
from competition.events.rules import Phase
from competition.people.rules import Role
from tests.builders import (
    appoint,
    make_competition,
    make_event,
    make_person,
    make_tier,
    make_user,
)


def test_an_empty_site_is_built_from_the_browser(sign_in, admin):
    desk = sign_in(admin)
    assert "Set up the tiers" in desk.get("/").text

    desk.post("/tiers/usual")
    tier = db.session.scalars(select(Tier).filter_by(code="municipal")).one()
    made = desk.post(
        "/competitions/new",
        data={
            "name_zh": "江城市技能大赛",
            "name_en": "Jiangcheng Skills Competition",
            "tier_id": tier.id,
            "organiser_zh": "江城市人社局",
            "organiser_en": "Jiangcheng Bureau",
            "starts_on": "2030-09-18",
            "ends_on": "2030-09-20",
        },
    )

    competition = db.session.scalars(select(Competition)).one()
    assert made.location == f"/competitions/{competition.id}"
    assert competition.tier.code == "municipal"
    assert "Jiangcheng Skills Competition" in desk.get("/").text


def test_a_competition_that_ends_before_it_starts_is_refused_and_kept(sign_in, admin):
    make_tier()
    page = sign_in(admin).post(
        "/competitions/new",
        data={"name_zh": "大赛", "starts_on": "2030-09-20", "ends_on": "2030-09-18"},
    )

    assert "The last day is before the first day." in page.text
    assert 'value="大赛"' in page.text
    assert not db.session.scalars(select(Competition)).all()


def test_without_tiers_the_way_to_a_competition_leads_over_the_ladder(sign_in, admin):
    desk = sign_in(admin)

    assert desk.get("/competitions/new").location == "/tiers"


def test_a_tier_of_ones_own_feeds_another(sign_in, admin):
    above = make_tier(code="national")
    desk = sign_in(admin)
    values = {
        "name_zh": "省级一类",
        "name_en": "Provincial class I",
        "code": "provincial_class1",
        "height": 4,
        "feeds_id": above.id,
    }

    desk.post("/tiers", data=values)
    tier = db.session.scalars(select(Tier).filter_by(code="provincial_class1")).one()
    assert tier.feeds.code == "national"
    assert "There is a tier provincial_class1 already." in desk.post("/tiers", data=values).text
    assert "small letters" in desk.post("/tiers", data=values | {"code": "Class 1"}).text


def test_an_organiser_adds_an_event_with_a_preset(desk, competition, basics):
    address = f"/competitions/{competition.id}/events/new"

    made = desk.post(address, data=basics | {"preset": "national"})

    event = db.session.scalars(select(Event)).one()
    assert made.location == f"/events/{event.id}"
    assert event.phase is Phase.DRAFT
    assert event.scale == "worldskills_700"
    assert event.registration_closes_at == datetime(2030, 12, 1, 10, 0, tzinfo=UTC)
    again = desk.post(address, data=basics | {"preset": "national"})
    assert "is in this competition already" in again.text
    assert 'value="CNC Milling"' in again.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"registration_closes_at": "tomorrow"}, "Write the time as 2026-12-01 09:00."),
        ({"registration_closes_at": "2031-01-01 09:00"}, "must close before the day of the final"),
        ({"occupation_code": "6-18"}, "An occupation code has four numbers"),
        ({"name_zh": ""}, "This field is required."),
        ({"preset": "olympics"}, "Not a valid choice."),
    ],
)
def test_a_wrong_event_is_refused_with_the_reason(desk, competition, basics, wrong, sentence):
    page = desk.post(
        f"/competitions/{competition.id}/events/new",
        data=basics | {"preset": "municipal"} | wrong,
    )

    assert sentence in page.text
    assert 'value="铣工"' in page.text
    assert not db.session.scalars(select(Event)).all()


def test_the_events_of_a_competition_are_seen_by_phase(desk, competition):
    make_event(competition=competition, name_en="Welding", phase="draft")
    make_event(competition=competition, name_en="Baking", phase="marking")
    make_event(name_en="Elsewhere")

    page = desk.get(f"/competitions/{competition.id}").text
    assert "Welding" in page
    assert "Baking" in page
    assert "Elsewhere" not in page
    page = desk.get(f"/competitions/{competition.id}?phase=marking").text
    assert "Welding" not in page
    assert "Baking" in page
    assert desk.get(f"/competitions/{competition.id}?phase=nonsense&page=99").status_code == 200


def test_the_number_of_statements_does_not_grow_with_the_rows(
    desk, sign_in, admin, competition, statements
):
    pages = ((desk, f"/competitions/{competition.id}"), (sign_in(admin), "/"))
    make_event(competition=competition)

    def counted():
        numbers = []
        for somebody, address in pages:
            with statements() as seen:
                somebody.get(address)
            numbers.append(len(seen))
        return numbers

    few = counted()
    for _ in range(15):
        make_event(competition=competition)
        make_competition()
    assert counted() == few


def test_everybody_finds_their_next_step_at_home(sign_in, competition):
    marking = make_event(competition=competition, phase="marking")
    early = make_event(competition=competition, phase="draft")
    user = make_user()
    appoint(user, Role.JUDGE, event_id=marking.id)
    appoint(user, Role.CHIEF_JUDGE, event_id=early.id)
    appoint(user, Role.DELEGATION_LEADER, competition_id=competition.id)
    appoint(user, Role.ORGANISER, competition_id=competition.id)

    page = sign_in(user).get("/").text

    assert f'href="/events/{marking.id}/my-sheets"' in page or "My sheets" in page
    assert f'href="/events/{early.id}"' in page
    assert f'href="/competitions/{competition.id}/my-entries"' in page
    assert f'href="/competitions/{competition.id}"' in page
    assert "All competitions" not in page


def test_somebody_without_a_task_is_told_so(sign_in):
    assert "No task yet" in sign_in(make_user()).get("/").text


def test_an_organiser_sees_how_many_events_are_in_which_phase(desk, competition):
    assert "no event yet" in desk.get("/").text
    for phase in ("registration", "marking", "marking"):
        make_event(competition=competition, phase=phase)
    make_event(phase="draft")  # somebody else's

    page = " ".join(re.sub("<[^>]*>", " ", desk.get("/").text).split())

    assert "3 events" in page
    assert "Registration 1 , Marking 2" in page
    assert "Draft" not in page


def test_more_competitions_need_no_more_statements_at_home(
    desk, organiser, competition, statements
):
    def counted():
        with statements() as seen:
            assert desk.get("/").status_code == 200
        return len(seen)

    make_event(competition=competition)
    few = counted()
    for _ in range(5):
        event = make_event()
        appoint(organiser, Role.ORGANISER, competition_id=event.competition_id)
    assert counted() == few


def test_a_contestant_without_a_certificate_is_told_what_comes(sign_in):
    user = make_user()
    make_person(user=user)
    page = sign_in(user).get("/").text

    assert "No certificate yet" in page
    assert "My certificates" in page


def test_a_visitor_is_led_to_the_public_results(client):
    make_user()

    assert client.get("/").location == "/results"


def test_an_appointment_is_made_by_name_and_ended(desk, competition):
    judge = make_user(username="gu", name="顾景行")
    event = make_event(competition=competition)
    address = f"/events/{event.id}/people"

    desk.post(address, data={"who": "顾景行", "role": "chief_judge"})
    assert [held.role for held in judge.appointments] == [Role.CHIEF_JUDGE]
    assert (
        "is Chief judge here already"
        in desk.post(address, data={"who": "gu", "role": "chief_judge"}).text
    )

    held = judge.appointments[0].id
    desk.post(f"{address}/{held}/end")
    assert judge.appointments[0].ended_at is not None
    assert desk.post(f"{address}/{held}/end").status_code == 404


def test_who_is_appointed_must_be_one_known_user(desk, competition):
    make_user(username="gu1", name="顾景行")
    make_user(username="gu2", name="顾景行")
    address = f"/competitions/{competition.id}/people"

    page = desk.post(address, data={"who": "顾景行", "role": "organiser"}).text
    assert "gu1, gu2" in page
    assert (
        "Nobody signs in as" in desk.post(address, data={"who": "nobody", "role": "organiser"}).text
    )
    assert (
        "Not a valid choice."
        in desk.post(address, data={"who": "gu1", "role": "administrator"}).text
    )


def test_an_appointment_elsewhere_is_not_there(desk, competition):
    other = make_competition()
    held = appoint(make_user(), Role.ORGANISER, competition_id=other.id)

    assert desk.post(f"/competitions/{competition.id}/people/{held.id}/end").status_code == 404
    assert desk.post(f"/competitions/{other.id}/people/{held.id}/end").status_code == 404
    assert held.ended_at is None
