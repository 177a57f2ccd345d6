"""The draw in a browser."""

import random
import re
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import pytest
from pypdf import PdfReader

from competition.database import db
from competition.draw.models import AnnouncedSeed, Draw, DrawKind
from competition.draw.queries import codes_of, lots_of
from competition.events.rules import Phase
from competition.people.rules import Role
from competition.registration.rules import EntryState
from tests.builders import appoint, make_delegation, make_entry, make_event, make_person, make_user


@pytest.fixture
def event(app):
    return make_event(phase=Phase.DRAW)


@pytest.fixture
def organiser(event, sign_in):
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=event.competition_id)
    return sign_in(user)


def draw(client, event, kind="entry_code", **values):
    data = {f"{kind}-{name}": value for name, value in values.items()}
    return client.post(f"/events/{event.id}/draw/{kind}", data=data)


def text(response):
    return response.get_data(as_text=True)


def test_an_organiser_draws_and_sees_names_codes_and_seed(event, organiser):
    make_entry(event, persons=[make_person(name="王小明", name_en="")])

    assert "Nothing is drawn yet" in text(organiser.get(f"/events/{event.id}/draw"))
    answer = draw(organiser, event, seed="07 19 23", prefix="DG")

    page = text(organiser.get(answer.location))
    for word in ("王小明", "DG-01", "07 19 23"):
        assert word in page
        assert word in text(organiser.get(f"/events/{event.id}/draw/list"))


def test_stations_are_drawn_with_turns(event, organiser):
    for _ in range(3):
        make_entry(event)
    draw(organiser, event)
    draw(organiser, event, "station", places="2")

    assert sorted(lots_of(event.id, DrawKind.STATION).values()) == [("1", 1), ("1", 2), ("2", 1)]
    assert len(codes_of(event.id)) == 3


def test_an_undecided_entry_is_named_and_the_seed_stays_typed(event, organiser):
    make_entry(event)
    make_entry(event, state=EntryState.SUBMITTED)

    page = text(draw(organiser, event, seed="my seed"))

    assert "1 entry is not decided" in page
    assert "not decided yet: 1" in page
    assert 'value="my seed"' in page
    assert db.session.query(Draw).count() == 0


def test_a_repeated_draw_needs_its_reason_and_shows_the_ended_one(event, organiser):
    make_entry(event)
    draw(organiser, event, seed="first seed")

    assert "Write why it is drawn again" in text(draw(organiser, event, seed="x"))
    draw(organiser, event, seed="second seed", reason="补报一人")

    page = text(organiser.get(f"/events/{event.id}/draw"))
    assert "first seed" in page
    assert "补报一人" in page
    assert [one.seed for one in db.session.query(Draw).filter_by(ended_at=None)] == ["second seed"]


def test_the_draw_cannot_be_repeated_once_marking_has_begun(event, organiser):
    make_entry(event)
    draw(organiser, event, seed="first seed")
    event.phase = Phase.MARKING

    draw(organiser, event, seed="second seed", reason="again")

    [one] = db.session.query(Draw)
    assert one.seed == "first seed"
    assert "Draw again" not in text(organiser.get(f"/events/{event.id}/draw"))


@pytest.mark.parametrize("role", [Role.JUDGE, Role.CHIEF_JUDGE, Role.DELEGATION_LEADER])
def test_nobody_but_organisers_sees_which_name_drew_which_code(event, sign_in, role):
    user = make_user()
    appoint(user, role, competition_id=event.competition_id, event_id=event.id)

    for page in ("draw", "draw/list"):
        assert sign_in(user).get(f"/events/{event.id}/{page}").status_code == 404
    assert draw(sign_in(user), event).status_code == 404


def test_only_codes_and_stations_can_be_drawn(event, organiser):
    assert draw(organiser, event, "medal").status_code == 404


def test_the_two_lines_on_the_page_draw_the_same(event, organiser):
    for _ in range(9):
        make_entry(event)
    draw(organiser, event, seed="07 19 23")
    page = unescape(text(organiser.get(f"/events/{event.id}/draw")))
    [(lots, order)] = re.findall(r"lots = (random[^<]*)<br>(\[n for .*\])", page)
    numbers = sorted(codes_of(event.id), reverse=True)
    names = {"random": random, "numbers": numbers}
    names["lots"] = eval(lots.replace("seed", "07 19 23"), names)
    assert eval(order, names) == list(codes_of(event.id))


