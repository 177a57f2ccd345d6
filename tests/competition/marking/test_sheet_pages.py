"""What a judge sees and does on the tablet."""

import re

import pytest

from competition.database import db
from competition.marking import queries
from competition.marking.models import Sheet
from competition.marking.operations import enter_marks, submit
from competition.marking.oversight.acts import excuse, return_to_panel
from competition.people.rules import Role
from tests.builders import NOW, appoint, make_user
from tests.competition.marking.arranged import FIRST, in_marking, sheet_of


@pytest.fixture
def day(app):
    return in_marking()


@pytest.fixture
def judge(day, sign_in):
    """The browser of the first judge."""
    return sign_in(day.judges[0])


def address(day, sheet=None, more=""):
    base = f"/events/{day.event.id}/sheets"
    return f"{base}/{sheet.id}{more}" if sheet else base


def marks_on(sheet_id):
    held = queries.held_marks([sheet_id])[sheet_id]
    return {code: mark.text for code, mark in held.items()}


def test_the_list_shows_codes_and_never_names(day, judge):
    text = judge.get(address(day)).text
    assert "K-01" in text
    assert "K-02" in text
    for entry in day.entries:
        assert entry.members[0].person.name not in text
        assert entry.delegation.name_zh not in text


def test_the_next_sheet_is_offered_with_what_is_missing(day, judge):
    assert "Begin K-01, A1 Contour (4 missing)" in strip(judge.get(address(day)).text)
    enter_marks(sheet_of(day, entry=1), {"A1.1": "1"}, now=NOW, by=day.judges[0])
    assert "Go on with K-02, A1 Contour (3 missing)" in strip(judge.get(address(day)).text)


