"""Panels, the start, the grid, returns, excuses and the lock, in the browser."""

import re

import pytest

from competition.database import db
from competition.events.rules import Phase
from competition.marking import queries
from competition.marking.bulk import enter_all, submit_all
from competition.people.rules import Role
from tests.builders import NOW, appoint, make_user
from tests.competition.marking.arranged import FIRST, drawn_event, in_marking, sheet_of


def at(day, rest):
    return f"/events/{day.event.id}/{rest}"


def organiser_of(day):
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=day.event.competition_id)
    return user


def marked(day, finish=("2", "2", "2")):
    marks = {
        (entry.id, judge.id): (FIRST if n == 0 else {}) | {"A1.3": finish[n], "A2.1": "7"}
        for entry in day.entries
        for n, judge in enumerate(day.judges)
    }
    enter_all(day.event, marks, now=NOW, by=None)
    submit_all(day.event, now=NOW, by=None)


def test_panels_are_ticked_and_the_first_writes(app, sign_in):
    day = drawn_event()
    ids = [str(judge.id) for judge in day.judges]
    browser = sign_in(organiser_of(day))
    data = {"judge-A1": ids, "first-A1": ids[2], "judge-A2": ids[:1]}
    assert browser.post(at(day, "panels"), data=data).status_code == 302
    panels = queries.panels_of(day.event.id)
    assert [str(judge.id) for judge in panels["A1"]] == [ids[2], ids[0], ids[1]]
    text = browser.get(at(day, "panels")).text
    assert "A2.1 needs at least 3 judges; the panel has 1." in text


def test_one_panel_for_all(app, sign_in):
    day = drawn_event()
    browser = sign_in(day.chief)
    ids = [str(judge.id) for judge in day.judges]
    browser.post(at(day, "panels"), data={"judge-*": ids, "same": "1"})
    assert [len(panel) for panel in queries.panels_of(day.event.id).values()] == [3, 3]
    browser.post(at(day, "panels"), data={"same": "1"})
    assert [len(panel) for panel in queries.panels_of(day.event.id).values()] == [3, 3]


def test_marking_starts_when_every_condition_is_met(app, sign_in):
    day = drawn_event()
    browser = sign_in(organiser_of(day))
    text = browser.get(at(day, "marking")).text
    assert "2 things before marking" in text
    assert "Start marking" not in text
    assert browser.post(at(day, "marking/start")).status_code == 409
    ids = [str(judge.id) for judge in day.judges]
    browser.post(at(day, "panels"), data={"judge-*": ids, "same": "1"})
    assert "Start marking" in browser.get(at(day, "marking")).text
    assert browser.post(at(day, "marking/start")).status_code == 302
    db.session.refresh(day.event)
    assert day.event.phase is Phase.MARKING


def test_the_grid_names_each_state_in_words(app, sign_in):
    day = in_marking()
    marked(day, ("3", "1", "2"))
    day.entries[1].part = "absent"
    text = sign_in(day.chief).get(at(day, "marking")).text
    assert 'aria-label="K-01 A1 score again"' in text
    assert 'aria-label="K-01 A2 submitted"' in text
    assert 'aria-label="K-02 A1 does not compete"' in text
    assert "spread 2, at most 1" in text
    for entry in day.entries:
        assert entry.members[0].person.name not in text


def test_an_aspect_goes_back_with_a_reason(app, sign_in):
    day = in_marking()
    marked(day, ("3", "1", "2"))
    browser = sign_in(day.chief)
    cell = at(day, f"marking/{day.entries[0].id}/A1")
    refused = browser.post(f"{cell}/return", data={"return-aspect": "A1.3", "return-reason": ""})
    assert "Say why." in refused.text
    data = {"return-aspect": "A1.3", "return-reason": "分差过大"}
    assert browser.post(f"{cell}/return", data=data).location == cell
    text = browser.get(cell).text
    assert "分差过大" in text
    assert "The scores were 3, 1, 2." in text
    assert sheet_of(day).submitted_at is None


