"""A decision of the rule book as a document: what is given, and every reason, as it is kept."""

from typing import Any

from competition.database import Document
from competition.upgrades.deciding import Proposal
from judging.promotion.condition import Condition
from judging.promotion.rewards import (
    Award,
    Cash,
    MayApply,
    ProfessionalGrade,
    Recommendation,
    Reward,
    SkillLevel,
    Title,
    TrainingSquad,
)
from judging.sentences import Sentence
from judging.upgrades import Decision, Reason

SORTS: dict[type, str] = {
    SkillLevel: "level",
    Title: "title",
    Award: "award",
    Cash: "cash",
    ProfessionalGrade: "grade",
    TrainingSquad: "squad",
    MayApply: "may_apply",
    Recommendation: "recommendation",
}


def content_of(one: Proposal) -> Document:
    """What was decided about a person and from what, as plain JSON."""
    row, result = one.row, one.result
    return {
        "code": row.code,
        "place": row.place,
        "field_size": result.field_size,
        "total": None if row.total is None else f"{row.total:f}",
        "medal": row.medal,
        "delegation": row.delegation,
        "delegation_en": row.delegation_en,
        "held": str(result.current_level),
        **judgement_of(one.decision),
    }


def judgement_of(decision: Decision) -> Document:
    """Sentences keep template and values, so that they can be translated."""
    return {
        "promotions": [
            {"level": str(one.level), "state": str(one.state), "rule": one.rule_id}
            for one in decision.promotions
        ],
        "given": [reward_of(one) for one in decision.given],
        "cash_cny": decision.cash_cny,
        "notes": [kept(note) for note in decision.notes],
        "reasons": [reason_of(reason) for reason in decision.reasons],
    }


def reason_of(reason: Reason) -> Document:
    """One rule: what it would give, and its conditions."""
    return {
        "rule": reason.rule_id,
        "state": str(reason.state),
        "met": reason.met,
        "reward": reward_of(reason.reward),
        "conditions": [condition_of(one) for one in reason.conditions],
    }


def condition_of(condition: Condition) -> Document:
    sentences = ("subject", "required", "actual", "text")
    return {
        **{name: kept(getattr(condition, name)) for name in sentences},
        "met": condition.met,
        "pending": condition.pending,
    }


def kept(sentence: Sentence) -> Document:
    """A sentence as it is kept."""
    values = {name: _value(value) for name, value in sentence.values.items()}
    return {"template": sentence.template, "values": values}


def reward_of(reward: Reward) -> Document:
    """What a rule gives, by its sort; a promotion says how it climbs."""
    about = vars(reward.climb) if isinstance(reward, SkillLevel) else vars(reward)
    fields = {name: _value(value) for name, value in about.items()}
    return fields | {"sort": SORTS[type(reward)], "state": str(reward.state)}


def _value(value: Any) -> Any:
    """Codes as text, pairs as lists: what JSON gives back is the same."""
    if isinstance(value, Sentence):
        return kept(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    if hasattr(value, "items"):
        return {str(name): str(one) for name, one in value.items()}
    return value