def strip(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def test_a_judge_without_sheets_is_told_why(day, sign_in):
    other = make_user()
    appoint(other, Role.JUDGE, event_id=day.event.id)
    assert "No sheets yet" in sign_in(other).get(address(day)).text


def test_a_sheet_shows_maximum_levels_and_every_way_to_mark(day, judge):
    text = judge.get(address(day, sheet_of(day))).text
    assert 'name="value-A1.1" id="v-A1.1"' in text
    assert text.count('name="value-A1.3"') == 5
    assert 'value="pass"' in text
    assert 'name="reason-A1.4"' in text
    assert "at most 1.5" in text


def test_maxima_are_hidden_where_the_event_says_so_and_still_hold(day, judge):
    day.event.hide_maxima = True
    sheet = sheet_of(day)
    text = strip(judge.get(address(day, sheet)).text)
    assert "at most" not in text
    answer = judge.post(address(day, sheet), data={"value-A1.1": "2.5"})
    assert "2.5 is not between 0 and 2" in answer.text
    assert marks_on(sheet.id) == {}
    enter_marks(sheet, FIRST, now=NOW, by=day.judges[0])
    submit(sheet, now=NOW, by=day.judges[0])
    assert "at most" not in judge.get(address(day, sheet)).text


def test_a_draft_is_kept_with_its_marks(day, judge):
    sheet = sheet_of(day)
    answer = judge.post(address(day, sheet), data={"value-A1.1": "1.25", "value-A1.2": "fail"})
    assert answer.location == address(day, sheet)
    assert marks_on(sheet.id) == {"A1.1": "1.25", "A1.2": "fail"}
    assert 'value="1.25"' in judge.get(address(day, sheet)).text


def test_not_attempted_is_a_mark_of_its_own(day, judge):
    sheet = sheet_of(day)
    judge.post(address(day, sheet), data={"none-A1.1": "1", "value-A1.3": "not_attempted"})
    assert marks_on(sheet.id) == {"A1.1": "not_attempted", "A1.3": "not_attempted"}


def test_a_value_and_not_attempted_together_are_refused(day, judge):
    sheet = sheet_of(day)
    answer = judge.post(address(day, sheet), data={"none-A1.1": "1", "value-A1.1": "2"})
    assert "A value, or not attempted: one of the two." in answer.text
    assert marks_on(sheet.id) == {}


def test_a_refused_value_keeps_what_was_typed_and_saves_nothing(day, judge):
    sheet = sheet_of(day)
    data = {"value-A1.1": "2.5", "value-A1.3": "3", "value-A1.4": "0.5"}
    answer = judge.post(address(day, sheet), data=data)
    assert answer.status_code == 200
    assert "2.5 is not between 0 and 2" in answer.text
    assert "A deduction needs a reason." in answer.text
    assert 'value="2.5"' in answer.text
    assert re.search(r'name="value-A1\.3" value="3" checked', answer.text)
    assert marks_on(sheet.id) == {}


def test_an_outdated_page_overwrites_nothing_and_shows_both_values(day, judge):
    sheet = sheet_of(day)
    enter_marks(sheet, {"A1.1": "1"}, now=NOW, by=day.judges[0])
    enter_marks(sheet, {"A1.1": "2"}, now=NOW, by=day.judges[0])
    data = {"value-A1.1": "0.5", "version-A1.1": "1"}
    answer = judge.post(address(day, sheet), data=data)
    assert "Changed elsewhere: 2 is saved." in answer.text
    assert 'value="0.5"' in answer.text
    assert marks_on(sheet.id) == {"A1.1": "2"}
    data["version-A1.1"] = re.search(r'name="version-A1\.1" value="(\d+)"', answer.text)[1]
    judge.post(address(day, sheet), data=data)
    assert marks_on(sheet.id) == {"A1.1": "0.5"}


def test_a_refusal_does_not_make_an_outdated_page_fresh(day, judge):
    sheet = sheet_of(day)
    enter_marks(sheet, {"A1.1": "1"}, now=NOW, by=day.judges[0])
    enter_marks(sheet, {"A1.1": "2"}, now=NOW, by=day.judges[0])
    data = {"value-A1.1": "0.5", "version-A1.1": "1", "value-A1.3": "7"}
    answer = judge.post(address(day, sheet), data=data)
    assert re.search(r'name="version-A1\.1" value="1"', answer.text)
    judge.post(address(day, sheet), data=data | {"value-A1.3": "2"})
    assert marks_on(sheet.id) == {"A1.1": "2"}


def test_submitting_goes_to_the_next_sheet(day, judge):
    sheet = sheet_of(day)
    data = {f"value-{code}": value for code, value in FIRST.items()} | {"submit": "1"}
    answer = judge.post(address(day, sheet), data=data)
    assert answer.location == address(day, sheet_of(day, entry=1))
    assert db.session.get(Sheet, sheet.id).submitted_at is not None
    assert "K-01, A1 is submitted." in judge.get(answer.location).text


def test_an_incomplete_sheet_is_saved_but_not_submitted(day, judge):
    sheet = sheet_of(day)
    answer = judge.post(address(day, sheet), data={"value-A1.1": "2", "submit": "1"})
    assert "3 missing: A1.2, A1.3, A1.4" in judge.get(answer.location).text
    assert marks_on(sheet.id) == {"A1.1": "2"}
    assert db.session.get(Sheet, sheet.id).submitted_at is None


def test_going_to_the_neighbour_saves_first(day, judge):
    sheet, other = sheet_of(day), sheet_of(day, entry=1)
    answer = judge.post(address(day, sheet), data={"value-A1.1": "2", "go": str(other.id)})
    assert answer.location == address(day, other)
    assert marks_on(sheet.id) == {"A1.1": "2"}


def test_a_submitted_sheet_is_read_only_until_it_is_taken_back(day, judge):
    sheet = sheet_of(day)
    enter_marks(sheet, FIRST, now=NOW, by=day.judges[0])
    submit(sheet, now=NOW, by=day.judges[0])
    text = judge.get(address(day, sheet)).text
    assert 'name="value-A1.1"' not in text
    assert "Take the sheet back" in text
    assert judge.post(address(day, sheet), data={"value-A1.1": "0"}).status_code == 409
    judge.post(address(day, sheet, "/take-back"))
    assert db.session.get(Sheet, sheet.id).submitted_at is None
    assert marks_on(sheet.id) == FIRST


def test_a_save_on_a_sheet_that_was_submitted_meanwhile_keeps_what_was_typed(day, judge):
    sheet = sheet_of(day)
    enter_marks(sheet, FIRST, now=NOW, by=day.judges[0])
    submit(sheet, now=NOW, by=day.judges[0])
    data = {"value-A1.1": "1.50", "value-A1.2": "fail", "value-A1.3": "", "value-A1.4": "7"}
    answer = judge.post(address(day, sheet), data=data | {"reason-A1.4": "划痕"})
    text = strip(answer.text)
    assert answer.status_code == 409
    assert "This sheet is submitted. Take it back to change it. Nothing has been saved." in text
    assert re.findall(r"Typed here, not saved: (\S+)", text) == ["Fail", "7"]
    assert "Reason: 划痕" in text
    assert marks_on(sheet.id) == FIRST


def test_a_save_after_the_lock_keeps_what_was_typed(day, judge):
    sheet = sheet_of(day)
    day.event.phase = "review"
    data = {"value-A1.1": "2", "none-A1.1": "1", "value-A1.3": "not_attempted"}
    answer = judge.post(address(day, sheet), data=data)
    text = strip(answer.text)
    assert answer.status_code == 409
    assert "Marks are entered in the phase Marking only. Nothing has been saved." in text
    assert re.findall(r"Typed here, not saved: (Not attempted|\S+)", text) == [
        "2",
        "Not attempted",
    ]
    assert "Take the sheet back" not in text
    assert marks_on(sheet.id) == {}


def test_the_judges_read_why_an_aspect_came_back(day, judge):
    for n, score in enumerate(("3", "1", "2")):
        sheet = sheet_of(day, judge=n)
        marks = (FIRST if n == 0 else {}) | {"A1.3": score}
        enter_marks(sheet, marks, now=NOW, by=day.judges[n])
        submit(sheet, now=NOW, by=day.judges[n])
    return_to_panel(day.event, day.entries[0].id, "A1.3", "分差 2，请合议", now=NOW, by=day.chief)
    assert "Score again: K-01, A1 Contour (1 missing)" in strip(judge.get(address(day)).text)
    text = strip(judge.get(address(day, sheet_of(day))).text)
    assert "Returned by the chief judge: 分差 2，请合议 The scores were 3, 1, 2." in text


def test_a_sheet_with_an_excused_aspect_can_still_be_filled_in(day, judge):
    sheet = sheet_of(day)
    excuse(sheet, "回避", now=NOW, by=day.chief)
    assert "excused" in judge.get(address(day, sheet)).text
    judge.post(
        address(day, sheet),
        data={"value-A1.1": "1", "value-A1.3": "excused", "version-A1.3": "1"},
    )
    assert marks_on(sheet.id) == {"A1.1": "1", "A1.3": "excused"}


def test_an_absent_entry_is_shown_as_not_competing(day, judge):
    day.entries[0].part = "absent"
    text = strip(judge.get(address(day)).text)
    assert "does not compete" in text
    assert "Begin K-02" in text


def test_another_judges_sheet_is_not_there(day, judge):
    other = sheet_of(day, judge=1)
    assert judge.get(address(day, other)).status_code == 404
    assert judge.post(address(day, other), data={"value-A1.3": "1"}).status_code == 404
    assert judge.post(address(day, other, "/take-back")).status_code == 404
    assert marks_on(other.id) == {}


def test_a_sheet_is_found_under_its_own_event_only(day, judge, sign_in):
    elsewhere = in_marking()
    appoint(day.judges[0], Role.JUDGE, event_id=elsewhere.event.id)
    wrong = f"/events/{elsewhere.event.id}/sheets/{sheet_of(day).id}"
    assert judge.get(wrong).status_code == 404


def test_the_list_takes_as_many_statements_for_twenty_entries_as_for_two(app, sign_in, statements):
    counts = []
    for entries in (2, 20):
        day = in_marking(entries)
        browser = sign_in(day.judges[0])
        with statements() as seen:
            browser.get(address(day))
        counts.append(len(seen))
    assert counts[0] == counts[1]
