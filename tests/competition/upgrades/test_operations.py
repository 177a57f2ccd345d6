"""Rule sets come in, decide, and what is approved enters the record once."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from competition.audit import AuditRecord
from competition.database import db
from competition.errors import Clash, Locked, NotYet
from competition.events.rules import EventFormat
from competition.people.models import LevelHeld, TitleHeld
from competition.upgrades.models import Decision, RuleSetVersion
from competition.upgrades.operations import (
    approve,
    decide,
    import_rule_sets,
    put_in_force,
    withdraw,
)
from judging.errors import Faults, RuleViolation, UnknownName
from tests.builders import NOW, added, make_person
from tests.competition.results.marked import marked_event, penalise
from tests.competition.upgrades.decided import (
    RULE_SET,
    RULES,
    Decided,
    a_file,
    a_version,
    correct,
    finished,
)

pytestmark = pytest.mark.usefixtures("app")


def by_code(decisions: list[Decision]) -> dict[str, Decision]:
    return {decision.content["code"]: decision for decision in decisions}


def held_levels() -> list[tuple[str, bool]]:
    return [(one.level, one.ended_at is None) for one in db.session.scalars(select(LevelHeld))]


def test_the_same_text_is_kept_once_and_a_changed_one_is_a_new_version() -> None:
    first = a_version()
    assert a_version() is first
    second = a_version(valid_until="2027-12-31")
    assert second is not first
    assert second.key == first.key


def test_only_the_wanted_rule_sets_are_taken() -> None:
    other = RULE_SET | {"id": "other"}
    taken = import_rule_sets(a_file(RULE_SET, other), ["other"], now=NOW, by=None)
    assert [version.key for version in taken] == ["other"]
    assert db.session.scalar(select(func.count()).select_from(RuleSetVersion)) == 1


def test_a_faulty_file_is_refused_with_the_path_and_nothing_is_kept() -> None:
    bad = deepcopy(RULE_SET)
    bad["rules"][1]["rank"] = {"from": 3, "to": 1}
    with pytest.raises(Faults) as refused:
        import_rule_sets(a_file(RULE_SET | {"id": "good"}, bad), now=NOW, by=None)
    assert [fault.path for fault in refused.value.faults] == ["rulesets[1].rules[1].rank.to"]
    assert db.session.scalar(select(func.count()).select_from(RuleSetVersion)) == 0


def test_a_key_that_the_file_lacks_is_refused() -> None:
    with pytest.raises(UnknownName, match="lakeside-1999"):
        import_rule_sets(a_file(), ["lakeside-1999"], now=NOW, by=None)


def test_a_rule_set_outside_its_time_cannot_decide() -> None:
    event = marked_event(held_on=date(2027, 1, 1)).event
    with pytest.raises(RuleViolation, match="does not govern"):
        put_in_force(event, a_version(), now=NOW, by=None)


def test_nothing_is_decided_before_results_are_final_or_without_a_rule_set() -> None:
    with pytest.raises(NotYet, match="not final"):
        decide(marked_event().event, now=NOW, by=None)


def test_the_first_three_are_promoted_and_the_fourth_is_not() -> None:
    arranged = finished()
    decisions = by_code(decide(arranged.event, now=NOW, by=arranged.organiser))
    assert {code: one.granted_level for code, one in decisions.items()} == {
        "E02": "senior",
        "E04": "senior",
        "E01": "senior",
        "E03": None,
    }
    assert decisions["E03"].outcome == "not eligible"
    assert [reward["title_zh"] for reward in decisions["E02"].content["given"]] == [
        "湖滨市技术能手"
    ]


def test_passing_looks_at_marks_before_the_factor_and_before_its_rounding() -> None:
    # 59.99 x 0.30 = 17.997, published as 18.00 of 30; it is still below 60 of 100.
    arranged = finished({"E01": ("59.99", ("90", "90")), "E02": ("60", ("60", "60"))})
    decisions = by_code(decide(arranged.event, now=NOW, by=None))
    assert decisions["E01"].granted_level is None
    assert decisions["E02"].granted_level == "senior"


def test_a_level_on_record_counts_even_if_the_entry_did_not_state_it() -> None:
    arranged = finished()
    person = arranged.entries["E02"].members[0].person
    added(
        LevelHeld(
            person=person,
            occupation_code="6-18-01-02",
            level="senior",
            since=date(2024, 1, 1),
            source="证书",
        )
    )
    decisions = by_code(decide(arranged.event, now=NOW, by=None))
    assert decisions["E02"].granted_level == "technician"
    assert decisions["E02"].content["held"] == "senior"


def test_the_same_results_are_decided_once() -> None:
    arranged = finished()
    decide(arranged.event, now=NOW, by=None)
    with pytest.raises(Clash):
        decide(arranged.event, now=NOW, by=None)


def test_a_rule_set_that_has_decided_stays() -> None:
    arranged = finished()
    decide(arranged.event, now=NOW, by=None)
    with pytest.raises(Locked):
        put_in_force(arranged.event, a_version(id="other"), now=NOW, by=None)


def test_an_approval_enters_the_record_once_with_its_source() -> None:
    arranged = finished()
    decision = by_code(decide(arranged.event, now=NOW, by=None))["E02"]
    assert not held_levels()
    approve(decision, now=NOW, by=arranged.organiser)
    assert approve([decision], now=NOW, by=arranged.organiser) == []
    [level] = db.session.scalars(select(LevelHeld)).all()
    [title] = db.session.scalars(select(TitleHeld)).all()
    assert (level.person, level.level, level.occupation_code) == (
        decision.person,
        "senior",
        "6-18-01-02",
    )
    assert level.source == f"{arranged.event.competition.name_zh}，湖人社发〔2026〕3号"
    assert title.title_zh == "湖滨市技术能手"
    acts = db.session.scalars(select(AuditRecord).filter_by(action="promotion.approved")).all()
    assert [act.by_id for act in acts] == [arranged.organiser.id]


def test_who_is_not_eligible_cannot_be_approved() -> None:
    arranged = finished()
    decision = by_code(decide(arranged.event, now=NOW, by=None))["E03"]
    with pytest.raises(RuleViolation, match="nothing to approve"):
        approve(decision, now=NOW, by=None)


def test_what_has_to_be_applied_for_does_not_enter_the_record() -> None:
    rules = deepcopy(RULES)
    rules[0]["reward"]["action"] = "apply"
    rules[1]["reward"]["action"] = "may_apply"
    arranged = finished(rules={"rules": rules})
    decision = by_code(decide(arranged.event, now=NOW, by=None))["E02"]
    assert decision.outcome == "may apply"
    approve(decision, now=NOW, by=None)
    assert not held_levels()
    assert not db.session.scalars(select(TitleHeld)).all()


def corrected(arranged: Decided) -> dict[str, Decision]:
    """E01 loses 30 points and falls from the third place to the last."""
    penalise(arranged.entries["E01"], "30")
    correct(arranged.event)
    return by_code(decide(arranged.event, now=NOW, by=None))


def test_a_correction_withdraws_what_was_approved_and_decides_again() -> None:
    arranged = finished()
    before = by_code(decide(arranged.event, now=NOW, by=None))
    approve(before["E01"], now=NOW, by=None)
    after = corrected(arranged)
    assert before["E01"].withdrawn_at == NOW
    db.session.expire_all()
    assert held_levels() == [("senior", False)]
    assert after["E01"].granted_level is None
    assert after["E03"].granted_level == "senior"


def test_an_outdated_decision_cannot_be_approved() -> None:
    arranged = finished()
    decision = by_code(decide(arranged.event, now=NOW, by=None))["E01"]
    penalise(arranged.entries["E01"], "30")
    correct(arranged.event)
    with pytest.raises(Locked, match="decide again"):
        approve(decision, now=NOW, by=None)


def test_a_withdrawal_needs_a_reason_and_ends_what_was_given() -> None:
    arranged = finished()
    decision = by_code(decide(arranged.event, now=NOW, by=None))["E02"]
    approve(decision, now=NOW, by=None)
    with pytest.raises(RuleViolation, match="reason"):
        withdraw(decision, "  ", now=NOW, by=None)
    withdraw(decision, "材料不实", now=NOW, by=None)
    db.session.expire_all()
    assert held_levels() == [("senior", False)]
    assert decision.withdrawn_because == "材料不实"


ONE_A_YEAR = {"constraints": {"max_competition_promotions_per_calendar_year": 1}}


@pytest.fixture
def second_contest() -> Callable[..., Any]:
    """Another contest in the same year, won by the person who won the first."""

    def make(first: Decided, **values: Any) -> tuple[Decided, Decision]:
        winner = first.entries["E02"].members[0].person
        second = finished(rules=ONE_A_YEAR, winner=winner, **values)
        return second, by_code(decide(second.event, now=NOW, by=None))["E02"]

    return make


def test_a_second_promotion_in_a_year_that_is_not_higher_is_refused_with_a_note(
    second_contest: Any,
) -> None:
    first = finished(rules=ONE_A_YEAR)
    approve(by_code(decide(first.event, now=NOW, by=None))["E02"], now=NOW, by=None)
    _, second = second_contest(first, occupation_code="6-31-01-03")
    assert second.granted_level is None
    assert "at most" in second.content["notes"][0]["template"]


def test_a_higher_promotion_in_the_same_year_waits_until_the_lower_is_withdrawn(
    second_contest: Any,
) -> None:
    first = finished(rules=ONE_A_YEAR)
    lower = by_code(decide(first.event, now=NOW, by=None))["E02"]
    approve(lower, now=NOW, by=None)
    _, higher = second_contest(first)  # senior is held now: technician is next
    assert higher.granted_level == "technician"
    with pytest.raises(RuleViolation, match="withdraw that decision first"):
        approve(higher, now=NOW, by=None)
    withdraw(lower, "同年保留较高等级", now=NOW, by=None)
    approve(higher, now=NOW, by=None)
    assert ("technician", True) in held_levels()


def test_without_pass_marks_only_who_reaches_sixty_everywhere_has_passed() -> None:
    arranged = finished({"E01": ("59", ("90", "90")), "E02": ("60", ("60", "60"))}, pass_marks={})
    decisions = by_code(decide(arranged.event, now=NOW, by=None))
    assert decisions["E01"].granted_level is None
    assert decisions["E02"].granted_level == "senior"


def test_both_members_of_a_team_are_decided_about() -> None:
    arranged = finished(
        rules={"rules": RULES[1:]}, event_format=EventFormat.TEAM2, partner=make_person()
    )
    decisions = decide(arranged.event, now=NOW, by=None)
    team = [one for one in decisions if one.content["code"] == "E02"]
    assert [one.granted_level for one in team] == ["senior", "senior"]
    assert len({one.person_id for one in team}) == 2


def test_places_pass_down_below_holders_of_an_earlier_title() -> None:
    policy = {"policy": "compete_without_awards", "titles": ["湖滨市技术能手"]}
    winner = make_person()
    added(
        TitleHeld(person=winner, title_zh="湖滨市技术能手", since=date(2025, 1, 1), source="2025")
    )
    arranged = finished(rules={"prior_title_policy": policy}, winner=winner)
    decisions = by_code(decide(arranged.event, now=NOW, by=None))
    assert decisions["E02"].outcome == "not eligible"
    assert decisions["E04"].content["given"][0]["title_zh"] == "湖滨市技术能手"
    assert decisions["E03"].granted_level == "senior"
