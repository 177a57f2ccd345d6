"""Rule-set documents and results with defaults: a test states only what it is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from judging.promotion.contests import ContestResult
from judging.promotion.ladder import LADDER, Level
from judging.promotion.rules import RuleSet
from judging.rulesets import parse_rule_set

Document = dict[str, Any]
GOLD = {"type": "award", "code": "gold", "name_zh": "金牌"}
CHAMPION = {"type": "title", "title_zh": "状元", "action": "confer"}
TO_TECHNICIAN = {
    "type": "skill_level",
    "map": [{"current": ["none", "senior"], "grant": "technician"}],
}


def a_rule(rank: Mapping[str, Any], reward: Mapping[str, Any] = GOLD, **values: Any) -> Document:
    defaults = {"rule_id": "r", "group": "any", "event_format": "any"}
    return defaults | {"rank": dict(rank), "reward": dict(reward)} | values


def a_set_document(rules: Sequence[Document], **values: Any) -> Document:
    """The rules are given the ids r0, r1, … unless they have their own."""
    numbered = [
        rule | {"rule_id": f"r{i}"} if rule["rule_id"] == "r" else rule
        for i, rule in enumerate(rules)
    ]
    return {
        "id": "a-set",
        "tier": "municipal",
        "region": "重庆",
        "name_zh": "某大赛",
        "name_en": "A competition",
        "rules": numbered,
    } | values


def a_set(*rules: Document, **values: Any) -> RuleSet:
    return parse_rule_set(a_set_document(rules, **values))


def a_file(*sets: Document, **values: Any) -> Document:
    return {
        "schema_version": 1,
        "levels_low_to_high": list(LADDER),
        "level_names": {level: f"级 {level}" for level in LADDER},
        "rulesets": list(sets),
    } | values


def a_result(rank: int = 1, field_size: int = 40, **values: Any) -> ContestResult:
    defaults: dict[str, Any] = {
        "group": "staff",
        "event_format": "individual",
        "current_level": Level.SENIOR,
    }
    return ContestResult(rank=rank, field_size=field_size, **(defaults | values))
