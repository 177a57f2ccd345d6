"""A rule set and a person's result give a promotion, titles, awards and cash, with every reason."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from judging.documents.cases import parse_cases
from judging.documents.json_text import read_json
from judging.errors import RuleViolation
from judging.promotion.contests import ContestResult
from judging.promotion.decisions import ACTIONS, Outcome
from judging.promotion.ladder import Level
from judging.rulesets import parse_rule_book
from judging.upgrades import Decision, evaluate
from tests.rule_builders import CHAMPION, GOLD, TO_TECHNICIAN, a_result, a_rule, a_set

SHARED = Path(os.environ.get("SAIWU_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "data" / "upgrades"
EVERYBODY = {"any": True}


def decide(reward: Mapping[str, Any], result: ContestResult, **rule: Any) -> Decision:
    """The decision of one rule about everybody, with this reward."""
    return evaluate(a_set(a_rule(EVERYBODY, reward, **rule)), result)


def level_of(reward: Mapping[str, Any], held: Level, **result: Any) -> Level | None:
    return decide(
        {"type": "skill_level"} | reward, a_result(current_level=held, **result)
    ).granted_level


@pytest.mark.skipif(not REAL.exists(), reason="the shared data folder is not here")
def test_the_real_cases_come_out_as_their_texts_say():
    book = parse_rule_book(read_json((REAL / "rulesets.json").read_text("utf-8")))
    document: Any = read_json((REAL / "cases.json").read_text("utf-8"))
    cases = parse_cases(document, book)

    for case, written in zip(cases, document["cases"], strict=True):
        decision = evaluate(case.rule_set, case.result)
        found = {
            "granted_level": decision.granted_level,
            "titles_zh": sorted(title.title_zh for title in decision.titles),
            "awards": sorted(award.code for award in decision.awards),
            "cash_cny": decision.cash_cny,
        }
        for key, value in written["expect"].items():
            expected = sorted(value) if isinstance(value, list) else value
            assert (key, found[key]) == (key, expected), case.key
    assert len(cases) == 87


def test_every_rule_has_one_reason_met_or_not():
    rule_set = a_set(a_rule({"from": 1, "to": 6}), a_rule({"from": 7, "to": 9}, CHAMPION))

    reasons = evaluate(rule_set, a_result(rank=7, field_size=43)).reasons

    assert [str(reason) for reason in reasons] == [
        "r0: not eligible – place 7 of 43 is outside 1–6",
        "r1: granted – place 7 of 43 is within 7–9",
    ]


def test_a_condition_shows_what_is_required_and_what_is_so():
    (reason,) = evaluate(
        a_set(a_rule({"from": 1, "to": 6}, max_age=35)), a_result(rank=7, field_size=43, age=35)
    ).reasons

    table = [(str(c.subject), str(c.required), str(c.actual), c.met) for c in reason.conditions]
    assert table == [("Place", "1–6", "7 of 43", False), ("Age", "at most 35", "35", True)]


def test_a_single_place_is_not_written_as_a_range():
    rule_set = a_set(a_rule({"from": 1, "to": 1}), a_rule({"from": 2, "to": 2}, CHAMPION))

    reasons = evaluate(rule_set, a_result(rank=2, field_size=43)).reasons

    assert [str(reason) for reason in reasons] == [
        "r0: not eligible – place 2 of 43 is not place 1",
        "r1: granted – place 2 of 43 is the one required",
    ]
    assert [str(reason.conditions[0].required) for reason in reasons] == ["1", "2"]


@pytest.mark.parametrize(
    ("group", "given"),
    [
        ("any", True),
        ("staff", True),
        (["student", "staff"], True),
        ("student", False),
        (["student", "teacher"], False),
    ],
)
def test_a_rule_is_about_its_groups(group, given):
    decision = evaluate(a_set(a_rule(EVERYBODY, group=group)), a_result(group="staff"))

    assert bool(decision.awards) is given


@pytest.mark.parametrize(
    ("rule", "event", "given"),
    [
        ("any", "team3", True),
        ("team", "team", True),
        ("team", "team2", True),
        ("team", "individual", False),
        ("team2", "team2", True),
        ("team2", "team3", False),
        ("team2", "team", False),
        ("individual", "individual", True),
    ],
)
def test_a_rule_is_about_its_event_format(rule, event, given):
    decision = evaluate(a_set(a_rule(EVERYBODY, event_format=rule)), a_result(event_format=event))

    assert bool(decision.awards) is given


@pytest.mark.parametrize("key", ["competition_tier", "event_kind"])
def test_a_tier_or_kind_must_be_known_and_the_same(key):
    rule_set = a_set(a_rule(EVERYBODY, **{key: "national_selected"}))

    assert evaluate(rule_set, a_result(**{key: "national_selected"})).awards
    assert not evaluate(rule_set, a_result(**{key: "skilled_occupation"})).awards
    assert not evaluate(rule_set, a_result()).awards


@pytest.mark.parametrize(("age", "given"), [(34, True), (35, True), (36, False), (None, False)])
def test_the_highest_age_is_included_and_an_unknown_age_is_not(age, given):
    assert bool(decide(GOLD, a_result(age=age), max_age=35).awards) is given


@pytest.mark.parametrize(
    ("required", "passed", "given"),
    [
        ("theory", {"theory": True}, True),
        ("theory", {"theory": False, "all_components": True}, False),
        ("theory", {"all_components": True}, True),
        ("theory", {"all_components": False}, False),
        ("theory", {}, False),
        ("total", {"total": True}, True),
        ("total", {"all_components": True}, False),
        ("all_components", {"all_components": True}, True),
        ("all_components", {"theory": True, "practical": True}, True),
        ("all_components", {"theory": True, "practical": False}, False),
        ("all_components", {"theory": True}, False),
        ("all_components", {"theory": False}, False),
    ],
)
def test_a_component_must_be_known_to_be_passed(required, passed, given):
    decision = decide(GOLD, a_result(passed=passed), min_scores={required: "pass"})

    assert bool(decision.awards) is given


def test_an_award_that_the_rule_set_gives_by_place_is_held_for_its_other_rules():
    by_award = a_rule({"award": ["gold", "silver"]}, CHAMPION)
    rule_set = a_set(by_award, a_rule({"from": 1, "to": 1}))

    assert evaluate(rule_set, a_result(rank=1)).titles
    assert not evaluate(rule_set, a_result(rank=2)).titles
    assert evaluate(rule_set, a_result(rank=2, awards=frozenset({"silver"}))).titles


@pytest.mark.parametrize(("award", "given"), [("third", True), (None, False)])
def test_any_prize_is_any_award_but_not_none(award, given):
    rule_set = a_set(a_rule({"award": ["any_prize"]}, CHAMPION))
    awards = frozenset({award} if award else ())

    assert bool(evaluate(rule_set, a_result(awards=awards)).titles) is given


def test_another_award_does_not_count():
    rule_set = a_set(a_rule({"award": ["gold"]}, CHAMPION))
    (reason,) = evaluate(rule_set, a_result(awards=frozenset({"bronze"}))).reasons

    assert str(reason) == "r0: not eligible – the award bronze is not among gold"


@pytest.mark.parametrize(
    ("held", "granted"),
    [("none", "technician"), ("senior", "technician"), ("junior", None), ("technician", None)],
)
def test_a_level_that_is_not_mapped_gets_nothing(held, granted):
    assert level_of(TO_TECHNICIAN, Level(held)) == granted


@pytest.mark.parametrize(
    ("steps", "cap", "held", "granted"),
    [
        (1, None, "none", "junior"),
        (2, None, "none", "intermediate"),
        (1, None, "apprentice", "junior"),
        (1, None, "senior", "technician"),
        (2, "technician", "senior", "technician"),
        (1, "technician", "technician", None),
        (1, "technician", "senior_technician", None),
        (1, None, "special_technician", "chief_technician"),
        (1, None, "chief_technician", None),
    ],
)
def test_steps_lead_up_to_the_cap_and_never_down(steps, cap, held, granted):
    reward = {"step_up": steps} | ({"cap": cap} if cap else {})

    assert level_of(reward, Level(held)) == granted


@pytest.mark.parametrize(
    ("held", "granted"),
    [("junior", "technician"), ("senior", "technician"), ("technician", None)],
)
def test_a_level_above_the_test_paper_is_granted_to_those_below_it(held, granted):
    reward = {"grant_relative_to_event_level": 1}

    assert level_of(reward, Level(held), paper_level=Level.SENIOR) == granted


def test_without_the_level_of_the_test_paper_the_rule_waits():
    reward = {"type": "skill_level", "grant_relative_to_event_level": 1}

    decision = decide(reward, a_result())

    assert (decision.outcome, decision.granted_level) == (Outcome.WAITING, None)
    assert "the level of the test paper is not known" in str(decision.reasons[0])


def test_excluded_levels_and_holders_of_nothing_are_not_promoted():
    excluding = {"step_up": 1, "exclude_current": ["junior"]}
    asking = {"step_up": 1, "requires_existing_certificate": True}

    assert level_of(excluding, Level.JUNIOR) is None
    assert level_of(excluding, Level.SENIOR) is Level.TECHNICIAN
    assert level_of(asking, Level.NONE) is None
    assert level_of(asking, Level.APPRENTICE) is Level.JUNIOR


def test_only_one_of_the_named_levels_is_granted():
    reward = {"step_up": 1, "one_of": ["technician", "senior_technician"]}

    assert level_of(reward, Level.SENIOR) is Level.TECHNICIAN
    assert level_of(reward, Level.JUNIOR) is None


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({}, "granted"),
        ({"action": "confer"}, "granted"),
        ({"action": "may_apply"}, "may apply"),
        ({"action": "may-apply"}, "may apply"),
        ({"discretionary": "可破格"}, "subject to review"),
        ({"discretionary": "可破格", "action": "may_apply"}, "subject to review"),
    ],
)
def test_a_promotion_is_granted_applied_for_or_reviewed(values, outcome):
    decision = decide(TO_TECHNICIAN | values, a_result())

    assert (decision.outcome, decision.granted_level) == (outcome, "technician")


def test_the_highest_promotion_counts_and_all_are_shown():
    rule_set = a_set(
        a_rule(EVERYBODY, {"type": "skill_level", "step_up": 1}),
        a_rule(EVERYBODY, {"type": "skill_level", "step_up": 2, "discretionary": "可破格"}),
        a_rule(EVERYBODY, {"type": "skill_level", "step_up": 2, "action": "apply"}),
    )

    decision = evaluate(rule_set, a_result(current_level=Level.JUNIOR))

    assert [(p.level, p.rule_id) for p in decision.promotions] == [
        ("senior", "r2"),
        ("senior", "r1"),
        ("intermediate", "r0"),
    ]
    assert decision.outcome is Outcome.MAY_APPLY


@pytest.mark.parametrize("action", ACTIONS)
def test_a_title_has_the_state_that_its_action_leaves(action):
    decision = decide(CHAMPION | {"action": action}, a_result())

    assert [title.state for title in decision.titles] == [ACTIONS[action]]
    assert decision.outcome is ACTIONS[action]


def test_a_rule_waits_for_an_outside_fact():
    cash = {"type": "cash", "amount_cny": 2000}
    waiting = decide(cash, a_result(), trigger="title_conferred")
    happened = decide(
        cash, a_result(triggers=frozenset({"title_conferred"})), trigger="title_conferred"
    )

    assert (waiting.outcome, waiting.cash_cny) == (Outcome.WAITING, 0)
    assert (happened.outcome, happened.cash_cny) == (Outcome.GRANTED, 2000)


def test_a_rule_that_is_not_met_anyway_does_not_wait():
    decision = decide(GOLD, a_result(), trigger="title_conferred", group="student")

    assert decision.outcome is Outcome.NOT_ELIGIBLE


def test_cash_is_the_sum_of_the_amounts_without_mere_ranges():
    rewards: list[dict[str, Any]] = [
        {"amount_cny": 500},
        {"amount_cny": 200, "team_shares": True},
        {"amount_cny": 900, "to": "head_coach", "max_people": 1},
        {"range_cny": [5000, 20000]},
    ]
    rule_set = a_set(*[a_rule(EVERYBODY, {"type": "cash"} | reward) for reward in rewards])

    decision = evaluate(rule_set, a_result())

    assert decision.cash_cny == 1600
    assert [cash.state for cash in decision.cash] == ["granted"] * 3 + ["subject to review"]


def test_cash_under_a_condition_in_words_is_for_people_to_review():
    decision = decide({"type": "cash", "amount_cny": 5, "condition": "holders"}, a_result())

    assert (decision.outcome, decision.cash_cny) == (Outcome.SUBJECT_TO_REVIEW, 5)


def test_the_other_rewards_are_listed():
    rewards: list[dict[str, Any]] = [
        {"type": "professional_grade", "grade_zh": "工程师"},
        {"type": "training_squad", "name_zh": "集训队"},
        {"type": "recommendation", "text_zh": "优先"},
        {"type": "may_apply", "level": "technician", "kind": "assessment"},
    ]
    rule_set = a_set(*[a_rule(EVERYBODY, reward) for reward in rewards])

    decision = evaluate(rule_set, a_result(current_level=Level.SENIOR))

    assert len(decision.others) == 4
    assert decision.granted_level is None


def test_nobody_may_apply_for_a_level_held_already():
    reward = {"type": "may_apply", "level": "technician", "kind": "assessment"}

    decision = decide(reward, a_result(current_level=Level.TECHNICIAN))

    assert decision.outcome is Outcome.NOT_ELIGIBLE


def test_the_outcome_without_a_promotion_is_the_surest_state_of_the_rest():
    rule_set = a_set(
        a_rule(EVERYBODY, CHAMPION | {"action": "recommend"}), a_rule({"from": 1, "to": 1})
    )

    assert evaluate(rule_set, a_result(rank=1)).outcome is Outcome.GRANTED
    assert evaluate(rule_set, a_result(rank=2)).outcome is Outcome.SUBJECT_TO_REVIEW


@pytest.mark.parametrize("policy", ["bar_entry", "compete_without_awards", "bar_same_event"])
def test_holders_of_an_earlier_title_get_nothing(policy):
    prior = {"policy": policy, "titles": ["全国技术能手"]}
    rule_set = a_set(a_rule(EVERYBODY, TO_TECHNICIAN), prior_title_policy=prior)

    holder = evaluate(rule_set, a_result(prior_titles=frozenset({"全国技术能手"})))
    other = evaluate(rule_set, a_result(prior_titles=frozenset({"劳动模范"})))

    assert (holder.outcome, holder.granted_level) == (Outcome.NOT_ELIGIBLE, None)
    assert "全国技术能手" in str(holder.reasons[0])
    assert other.granted_level is Level.TECHNICIAN


@pytest.mark.parametrize(("rank", "field_size"), [(0, 5), (6, 5)])
def test_a_place_lies_within_the_field(rank, field_size):
    with pytest.raises(RuleViolation):
        a_result(rank=rank, field_size=field_size)


def test_one_title_from_two_rules_is_one_title():
    rule_set = a_set(a_rule(EVERYBODY, CHAMPION), a_rule({"from": 1}, CHAMPION))

    assert len(evaluate(rule_set, a_result()).titles) == 1
