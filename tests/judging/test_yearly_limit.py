"""Promotions from contests of one person and year: the highest stay, the others are refused."""

from datetime import date

from judging.promotion.ladder import Level
from judging.promotion.yearly_limit import ContestDecision, limit_promotions
from judging.upgrades import evaluate
from tests.rule_builders import a_result, a_rule, a_set


def a_contest(day: str, grant: str, limit: int | None = 1) -> ContestDecision:
    """A contest that promotes somebody without a level to `grant`."""
    reward = {"type": "skill_level", "map": [{"current": ["none"], "grant": grant}]}
    constraints = {"max_competition_promotions_per_calendar_year": limit} if limit else {}
    rule_set = a_set(a_rule({"any": True}, reward), constraints=constraints)
    decision = evaluate(rule_set, a_result(current_level=Level.NONE))
    return ContestDecision(date.fromisoformat(day), rule_set, decision)


def kept(*contests: ContestDecision) -> list[str | None]:
    return [decision.granted_level for decision in limit_promotions(contests)]


def test_the_highest_promotion_of_the_year_stays():
    assert kept(
        a_contest("2026-03-01", "senior"),
        a_contest("2026-09-01", "technician"),
        a_contest("2026-11-01", "junior"),
    ) == [None, "technician", None]


def test_of_equal_promotions_the_earlier_stays():
    assert kept(a_contest("2026-09-01", "senior"), a_contest("2026-03-01", "senior")) == [
        None,
        "senior",
    ]


def test_calendar_years_are_counted_apart():
    assert kept(a_contest("2026-12-31", "senior"), a_contest("2027-01-01", "technician")) == [
        "senior",
        "technician",
    ]


def test_a_limit_of_two_lets_two_stay():
    assert kept(
        a_contest("2026-01-01", "junior", 2),
        a_contest("2026-02-01", "senior", 2),
        a_contest("2026-03-01", "technician", 2),
    ) == [None, "senior", "technician"]


def test_each_rule_set_refuses_only_by_its_own_limit():
    assert kept(a_contest("2026-01-01", "junior", None), a_contest("2026-02-01", "senior")) == [
        "junior",
        "senior",
    ]


def test_a_decision_without_promotion_neither_counts_nor_changes():
    nothing = a_contest("2026-01-01", "junior")
    nothing = ContestDecision(
        nothing.final,
        nothing.rule_set,
        evaluate(nothing.rule_set, a_result(current_level=Level.SENIOR)),
    )

    assert kept(nothing, a_contest("2026-02-01", "senior")) == [None, "senior"]


def test_the_refusal_says_what_stays():
    refused, _ = limit_promotions(
        [a_contest("2026-03-01", "senior"), a_contest("2026-09-01", "technician")]
    )

    assert [str(note) for note in refused.notes] == [
        "promotion to senior is refused: at most 1 from contests in 2026, technician stays"
    ]
    assert refused.outcome == "not eligible"
