"""One promotion per person and calendar year, or as many as a rule set lets: the highest stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from judging.promotion.rules import RuleSet
from judging.sentences import say
from judging.upgrades import Decision


@dataclass(frozen=True)
class ContestDecision:
    """A decision about one contest of a person; `final` is the day of its final."""

    final: date
    rule_set: RuleSet
    decision: Decision


def limit_promotions(decisions: Sequence[ContestDecision]) -> list[Decision]:
    """One person's decisions, with the promotions beyond the limit of a year refused, in order.

    Promotions of all contests of the year count, the highest first (equal ones: the earlier
    final first); each rule set refuses its own when it is beyond that rule set's limit.
    """
    ranked = sorted(
        (item for item in decisions if item.decision.granted_level is not None),
        key=lambda item: (-_height(item.decision), item.final),
    )
    return [_limited(item, ranked) for item in decisions]


def _height(decision: Decision) -> int:
    return decision.granted_level.height if decision.granted_level else 0


def _limited(item: ContestDecision, ranked: Sequence[ContestDecision]) -> Decision:
    limit, level = item.rule_set.yearly_promotions, item.decision.granted_level
    same_year = [other for other in ranked if other.final.year == item.final.year]
    position = next((i for i, other in enumerate(same_year) if other is item), 0)
    if limit is None or level is None or position < limit:
        return item.decision
    note = say(
        "promotion to {level} is refused: at most {limit} from contests in {year}, {kept} stays",
        level=level,
        limit=limit,
        year=item.final.year,
        kept=", ".join(str(other.decision.granted_level) for other in same_year[:limit]),
    )
    return replace(item.decision, promotions=(), notes=(*item.decision.notes, note))
