"""Holders of an earlier title in a whole ranked list, and the places that pass down."""

from collections.abc import Sequence
from dataclasses import replace

from judging.promotion.contests import ContestResult
from judging.promotion.rules import RuleSet


def holds_excluding_title(rule_set: RuleSet, result: ContestResult) -> bool:
    """Whether the person gets nothing by this rule set because of a title held already.

    For `bar_same_event` the prior titles of the result must be those won in the same event.
    """
    policy = rule_set.prior_titles
    return policy is not None and not policy.titles.isdisjoint(result.prior_titles)


def pass_down(rule_set: RuleSet, results: Sequence[ContestResult]) -> list[ContestResult]:
    """The results of one event and group with the places that the rank rules read (依次递补).

    Under `compete_without_awards` everybody else moves up by the holders who are placed better;
    holders keep their own place, and the size of the field stays. Under other policies, and
    without one, places are as they are. Entries that share a rank go on sharing one.
    """
    policy = rule_set.prior_titles
    if policy is None or policy.policy != "compete_without_awards":
        return list(results)
    holders = [r.rank for r in results if holds_excluding_title(rule_set, r)]
    return [
        result
        if holds_excluding_title(rule_set, result)
        else replace(result, rank=result.rank - sum(rank < result.rank for rank in holders))
        for result in results
    ]
