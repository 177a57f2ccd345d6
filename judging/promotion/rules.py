"""A rule set: one published rule of one authority, as a value; read by `judging.rulesets`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from judging.promotion.ranks import Rank
from judging.promotion.rewards import Reward

Policy = Literal["bar_entry", "compete_without_awards", "bar_same_event"]
ANY = "any"
"""The group and the event format of a rule that is about all of them."""


@dataclass(frozen=True)
class Scope:
    """Which events and groups a rule is about; None: any."""

    groups: tuple[str, ...] | None = None
    event_format: str | None = None
    competition_tier: str | None = None
    event_kind: str | None = None


@dataclass(frozen=True)
class Rule:
    """Who is within the scope and the rank, and meets the conditions, gets the reward."""

    rule_id: str
    scope: Scope
    rank: Rank
    reward: Reward
    max_age: int | None = None
    min_scores: tuple[str, ...] = ()
    trigger: str | None = None


@dataclass(frozen=True)
class PriorTitles:
    """What holders of one of these titles may not have.

    `bar_entry`: they may not enter. `compete_without_awards`: they keep their place and get
    nothing, the places pass down. `bar_same_event`: barred by a title won in the same event.
    """

    policy: Policy
    titles: frozenset[str]


@dataclass(frozen=True)
class RuleSet:
    """One version of a published rule; `digest` identifies the exact text of it.

    `yearly_promotions` limits a person's promotions from contests of one calendar year.
    `information` is what is shown next to a decision: certainty, completeness, sources, notes.
    """

    key: str
    tier: str
    region: str
    name_zh: str
    name_en: str
    rules: tuple[Rule, ...]
    digest: str
    valid_from: date | None = None
    valid_until: date | None = None
    yearly_promotions: int | None = None
    prior_titles: PriorTitles | None = None
    information: Mapping[str, Any] = field(default_factory=dict)

    def governs(self, final: date) -> bool:
        """Whether it is in force for a contest whose final is on this day."""
        started = self.valid_from is None or self.valid_from <= final
        return started and (self.valid_until is None or final <= self.valid_until)
