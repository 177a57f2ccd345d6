"""The organiser's pages: a dry run, decisions, approval, the hand-over list."""

from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from competition.database import db
from competition.people.models import LevelHeld
from competition.people.rules import Role
from competition.upgrades.models import Decision
from competition.upgrades.operations import approve, decide, put_in_force
from tests.builders import NOW, appoint, make_user
from tests.competition.results.marked import Marked, marked_event, penalise
from tests.competition.upgrades.decided import (
    PASS_MARKS,
    Decided,
    a_version,
    correct,
    finished,
)


def address(event: Any, more: str = "") -> str:
    return f"/events/{event.id}/promotions{more}"


def in_review() -> Marked:
    arranged = marked_event(pass_marks=PASS_MARKS)
    put_in_force(arranged.event, a_version(), now=NOW, by=None)
    return arranged


@pytest.fixture
def arranged(app: Any) -> Decided:
    return finished()


@pytest.fixture
def browser(arranged: Decided, sign_in: Any) -> Any:
    return sign_in(arranged.organiser)


def test_a_rule_set_is_chosen_first(app: Any, sign_in: Any) -> None:
    marked, version = marked_event(), a_version()
    outside = a_version(id="old", name_en="Of last year", valid_until="2026-01-02")
    browser = sign_in(marked.organiser)
    assert "No rule set decides" in browser.get(address(marked.event)).text
    page = browser.get(address(marked.event, "/rule-set")).text
    assert "Lakeside rules on promotion" in page
    assert "Of last year" not in page
    page = browser.post(address(marked.event, "/rule-set"), data={"version_id": outside.id})
    assert page.status_code == 200
    browser.post(address(marked.event, "/rule-set"), data={"version_id": version.id})
    assert "decides about this event" in browser.get(address(marked.event)).text


def test_before_results_are_final_everything_is_provisional(app: Any, sign_in: Any) -> None:
    marked = in_review()
    page = sign_in(marked.organiser).get(address(marked.event)).text
    assert "Provisional" in page
    assert "Promotion to Level 3, skilled worker" in page
    assert "Decide about everybody" not in page
    assert not db.session.scalars(select(Decision)).all()


def test_before_marks_are_locked_there_is_nothing_to_show(app: Any, sign_in: Any) -> None:
    marked = marked_event(phase="marking")
    put_in_force(marked.event, a_version(), now=NOW, by=None)
    assert (
        "There are no results to decide"
        in sign_in(marked.organiser).get(address(marked.event)).text
    )


def test_pass_marks_that_the_event_does_not_state_are_named(app: Any, sign_in: Any) -> None:
    marked = marked_event()
    put_in_force(marked.event, a_version(), now=NOW, by=None)
    page = sign_in(marked.organiser).get(address(marked.event)).text
    assert "The rules ask that Practical / Theory is passed" in page


def test_a_person_is_explained_rule_by_rule_with_the_source(
    arranged: Decided, browser: Any
) -> None:
    last = arranged.entries["E03"].members[0].person
    page = browser.get(address(arranged.event, f"?person={last.id}")).text
    assert "Not eligible" in page
    assert "place 4 of 4 is outside 1–3" in page
    assert "湖人社发〔2026〕3号" in page
    assert "single source" in page
    winner = arranged.entries["E02"].members[0].person
    page = browser.get(address(arranged.event, f"?person={winner.id}")).text
    assert "1 of 4" in page
    assert "Theory is passed" not in page  # the table says it in cells
    assert "Score: Theory" in page


def test_somebody_of_another_event_is_not_there(arranged: Decided, browser: Any) -> None:
    assert browser.get(address(arranged.event, "?person=987654")).status_code == 404


def test_everybody_is_decided_then_approved_at_once(arranged: Decided, browser: Any) -> None:
    browser.post(address(arranged.event, "/decide"))
    page = browser.get(address(arranged.event)).text
    assert "Decided about 4 persons" in page
    assert "To approve <b>3</b>" in page
    browser.post(address(arranged.event, "/approve"), data={"all": "1"})
    page = browser.get(address(arranged.event, "?part=approved")).text
    assert "Approved <b>3</b>" in page
    assert len(db.session.scalars(select(LevelHeld)).all()) == 3


def test_one_is_approved_by_a_named_person(arranged: Decided, browser: Any) -> None:
    decisions = decide(arranged.event, now=NOW, by=None)
    browser.post(address(arranged.event, "/approve"), data={"decision": decisions[0].id})
    [approved] = db.session.scalars(select(Decision).where(Decision.approved_at.is_not(None)))
    assert (approved.rank, approved.approved_by_id) == (1, arranged.organiser.id)


