"""A rule set and a person's result: promotion, titles, awards, cash, and every reason.

    conditions (of each rule) -> Reason -> Decision

A decision never forgets a rule: there is one reason for each, met or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from judging.promotion.condition import Condition
from judging.promotion.conditions import conditions
from judging.promotion.contests import ContestResult
from judging.promotion.decisions import Outcome
from judging.promotion.ladder import Level
from judging.promotion.ranks import HoldsAward
from judging.promotion.rewards import Award, Cash, Other, Reward, SkillLevel, Title
from judging.promotion.rules import Rule, RuleSet
from judging.sentences import Sentence, say

Given = Title | Award | Cash | Other


@dataclass(frozen=True)
class Reason:
    """What became of one rule: its state for this person, and the conditions that decided it."""

    rule_id: str
    state: Outcome
    conditions: tuple[Condition, ...]
    reward: Reward

    @property
    def met(self) -> bool:
        return all(condition.met for condition in self.conditions)

    @property
    def deciding(self) -> tuple[Condition, ...]:
        """The conditions that are not met, or all of them when all are."""
        return tuple(c for c in self.conditions if not c.met) or self.conditions

    @property
    def heading(self) -> Sentence:
        """The rule and its state; the texts of the deciding conditions follow it."""
        return say("{rule}: {state}", rule=self.rule_id, state=self.state)

    def __str__(self) -> str:
        texts = "; ".join(str(condition.text) for condition in self.deciding)
        return f"{self.heading} – {texts}"


@dataclass(frozen=True)
class Promotion:
    """A skill level that a rule gives."""

    level: Level
    state: Outcome
    rule_id: str


@dataclass(frozen=True)
class Decision:
    """What a rule set gives a person.

    `promotions` are all that match, the best first: the first is the one that counts. `notes` say
    what was decided about the person beside the rules, such as the limit of a calendar year.
    """

    rule_set: str
    digest: str
    promotions: tuple[Promotion, ...]
    given: tuple[Given, ...]
    reasons: tuple[Reason, ...]
    notes: tuple[Sentence, ...] = ()

    @property
    def promotion(self) -> Promotion | None:
        return self.promotions[0] if self.promotions else None

    @property
    def granted_level(self) -> Level | None:
        return self.promotion.level if self.promotion else None

    @property
    def titles(self) -> tuple[Title, ...]:
        return tuple(reward for reward in self.given if isinstance(reward, Title))

    @property
    def awards(self) -> tuple[Award, ...]:
        return tuple(reward for reward in self.given if isinstance(reward, Award))

    @property
    def cash(self) -> tuple[Cash, ...]:
        return tuple(reward for reward in self.given if isinstance(reward, Cash))

    @property
    def others(self) -> tuple[Other, ...]:
        return tuple(r for r in self.given if not isinstance(r, Title | Award | Cash))

    @property
    def cash_cny(self) -> int:
        """The sum of the amounts, in yuan; one `to` a coach counts too, a mere range does not."""
        return sum(cash.amount_cny or 0 for cash in self.cash)

    @property
    def outcome(self) -> Outcome:
        """The state of the promotion; without one, the surest state of anything else."""
        if self.promotion:
            return self.promotion.state
        states = [reward.state for reward in self.given]
        states += [reason.state for reason in self.reasons if reason.state is Outcome.WAITING]
        return min(states, key=lambda state: state.order, default=Outcome.NOT_ELIGIBLE)


def evaluate(rule_set: RuleSet, result: ContestResult) -> Decision:
    """Decide what the rule set gives for the result, with one reason for every rule.

    Places are read as they are: `promotion.prior_titles.pass_down` comes first where a whole list
    is decided. Limits over several contests come after: `promotion.yearly_limit`.
    """
    held = result.awards | frozenset(_awards_by_place(rule_set, result))
    reasons = tuple(_reason(rule_set, rule, result, held) for rule in rule_set.rules)
    met = [reason for reason in reasons if reason.met]
    return Decision(
        rule_set.key,
        rule_set.digest,
        tuple(_promotions(met, result)),
        tuple(dict.fromkeys(r.reward for r in met if not isinstance(r.reward, SkillLevel))),
        reasons,
    )


def _awards_by_place(rule_set: RuleSet, result: ContestResult) -> Iterator[str]:
    """The awards that the rule set itself gives, so that its other rules can ask for them."""
    for rule in rule_set.rules:
        if isinstance(rule.rank, HoldsAward) or not isinstance(rule.reward, Award):
            continue
        if _reason(rule_set, rule, result, frozenset()).met:
            yield rule.reward.code


def _reason(rule_set: RuleSet, rule: Rule, result: ContestResult, held: frozenset[str]) -> Reason:
    asked = tuple(conditions(rule_set, rule, result, held))
    unmet = [condition for condition in asked if not condition.met]
    if not unmet:
        state = rule.reward.state
    elif all(condition.pending for condition in unmet):
        state = Outcome.WAITING
    else:
        state = Outcome.NOT_ELIGIBLE
    return Reason(rule.rule_id, state, asked, rule.reward)


def _promotions(met: list[Reason], result: ContestResult) -> list[Promotion]:
    promotions = []
    for reason in met:
        if isinstance(reason.reward, SkillLevel):
            level = reason.reward.target(result.current_level, result.paper_level)
            assert level is not None, "a condition of every promotion is that it raises"
            promotions.append(Promotion(level, reason.state, reason.rule_id))
    return sorted(
        promotions, key=lambda promotion: (-promotion.level.height, promotion.state.order)
    )
