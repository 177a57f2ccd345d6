"""Publishing takes two acts, freezes what it publishes, and is refused while something is open."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from competition.audit import AuditRecord
from competition.database import db
from competition.errors import Locked, NotYet, OperationError
from competition.events.rules import Phase
from competition.registration.rules import Part
from competition.results.bundle import digest_of
from competition.results.models import PublicationKind
from competition.results.operations import (
    blockers,
    confirm_scale,
    decide_tie,
    publish,
    reopen,
    standings,
)
from competition.results.queries import final_publication, latest_publication, publications_of
from competition.results.rows import changes
from judging.errors import RuleViolation
from tests.builders import NOW
from tests.competition.results.marked import FOUR, marked_event, penalise

pytestmark = pytest.mark.usefixtures("app")

PROVISIONAL, FINAL = PublicationKind.PROVISIONAL, PublicationKind.FINAL
LATER = NOW + timedelta(days=6)
LEVEL = {"E01": ("80", ("90", "80")), "E02": ("80", ("80", "90")), "E03": ("50", ("50", "50"))}
REFUSE = {"metrics": ["total"], "ties": "refuse"}


def test_provisional_then_final():
    day = marked_event(notice_days=5)

    first = publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    assert (first.number, day.event.phase) == (1, Phase.PROVISIONAL)
    assert first.notice_ends_at == NOW + timedelta(days=5)
    assert final_publication(day.event.id) is None

    second = publish(day.event, FINAL, now=LATER, by=day.organiser)
    assert (second.number, day.event.phase) == (2, Phase.FINAL)
    assert second.notice_ends_at is None
    assert final_publication(day.event.id) is second
    assert [row.code for row in second.standings] == ["E02", "E04", "E01", "E03"]
    assert second.digest == digest_of(second.bundle)


def test_results_do_not_become_final_at_once():
    day = marked_event()
    with pytest.raises(NotYet, match="provisionally first"):
        publish(day.event, FINAL, now=NOW, by=day.organiser)
    assert latest_publication(day.event.id) is None


def test_nothing_is_published_while_marking_goes_on():
    day = marked_event(phase="marking")
    assert "phase marking" in str(blockers(day.event)[0])
    with pytest.raises(NotYet, match="not locked"):
        publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)


def test_incomplete_results_are_not_published():
    day = marked_event(FOUR | {"E03": (None, ("60",))})
    assert [str(why) for why in blockers(day.event)] == ["2 marks are missing or cannot count."]
    with pytest.raises(NotYet, match="2 marks are missing"):
        publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    assert day.event.phase is Phase.REVIEW


def test_an_event_where_nobody_competed_has_nothing_to_publish():
    day = marked_event({"E01": ("80", ("90", "80"))})
    day.entries["E01"].part = Part.ABSENT
    with pytest.raises(NotYet, match="Nobody has a result"):
        publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)


def test_final_before_the_notice_ends_needs_a_reason():
    day = marked_event()
    publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    with pytest.raises(NotYet, match="notice period ends"):
        publish(day.event, FINAL, now=NOW + timedelta(days=1), by=day.organiser)
    final = publish(
        day.event, FINAL, now=NOW + timedelta(days=1), by=day.organiser, reason="全体选手已签字确认"
    )
    assert final.note == "全体选手已签字确认"


def test_a_correction_is_a_new_version_and_the_old_one_stays_as_it_was():
    day = marked_event()
    first = publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    rows_before = list(first.rows)
    penalise(day.entries["E02"], "10")
    with pytest.raises(NotYet, match="say what was corrected"):
        publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)

    second = publish(day.event, PROVISIONAL, now=LATER, by=day.organiser, reason="E02 扣 10 分")

    db.session.expire_all()
    assert first.rows == rows_before
    assert [row.code for row in second.standings] == ["E04", "E01", "E02", "E03"]
    moved = {
        c.row.code: (c.before.rank, c.after.rank)
        for c in changes(first.standings, second.standings)
    }
    assert moved == {"E04": (2, 1), "E01": (3, 2), "E02": (1, 3)}
    assert [one.number for one in publications_of(day.event.id)] == [2, 1]


def test_final_results_are_corrected_by_final_ones():
    day = marked_event()
    publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    publish(day.event, FINAL, now=LATER, by=day.organiser)
    day.entries["E02"].part = Part.DISQUALIFIED
    with pytest.raises(Locked, match="correction is final too"):
        publish(day.event, PROVISIONAL, now=LATER, by=day.organiser, reason="E02")
    with pytest.raises(NotYet, match="version 2: say what was corrected"):
        publish(day.event, FINAL, now=LATER, by=day.organiser)
    third = publish(day.event, FINAL, now=LATER, by=day.organiser, reason="E02 冒名顶替")
    assert final_publication(day.event.id) is third
    assert third.standings[0].code == "E04"


def test_the_same_is_not_published_twice():
    day = marked_event()
    publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    with pytest.raises(OperationError, match="Nothing has changed since version 1"):
        publish(day.event, PROVISIONAL, now=NOW, by=day.organiser, reason="again")


def test_results_on_notice_can_be_taken_back_to_review():
    day = marked_event()
    publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    with pytest.raises(RuleViolation, match="reason"):
        reopen(day.event, " ", now=NOW, by=day.organiser)
    reopen(day.event, "E03 申诉成立", now=NOW, by=day.organiser)
    assert day.event.phase is Phase.REVIEW
    assert latest_publication(day.event.id) is not None


def test_results_that_are_not_published_are_not_taken_back():
    day = marked_event()
    with pytest.raises(Locked, match="Only published results"):
        reopen(day.event, "too early", now=NOW, by=day.organiser)


def opened_after_final():
    day = marked_event()
    publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    final = publish(day.event, FINAL, now=LATER, by=day.organiser)
    reopen(day.event, "E02 登分错误", now=LATER, by=day.organiser)
    return day, final


def test_final_results_opened_for_correction_stay_in_force_until_they_are_final_again():
    day, final = opened_after_final()
    assert day.event.phase is Phase.REVIEW
    assert final_publication(day.event.id) is final
    penalise(day.entries["E02"], "10")
    with pytest.raises(Locked, match="correction is final too"):
        publish(day.event, PROVISIONAL, now=LATER, by=day.organiser, reason="E02")
    with pytest.raises(NotYet, match="version 2: say what was corrected"):
        publish(day.event, FINAL, now=LATER, by=day.organiser)

    third = publish(day.event, FINAL, now=LATER, by=day.organiser, reason="E02 扣 10 分")

    assert (third.number, day.event.phase) == (3, Phase.FINAL)
    assert final_publication(day.event.id) is third
    assert third.standings[0].code == "E04"


def test_a_correction_that_found_nothing_wrong_ends_with_a_note():
    day, final = opened_after_final()
    third = publish(day.event, FINAL, now=LATER, by=day.organiser, reason="复核无误")
    assert (third.digest, third.note) == (final.digest, "复核无误")
    assert day.event.phase is Phase.FINAL


def test_equals_wait_for_the_chief_judge():
    day = marked_event(LEVEL, ranking=REFUSE)
    assert [str(why) for why in blockers(day.event)] == [
        "These are equal and the chief judge has to decide: E01, E02."
    ]
    with pytest.raises(NotYet, match="E01, E02"):
        publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)

    decide_tie(day.event, ["E02", "E01"], "技术文件第 7.3 条", now=NOW, by=day.chief)

    rows = standings(day.event).results.rows
    assert [(row.code, row.rank, row.decided_by) for row in rows] == [
        ("E02", 1, None),
        ("E01", 2, "decision"),
        ("E03", 3, "total"),
    ]
    assert blockers(day.event) == []


def test_the_decision_is_part_of_the_bundle():
    day = marked_event(LEVEL, ranking=REFUSE)
    decide_tie(day.event, ["E02", "E01"], "技术文件第 7.3 条", now=NOW, by=day.chief)
    publication = publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    assert publication.bundle["ranking"] == {
        "metrics": ["total"],
        "ties": "decided",
        "decisions": [["E02", "E01"]],
    }


def test_only_open_ties_are_decided_and_with_a_reason():
    day = marked_event(LEVEL, ranking=REFUSE)
    with pytest.raises(RuleViolation, match="E01, E03 are not equals"):
        decide_tie(day.event, ["E01", "E03"], "why", now=NOW, by=day.chief)
    with pytest.raises(RuleViolation, match="needs its reason"):
        decide_tie(day.event, ["E01", "E02"], "  ", now=NOW, by=day.chief)


def test_a_decision_that_no_longer_fits_is_taken_again():
    day = marked_event(LEVEL | {"E03": ("50", ("50", "50"))}, ranking=REFUSE)
    decide_tie(day.event, ["E02", "E01"], "first", now=NOW, by=day.chief)
    penalise(day.entries["E01"], "1")
    assert [row.code for row in standings(day.event).results.rows] == ["E02", "E01", "E03"]
    assert blockers(day.event) == []


def test_equals_share_where_the_event_lets_them():
    day = marked_event(LEVEL)
    assert [row.rank for row in standings(day.event).results.rows] == [1, 1, 3]
    assert blockers(day.event) == []


def test_a_degenerate_scale_has_to_be_confirmed():
    same = ("80", ("80", "80"))
    marks = {f"E0{n}": same for n in range(1, 5)} | {"E05": ("90", ("90", "90"))}
    day = marked_event(marks, scale="worldskills_700")
    assert "too alike" in str(blockers(day.event)[0])

    confirm_scale(day.event, "四人成绩相同属实", now=NOW, by=day.chief)
    assert blockers(day.event) == []

    penalise(day.entries["E05"], "1")
    assert "too alike" in str(blockers(day.event)[0])


def test_a_scale_that_holds_needs_no_confirmation():
    with pytest.raises(OperationError, match="needs no confirmation"):
        confirm_scale(marked_event(scale="worldskills_700").event, "", now=NOW, by=None)


def test_every_act_is_on_record():
    day = marked_event(LEVEL, ranking=REFUSE)
    decide_tie(day.event, ["E02", "E01"], "why", now=NOW, by=day.chief)
    publish(day.event, PROVISIONAL, now=NOW, by=day.organiser)
    reopen(day.event, "again", now=NOW, by=day.organiser)
    acts = db.session.scalars(select(AuditRecord).order_by(AuditRecord.id)).all()
    assert [(act.action, act.by_id) for act in acts] == [
        ("results.tie_decided", day.chief.id),
        ("event.moved", day.organiser.id),
        ("results.published", day.organiser.id),
        ("event.moved", day.organiser.id),
        ("results.reopened", day.organiser.id),
    ]