def test_nobody_chosen_is_said(arranged: Decided, browser: Any) -> None:
    decide(arranged.event, now=NOW, by=None)
    browser.post(address(arranged.event, "/approve"))
    assert "Nobody was chosen" in browser.get(address(arranged.event)).text


def test_a_decision_of_another_event_is_not_approved(arranged: Decided, browser: Any) -> None:
    other = finished()
    [foreign, *_] = decide(other.event, now=NOW, by=None)
    decide(arranged.event, now=NOW, by=None)
    browser.post(address(arranged.event, "/approve"), data={"decision": foreign.id})
    assert db.session.get_one(Decision, foreign.id).approved_at is None
    page = browser.get(address(arranged.event, f"/{foreign.id}/withdraw"))
    assert page.status_code == 404


def test_a_withdrawal_asks_for_its_reason(arranged: Decided, browser: Any) -> None:
    [decision, *_] = decide(arranged.event, now=NOW, by=None)
    approve(decision, now=NOW, by=None)
    page = browser.post(address(arranged.event, f"/{decision.id}/withdraw"), data={"reason": ""})
    assert "1 thing to change" in page.text
    browser.post(address(arranged.event, f"/{decision.id}/withdraw"), data={"reason": "误录"})
    assert db.session.get_one(Decision, decision.id).withdrawn_because == "误录"


def test_a_correction_is_said_and_what_changed_is_shown(arranged: Decided, browser: Any) -> None:
    decide(arranged.event, now=NOW, by=None)
    penalise(arranged.entries["E01"], "30")
    correct(arranged.event)
    assert "The results were corrected by version 3" in browser.get(address(arranged.event)).text
    browser.post(address(arranged.event, "/decide"))
    page = browser.get(address(arranged.event, "?part=others")).text
    assert "before: Promotion to Level 3, skilled worker" in page


def rows(page: Any) -> list[list[str]]:
    return [
        [str(cell) for cell in row]
        for row in CalamineWorkbook.from_filelike(BytesIO(page.data))
        .get_sheet_by_index(0)
        .to_python()
    ]


def test_the_list_says_in_every_row_that_it_is_provisional(app: Any, sign_in: Any) -> None:
    marked = in_review()
    marked.entries["E02"].members[0].person.name = "=1+1"
    marked.entries["E02"].members[0].person.name_en = ""
    browser = sign_in(marked.organiser)
    text = browser.get(address(marked.event, ".csv")).data
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert all(line.startswith('"Provisional, not decided",') for line in lines[1:])
    assert "'=1+1" in lines[1]


def test_the_workbook_names_who_approved(arranged: Decided, browser: Any) -> None:
    [first, *_] = decide(arranged.event, now=NOW, by=None)
    approve(first, now=NOW, by=arranged.organiser)
    table = rows(browser.get(address(arranged.event, ".xlsx")))
    state = table[0].index("State")
    assert arranged.organiser.name_en in table[1][state]
    assert table[2][state] == "Decided, not approved"
    assert table[1][table[0].index("Promotion to")] == "Level 3, skilled worker"


def test_it_speaks_chinese(arranged: Decided, browser: Any) -> None:
    page = browser.get(address(arranged.event), headers={"Accept-Language": "zh-CN"}).text
    assert "晋升" in page
    assert "place 1 of 4" not in page


@pytest.mark.parametrize("role", [Role.CHIEF_JUDGE, Role.JUDGE, Role.SCOREKEEPER])
def test_who_does_not_organise_sees_no_decision(
    arranged: Decided, sign_in: Any, role: Role
) -> None:
    user = make_user()
    appoint(user, role, event_id=arranged.event.id)
    browser = sign_in(user)
    assert browser.get(address(arranged.event)).status_code == 404
    assert browser.post(address(arranged.event, "/decide")).status_code == 404
    assert browser.post(address(arranged.event, "/approve"), data={"all": 1}).status_code == 404


def test_a_page_takes_as_many_statements_for_many_as_for_few(
    app: Any, sign_in: Any, statements: Any
) -> None:
    few, many = finished(), finished({f"E{n:02}": ("80", ("80", "80")) for n in range(1, 15)})
    counts = []
    for one in (few, many):
        decide(one.event, now=NOW, by=None)
        browser = sign_in(one.organiser)
        with statements() as seen:
            browser.get(address(one.event))
        counts.append(len(seen))
    assert counts[0] == counts[1]