def test_a_judge_is_excused_and_admitted_again(app, sign_in):
    day = in_marking()
    browser = sign_in(day.chief)
    cell = at(day, f"marking/{day.entries[0].id}/A1")
    judge = day.judges[1]
    data = {"excuse-judge": str(judge.id), "excuse-aspect": "*", "excuse-reason": "同单位回避"}
    assert browser.post(f"{cell}/excuse", data=data).status_code == 302
    assert f"{judge.name_en} is excused" in browser.get(cell).text
    assert browser.post(f"{cell}/readmit/{judge.id}", data={"reason": ""}).status_code == 409
    browser.post(f"{cell}/readmit/{judge.id}", data={"reason": "误操作"})
    assert f"{judge.name_en} is excused" not in browser.get(cell).text


def test_too_small_a_panel_is_refused_beside_the_reason(app, sign_in):
    day = in_marking()
    cell = at(day, f"marking/{day.entries[0].id}/A2")
    data = {
        "excuse-judge": str(day.judges[0].id),
        "excuse-aspect": "A2.1",
        "excuse-reason": "同单位回避",
    }
    text = sign_in(day.chief).post(f"{cell}/excuse", data=data).text
    assert "2 judges would be left, at least 3 are needed" in text
    assert 'value="同单位回避"' in text


def test_marking_is_locked_only_when_nothing_is_open(app, sign_in):
    day = in_marking()
    browser = sign_in(day.chief)
    refused = browser.post(at(day, "marking/lock"))
    assert refused.status_code == 409
    assert "sheets not submitted" in refused.text
    marked(day)
    browser.post(at(day, "marking/lock"))
    db.session.refresh(day.event)
    assert day.event.phase is Phase.REVIEW
    assert "Say why." in browser.post(at(day, "marking/unlock"), data={"reason": ""}).text
    browser.post(at(day, "marking/unlock"), data={"reason": "复核"})
    db.session.refresh(day.event)
    assert day.event.phase is Phase.MARKING


READ = ("marking", "panels", "sheets")
WRITE = ("marking/start", "marking/lock", "marking/unlock", "panels")


@pytest.mark.parametrize("rest", READ)
def test_a_stranger_finds_nothing(app, sign_in, rest):
    day = in_marking()
    assert sign_in(make_user()).get(at(day, rest)).status_code == 404


@pytest.mark.parametrize("rest", WRITE)
def test_a_judge_neither_starts_nor_locks(app, sign_in, rest):
    day = in_marking()
    assert sign_in(day.judges[0]).post(at(day, rest)).status_code == 404


def test_an_inspector_reads_and_changes_nothing(app, sign_in):
    day = in_marking()
    marked(day, ("3", "1", "2"))
    user = make_user()
    appoint(user, Role.INSPECTOR, event_id=day.event.id)
    browser = sign_in(user)
    cell = at(day, f"marking/{day.entries[0].id}/A1")
    assert browser.get(at(day, "marking")).status_code == 200
    assert "Return to the panel" not in browser.get(cell).text
    assert browser.post(f"{cell}/return").status_code == 404
    assert browser.post(at(day, "marking/lock")).status_code == 404


def test_a_cell_of_another_event_is_not_there(app, sign_in):
    day, other = in_marking(), in_marking()
    browser = sign_in(day.chief)
    assert browser.get(at(day, f"marking/{other.entries[0].id}/A1")).status_code == 404
    assert browser.get(at(day, f"marking/{day.entries[0].id}/Z9")).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("zh", "评分进度|须复议"), ("en", "Score again")])
def test_the_grid_speaks_both_languages(app, sign_in, language, words):
    day = in_marking()
    browser = sign_in(day.chief)
    text = browser.get(at(day, "marking"), headers={"Accept-Language": language}).text
    assert re.search(words, text)
