"""What the chief judge sees and does: spreads, returns, excuses."""

from decimal import Decimal

import pytest

from competition.database import db
from competition.errors import NotYet
from competition.marking import queries
from competition.marking.bulk import enter_all, submit_all
from competition.marking.history import verify_chain
from competition.marking.operations import enter_marks, submit
from competition.marking.oversight.acts import excuse, readmit, return_to_panel
from competition.marking.oversight.progress import blockers, progress_of
from judging.errors import Faults, IncompletePanel, RuleViolation
from tests.builders import NOW
from tests.competition.marking.arranged import FIRST, in_marking, sheet_of

pytestmark = pytest.mark.usefixtures("app")


def scored(day, scores, *, aspect="A1.3", entry=0, submitted=True):
    """Each judge gives one of the scores; the first also writes what the panel agrees."""
    for n, (judge, score) in enumerate(zip(day.judges, scores, strict=True)):
        sheet = sheet_of(day, entry, n, aspect[:2])
        values = (FIRST if n == 0 and aspect == "A1.3" else {}) | {aspect: score}
        enter_marks(sheet, values, now=NOW, by=judge)
        if submitted:
            submit(sheet, now=NOW, by=judge)


def texts(day, aspect, entry=0):
    sheets = [sheet_of(day, entry, n, aspect[:2]) for n in range(3)]
    held = queries.held_marks([s.id for s in sheets])
    return [held[s.id][aspect].text for s in sheets]


@pytest.mark.parametrize(
    ("scores", "wide"), [(["1", "2", "1"], False), (["3", "1", "2"], True), (["0", "0", "3"], True)]
)
def test_judges_more_than_one_apart_are_invalid(scores, wide):
    day = in_marking()
    scored(day, scores)
    assert bool(progress_of(day.event).spreads) is wide


def test_a_spread_is_named_with_its_scores_in_the_order_of_the_panel():
    day = in_marking()
    scored(day, ["3", "1", "2"])
    (spread,) = progress_of(day.event).spreads
    assert (spread.code, spread.sub_criterion, spread.aspect) == ("K-01", "A1", "A1.3")
    assert [(judge.id, score) for judge, score in spread.scores] == [
        (judge.id, Decimal(score)) for judge, score in zip(day.judges, "312", strict=True)
    ]
    assert spread.width == 2
    assert "K-01, A1.3: a spread of 2, at most 1" in [str(b) for b in blockers(day.event)]


def test_not_attempted_counts_as_nought_in_the_spread():
    day = in_marking()
    scored(day, ["2", "not_attempted", "2"])
    assert [s.aspect for s in progress_of(day.event).spreads] == ["A1.3"]


def test_drafts_are_not_yet_a_spread():
    day = in_marking()
    scored(day, ["3", "1", "2"], submitted=False)
    assert progress_of(day.event).spreads == []


def test_each_aspect_has_its_own_limit():
    day = in_marking()
    scored(day, ["5", "8", "7"], aspect="A2.1")
    assert progress_of(day.event).spreads == []
    scored(day, ["4.5", "8", "7"], aspect="A2.1", entry=1)
    assert [s.aspect for s in progress_of(day.event).spreads] == ["A2.1"]


def test_cells_go_from_open_to_submitted():
    day = in_marking()
    first, second = (entry.id for entry in day.entries)
    state = lambda entry, part: progress_of(day.event).state(entry, part)  # noqa: E731
    assert state(first, "A1") == "open"
    enter_marks(sheet_of(day), FIRST, now=NOW, by=day.judges[0])
    assert state(first, "A1") == "draft"
    submit(sheet_of(day), now=NOW, by=day.judges[0])
    assert state(first, "A1") == "part"
    scored(day, ["7", "7", "7"], aspect="A2.1")
    assert state(first, "A2") == "sent"
    scored(day, ["3", "1", "1"], entry=1)
    assert state(second, "A1") == "invalid"


