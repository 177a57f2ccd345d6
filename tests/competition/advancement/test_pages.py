"""The pages of the next tier: settled, shown, filled; offers answered by leaders."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select as select_rows

from competition.advancement.models import Selection
from competition.advancement.operations import select
from competition.database import db
from competition.people.rules import Role
from competition.registration.models import Entry
from tests.builders import NOW, appoint, make_competition, make_tier, make_user
from tests.competition.advancement.won import TIED, candidate, goal, leader_of, states, won
from tests.competition.results.marked import Marked, marked_event, penalise
from tests.competition.upgrades.decided import correct

pytestmark = pytest.mark.usefixtures("app")


def address(event: Any, more: str = "") -> str:
    return f"/events/{event.id}/advancement{more}"


def offers(event: Any, more: Any = "") -> str:
    return f"/competitions/{event.competition_id}/offers{more}"


def unsettled() -> Marked:
    """In review; the tier above has an event, and nobody said that winners go there."""
    to = goal()
    tier = make_tier(code="municipal", feeds=to.competition.tier)
    return marked_event(competition=make_competition(tier=tier))


def selection_at(event: Any) -> Any:
    return db.session.scalar(select_rows(Selection).filter_by(event_id=event.id))


def test_a_tier_that_feeds_none_has_no_way_up(sign_in: Any) -> None:
    marked = marked_event()
    page = sign_in(marked.organiser).get(address(marked.event)).text
    assert "There is no event at the tier above" in page


def test_where_winners_go_is_settled_in_the_browser(sign_in: Any) -> None:
    marked = unsettled()
    browser = sign_in(marked.organiser)
    assert "Where the winners go is not settled" in browser.get(address(marked.event)).text
    page = browser.post(address(marked.event, "/goal"), data={"places": "0"})
    assert "things to change" in page.text
    [choice] = [
        event.id
        for event in db.session.scalars(select_rows(type(marked.event)))
        if event.id != marked.event.id
    ]
    browser.post(address(marked.event, "/goal"), data={"to_event_id": choice, "places": "2"})
    page = browser.get(address(marked.event)).text
    assert "Provisional" in page
    assert "rank 1: one of 2 places" in page
    assert "Fill the places" not in page


def test_the_places_are_filled_with_one_act(sign_in: Any) -> None:
    arranged = won()
    browser = sign_in(arranged.organiser)
    assert "Fill the places" in browser.get(address(arranged.event)).text
    browser.post(address(arranged.event, "/fill"))
    page = browser.get(address(arranged.event)).text
    assert "Place offered <b>2</b>" in page
    assert "rank 3: all 2 places are taken" in page


def test_equals_at_the_cut_are_named_and_decided_with_a_reason(sign_in: Any) -> None:
    arranged = won(TIED)
    browser = sign_in(arranged.organiser)
    page = browser.get(address(arranged.event)).text
    assert "Equals contend for fewer places" in page
    assert "Contestant E01" in page
    assert browser.post(address(arranged.event, "/fill")).location.endswith("/advancement/tie")
    assert selection_at(arranged.event) is None
    page = browser.post(
        address(arranged.event, "/tie"),
        data={"place_E01": "1", "place_E04": "1", "reason": "抽签"},
    ).text
    assert "has this place already" in page
    assert "抽签" in page
    browser.post(
        address(arranged.event, "/tie"),
        data={"place_E01": "2", "place_E04": "1", "reason": "抽签"},
    )
    selection = selection_at(arranged.event)
    assert (states(selection)["E04"], states(selection)["E01"]) == ("offered", "reserve")
    assert "抽签" in browser.get(address(arranged.event)).text


def test_nothing_is_decided_about_equals_while_results_may_change(sign_in: Any) -> None:
    to = goal()
    tier = make_tier(code="municipal", feeds=to.competition.tier)
    marked = marked_event(
        TIED, competition=make_competition(tier=tier), advances_to=to, advancing_places=2
    )
    browser = sign_in(marked.organiser)
    assert browser.get(address(marked.event, "/tie")).status_code == 302
    assert "Decide between equals" not in browser.get(address(marked.event)).text


def test_a_leader_sees_and_accepts_the_offers_of_their_own_delegation(sign_in: Any) -> None:
    arranged = won()
    selection = select(arranged.event, now=NOW, by=None)
    mine, other = candidate(selection, "E02").id, candidate(selection, "E04").id
    browser = sign_in(leader_of(arranged, "E02"))
    page = browser.get(offers(arranged.event)).text
    assert "Contestant E02" in page
    assert "Contestant E04" not in page
    assert browser.get(offers(arranged.event, f"/{other}")).status_code == 404
    answered = browser.post(offers(arranged.event, f"/{other}"), data={"answer": "accept"})
    assert answered.status_code == 404
    browser.post(offers(arranged.event, f"/{mine}"), data={"answer": "accept"})
    assert "The place is accepted" in browser.get(offers(arranged.event)).text
    assert states(selection_at(arranged.event))["E02"] == "accepted"
    assert states(selection_at(arranged.event))["E04"] == "offered"


def test_a_place_is_declined_with_a_reason_and_goes_to_the_next(sign_in: Any) -> None:
    arranged = won()
    key = candidate(select(arranged.event, now=NOW, by=None), "E02").id
    browser = sign_in(leader_of(arranged, "E02"))
    page = browser.post(offers(arranged.event, f"/{key}"), data={"answer": "decline"}).text
    assert "1 thing to change" in page
    assert states(selection_at(arranged.event))["E02"] == "offered"
    browser.post(offers(arranged.event, f"/{key}"), data={"answer": "decline", "reason": "因病"})
    assert states(selection_at(arranged.event)) == {
        "E02": "declined",
        "E04": "offered",
        "E01": "offered",
        "E03": "reserve",
    }


def test_what_the_next_event_has_against_a_person_is_said_and_nothing_is_saved(
    sign_in: Any,
) -> None:
    arranged = won(to=goal(born_from=date(2000, 1, 1)))
    key = candidate(select(arranged.event, now=NOW, by=None), "E02").id
    browser = sign_in(arranged.organiser)
    page = browser.post(offers(arranged.event, f"/{key}"), data={"answer": "accept"}).text
    assert "too old" in page
    assert states(selection_at(arranged.event))["E02"] == "offered"
    to = selection_at(arranged.event).to_event_id
    assert not db.session.scalars(select_rows(Entry).filter_by(event_id=to)).all()


def test_a_corrected_result_is_said_beside_the_frozen_list(sign_in: Any) -> None:
    arranged = won()
    select(arranged.event, now=NOW, by=None)
    penalise(arranged.entries["E02"], "50")
    correct(arranged.event)
    page = sign_in(arranged.organiser).get(address(arranged.event)).text
    assert "The results were corrected by version 3" in page


def test_strangers_find_nothing(sign_in: Any) -> None:
    arranged = won()
    key = candidate(select(arranged.event, now=NOW, by=None), "E02").id
    leader, judge = leader_of(arranged, "E01"), make_user()
    appoint(judge, Role.JUDGE, event_id=arranged.event.id)
    for user in (leader, judge, make_user()):
        browser = sign_in(user)
        for way in ("", "/goal", "/tie"):
            assert browser.get(address(arranged.event, way)).status_code == 404
        assert browser.post(address(arranged.event, "/fill")).status_code == 404
        assert browser.get(offers(arranged.event, f"/{key}")).status_code == 404


def test_it_speaks_chinese(sign_in: Any) -> None:
    arranged = won()
    select(arranged.event, now=NOW, by=None)
    page = sign_in(arranged.organiser).get(
        address(arranged.event), headers={"Accept-Language": "zh-CN"}
    )
    assert "第3名：2个名额已满" in page.text


def test_the_list_takes_as_many_statements_for_many_as_for_few(
    sign_in: Any, statements: Any
) -> None:
    arranged = won(places=1)
    event = select(arranged.event, now=NOW, by=None).event
    browser = sign_in(arranged.organiser)
    with statements() as few:
        browser.get(address(event, "?state=offered"))
    with statements() as many:
        browser.get(address(event, "?state=reserve"))
    assert len([one for one in few if one != "BEGIN"]) == len(
        [one for one in many if one != "BEGIN"]
    )