def reopen(client, event, closes_at="2026-09-20 18:00", reason="两个代表团漏报"):
    address = f"/events/{event.id}/registration/reopen"
    return client.post(address, data={"closes_at": closes_at, "reason": reason})


def test_registration_opens_again_with_a_reason_and_a_new_closing_time(event, organiser):
    event.held_on = date(2030, 5, 2)
    assert "Reopen registration" in text(organiser.get(f"/events/{event.id}/draw"))

    answer = reopen(organiser, event, "2030-05-01 18:00")

    assert "open again until 2030-05-01 18:00" in text(organiser.get(answer.location))
    assert event.phase is Phase.REGISTRATION
    assert event.registration_closes_at == datetime(2030, 5, 1, 10, 0, tzinfo=UTC)


def test_a_closing_time_that_is_past_is_refused_beside_what_was_typed(event, organiser):
    page = text(reopen(organiser, event, "2020-05-01 18:00"))
    assert "would close in the past" in page
    assert 'value="2020-05-01 18:00"' in page
    assert event.phase is Phase.DRAW
    assert event.registration_closes_at == datetime(2030, 1, 1, tzinfo=UTC)


def test_a_judge_does_not_reopen_registration(event, sign_in):
    judge = make_user()
    appoint(judge, Role.JUDGE, event_id=event.id)
    assert reopen(sign_in(judge), event).status_code == 404


def test_a_hash_is_announced_before_the_draw_and_its_seed_shown_after_it(event, organiser, sign_in):
    leader, sent = make_user(), make_delegation(competition=event.competition)
    at = {"competition_id": event.competition_id, "delegation_id": sent.id}
    appoint(leader, Role.DELEGATION_LEADER, **at)
    public = f"/events/{event.id}/draw/announced"
    assert "No seed is announced yet" in text(sign_in(leader).get(public))
    make_entry(event, delegation=sent)

    answer = organiser.post(f"/events/{event.id}/draw/entry_code/announcement")

    digest = db.session.query(AnnouncedSeed).one().digest
    assert digest in text(organiser.get(answer.location))
    page = text(sign_in(leader).get(public))
    assert digest in page
    assert "sealed until the draw" in page
    draw(organiser, event)
    seed = db.session.query(Draw).one().seed
    for page in (public, f"/events/{event.id}/draw", f"/events/{event.id}/draw/list"):
        for word in (digest, seed):
            assert word in text(organiser.get(page))
    assert seed in text(sign_in(leader).get(public))


def test_a_second_announcement_is_refused(event, organiser):
    address = f"/events/{event.id}/draw/station/announcement"
    organiser.post(address)
    assert organiser.post(address).status_code == 409
    assert organiser.post(f"/events/{event.id}/draw/medal/announcement").status_code == 404


def test_a_judge_neither_announces_nor_reads_the_announcement(event, sign_in):
    judge = make_user()
    appoint(judge, Role.JUDGE, event_id=event.id)
    assert sign_in(judge).get(f"/events/{event.id}/draw/announced").status_code == 404
    assert sign_in(judge).post(f"/events/{event.id}/draw/station/announcement").status_code == 404


def test_delegations_are_kept_apart_when_the_box_is_ticked(event, organiser):
    for side in [make_delegation(competition=event.competition) for _ in range(2)]:
        for _ in range(3):
            make_entry(event, delegation=side)
    draw(organiser, event, "station", seed="1", apart="y")
    assert db.session.query(Draw).one().apart
    assert "not of the same delegation" in text(organiser.get(f"/events/{event.id}/draw"))


def test_station_cards_print_a_page_each_in_the_order_of_turns_without_names(event, organiser):
    people = [make_person(name=name, name_en="") for name in ("王小明", "李思远", "张雨桐")]
    for person in people:
        make_entry(event, persons=[person])
    address = f"/events/{event.id}/draw/cards.pdf"
    draw(organiser, event)
    assert organiser.get(address).status_code == 404  # no stations yet
    assert "Station cards" not in text(organiser.get(f"/events/{event.id}/draw"))
    draw(organiser, event, "station", places="2")
    assert "Station cards" in text(organiser.get(f"/events/{event.id}/draw"))

    answer = organiser.get(address)

    assert answer.mimetype == "application/pdf"
    pages = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.data)).pages]
    codes = codes_of(event.id)
    for page, (entry, (station, turn)) in zip(
        pages, lots_of(event.id, DrawKind.STATION).items(), strict=True
    ):
        assert f"Station{station}" in page
        assert f"Turn{turn}" in page
        assert codes[entry] in page
        assert not any(person.name in page for person in people)