def test_a_returned_aspect_is_scored_again_and_keeps_its_history():
    day = in_marking()
    scored(day, ["3", "1", "2"])
    returned = return_to_panel(
        day.event, day.entries[0].id, "A1.3", "分差过大", now=NOW, by=day.chief
    )
    assert [s["value"] for s in returned.scores] == ["3", "1", "2"]
    assert texts(day, "A1.3") == [None, None, None]
    assert [sheet_of(day, judge=n).submitted_at for n in range(3)] == [None] * 3
    held = queries.held_marks([sheet_of(day).id])[sheet_of(day).id]
    assert held["A1.1"].text == "1.5"
    scored(day, ["2", "2", "2"])
    assert progress_of(day.event).spreads == []
    assert verify_chain(day.event.id) is None


def test_what_the_panel_agreed_goes_back_to_its_writer_alone():
    day = in_marking()
    scored(day, ["2", "2", "2"])
    return_to_panel(day.event, day.entries[0].id, "A1.1", "读数有误", now=NOW, by=day.chief)
    assert sheet_of(day, judge=0).submitted_at is None
    assert sheet_of(day, judge=1).submitted_at == NOW


def test_nothing_is_returned_without_marks_or_without_a_reason():
    day = in_marking()
    with pytest.raises(NotYet):
        return_to_panel(day.event, day.entries[0].id, "A1.3", "分差过大", now=NOW, by=day.chief)
    scored(day, ["3", "1", "2"])
    with pytest.raises(RuleViolation, match="Say why"):
        return_to_panel(day.event, day.entries[0].id, "A1.3", "  ", now=NOW, by=day.chief)
    assert texts(day, "A1.3") == ["3", "1", "2"]


def test_an_excused_judge_owes_nothing_and_cannot_mark():
    day = in_marking()
    sheet = sheet_of(day, judge=2)
    excuse(sheet, "回避", now=NOW, by=day.chief)
    assert sheet.submitted_at == NOW
    readmit(sheet, "误操作", now=NOW, by=day.chief)
    assert sheet.submitted_at is None
    excuse(sheet, "回避", aspects=["A1.3"], now=NOW, by=day.chief)
    sheet.submitted_at = None
    with pytest.raises(Faults, match="excused"):
        enter_marks(sheet, {"A1.3": "1"}, now=NOW, by=day.judges[2])


def test_the_first_judge_still_writes_what_the_panel_agrees():
    day = in_marking()
    sheet = sheet_of(day, judge=0)
    excuse(sheet, "回避", now=NOW, by=day.chief)
    assert sheet.submitted_at is None
    with pytest.raises(RuleViolation, match="nobody can be excused"):
        excuse(sheet, "回避", aspects=["A1.1"], now=NOW, by=day.chief)


def test_a_panel_keeps_as_many_judges_as_its_method_needs():
    day = in_marking()
    with pytest.raises(IncompletePanel, match="2 judges would be left, at least 3"):
        excuse(sheet_of(day, part="A2"), "回避", now=NOW, by=day.chief)
    excuse(sheet_of(day, judge=1), "回避", now=NOW, by=day.chief)
    excuse(sheet_of(day, judge=2), "回避", now=NOW, by=day.chief)
    with pytest.raises(IncompletePanel, match="0 judges would be left"):
        excuse(sheet_of(day, judge=0), "回避", now=NOW, by=day.chief)


def test_progress_takes_as_many_statements_for_twenty_entries_as_for_two(statements):
    counts = []
    for entries in (2, 20):
        day = in_marking(entries)
        marks = {
            (entry.id, judge.id): {"A1.3": "0" if n else "3"}
            for entry in day.entries
            for n, judge in enumerate(day.judges)
        }
        enter_all(day.event, marks, now=NOW, by=None)
        submit_all(day.event, now=NOW, by=None)
        event = day.event
        db.session.commit()
        with statements() as seen:
            progress_of(event)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12
